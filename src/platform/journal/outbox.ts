import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { dropSent, putOff, takeDue, type Waiting } from './outbox.store.ts';

/** Delivers one message; may be called again for one that was delivered when the worker died between sending and noting. */
export type Deliver = (district: string, message: Waiting) => Promise<void>;

const BATCH = 50;
/** Minutes between tries: 1, 2, 4 … at most 6 hours; never given up: it stays with its reason, and its age shows in the metrics (journal.lag). */
const LONGEST_MINUTES = 360;

/**
 * Sends what is due, at least once each; returns how many were sent. A topic without a deliverer is an error of ours and
 * stays, seen in the age of the outbox.
 */
export async function deliverDue(
  db: Database,
  district: string,
  byTopic: ReadonlyMap<string, Deliver>,
  now: Date,
): Promise<number> {
  let sent = 0;
  for (;;) {
    const batch = await db.write(whole(district), async (tx) => {
      const messages = await takeDue(tx, district, now, BATCH);
      const done: string[] = [];
      for (const message of messages) {
        try {
          const deliver = byTopic.get(message.topic);
          if (!deliver) throw new Error(`no deliverer for ${message.topic}`);
          await deliver(district, message);
          done.push(message.id);
        } catch (error) {
          const minutes = Math.min(2 ** message.tries, LONGEST_MINUTES);
          await putOff(
            tx,
            district,
            message.id,
            new Date(now.getTime() + minutes * 60_000),
            error instanceof Error ? error.name : 'failed',
          );
        }
      }
      await dropSent(tx, district, done);
      return { taken: messages.length, done: done.length };
    });
    sent += batch.done;
    if (batch.taken < BATCH) return sent;
  }
}
