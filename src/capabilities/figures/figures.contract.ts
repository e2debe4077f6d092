import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';

const day = z.iso.date();
const code = z.string().regex(/^\d{6}(\d{3}){0,3}$/);
export const kind = z
  .string()
  .regex(/^[a-z]+(\.[a-z0-9-]+)?$/)
  .max(60);
export const text = z.object({ zh: z.string(), en: z.string() });

export const asked = {
  /** A district of this server other than its own. */
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  /** A code, for its whole subtree; the district where absent. */
  territory: code.optional(),
  /** First and last day, both included; this year until today where absent. */
  from: day.optional(),
  to: day.optional(),
  /** As it was known at the end of this day; as it is known now where absent. */
  asOf: day.optional(),
};

/**
 * What is left out for the public, see withheld.rules.ts: of how many hidden kinds, and for the district as a whole how many of all
 * of them together were opened, by whole settled months; null where fewer than `floor`.
 */
const withheld = z.object({
  floor: z.int(),
  kinds: z.int(),
  months: z.array(z.object({ month: z.string(), opened: z.int().nullable() })),
  /** The sum of the months that are told. */
  opened: z.int(),
});
/** A median or another quantile: it lies above `from` and not above `to` minutes; see `Quantile`. */
const quantile = z.object({ n: z.int(), from: z.number(), to: z.number().nullable(), minutes: z.number().nullable() });
/** One set of figures by their codes; null where a figure says nothing, or rests on too few for the public. */
export const figureSet = z.record(z.string(), z.union([z.number(), quantile]).nullable());

export const figures = contract({
  name: 'figures.read',
  method: 'GET',
  path: '/api/figures',
  summary: {
    zh: '数据：按区划、类别、时段，可查历史口径',
    en: 'The figures, by territory, kind and period, also as known on a past day',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ ...asked, kind: kind.optional() }),
  body: nothingIn,
  answer: z.object({
    territory: z.object({ code: z.string(), name: text }),
    kind: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    asOf: z.string().nullable(),
    /** The newest line that is counted here. */
    seq: z.int(),
    /** Null for those who read every figure exactly. */
    withheld: withheld.nullable(),
    /** Of the figures that are counted by kinds of their own: whether these are what was asked for, and the days that are told. */
    told: z.array(
      z.object({ group: z.string(), isOfKind: z.boolean(), from: z.string().nullable(), to: z.string().nullable() }),
    ),
    total: figureSet,
    /** The territories one level below; `own` is what lies in the territory itself and in none of them. The parts add up to the total. */
    children: z.array(z.object({ code: z.string(), name: text, own: z.boolean(), figures: figureSet })),
    months: z.array(z.object({ month: z.string(), figures: figureSet })),
    kinds: z.array(
      z.object({
        code: z.string(),
        name: text,
        opened: z.int(),
        closed: z.int(),
        closedOnTime: z.int(),
        reopened: z.int(),
      }),
    ),
  }),
  perMinute: 240,
});

/** A measure or a family of them: `opened/`, `closed/hazard.`, `opened/hazard.fire`, `firstAction:60/`, of a body `returned:fire/`. */
const measure = z
  .string()
  .max(160)
  .regex(/^[a-zA-Z]+(:[0-9a-z][0-9a-z-]*)?\/([a-z]+(\.[a-z0-9-]*)?)?$/);

const opened = z.discriminatedUnion('hidden', [
  z.object({ hidden: z.literal(true), n: z.int() }),
  z.object({
    hidden: z.literal(false),
    n: z.int(),
    day: z.string(),
    kind: z.string(),
    territory: z.string(),
    territoryName: text,
    number: z.string().nullable(),
    id: z.string().nullable(),
    line: z.string().nullable(),
    /** A decision on an appeal that takes back what a line had counted; by which, for those who read that appeal. */
    correction: z.boolean(),
    appeal: z.string().nullable(),
    /** Whether an appeal against the line is open, and what an appeal would name; for those who see the line. */
    contested: z.boolean(),
    of: z.object({ line: z.string(), measure: z.string() }).nullable(),
    /**
     * Of what sets a norm: by how much it changed what is asked for in a month, in how many months of the period that holds, and what
     * holds from its day on, by which document, null where it ended; it counts `by` times `months`.
     */
    norm: z
      .object({
        by: z.number(),
        months: z.int(),
        held: z.object({ value: z.number(), from: z.string(), source: z.string() }).nullable(),
      })
      .optional(),
  }),
]);

export const open = contract({
  name: 'figures.open',
  method: 'GET',
  path: '/api/figures/open',
  summary: {
    zh: '打开一个数：它背后的每一条，隐去的以空白计',
    en: 'Open a figure to every line behind it; hidden ones are blanks, so that it adds up',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    ...asked,
    measure,
    after: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: nothingIn,
  answer: z.object({
    /** The figure; the `n` of all items of all pages add up to it. */
    value: z.int(),
    items: z.array(opened),
    after: z.string().nullable(),
  }),
  perMinute: 240,
});

const tableAsked = z.strictObject({
  ...asked,
  kind: kind.optional(),
  /** Codes of figures, divided by commas; every figure where absent. */
  codes: z
    .string()
    .regex(/^[a-zA-Z0-9]{1,40}(,[a-zA-Z0-9]{1,40})*$/)
    .max(2_000)
    .optional(),
  period: z.string().max(40).optional(),
});

export const csv = contract({
  name: 'figures.csv',
  method: 'GET',
  path: '/api/figures/csv',
  summary: {
    zh: '数据表（CSV，UTF-8）：本级及各下级区划一行',
    en: 'The figures as CSV (UTF-8): one row for the territory and each below',
  },
  access: ['open'],
  params: nothingIn,
  query: tableAsked,
  body: nothingIn,
  answer: z.string(),
  perMinute: 60,
});

export const xlsx = contract({
  name: 'figures.xlsx',
  method: 'GET',
  path: '/api/figures/xlsx',
  summary: {
    zh: '数据表（XLSX）：本级及各下级区划一行',
    en: 'The figures as a workbook (XLSX): one row for the territory and each below',
  },
  access: ['open'],
  params: nothingIn,
  query: tableAsked,
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 60,
});
