import { randomUUID } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { step } from '../../../platform/journal/step.ts';
import { LINES } from './lines.rules.ts';
import { FOLDED } from './recording.ts';
import { movedRound, overdueRounds } from './rounds.store.ts';

/**
 * The worker's turn at screening rounds: those whose last day is over are closed, so that what was never visited is counted. Locked
 * rows are left to whoever has them; it may run twice. Returns how many were closed.
 */
export async function closeRounds(db: Database, district: string, clock: () => Date): Promise<number> {
  for (let closed = 0; ; closed += 1) {
    const found = await db.write(whole(district), async (tx) => {
      const now = clock();
      const [before] = await overdueRounds(tx, district, dayOf(now), 1);
      if (before === undefined) return false;
      const { id: subject, territory } = before.state;
      const writing = { district, subject, territory, origin: 'live' as const, by: null, post: null, now };
      const said = { id: randomUUID(), kind: LINES.closed, body: { as: null, reason: null } };
      const next = step(FOLDED, before, writing, said);
      await append(tx, {
        district,
        asked: [],
        lines: [{ prepared: next.prepared, ask: null }],
        fragments: [movedRound(next)],
      });
      return true;
    });
    if (!found) return closed;
  }
}
