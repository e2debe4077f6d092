import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { tidyAccess } from './access.store.ts';
import { tidySessions } from './sessions.store.ts';
import { tidyCounters } from './throttle.store.ts';

/** Deletes what has run its time: codes, counters, messages, sessions, old entries of the record. With the worker's database, every few minutes. */
export async function tidyIdentity(db: Database, districts: readonly string[], now: Date): Promise<void> {
  for (const district of districts) {
    await db.write(nothing(district), async (tx) => {
      await tidyCounters(tx, district, now);
      await tidyAccess(tx, district, now);
      await tidySessions(tx, now);
    });
  }
}
