import { z } from 'zod';
import { POSTS } from '../../platform/identity/caller.ts';
import { lineKind } from '../../platform/journal/line.rules.ts';
import { SINCE } from './handover.rules.ts';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
const n = z.int().min(0);
const changed = z.strictObject({ n, matters: z.array(z.uuid()) });
/** The post in which it was done; the appointment itself is the line's own `post`. */
const as = z.enum(POSTS);

/** Every kind of line of a hand-over, for ever. The figures are fixed where they were signed; matters stand by their ids. */
export const LINES = {
  signed: lineKind({
    name: 'handover.signed',
    version: 1,
    body: z.strictObject({
      as,
      desk: z.strictObject({ territory: z.string(), body: z.string().nullable() }),
      since: z.strictObject({ from: z.enum(SINCE), at: z.string(), seq: n }),
      at: z.string(),
      seq: n,
      counts: z.strictObject({
        new: n,
        assigned: n,
        accepted: n,
        handled: n,
        verified: n,
        overdue: n,
        urgent: n,
        help: n,
        supervised: n,
      }),
      changes: z.strictObject({
        new: changed,
        assigned: changed,
        returned: changed,
        closed: changed,
        escalated: changed,
      }),
      mind: z.array(z.uuid()),
      remarks: sealed.nullable(),
    }),
  }),
  taken: lineKind({
    name: 'handover.taken',
    version: 1,
    body: z.strictObject({ as, text: sealed.nullable() }),
  }),
  refused: lineKind({ name: 'handover.refused', version: 1, body: z.strictObject({ as, text: sealed }) }),
  withdrawn: lineKind({ name: 'handover.withdrawn', version: 1, body: z.strictObject({ as }) }),
} as const;
