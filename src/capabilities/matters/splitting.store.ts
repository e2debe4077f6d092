import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { type ClosedTogether, SPLIT_FROM, type Split, splitsIn } from './splitting.rules.ts';

/**
 * Groups of matters, closed in a period in a territory, that may have been one finding each: looked for among all matters of the place,
 * whoever asks. `kinds` holds it down to some kinds; all where null.
 */
export async function splitsOf(
  tx: Tx,
  ask: {
    readonly territory: string;
    /** First and last day of the closing, both included. */
    readonly from: string;
    readonly to: string;
    readonly kinds: readonly string[] | null;
  },
): Promise<Split[]> {
  const kinds = ask.kinds === null ? null : [...ask.kinds];
  const { rows } = await sql<ClosedTogether>`select id, kind, territory, lon, lat, day, body, hands
    from matters.closed_together(${ask.territory}, ${ask.from}::date, ${ask.to}::date, ${kinds}::text[], ${SPLIT_FROM})`.execute(
    tx,
  );
  return splitsIn(rows);
}
