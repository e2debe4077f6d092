import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';

/**
 * Server-sent events for desks. `event: open` first, with the seq from which it goes on; then `event: line` for each new line
 * within the caller's reach, or one for many at once (`n`); messages without a name are hints that something came in which
 * has no seq yet; `event: end` says that the stream ends for good (signed out).
 */
export const live = contract({
  name: 'live.follow',
  method: 'GET',
  path: '/api/live',
  summary: {
    zh: '实时消息：新的记录（SSE，可断点续接）',
    en: 'Live: new lines within the reach, as server-sent events that can be resumed',
  },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    /** The last seq that was seen; what came after it is told first. Header Last-Event-ID says the same. */
    since: z.coerce.number().int().min(0).optional(),
  }),
  body: nothingIn,
  answer: z.string(),
});

/** One `event: line`; with `n` instead of a subject where many lines came at once and screens had better read anew. */
export type Tiding = {
  readonly seq: number;
  readonly subject?: string;
  readonly kind?: string;
  readonly territory?: string;
  readonly n?: number;
};
