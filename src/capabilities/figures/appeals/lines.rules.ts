import { z } from 'zod';
import { POSTS } from '../../../platform/identity/caller.ts';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { SETS_ASIDE } from '../../matters/setAside.rules.ts';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
/** The post, its territory and the body in which it was done; the appointment itself is the line's own `post`. */
const signed = { as: z.enum(POSTS), place: z.string(), of: z.string().nullable() };
const count = z.strictObject({ measure: z.string(), day: z.iso.date(), territory: z.string(), n: z.int() });
const seq = z.int().min(0);
/** How far the journal was, and how large the newest signed tree: null where nothing is signed. */
const standing = { head: seq, size: seq.nullable() };

const figure = z.strictObject({
  is: z.literal('figure'),
  code: z.string(),
  version: z.int(),
  territory: z.string(),
  kind: z.string().nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
  pinned: z.strictObject({ ...standing, value: z.number().nullable(), part: z.number(), whole: z.number().nullable() }),
});
const line = z.strictObject({
  is: z.literal('line'),
  line: z.uuid(),
  matter: z.uuid(),
  measure: z.string(),
  day: z.iso.date(),
  territory: z.string(),
  pinned: z.strictObject({ ...standing, n: z.int(), seq, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
});
/** What is contested, with what it was when it was: this never changes, whatever becomes of the figure. */
export const against = z.discriminatedUnion('is', [figure, line]);
export type Against = z.output<typeof against>;

/**
 * Every kind of line of an appeal, for ever. Why somebody contests something, and why it was decided so, is sealed beside the line; what an
 * upheld one takes back stands in the line, so that its counts follow from it alone.
 */
export const LINES = {
  filed: lineKind({
    name: 'appeal.filed',
    version: 1,
    body: z.strictObject({ ...signed, against, words: sealed, due: z.iso.datetime() }),
  }),
  upheld: lineKind({
    name: 'appeal.upheld',
    version: 1,
    body: z.strictObject({
      ...signed,
      remedy: z.enum(['setAside', 'correct']),
      step: z.enum(SETS_ASIDE).nullable(),
      counts: z.array(count),
      reason: sealed,
    }),
  }),
  rejected: lineKind({ name: 'appeal.rejected', version: 1, body: z.strictObject({ ...signed, reason: sealed }) }),
  withdrawn: lineKind({ name: 'appeal.withdrawn', version: 1, body: z.strictObject(signed) }),
} as const;
