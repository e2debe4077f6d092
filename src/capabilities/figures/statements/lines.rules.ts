import { z } from 'zod';
import { POSTS } from '../../../platform/identity/caller.ts';
import { lineKind } from '../../../platform/journal/line.rules.ts';

/** SHA-256 in hex. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const n = z.int().min(0);
const files = z.strictObject({ json: digest, pdf: digest, note: digest });

/** Every kind of line of a statement, for ever. Everything in them is public. */
export const LINES = {
  /** Somebody asks for a statement of a period, before its time comes or because the one there is has to be corrected. */
  asked: lineKind({
    name: 'statement.asked',
    version: 1,
    body: z.strictObject({ as: z.enum(POSTS), period: z.string() }),
  }),
  /** The files are fixed: what they say, by which versions of the figures, and on what they rest. */
  issued: lineKind({
    name: 'statement.issued',
    version: 1,
    body: z.strictObject({
      period: z.string(),
      from: z.iso.date(),
      to: z.iso.date(),
      /** The newest line that is counted, and the signed tree that holds it. */
      seq: n,
      tree: z.strictObject({ origin: z.string(), size: n, root: z.string() }),
      figures: z.array(z.strictObject({ code: z.string(), version: z.int().min(1) })),
      editions: z.strictObject({ public: files, whole: files }),
      certificate: digest,
      /** The statement of the same period in whose place it stands. */
      replaces: z.uuid().nullable(),
    }),
  }),
} as const;
