import { z } from 'zod';
import { formula } from '../figures/formula.contract.ts';

export const FIGURE_FORMAT = 'lianan-figure-1';

const day = z.iso.date();
const text = z.strictObject({ zh: z.string(), en: z.string() });
const index = z.int().min(0);

/**
 * A figure with everything that proves it: the formula, the counts that it is the sum of, the lines that count so, and what proves these
 * lines to be in a signed tree. Nothing but the public key is needed to check it.
 */
export const figureBundle = z.strictObject({
  format: z.literal(FIGURE_FORMAT),
  /** The key that signed, as people hand it on; whoever checks has it from elsewhere. */
  key: z.string().max(500),
  /** A signed note. */
  checkpoint: z.string().max(20_000),
  asked: z.strictObject({
    district: z.string(),
    territory: z.string(),
    kind: z.string().nullable(),
    from: day,
    to: day,
    asOf: day.nullable(),
  }),
  figure: z.strictObject({
    code: z.string(),
    name: text,
    means: text,
    unit: z.string(),
    version: z.strictObject({
      version: z.int(),
      from: day,
      formula,
      counts: z.enum(['flow', 'stock']),
      leavesOut: z.array(text),
    }),
  }),
  value: z.number().nullable(),
  part: z.number(),
  whole: z.number().nullable(),
  /** What it is the sum of; `index` is the line that counts so, in the tree from 0, `figure` the version of the rules by which it counts. */
  counts: z.array(
    z.strictObject({
      index,
      measure: z.string(),
      day,
      territory: z.string(),
      n: z.int(),
      recorded: day,
      figure: z.int(),
    }),
  ),
  /**
   * The lines of each subject from its first to the last one in the tree, as canonical bytes with their places. What came from nobody may
   * still wait for its place: then its hash stands in the line after it.
   */
  chains: z.array(z.array(z.strictObject({ index: index.nullable(), line: z.base64() })).min(1)),
  /** Lines that count and are not shown: their hashes alone. */
  bare: z.array(z.strictObject({ index, hash: z.base64() })),
  /** Hashes of the subtrees that hold none of these lines, from left to right. */
  fill: z.array(z.base64()),
});
export type FigureBundle = z.output<typeof figureBundle>;
export type FigureAsked = FigureBundle['asked'];
