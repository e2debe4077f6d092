import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Grain } from './tally.rules.ts';

/** How far a district's lines and tallies are. */
export type Standing = { readonly district: string; readonly head: number; readonly folded: number };

/** Every district with its head and watermark; for the worker's role. */
export async function standings(tx: Tx): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select h.district, h.seq as head, coalesce(w.seq, 0) as folded
    from journal.head h left join journal.watermark w on w.district = h.district order by h.district`.execute(tx);
  return rows;
}

/** A district's head and watermark, for the serving role in its district. */
export async function standingOf(tx: Tx, district: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select h.district, h.seq as head, coalesce(w.seq, 0) as folded
    from journal.head h left join journal.watermark w on w.district = h.district where h.district = ${district}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Holds the watermark for this transaction: whoever moves tallies holds it, so that two workers never fold one slice twice. */
export async function lockWatermark(tx: Tx, district: string): Promise<Standing> {
  await sql`insert into journal.watermark (district) values (${district}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<Standing>`
    select w.district, h.seq as head, w.seq as folded from journal.watermark w join journal.head h on h.district = w.district
    where w.district = ${district} for update of w`.execute(tx);
  if (!rows[0]) throw new Error(`journal: no head for district ${district}`);
  return rows[0];
}

/** All grains, as a list of SQL. */
export const GRAINS: RawBuilder<unknown> = sql.raw(
  (['day', 'month', 'year'] satisfies Grain[]).map((one) => `'${one}'`).join(', '),
);

/**
 * Counts rolled up as tallies keep them: by every ancestor of the territory, by month for each measure and its family, by year and by day
 * for the family, and by day for the measure in the district as a whole (below it, of one measure on one day there are so few counts that
 * a tally would save nothing).
 */
export function rolledUp(counts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select left(c.territory, l.length) as territory, g.grain, m.measure,
      case g.grain when 'day' then c.day when 'month' then ${monthOf(sql`c.day`)}
        else make_date(extract(year from c.day)::integer, 1, 1) end as period, sum(c.n)::bigint as n
    from (${counts}) c
    join (values (6), (9), (12), (15)) l(length) on l.length <= length(c.territory)
    cross join lateral journal.measures_of(c.measure) as m(measure)
    join unnest(array[${GRAINS}]) g(grain) on g.grain = 'month' or right(m.measure, 1) = '/' or (g.grain = 'day' and l.length = 6)
    group by 1, 2, 3, 4`;
}

/** The first day of a day's month. */
export function monthOf(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${day} - (extract(day from ${day})::integer - 1)`;
}

/** Adds rolled-up counts to the tallies; the caller holds the watermark. */
async function addToTallies(tx: Tx, district: string, counts: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into journal.tally as t (district, territory, grain, measure, period, n)
    select ${district}, r.territory, r.grain, r.measure, r.period, r.n from (${rolledUp(counts)}) r where r.n <> 0
    order by r.grain, r.measure, r.territory, r.period
    on conflict (district, grain, measure, territory, period) do update set n = t.n + excluded.n`.execute(tx);
}

/** Folds the next slice of lines into the tallies, at most `slice` of them, and moves the watermark. Answers how far it is now. */
export async function foldSlice(
  tx: Tx,
  district: string,
  slice: number,
): Promise<Standing & { readonly lines: number }> {
  const { head, folded } = await lockWatermark(tx, district);
  const upTo = Math.min(head, folded + slice);
  if (upTo === folded) return { district, head, folded, lines: 0 };
  await addToTallies(
    tx,
    district,
    sql`select measure, day, territory, sum(n) as n from journal.count
      where district = ${district} and seq > ${folded} and seq <= ${upTo} group by measure, day, territory`,
  );
  await sql`update journal.watermark set seq = ${upTo} where district = ${district}`.execute(tx);
  return { district, head, folded: upTo, lines: upTo - folded };
}

/** What counts of lines below the watermark changed by; the caller holds the watermark. */
export type Change = { readonly measure: string; readonly day: Day; readonly territory: string; readonly n: number };

/** Brings changes of counts below the watermark into the tallies; the caller holds the watermark. */
export async function changeTallies(tx: Tx, district: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await addToTallies(
    tx,
    district,
    sql`select measure, day, territory, n from json_to_recordset(${JSON.stringify(changes)}::json)
      as x(measure text, day date, territory text, n bigint)`,
  );
}

/** Throws a district's tallies away; the next slices fold them anew, and figures stay exact meanwhile, only slower. */
export async function dropTallies(tx: Tx, district: string): Promise<void> {
  await lockWatermark(tx, district);
  await sql`delete from journal.tally where district = ${district}`.execute(tx);
  await sql`update journal.watermark set seq = 0 where district = ${district}`.execute(tx);
}
