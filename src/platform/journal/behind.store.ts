import { sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Count } from './line.rules.ts';
import { measureRange } from './tally.rules.ts';

/** One count behind a figure, and its line as far as the transaction's scope sees it. */
export type Behind = {
  readonly seq: number;
  readonly measure: string;
  readonly day: Day;
  readonly territory: string;
  readonly n: number;
  /** The line; null where it lies out of reach. */
  readonly line: { readonly id: string; readonly subject: string; readonly kind: string } | null;
};
/** A place in the order of the counts behind a figure. */
export type BehindMark = Pick<Behind, 'seq' | 'measure' | 'day' | 'territory'>;

/**
 * The counts that a figure is the sum of, a page at a time, newest first within each measure: every one of them, also those
 * whose lines the scope does not see, so that what opens adds up to the figure.
 */
export async function countsBehind(
  tx: Tx,
  ask: {
    readonly district: string;
    readonly measure: string;
    /** As in `TallyAsk`: only measures that end so. */
    readonly only?: readonly string[] | null;
    readonly territory: string;
    readonly from: Day;
    readonly to: Day;
    readonly asOf: Day | null;
    readonly after: BehindMark | null;
    readonly limit: number;
    /** What the lines of a subject come to on a day and in a place, at the last of them that made it so: what was taken back is left out. */
    readonly net?: boolean;
  },
): Promise<Behind[]> {
  const { district, territory, after, asOf } = ask;
  const { from, to } = measureRange(ask.measure);
  const known = asOf === null ? sql`` : sql`and c.recorded <= ${asOf}`;
  const only = ask.only ? sql`and split_part(c.measure, '/', 2) = any(${[...ask.only]}::text[])` : sql``;
  // Of a subject out of reach nothing is known but its counts: they stand as they are.
  const net = ask.net
    ? {
        of: sql`cross join lateral (
          select sum(b.n)::integer as n, max(b.seq) filter (where b.n > 0) as up, max(b.seq) filter (where b.n < 0) as down
          from journal.line own join journal.line other on other.district = ${district} and other.subject = own.subject
          join journal.count b on b.district = ${district} and b.seq = other.seq and b.measure = c.measure and b.day = c.day
            and b.territory = c.territory ${asOf === null ? sql`` : sql`and b.recorded <= ${asOf}`}
          where own.district = ${district} and own.seq = c.seq) t`,
        n: sql`coalesce(t.n, c.n)`,
        is: sql`and (t.n is null or (t.n <> 0 and c.seq = case when t.n > 0 then t.up else t.down end))`,
      }
    : { of: sql``, n: sql`c.n`, is: sql`` };
  const further =
    after === null
      ? sql``
      : sql`and c.measure <= ${after.measure}
        and (c.measure, c.day, c.territory, c.seq) < (${after.measure}, ${after.day}::date, ${after.territory}, ${after.seq}::bigint)`;
  const { rows } = await sql<Omit<Behind, 'line'> & { id: string | null; subject: string; kind: string }>`
    select c.seq, c.measure, c.day, c.territory, c.n, l.id, l.subject, l.kind
    from (
      select c.seq, c.measure, c.day, c.territory, ${net.n} as n from journal.count c ${net.of}
      where c.district = ${district} and c.measure >= ${from} and c.measure < ${to} and c.day >= ${ask.from} and c.day <= ${ask.to}
        and c.territory >= ${territory} and c.territory < ${`${territory}:`} ${known} ${only} ${further} ${net.is}
      order by c.measure desc, c.day desc, c.territory desc, c.seq desc limit ${ask.limit}) c
    left join journal.line l on l.district = ${district} and l.seq = c.seq
    order by c.measure desc, c.day desc, c.territory desc, c.seq desc`.execute(tx);
  return rows.map(({ id, subject, kind, ...count }) => ({
    ...count,
    line: id === null ? null : { id, subject, kind },
  }));
}

/** What one line counted, by its place in the journal. */
export async function countsOfLine(tx: Tx, district: string, seq: number): Promise<Count[]> {
  const { rows } = await sql<Count>`select measure, day, territory, n from journal.count
    where district = ${district} and seq = ${seq} order by measure, day, territory`.execute(tx);
  return rows;
}

/** A line by its id, as far as the scope sees it: its place in the journal, whose it is, and its hash. */
export async function lineNamed(
  tx: Tx,
  district: string,
  id: string,
): Promise<{ readonly seq: number; readonly subject: string; readonly hash: Buffer } | null> {
  const { rows } = await sql<{ seq: number; subject: string; hash: Buffer }>`select seq, subject, hash from journal.line
    where district = ${district} and id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** The counts that a figure is the sum of, of lines that are in a tree of a size. */
export async function countsUpTo(
  tx: Tx,
  ask: {
    readonly district: string;
    readonly measure: string;
    readonly territory: string;
    readonly from: string | null;
    readonly to: string;
    readonly asOf: string | null;
    readonly size: number;
  },
): Promise<
  { seq: number; measure: string; day: string; territory: string; n: number; recorded: string; figure: number }[]
> {
  const { from, to } = measureRange(ask.measure);
  const { rows } = await sql<Awaited<ReturnType<typeof countsUpTo>>[number]>`
    select seq, measure, day, territory, n, recorded, figure from journal.count
    where district = ${ask.district} and measure >= ${from} and measure < ${to} and day <= ${ask.to}
      ${ask.from === null ? sql`` : sql`and day >= ${ask.from}`} ${ask.asOf === null ? sql`` : sql`and recorded <= ${ask.asOf}`}
      and territory >= ${ask.territory} and territory < ${`${ask.territory}:`} and seq <= ${ask.size}
    order by seq, measure, day, territory`.execute(tx);
  return rows;
}
