import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import { runPrepared, type Tx } from '../db/database.ts';
import { days, knownOtherwise, measureRange, spansOf } from './tally.rules.ts';
import { monthOf } from './tally.store.ts';

/** What is asked of the tallies. */
export type TallyAsk = {
  readonly district: string;
  /** Choices of measures, see `measureRange`. */
  readonly measures: readonly string[];
  /** Of a family or a group, the measures that end in one of these alone (`hazard.fire`); all where absent. */
  readonly only?: readonly string[] | null;
  /** Codes; each stands for its subtree. */
  readonly territories: readonly string[];
  /** First and last day, both included. */
  readonly from: Day;
  readonly to: Day;
  /** As it was known at the end of this day; null for as it is known now. */
  readonly asOf: Day | null;
  readonly by: 'total' | 'month' | 'day';
};
/** The sum of one choice of measures in one subtree over one period (its first day; null for the total). Sums of nothing are absent. */
export type Tallied = {
  readonly measure: string;
  readonly territory: string;
  readonly period: Day | null;
  readonly n: number;
};

/**
 * Figures, exact at once: tallies up to the watermark and the counts of the lines after it, in one statement and so in one
 * snapshot. As of a past day: without the counts recorded later, and with what was counted by then for days after it.
 */
export async function readTallies(tx: Tx, ask: TallyAsk): Promise<Tallied[]> {
  const { district, from, asOf } = ask;
  const known = asOf === null || asOf >= ask.to ? ask.to : asOf;
  // A family is tallied as a whole; of some of its measures the sum is made as that of a group is.
  const choices = ask.measures.map((choice) => ({
    choice,
    sort: ask.only ? ('group' as const) : sortOf(choice),
    stem: choice.split('/')[0] ?? '',
    first: measureRange(choice).from,
    beyond: measureRange(choice).to,
  }));
  // The name before the slash is said as an equality too, which can be looked up; a range alone is tried for every pair.
  const kept: Kept = (measure, stem) =>
    ask.only
      ? sql`and split_part(${measure}, '/', 2) = any(${[...ask.only]}::text[]) ${stem ? sql`and split_part(${measure}, '/', 1) = ${stem}` : sql``}`
      : sql``;
  const sorts = new Set(choices.map((one) => one.sort));
  // Days cannot be told from months once they are summed, nor months from years: a series is read from what is no wider than its pieces.
  const spansFor = (family: boolean) => {
    const spans =
      ask.by === 'day' ? days(from, known) : spansOf(from, known, family && ask.by === 'total' ? 'year' : 'month');
    return spans.map(({ grain, from: first, to: last, sign }) => ({ family, grain, first, last, sign }));
  };
  const spans = [
    ...(sorts.has('family') ? spansFor(true) : []),
    ...(sorts.size > (sorts.has('family') ? 1 : 0) ? spansFor(false) : []),
  ];
  const within = below(district, ask.territories);
  const lengths = lengthsOf(ask.territories);
  const parts: RawBuilder<unknown>[] = [];
  if (spans.length > 0) {
    if (sorts.has('family')) parts.push(ofFamilies(district, ask.by));
    if (sorts.has('measure')) parts.push(ofMeasures(district));
    if (sorts.has('group')) parts.push(ofGroups(district, kept, ask.by));
    const byDay =
      spans.some((one) => !one.family && one.grain === 'day') && ask.territories.some((code) => code !== district);
    if ((sorts.has('measure') || sorts.has('group')) && byDay) parts.push(ofDays(district, within, kept, ask));
    parts.push(tail(district, from, known, kept, lengths));
  }
  if (asOf !== null) parts.push(apart(district, ask, asOf, within, kept, lengths));
  const period = ask.by === 'total' ? sql`null::date` : ask.by === 'day' ? sql`x.day` : monthOf(sql`x.day`);
  // Lists go in as JSON, of whose length the planner has one opinion, whatever it carries: so a plan once made is as good as a new one
  // to it, and making one would take longer than reading a figure does.
  return runPrepared(
    tx,
    sql<Tallied>`
    with asked as materialized (select * from json_to_recordset(${JSON.stringify(choices)}::json) as a(choice text, sort text, first text, beyond text, stem text)),
    place as materialized (select distinct code collate "C" as code from json_array_elements_text(${JSON.stringify(ask.territories)}::json) as p(code)),
    span as materialized (select * from json_to_recordset(${JSON.stringify(spans)}::json) as s(family boolean, grain text, first date, last date, sign integer)),
    mark as materialized (
      select coalesce(w.seq, 0) as seq, h.seq as head from journal.head h left join journal.watermark w on w.district = h.district
      where h.district = ${district})
    select x.measure, x.territory, ${period} as period, sum(x.n)::bigint as n
    from (${sql.join(parts, sql` union all `)}) x(measure, territory, day, n) group by 1, 2, 3 having sum(x.n) <> 0 order by 1, 2, 3`,
  );
}

/** The condition that holds a choice down to some of its measures. */
type Kept = (measure: RawBuilder<unknown>, stem?: RawBuilder<unknown>) => RawBuilder<unknown>;
type Sort = 'family' | 'group' | 'measure';
const sortOf = (choice: string): Sort => (choice.endsWith('/') ? 'family' : choice.endsWith('.') ? 'group' : 'measure');

/** The condition that holds counts down to the part of the district that the codes lie in, which an index can look up. */
function below(district: string, codes: readonly string[]): RawBuilder<unknown> {
  const [one = district] = codes;
  const lengths = [15, 12, 9].filter((length) => length <= one.length);
  const part = lengths.map((length) => one.slice(0, length)).find((top) => codes.every((code) => code.startsWith(top)));
  return part === undefined ? sql`` : sql`and territory >= ${part} and territory < ${`${part}:`}`;
}

/** The lengths that the codes asked for have: a count is looked at once for each, and mostly there are one or two. */
function lengthsOf(codes: readonly string[]): RawBuilder<unknown> {
  const lengths = [6, 9, 12, 15].filter((length) => codes.some((code) => code.length === length));
  // A parameter: in the text each choice of them would be a statement to be planned of its own.
  return sql`unnest(${lengths}::integer[]) l(length)`;
}

// Each part below looks its rows up span by span and choice by choice, which OFFSET 0 holds the planner to: it knows the length of no list
// in a prepared statement, and would rather read a year of counts once than guess.

/** Families, which a board asks for by the dozen and for many places: by place and period, from an index that holds their sums. */
function ofFamilies(district: string, by: TallyAsk['by']): RawBuilder<unknown> {
  const rows = sql`from journal.tally
    where district = ${district} and grain = s.grain and right(measure, 1) = '/' and territory = any (array(select code from place))
      and period >= s.first and period <= s.last and measure = any (array(select choice from asked where sort = 'family'))`;
  const summed =
    by === 'total'
      ? sql`select measure, territory, null::date as period, sum(n) as n ${rows} group by measure, territory`
      : sql`select measure, territory, period, n ${rows} offset 0`;
  return sql`select t.measure, t.territory, t.period, t.n * s.sign from span s cross join lateral (${summed}) t where s.family`;
}

/** Measures under the very name that is asked for. */
function ofMeasures(district: string): RawBuilder<unknown> {
  return sql`select t.measure, t.territory, t.period, t.n * s.sign from span s cross join lateral (
    select measure, territory, period, n from journal.tally
    where district = ${district} and grain = s.grain and measure = any (array(select choice from asked where sort = 'measure'))
      and territory = any (array(select code from place)) and period >= s.first and period <= s.last offset 0) t where not s.family`;
}

/** What is asked for in total is summed where it is read: a sum has fewer rows to be sorted and joined. */
const summed = (by: TallyAsk['by'], place: string, day: string) =>
  by === 'total'
    ? {
        rows: sql`${sql.ref(place)}, null::date as ${sql.ref(day)}, sum(n) as n`,
        grouped: sql`group by ${sql.ref(place)}`,
      }
    : { rows: sql`${sql.ref(place)}, ${sql.ref(day)}, n`, grouped: sql`` };

/** A group is the sum of its measures. */
function ofGroups(district: string, kept: Kept, by: TallyAsk['by']): RawBuilder<unknown> {
  const { rows, grouped } = summed(by, 'territory', 'period');
  return sql`select a.choice, t.territory, t.period, t.n * s.sign from span s cross join asked a cross join lateral (
    select ${rows} from journal.tally
    where district = ${district} and grain = s.grain and measure >= a.first and measure < a.beyond and territory = any (array(select code from place))
      and period >= s.first and period <= s.last ${kept(sql`measure`)} ${grouped} offset 0) t
    where a.sort = 'group' and not s.family`;
}

/** Measures that below the district no day is tallied for, from their counts. */
function ofDays(
  district: string,
  within: RawBuilder<unknown>,
  kept: Kept,
  { territories, by }: TallyAsk,
): RawBuilder<unknown> {
  const { rows, grouped } = summed(by, 'territory', 'day');
  // The district's own days are tallied.
  const lengths = lengthsOf(territories.filter((code) => code !== district));
  return sql`select a.choice, p.code, c.day, c.n * s.sign from span s cross join asked a cross join lateral (
    select ${rows} from journal.count
    where district = ${district} and measure >= a.first and measure < a.beyond and day >= s.first and day <= s.last ${within}
      and seq <= (select seq from mark) ${kept(sql`measure`)} ${grouped} offset 0) c
    join ${lengths} on l.length <= length(c.territory)
    join place p on p.code = left(c.territory, l.length)
    where s.grain = 'day' and not s.family and a.sort <> 'family'`;
}

/**
 * Lines that the worker has not folded yet; added up first, for after an import there may be many. Both ends of the seqs are named, and
 * the days apart from them: of one end alone the planner thinks that a third of all counts lie beyond, and reads all that the days hold.
 */
function tail(district: string, first: Day, last: Day, kept: Kept, lengths: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select a.choice, p.code, c.day, c.n
    from (select measure, territory, day, sum(n) as n
      from (select measure, territory, day, n from journal.count
        where district = ${district} and seq > (select seq from mark) and seq <= (select head from mark) offset 0) late
      where day >= ${first} and day <= ${last} ${kept(sql`measure`)} group by measure, territory, day) c
    join asked a on c.measure >= a.first and c.measure < a.beyond ${kept(sql`c.measure`, sql`a.stem`)}
    join ${lengths} on l.length <= length(c.territory)
    join place p on p.code = left(c.territory, l.length)`;
}

/**
 * What was known otherwise at the end of a past day: counts for days until then that were recorded later are taken off again, and counts
 * for later days that had been recorded by then are added. Of both, that day lies between the one and the other, which has an index by
 * how far these lie apart.
 */
function apart(
  district: string,
  { from, to }: TallyAsk,
  asOf: Day,
  within: RawBuilder<unknown>,
  kept: Kept,
  lengths: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const looks = knownOtherwise(from, to, asOf);
  return sql`select a.choice, p.code, c.day, c.n
    from json_to_recordset(${JSON.stringify(looks)}::json) as k(spread smallint, since date, until date) cross join asked a cross join lateral (
    select territory, day, case when recorded > day then -n else n end as n from journal.count
    where district = ${district} and measure >= a.first and measure < a.beyond and recorded <> day and spread = k.spread
      and least(day, recorded) >= k.since and least(day, recorded) <= k.until and greatest(day, recorded) > ${asOf}
      ${within} ${kept(sql`measure`)} offset 0) c
    join ${lengths} on l.length <= length(c.territory)
    join place p on p.code = left(c.territory, l.length)
    where c.day >= ${from} and c.day <= ${to}`;
}
