import type { Database } from '../db/database.ts';
import { districtsOf, linesBehind } from '../journal/lines.store.ts';
import { type Fault, logsStanding } from './proof.store.ts';

/** A line waits no longer than this for its place in a signed tree while a worker runs. */
const LATE_MS = 5 * 60_000;

/** What of a district is in no signed tree yet. */
export type Waiting = {
  readonly lines: number;
  /** Since when the oldest of them waits; null where none does. What came with a time of its own waits since a worker looked last. */
  readonly since: Date | null;
  /** Nothing is signed any more, or something waits for more than five minutes. */
  readonly late: boolean;
  readonly fault: Fault | null;
};

export async function waitingOf({ pool }: Pick<Database, 'pool'>, district: string, now: Date): Promise<Waiting> {
  const log = (await logsStanding(pool)).find((one) => one.district === district);
  const { lines, since: recorded } = await linesBehind(pool, district, log?.size ?? 0);
  const looked = log?.looked ?? null;
  const since = recorded === null ? null : looked !== null && looked > recorded ? looked : recorded;
  const fault = log?.fault ?? null;
  return { lines, since, fault, late: fault !== null || (since !== null && now.getTime() - since.getTime() > LATE_MS) };
}

/** Since when lines have waited too long for their place in a signed tree, ISO; null while none has. Names no district. */
export async function unprovedSince(db: Pick<Database, 'pool'>, now: Date): Promise<string | null> {
  const late: string[] = [];
  for (const district of await districtsOf(db.pool)) {
    const one = await waitingOf(db, district, now);
    if (one.late) late.push((one.since ?? now).toISOString());
  }
  return late.toSorted()[0] ?? null;
}
