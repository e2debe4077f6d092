import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { asked, kind, text } from './figures.contract.ts';

/** Counts by code; null where the reader is not told. */
const counts = z.record(z.string(), z.int().nullable());

export const bodies = contract({
  name: 'figures.bodies',
  method: 'GET',
  path: '/api/figures/bodies',
  summary: {
    zh: '调解指标按单位：发现、受理、化解、提请、拒收、超期，各行相加等于合计',
    en: 'Figures of mediation by body: found, accepted, resolved, offered, refused, late; the rows add up to the total',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ ...asked, kind: kind.optional() }),
  body: nothingIn,
  answer: z.object({
    /** The kinds of their own that these figures are counted by. */
    group: z.string(),
    territory: z.object({ code: z.string(), name: text }),
    from: z.string(),
    to: z.string(),
    /** Whether they are counted by the kind that was asked for, and the days that are told; null for nothing. */
    isOfKind: z.boolean(),
    told: z.object({ from: z.string(), to: z.string() }).nullable(),
    /** No number below it is told; null for those who read every figure exactly, whose rows add up to the total. */
    floor: z.int().nullable(),
    /** Codes of figures, in the order of the columns. */
    columns: z.array(z.string()),
    total: counts,
    /** In the order of their groups and the table of bodies, never of their numbers; `none` is what no body has accepted. */
    rows: z.array(
      z.object({ id: z.string(), name: text, group: z.object({ id: z.string(), name: text }).nullable(), counts }),
    ),
  }),
  perMinute: 60,
});
