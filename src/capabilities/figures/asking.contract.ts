import { z } from 'zod';
import { GRAINS } from '../../platform/calendar/span.rules.ts';
import { UNITS } from '../../platform/figures/figure.rules.ts';
import { formula } from '../../platform/figures/formula.contract.ts';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { asked, kind, text } from './figures.contract.ts';

export const version = z.object({
  version: z.int(),
  from: z.string(),
  formula,
  counts: z.enum(['flow', 'stock']),
  leavesOut: z.array(text),
});

export const catalogue = contract({
  name: 'figures.catalogue',
  method: 'GET',
  path: '/api/figures/catalogue',
  summary: {
    zh: '指标目录：每个指标的含义、公式、版本和不计入的情形',
    en: 'The declared figures: meaning, formula, versions, what is left out',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district: asked.district }),
  body: nothingIn,
  answer: z.object({
    figures: z.array(
      z.object({
        code: z.string(),
        name: text,
        means: text,
        unit: z.enum(UNITS),
        better: z.enum(['more', 'less']).nullable(),
        /** The kinds of its own that it is counted by; null where these are the district's. */
        kinds: z
          .object({
            group: z.string(),
            name: text,
            kinds: z.array(z.object({ code: z.string(), name: text })),
            guarded: z.boolean(),
          })
          .nullable(),
        versions: z.array(version),
      }),
    ),
  }),
  perMinute: 120,
});

/** A figure's value, see `Value`; `few` where the public is told nothing since it rests on too few. */
export const value = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  part: z.number().nullable(),
  whole: z.number().nullable(),
  bucket: z.object({ from: z.number(), to: z.number().nullable() }).nullable(),
  few: z.boolean(),
});
export const target = z.object({ value: z.number(), from: z.string(), territory: z.string(), source: z.string() });
const place = z.object({ from: z.int(), to: z.int() });

/** Most figures that are asked for at once. */
export const MOST_FIGURES = 120;

export const ask = contract({
  name: 'figures.ask',
  method: 'GET',
  path: '/api/figures/ask',
  summary: {
    zh: '查询指标：任意区划、时段、种类，可比较、分段、看下级和当时所知',
    en: 'Ask figures by territory, period and kind: compared, in series, by the territories below, as known on a past day',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    ...asked,
    kind: kind.optional(),
    /** Codes, divided by commas. */
    codes: z
      .string()
      .regex(/^[a-zA-Z0-9]{1,40}(,[a-zA-Z0-9]{1,40})*$/)
      .max(2_000),
    /** `2026`, `2026-Q3`, `2026-11`, `2026-W48`, `2026-11-27` or `2026-01-05..2026-02-03`, in the place of `from` and `to`. */
    period: z.string().max(40).optional(),
    /** The territories one level below as well. */
    below: z.enum(['true', 'false']).optional(),
    /** A series, cut so. */
    grain: z.enum(GRAINS).optional(),
    /** Compared with the period before, or with the same days a year earlier. */
    against: z.enum(['before', 'year']).optional(),
  }),
  body: nothingIn,
  answer: z.object({
    territory: z.object({ code: z.string(), name: text }),
    kind: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    asOf: z.string().nullable(),
    /** The newest line that is counted here. */
    seq: z.int(),
    /** Whether this reader reads every figure exactly: of all kinds, and as known on a past day. */
    all: z.boolean(),
    /** What `before` is of, and which days `these` are of the period that are compared with it. */
    against: z
      .object({
        these: z.object({ from: z.string(), to: z.string() }),
        those: z.object({ from: z.string(), to: z.string() }),
      })
      .nullable(),
    figures: z.array(
      z.object({
        code: z.string(),
        version: z.int(),
        /** Whether it is counted by the kind that was asked for at all; where it is not, nothing is said. */
        isOfKind: z.boolean(),
        /** The days that are told: of what stands on no public list the public is told of whole months, as all are of what has a norm for each month; null for nothing. */
        told: z.object({ from: z.string(), to: z.string() }).nullable(),
        total: value,
        /** The measures that it is made of, each of which opens to its lines; none where `few`. */
        terms: z.array(
          z.object({
            side: z.enum(['part', 'whole']),
            measure: z.string(),
            sign: z.union([z.literal(1), z.literal(-1)]),
            n: z.number(),
            /** Everything counted up to the last day, not in the period alone. */
            stock: z.boolean(),
            /** The days that it is of, by which it opens: of what stands from the beginning, of what is asked for monthly whole months. */
            from: z.string(),
            to: z.string(),
          }),
        ),
        /** As many days of the period as are compared, the value then, and whether the difference is more than chance. */
        compared: z
          .object({
            these: value,
            those: value,
            differs: z.union([z.literal(-1), z.literal(0), z.literal(1)]).nullable(),
          })
          .nullable(),
        target: target.nullable(),
        /** Appeals that are not decided: while there are any, it takes no place among its neighbours. */
        contested: z.int(),
        below: z.array(
          z.object({
            code: z.string(),
            name: text,
            /** What lies in the territory itself and in none of those below. */
            own: z.boolean(),
            value,
            /** Between which places it stands among its neighbours; null where it is not ranked. */
            place: place.nullable(),
            contested: z.int(),
            target: target.nullable(),
          }),
        ),
        series: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), value })),
      }),
    ),
  }),
  perMinute: 240,
});
