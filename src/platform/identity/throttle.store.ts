import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { type Counter, counted, type Throttled, waitMs } from './throttle.rules.ts';

/** One thing that is counted, under a key from which it cannot be told back. */
export type Counting = { readonly what: Throttled; readonly key: Buffer };

type Stored = { what: Throttled; key: Buffer; failures: number; since: Date; until: Date | null };

const counterOf = (row: Stored): Counter => ({
  failures: row.failures,
  since: row.since.getTime(),
  until: row.until?.getTime() ?? null,
});

async function read(tx: Tx, district: string, all: readonly Counting[]): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select what, key, failures, since, until from identity.throttle
    where district = ${district} and (what, key) in (
      select * from unnest(${all.map((one) => one.what)}::text[], ${all.map((one) => one.key)}::bytea[]))
    order by what, key for update`.execute(tx);
  return rows;
}

/**
 * Takes one try: returns 0 and counts it, or returns the milliseconds to wait and counts nothing. Counting comes before
 * trying, so that many tries at once are not all let through.
 */
export async function takeTry(tx: Tx, district: string, all: readonly Counting[], now: Date): Promise<number> {
  await sql`insert into identity.throttle (district, what, key, failures, since)
    select ${district}, u.what, u.key, 0, ${now}
    from unnest(${all.map((one) => one.what)}::text[], ${all.map((one) => one.key)}::bytea[]) as u(what, key)
    order by 2, 3
    on conflict do nothing`.execute(tx);
  const rows = await read(tx, district, all);
  const wait = Math.max(0, ...rows.map((row) => waitMs(counterOf(row), now.getTime())));
  if (wait > 0) return wait;
  for (const row of rows) {
    const next = counted(row.what, row.failures === 0 ? null : counterOf(row), now.getTime());
    await sql`update identity.throttle
      set failures = ${next.failures}, since = ${new Date(next.since)}, until = ${next.until === null ? null : new Date(next.until)}
      where district = ${district} and what = ${row.what} and key = ${row.key}`.execute(tx);
  }
  return 0;
}

/**
 * After a success: a login's counter begins anew, a source's gives the one try back. Were it cleared too, one good account
 * would let its owner guess at all others without end.
 */
export async function forgiveTry(tx: Tx, district: string, all: readonly Counting[]): Promise<void> {
  await sql`update identity.throttle
    set failures = case when what = 'login' then 0 else greatest(failures - 1, 0) end, until = null
    where district = ${district} and (what, key) in (
      select * from unnest(${all.map((one) => one.what)}::text[], ${all.map((one) => one.key)}::bytea[]))`.execute(tx);
}

/** Notes that a one-time code was used; false where it was used before. */
export async function useCode(tx: Tx, district: string, code: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.used_code (district, code, at) values (${district}, ${code}, ${now})
    on conflict do nothing returning 1`.execute(tx);
  return rows.length === 1;
}

/** Deletes what has run its time. For the worker. */
export async function tidyCounters(tx: Tx, district: string, now: Date): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  await sql`delete from identity.throttle where district = ${district} and since < ${ago(2880)}`.execute(tx);
  await sql`delete from identity.used_code where district = ${district} and at < ${ago(10)}`.execute(tx);
  await sql`delete from identity.sms where district = ${district} and at < ${ago(1440)}`.execute(tx);
  await sql`delete from identity.resident_code where district = ${district} and expires < ${now}`.execute(tx);
  await sql`delete from identity.resident_session where district = ${district} and expires < ${now}`.execute(tx);
}
