import { z } from 'zod';

export const FORMAT = 'lianan-proof-1';

/** A line with everything that proves it: nothing but the public key is needed to check it. */
export const bundle = z.strictObject({
  format: z.literal(FORMAT),
  /** The key that signed, as people hand it on; whoever checks has it from elsewhere. */
  key: z.string(),
  /** A signed note. */
  checkpoint: z.string(),
  /** Where the line stands in the tree, from 0. */
  index: z.int().min(0),
  /** The line's canonical bytes. */
  line: z.base64(),
  /** Hashes from the leaf up. */
  path: z.array(z.base64()).max(64),
});
export type Bundle = z.output<typeof bundle>;
