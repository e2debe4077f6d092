import { sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { CopyRows } from '../db/copyRows.ts';
import { copiedRows, type Tx } from '../db/database.ts';
import type { Count } from './line.rules.ts';
import type { StoredLine } from './stored.ts';
import type { Grain } from './tally.rules.ts';
import { GRAINS, rolledUp } from './tally.store.ts';
import { PRIMES, type TallySums } from './tallySums.ts';

/** Makes all reads of this transaction see one moment; to be called before any other statement of it. */
export async function oneMoment(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx);
}

const COLUMNS = sql.raw(
  'seq, id, subject, n, kind, version, origin, happened, recorded, by, post, territory, bytes, hash',
);

/** Lines after a seq, in order, at most `slice`. */
export async function linesAfter(
  tx: Tx,
  district: string,
  after: number,
  slice: number,
): Promise<(StoredLine & { seq: number })[]> {
  const { rows } = await sql<StoredLine & { seq: number }>`
    select ${COLUMNS} from journal.line where district = ${district} and seq > ${after} and seq <= ${after + slice} order by seq`.execute(
    tx,
  );
  return rows;
}

/** How many lines stand after one seq up to another, and their hashes, each behind the one before. */
export async function hashesBetween(
  tx: Tx,
  district: string,
  after: number,
  upTo: number,
): Promise<{ readonly lines: number; readonly hashes: Buffer }> {
  const rows = await copiedRows(
    tx,
    sql`select count(*), coalesce(string_agg(hash, '' order by seq), '') from journal.line
      where district = ${sql.lit(district)} and seq > ${sql.lit(after)} and seq <= ${sql.lit(upTo)}`,
  );
  rows.next();
  return { lines: rows.int64(0), hashes: rows.part(1) };
}

/** Lines of the subjects above one up to another, by subject and n, at most `limit` of them, with the fields of `FIELD`. */
export async function linesFrom(
  tx: Tx,
  district: string,
  range: { readonly after: string | null; readonly to: string | null },
  limit: number,
): Promise<CopyRows> {
  const above = range.after === null ? sql`` : sql`and subject > ${sql.lit(range.after)}`;
  const upTo = range.to === null ? sql`` : sql`and subject <= ${sql.lit(range.to)}`;
  return copiedRows(
    tx,
    sql`select seq, id, subject, n, kind, version, origin, happened, recorded, by, post, territory, hash, bytes from journal.line
      where district = ${sql.lit(district)} ${above} ${upTo} order by subject, n limit ${sql.lit(limit)}`,
  );
}

/** Subjects, in order, that cut the lines of a district into about as many parts as are asked for, each about as large. */
export async function cutsOf(tx: Tx, district: string, head: number, parts: number): Promise<string[]> {
  // Ids mostly follow time, so that lines from all over the order lie all over the ids.
  const most = Math.min(head, parts * 50);
  const seqs = Array.from({ length: most }, (_, at) => Math.floor(((at + 0.5) * head) / most) + 1);
  const { rows } = await sql<{ subject: string }>`
    select subject from journal.line where district = ${district} and seq = any(${seqs}::bigint[]) order by subject`.execute(
    tx,
  );
  const cuts = Array.from(
    { length: parts - 1 },
    (_, at) => rows[Math.floor(((at + 1) * rows.length) / parts)]?.subject,
  );
  return [...new Set(cuts.filter((one) => one !== undefined))];
}

/** The subjects above one, up to another, of which a line waits for its day's batch. */
export async function waitingBetween(
  tx: Tx,
  district: string,
  after: string | null,
  last: string | null,
): Promise<string[]> {
  const { rows } = await sql<{
    subject: string;
  }>`select distinct subject from journal.waiting where district = ${district}
    and (${after}::uuid is null or subject > ${after}::uuid) and (${last}::uuid is null or subject <= ${last}::uuid)
    order by subject`.execute(tx);
  return rows.map((one) => one.subject);
}

/** Those of some subjects that have a first line, in the journal or waiting. */
export async function begun(tx: Tx, district: string, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`
    select subject from journal.line where district = ${district} and subject = any(${[...subjects]}::uuid[]) and n = 1
    union select subject from journal.waiting where district = ${district} and subject = any(${[...subjects]}::uuid[]) and n = 1`.execute(
    tx,
  );
  return new Set(rows.map((one) => one.subject));
}

/** The first line, up to a seq, that follows none of its subject; null where there is none. */
export async function unfollowing(
  tx: Tx,
  district: string,
  upTo: number,
): Promise<{ readonly subject: string; readonly n: number } | null> {
  const { rows } = await sql<{ subject: string; n: number }>`select l.subject, l.n from journal.line l
    where l.district = ${district} and l.seq <= ${upTo} and l.n > 1
      and not exists (select from journal.line p where p.district = l.district and p.subject = l.subject and p.n = l.n - 1)
      and not exists (select from journal.waiting p where p.district = l.district and p.subject = l.subject and p.n = l.n - 1)
    order by l.seq limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** All lines of subjects by subject and n, those that still wait for their day's batch in their places (seq null). */
export async function linesOf(tx: Tx, district: string, subjects: readonly string[]): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select ${COLUMNS} from journal.line where district = ${district} and subject = any(${[...subjects]}::uuid[])
    union all
    select null, id, subject, n, kind, version, origin, null, day::timestamp at time zone 'UTC' - interval '8 hours',
      null, null, territory, bytes, hash
    from journal.waiting where district = ${district} and subject = any(${[...subjects]}::uuid[])
    order by subject, n`.execute(tx);
  return rows;
}

/** Subjects whose first line is of one of these kinds, by id, after a given one; waiting ones included. */
export async function subjectsAfter(
  tx: Tx,
  district: string,
  kinds: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> {
  const first = after ?? '00000000-0000-0000-0000-000000000000';
  const { rows } = await sql<{ subject: string }>`
    (select subject from journal.line
      where district = ${district} and subject > ${first} and n = 1 and kind = any(${[...kinds]}) order by subject limit ${limit})
    union
    (select subject from journal.waiting
      where district = ${district} and subject > ${first} and n = 1 and kind = any(${[...kinds]}) order by subject limit ${limit})
    order by subject limit ${limit}`.execute(tx);
  return rows.map((one) => one.subject);
}

/** A count row as stored. */
export type StoredCount = Count & { readonly seq: number; readonly recorded: string; readonly figure: number };

/** The counts of lines. */
export async function countsOfLines(tx: Tx, district: string, seqs: readonly number[]): Promise<StoredCount[]> {
  const { rows } = await sql<StoredCount>`
    select seq, measure, day, territory, n, recorded, figure from journal.count
    where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return rows;
}

/** The same by seq, with the fields of `COUNTED`. */
export async function countsCopied(tx: Tx, district: string, seqs: readonly number[]): Promise<CopyRows> {
  return copiedRows(
    tx,
    sql`select seq, measure, day, territory, n, recorded, figure from journal.count
      where district = ${sql.lit(district)} and seq = any(${sql.lit(`{${seqs.join(',')}}`)}::bigint[]) order by seq`,
  );
}

/** The places of `countsCopied`'s fields. */
export const COUNTED = { seq: 0, measure: 1, day: 2, territory: 3, n: 4, recorded: 5, figure: 6 } as const;

/** The counts that wait with their lines, by line id. */
export async function waitingCounts(
  tx: Tx,
  district: string,
  ids: readonly string[],
): Promise<Map<string, readonly Count[]>> {
  const { rows } = await sql<{ id: string; counts: readonly Count[] }>`
    select id, counts from journal.waiting where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((one) => [one.id, one.counts]));
}

/** A count that belongs to no line, or null. */
export async function strayCount(tx: Tx, district: string): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    (select seq from journal.count where district = ${district} and seq < 1 limit 1)
    union all
    (select seq from journal.count where district = ${district}
      and seq > (select seq from journal.head where district = ${district}) limit 1)`.execute(tx);
  return rows[0]?.seq ?? null;
}

/** What the counts of the lines after one seq up to another come to, of the measures in a range. */
export async function countsFolded(
  tx: Tx,
  district: string,
  range: MeasureRange,
  after: number,
  upTo: number,
): Promise<{ measure: string; day: Day; territory: string; n: number }[]> {
  const { rows } = await sql<{ measure: string; day: Day; territory: string; n: number }>`
    select measure, day, territory, sum(n)::bigint as n from journal.count
    where district = ${district} and seq > ${after} and seq <= ${upTo} and measure >= ${range.from} and measure < ${range.to}
    group by measure, day, territory`.execute(tx);
  return rows;
}

/** The tallies of one grain and measure: how many, what they weigh by each modulus, and how many have no weight or too large a number. */
export type Weighing = {
  readonly grain: Grain;
  readonly measure: string;
  readonly tallies: number;
  readonly one: number;
  readonly two: number;
  readonly strange: number;
};

/** Weighs the tallies of a range of measures, see `TallySums`. */
export async function weighTallies(
  tx: Tx,
  district: string,
  range: MeasureRange,
  { places, first, days }: ReturnType<TallySums['weights']>,
): Promise<Weighing[]> {
  const weights = (at: 0 | 1) => sql`${places.map((one) => one.weight[at])}::bigint[]`;
  const byDay = (at: 0 | 1) => sql`(${days.map((one) => one[at])}::bigint[])[t.period - ${first}::date + 1]`;
  const [one, two] = [sql.lit(PRIMES[0]), sql.lit(PRIMES[1])];
  // What has no weight, or a number so large that products pass 2^63, is null here and thereby not counted.
  const { rows } = await sql<Weighing>`
    select grain, measure, count(*) as tallies, count(*) - count(one) as strange,
      ((coalesce(sum(one), 0) % ${one} + ${one}) % ${one})::bigint as one, ((coalesce(sum(two), 0) % ${two} + ${two}) % ${two})::bigint as two
    from (
      select t.grain, t.measure, u.n * ${byDay(0)} % ${one} * p.one as one, u.n * ${byDay(1)} % ${two} * p.two as two
      from journal.tally t
      left join unnest(${places.map((place) => place.name)}::text[], ${weights(0)}, ${weights(1)}) as p(name, one, two)
        on p.name collate "C" = t.territory
      cross join lateral (select case when t.n between -2147483647 and 2147483647 then t.n end as n) u
      where t.district = ${district} and t.grain in (${GRAINS}) and t.measure >= ${range.from} and t.measure < ${range.to}
      offset 0) weighed
    group by grain, measure`.execute(tx);
  return rows;
}

/** The first and the last day for which anything within a range of measures is counted or tallied; null when nothing is. */
export async function daysCounted(
  tx: Tx,
  district: string,
  choice: MeasureRange,
): Promise<{ first: Day; last: Day } | null> {
  const { rows } = await sql<{ first: Day | null; last: Day | null }>`
    select min(x.first) as first, max(x.last) as last from (
      select min(day) as first, max(day) as last from journal.count
        where district = ${district} and measure >= ${choice.from} and measure < ${choice.to}
      union all
      select min(period), max(period) from journal.tally
        where district = ${district} and grain in (${GRAINS}) and measure >= ${choice.from} and measure < ${choice.to}) x`.execute(
    tx,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { first, last };
}

/** Measures from one text up to another, which is none of them. */
export type MeasureRange = { readonly from: string; readonly to: string };
/** A tally that is not the sum of its counts. */
export type TallyDifference = {
  readonly measure: string;
  readonly territory: string;
  readonly grain: string;
  readonly period: Day;
  readonly tally: number;
  readonly counted: number;
};

/**
 * Recounts the tallies of a range of measures over one year from the counts up to the watermark, in one statement and so in
 * one moment. Answers the first that differs, or null.
 */
export async function recountTallies(
  tx: Tx,
  district: string,
  choice: MeasureRange,
  year: { readonly first: Day; readonly last: Day },
): Promise<TallyDifference | null> {
  const { rows } = await sql<TallyDifference>`
    with counted as (
      ${rolledUp(sql`select measure, day, territory, sum(n) as n from journal.count
        where district = ${district} and measure >= ${choice.from} and measure < ${choice.to} and day >= ${year.first} and day <= ${year.last}
          and seq <= (select seq from journal.watermark where district = ${district}) group by measure, day, territory`)}),
    kept as (
      select territory, grain, measure, period, n from journal.tally where district = ${district} and grain in (${GRAINS})
        and measure >= ${choice.from} and measure < ${choice.to} and period >= ${year.first} and period <= ${year.last})
    select measure, territory, grain, period, coalesce(k.n, 0) as tally, coalesce(c.n, 0) as counted
    from kept k full join counted c using (territory, grain, measure, period) where coalesce(k.n, 0) <> coalesce(c.n, 0)
    order by 1, 2, 3, 4 limit 1`.execute(tx);
  return rows[0] ?? null;
}
