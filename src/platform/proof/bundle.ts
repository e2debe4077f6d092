import { z } from 'zod';

export const FORMAT = 'lianan-proof-1';

/** Lines with everything that proves them: nothing but the public key is needed to check them. */
export const bundle = z.strictObject({
  format: z.literal(FORMAT),
  /** The key that signed, as people hand it on; whoever checks has it from elsewhere. */
  key: z.string().max(500),
  /** A signed note. */
  checkpoint: z.string().max(20_000),
  lines: z
    .array(
      z.strictObject({
        /** Where the line stands in the tree, from 0. */
        index: z.int().min(0),
        /** The line's canonical bytes. */
        line: z.base64(),
        /** Hashes from the leaf up. */
        path: z.array(z.base64()).max(64),
      }),
    )
    .min(1)
    .max(2_000),
});
export type Bundle = z.output<typeof bundle>;
