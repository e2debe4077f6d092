import { z } from 'zod';

const terms = z.array(z.strictObject({ measure: z.string(), sign: z.union([z.literal(1), z.literal(-1)]) }));
/** How a figure is made, as it crosses the wire and stands in a proof; see `Formula`. */
export const formula = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('sum'), of: terms }),
  z.strictObject({ is: z.literal('share'), part: terms, whole: terms }),
  z.strictObject({ is: z.literal('mean'), sum: terms, n: terms, least: z.number(), most: z.number() }),
  z.strictObject({ is: z.literal('quantile'), q: z.number(), of: z.string(), edges: z.array(z.number()) }),
  z.strictObject({ is: z.literal('rate'), of: terms, per: z.number(), base: z.string() }),
  z.strictObject({
    is: z.literal('norm'),
    of: terms,
    each: z.number(),
    base: z.string(),
    every: z.literal('month').optional(),
  }),
]);
