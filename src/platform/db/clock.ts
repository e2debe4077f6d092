import type pg from 'pg';
import { Refusal } from './refusal.ts';

/** How far this machine's clock may be off the database's, in milliseconds: `recorded` is our clock, and its order must hold between servers. */
const MOST_OFF_MS = 2_000;

/** Throws `Refusal` when this machine's clock is more than two seconds off the database's. */
export async function refuseClockOff(pool: pg.Pool, now: () => number = Date.now): Promise<void> {
  const before = now();
  const { rows } = await pool.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  );
  const after = now();
  const theirs = rows[0]?.ms ?? 0;
  const off = Math.round(theirs < before ? before - theirs : theirs > after ? theirs - after : 0);
  if (off > MOST_OFF_MS) throw new Refusal('clockOff', { seconds: (off / 1000).toFixed(1) });
}
