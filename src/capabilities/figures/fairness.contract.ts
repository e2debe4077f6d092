import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { FOUND } from './fairness.rules.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const found = z.enum(FOUND);
const part = z.object({ part: z.int(), whole: z.int(), low: z.number(), high: z.number(), found });
const judged = { closedSoon: part, reopenedSoon: part, returned: part, sentBack: part };
const asked = z.strictObject({
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  territory: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
  kind: z
    .string()
    .regex(/^[a-z]+(\.[a-z0-9-]+)?$/)
    .max(60)
    .optional(),
  /** First and last day, both included; this year until today where absent. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

export const fairness = contract({
  name: 'figures.fairness',
  method: 'GET',
  path: '/api/figures/fairness',
  summary: {
    zh: '及时率旁边该看的：提前结案、退回、核查未通过、月末突击、拆分，各带区间和界限，只到单位和区划',
    en: 'What to look at beside the on-time rate: early closings, returns, results not done, bursts, splits; by body and territory, with intervals',
  },
  access: ['open'],
  params: nothingIn,
  query: asked,
  body: nothingIn,
  answer: z.object({
    from: z.string(),
    to: z.string(),
    territory: z.object(judged),
    /** Bodies that were given something, closed something or were looked at in the period. */
    bodies: z.array(z.object({ id: z.string(), name: text, closed: z.int(), ...judged })),
    burst: z.object({
      last: z.object({ n: z.int(), days: z.int() }),
      rest: z.object({ n: z.int(), days: z.int() }),
      ratio: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      found,
      months: z.array(z.object({ month: z.string(), from: z.string(), to: z.string(), n: z.int() })),
    }),
    splits: z.object({
      /** Null for the public where there are fewer than `floor`, none included. */
      groups: z.int().nullable(),
      /** Closings above one for each group; null likewise. */
      beyond: z.int().nullable(),
      floor: z.int().nullable(),
      found: found.nullable(),
      /** Whether the groups open to this reader. */
      opens: z.boolean(),
    }),
  }),
  perMinute: 30,
});

export const splits = contract({
  name: 'figures.splits',
  method: 'GET',
  path: '/api/figures/splits',
  summary: {
    zh: '可能由一件拆成几件的事项，一组一组；看不到的以件数计',
    en: 'Matters that may have been one finding, by group; those out of reach as a number',
  },
  access: ['staff'],
  params: nothingIn,
  query: asked,
  body: nothingIn,
  answer: z.object({
    groups: z.array(
      z.object({
        day: z.string(),
        kind: z.string(),
        territoryName: text,
        /** Null for what was fixed on the spot at no body. */
        body: text.nullable(),
        n: z.int(),
        matters: z.array(z.object({ id: z.string(), number: z.string() })),
      }),
    ),
    /** Further groups, that are not told one by one. */
    more: z.int(),
  }),
});
