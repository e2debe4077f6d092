import { sql } from 'kysely';
import type pg from 'pg';
import type { Database, Tx } from '../db/database.ts';

const CHANNEL = 'lianan';

/** A line as a desk hears of it. */
export type Heard = {
  readonly seq: number;
  readonly subject: string;
  readonly kind: string;
  readonly territory: string;
};

/** Lines of a stretch of seq that the transaction's scope sees, in order. */
export async function linesBetween(tx: Tx, district: string, after: number, upTo: number): Promise<Heard[]> {
  const { rows } = await sql<Heard>`
    select seq, subject, kind, territory from journal.line
    where district = ${district} and seq > ${after} and seq <= ${upTo} order by seq`.execute(tx);
  return rows;
}

/** Whether a line whose kind begins with one of these words stands in a stretch of seq. */
export async function hasKinds(
  tx: Tx,
  district: string,
  after: number,
  upTo: number,
  beginnings: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from journal.line where district = ${district} and seq > ${after} and seq <= ${upTo}
      and split_part(kind, '.', 1) = any(${[...beginnings]}::text[])) as has`.execute(tx);
  return rows[0]?.has ?? false;
}

/** Sends messages to every process that listens; at once, outside any transaction of a write. */
export async function notify(db: Database, messages: readonly string[]): Promise<void> {
  await db.pool.query('select pg_notify($1, message) from unnest($2::text[]) as message', [CHANNEL, messages]);
}

/**
 * Listens on a connection of its own. `onMessage` gets each message, `onEnd` is called once when the connection is lost.
 * Answers a function that ends it. Rejects when the database is away.
 */
export async function listen(
  db: Database,
  onMessage: (message: string) => void,
  onEnd: () => void,
): Promise<() => void> {
  const client: pg.PoolClient = await db.pool.connect();
  let ended = false;
  const end = (lost: boolean) => {
    if (ended) return;
    ended = true;
    client.removeAllListeners('notification');
    // The connection is thrown away, not given back: it would go on listening for whoever borrows it next.
    client.release(true);
    if (lost) onEnd();
  };
  client.on('notification', ({ payload }) => payload !== undefined && onMessage(payload));
  client.on('error', () => end(true));
  client.on('end', () => end(true));
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    ended = true;
    client.release(true);
    throw error;
  }
  return () => end(false);
}
