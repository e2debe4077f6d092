import { randomUUID } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import type { PreparedLine } from '../../../platform/journal/line.ts';
import { type Standing, step } from '../../../platform/journal/step.ts';
import { LINES } from './lines.rules.ts';
import { countsOf } from './rounds.figures.ts';
import { fold, type Round, remindable } from './rounds.rules.ts';

export const FOLDED = { fold, countsOf };

/**
 * Reminds of every territory that is still to be visited and was not reminded of today: a line each, in its own place, so that whoever
 * looks after it hears of it and of no other. @param of by whom; nobody where the round says it by itself.
 */
export function reminding(
  district: string,
  before: Standing<Round>,
  of: { readonly by: string | null; readonly post: string | null; readonly as: Post | null; readonly now: Date },
): { readonly last: Standing<Round>; readonly lines: readonly PreparedLine[] } {
  const { by, post, as, now } = of;
  const lines: PreparedLine[] = [];
  let last = before;
  for (const territory of remindable(before.state, dayOf(now))) {
    const writing = { district, subject: before.state.id, territory, origin: 'live' as const, by, post, now };
    const next = step(FOLDED, last, writing, { id: randomUUID(), kind: LINES.reminded, body: { as } });
    lines.push(next.prepared);
    last = { state: next.state, head: next.head };
  }
  return { last, lines };
}
