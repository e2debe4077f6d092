import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { type Chain, rowsOf } from '../identity/subject.store.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { SubjectRow } from '../journal/subject.ts';
import { ENTRY_FOLD, type Entry, type What } from './entries.rules.ts';

type Stored = Pick<Entry, 'id' | 'what' | 'key'> & {
  readonly value: unknown;
  readonly n: number;
  readonly head: Buffer;
  readonly recorded: Date;
  readonly fold: number;
};

/** What was written went through its line's own shape. */
const entryOf = ({ id, what, key, value }: Stored): Entry => ({ id, what, key, value }) as Entry;

/** How many lines a district's calendar has: it grows with every change, and with nothing else. */
export async function versionOf(tx: Tx, district: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select coalesce(sum(n), 0)::int as version from calendar.entry
    where district = ${district}`.execute(tx);
  return rows[0]?.version ?? 0;
}

/** Everything that a district says of its calendar, with the version of it. */
export async function entriesOf(tx: Tx, district: string): Promise<{ version: number; entries: Entry[] }> {
  const { rows } = await sql<Stored>`select id, what, key, value, n, head, recorded, fold from calendar.entry
    where district = ${district} order by what, key`.execute(tx);
  return { version: rows.reduce((sum, row) => sum + row.n, 0), entries: rows.map(entryOf) };
}

/** Lets one change of a district's calendar happen at a time, until the end of the transaction. */
export async function lockCalendar(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('calendar.entry'), ${Number(district)}::int)`.execute(tx);
}

/** One entry with its place in its own chain of lines; call it under `lockCalendar`. */
export async function entryFor(
  tx: Tx,
  district: string,
  what: What,
  key: string,
): Promise<{ readonly entry: Entry; readonly chain: Chain } | null> {
  const { rows } = await sql<Stored>`select id, what, key, value, n, head, recorded, fold from calendar.entry
    where district = ${district} and what = ${what} and key = ${key} for update`.execute(tx);
  const [row] = rows;
  return row === undefined
    ? null
    : { entry: entryOf(row), chain: { n: row.n, head: row.head, recorded: row.recorded } };
}

/** An entry after one more line, or a new one. */
export function setEntry(line: PreparedLine, now: Entry, district: string): Fragment {
  const { n, recorded } = line.line;
  const row = { ...now, n, recorded, head: line.hash.toString('hex'), fold: ENTRY_FOLD };
  return {
    name: 'entries',
    body: sql`insert into calendar.entry (district, id, n, head, fold, recorded, what, key, value)
      select ${district}, id, n, decode(head, 'hex'), fold, recorded, what, key, value
      from ${rowsOf([row], 'id uuid, n int, head text, fold smallint, recorded timestamptz, what text, key text, value json')}
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold,
        recorded = excluded.recorded, value = excluded.value
      returning id`,
  };
}

/** Entries by id, for audit and refold. */
export async function entriesAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<SubjectRow[]> {
  const { rows } = await sql<Stored>`select id, what, key, value, n, head, recorded, fold from calendar.entry
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, n: row.n, head: row.head, fold: row.fold, state: entryOf(row) }));
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteEntries(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const given = rows.map((row) => ({ ...(row.state as Entry), n: row.n, fold: row.fold }));
  await sql`update calendar.entry e set fold = x.fold, what = x.what, key = x.key, value = x.value
    from ${rowsOf(given, 'id uuid, n int, fold smallint, what text, key text, value json')}
    where e.district = ${district} and e.id = x.id and e.n = x.n`.execute(tx);
}
