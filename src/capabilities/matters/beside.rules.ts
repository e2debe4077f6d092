import { z } from 'zod';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
export const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
export const optional = sealed.nullable();
/** Photos and documents of the line, each by its digest. */
export const files = z.array(z.strictObject({ id: z.uuid(), digest: z.string() }));

export type SealedRef = z.output<typeof sealed>;
