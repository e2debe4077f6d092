import { sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Count } from './line.rules.ts';
import type { StoredLine } from './stored.ts';
import { rolledUp } from './tally.store.ts';

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

/** The first part, with its slash, of the next measure in counts or tallies after a text; null at the end. */
export async function topMeasureAfter(tx: Tx, district: string, after: string): Promise<string | null> {
  const { rows } = await sql<{ top: string | null }>`
    select split_part(least(
      (select measure from journal.count where district = ${district} and measure > ${after} order by measure limit 1),
      (select measure from journal.tally where district = ${district} and grain = 'day' and measure > ${after} order by measure limit 1),
      (select measure from journal.tally where district = ${district} and grain = 'month' and measure > ${after} order by measure limit 1)),
      '/', 1) || '/'
      as top`.execute(tx);
  return rows[0]?.top ?? null;
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
        where district = ${district} and grain in ('day', 'month') and measure >= ${choice.from} and measure < ${choice.to}) x`.execute(
    tx,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { first, last };
}

type MeasureRange = { readonly from: string; readonly to: string };
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
 * Recounts the tallies of a range of measures over one month from the counts up to the watermark, in one statement and so in
 * one moment. Answers how many tallies there are and the first that differs, or null.
 */
export async function recountTallies(
  tx: Tx,
  district: string,
  choice: MeasureRange,
  month: { readonly first: Day; readonly last: Day },
): Promise<{ tallies: number; first: TallyDifference | null }> {
  const { rows } = await sql<Omit<TallyDifference, 'measure'> & { measure: string | null; tallies: number }>`
    with counted as (
      ${rolledUp(sql`select measure, day, territory, sum(n) as n from journal.count
        where district = ${district} and measure >= ${choice.from} and measure < ${choice.to} and day >= ${month.first} and day <= ${month.last}
          and seq <= (select seq from journal.watermark where district = ${district}) group by measure, day, territory`)}),
    kept as (
      select territory, grain, measure, period, n from journal.tally where district = ${district} and grain in ('day', 'month')
        and measure >= ${choice.from} and measure < ${choice.to} and period >= ${month.first} and period <= ${month.last}),
    differing as (
      select measure, territory, grain, period, coalesce(k.n, 0) as tally, coalesce(c.n, 0) as counted
      from kept k full join counted c using (territory, grain, measure, period) where coalesce(k.n, 0) <> coalesce(c.n, 0)
      order by 1, 2, 3, 4 limit 1)
    select t.tallies, d.* from (select count(*) as tallies from kept) t left join differing d on true`.execute(tx);
  const { tallies = 0, measure = null, ...rest } = rows[0] ?? {};
  return { tallies, first: measure === null ? null : ({ measure, ...rest } as TallyDifference) };
}
