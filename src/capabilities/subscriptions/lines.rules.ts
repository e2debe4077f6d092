import { z } from 'zod';
import { lineKind } from '../../platform/journal/line.rules.ts';
import { CHANNELS, WHYS } from './subscriptions.rules.ts';

/** Every kind of line that a subscription may have, for ever. Where and of what is in none: the seal alone says that it was for somebody. */
export const LINES = {
  made: lineKind({
    name: 'subscription.made',
    version: 1,
    body: z.strictObject({
      channel: z.enum(CHANNELS),
      /** The sealed telephone or endpoint beside the line: its id and the digest of its bytes in hex. */
      target: z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    }),
  }),
  ended: lineKind({ name: 'subscription.ended', version: 1, body: z.strictObject({ why: z.enum(WHYS) }) }),
} as const;
