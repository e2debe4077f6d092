import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { step } from '../../../platform/journal/step.ts';
import { LINES } from './lines.rules.ts';
import { FOLDED, reminding } from './reminding.ts';
import { SAYS_DAYS } from './rounds.rules.ts';
import { endingRounds, movedRound, overdueRounds } from './rounds.store.ts';

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

/**
 * The worker's turn at rounds that end soon: whoever looks after what is still to be visited is reminded once by itself, two days before
 * the end, but for what was reminded of by hand today. Locked rows are left to whoever has them; it may run twice. Returns how many
 * territories were reminded of.
 */
export async function remindRounds(db: Database, district: string, clock: () => Date): Promise<number> {
  let said = 0;
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const turn: { readonly id: string; readonly lines: number } | null = await db.write(whole(district), async (tx) => {
      const now = clock();
      const today = dayOf(now);
      const before = await endingRounds(tx, district, { today, by: addDays(today, SAYS_DAYS) }, from);
      if (before === null) return null;
      const { last, lines } = reminding(district, before, { by: null, post: null, as: null, now });
      if (lines.length > 0)
        await append(tx, {
          ...{ district, asked: [], lines: lines.map((prepared) => ({ prepared, ask: null })) },
          fragments: [movedRound(last, lines.length)],
        });
      return { id: before.state.id, lines: lines.length };
    });
    if (turn === null) return said;
    said += turn.lines;
    after = turn.id;
  }
}
