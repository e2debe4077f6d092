import { z } from 'zod';
import { lineKind } from '../journal/line.rules.ts';

/** Why a hook stands still: its owner or the security administrator said so, the other side is gone (410), or failed for a day. */
export const WHYS = ['owner', 'security', 'gone', 'failing'] as const;
export type Why = (typeof WHYS)[number];

const nothing = z.strictObject({});
/** A sealed secret: its id and the digest of the sealed bytes. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Every kind of line of a hook, for ever. */
export const HOOK_LINES = {
  proposed: lineKind({
    name: 'hook.proposed',
    version: 1,
    body: z.strictObject({
      machine: z.uuid(),
      body: z.string(),
      name: z.string(),
      url: z.string(),
      events: z.array(z.string()),
      territory: z.string(),
      secret: sealed,
    }),
  }),
  approved: lineKind({ name: 'hook.approved', version: 1, body: nothing }),
  refused: lineKind({ name: 'hook.refused', version: 1, body: nothing }),
  paused: lineKind({ name: 'hook.paused', version: 1, body: z.strictObject({ why: z.enum(WHYS) }) }),
  resumed: lineKind({ name: 'hook.resumed', version: 1, body: nothing }),
  ended: lineKind({ name: 'hook.ended', version: 1, body: nothing }),
  renewed: lineKind({
    name: 'hook.secret-renewed',
    version: 1,
    body: z.strictObject({ secret: sealed, formerUntil: z.string() }),
  }),
  replayed: lineKind({ name: 'hook.replayed', version: 1, body: z.strictObject({ from: z.int() }) }),
} as const;
