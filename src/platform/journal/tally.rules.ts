import { addDays, type Day, daysBetween, periodOf } from '../calendar/calendar.rules.ts';

export type Grain = 'day' | 'month' | 'year';
/** Periods of one grain, from the first day of the first to the first day of the last; their tallies are added (1) or taken off (-1). */
export type Span = { readonly grain: Grain; readonly from: Day; readonly to: Day; readonly sign: 1 | -1 };

/**
 * The days `from` to `to` (both included) as few tallies: whole months, and at each end the days of the month that was cut, or,
 * where those are the fewer, the whole month less the days of it that lie outside. Where there are tallies of years, the months likewise.
 * @param widest the widest tallies that there are of what is asked for.
 */
export function spansOf(from: Day, to: Day, widest: 'month' | 'year'): Span[] {
  const spans = fewest('month', 'day', from, to);
  return widest === 'month'
    ? spans
    : spans.flatMap((one) => (one.grain === 'month' ? fewest('year', 'month', one.from, one.to) : [one]));
}

/** The same days by days alone. */
export function days(from: Day, to: Day): Span[] {
  return spanOf('day', from, to);
}

/** Periods of the fine grain, from the first to the last (their first days), as few of both grains. */
function fewest(coarse: 'month' | 'year', fine: 'day' | 'month', from: Day, to: Day): Span[] {
  if (from > to) return [];
  const [first, last] = [periodOf(coarse, from), periodOf(coarse, to)];
  const lead = spanOf(fine, first.from, before(fine, from));
  const rest = spanOf(fine, periodOf(fine, to).to, before(fine, last.to));
  const all = spanOf(fine, from, to);
  if (first.from === last.from)
    return lengthOf(lead) + lengthOf(rest) + 1 < lengthOf(all)
      ? [...spanOf(coarse, first.from, first.from), ...without([...lead, ...rest])]
      : all;
  const head = spanOf(fine, from, before(fine, first.to));
  const tail = spanOf(fine, last.from, to);
  const [wholeFirst, wholeLast] = [lengthOf(lead) + 1 <= lengthOf(head), lengthOf(rest) + 1 <= lengthOf(tail)];
  return [
    ...spanOf(coarse, wholeFirst ? first.from : first.to, wholeLast ? last.from : before(coarse, last.from)),
    ...(wholeFirst ? without(lead) : head),
    ...(wholeLast ? without(rest) : tail),
  ];
}

function spanOf(grain: Grain, from: Day, to: Day): Span[] {
  return from > to ? [] : [{ grain, from, to, sign: 1 }];
}

/** The first day of the period before the one that begins on a day. */
function before(grain: Grain, day: Day): Day {
  return periodOf(grain, addDays(day, -1)).from;
}

function without(spans: readonly Span[]): Span[] {
  return spans.map((one) => ({ ...one, sign: -1 }));
}

/** How many tallies of one name and place they are. */
function lengthOf(spans: readonly Span[]): number {
  return spans.reduce(
    (sum, { grain, from, to }) => sum + (grain === 'day' ? daysBetween(from, to) : monthsBetween(from, to)) + 1,
    0,
  );
}

function monthsBetween(from: Day, to: Day): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** How far at most the day that a count is for lies from the day of its recording, by the sizes that `journal.count.spread` has; 5 is beyond. */
const SPREADS = [4, 16, 64, 1024, null] as const;
/** Counts of one spread whose earlier day lies in a span. */
export type Look = { readonly spread: number; readonly since: Day; readonly until: Day };

/** Where what was known otherwise at the end of a past day has to be looked for, of counts for the days `from` to `to`. */
export function knownOtherwise(from: Day, to: Day, asOf: Day): Look[] {
  // Of days that were over by then, only what was recorded later is known otherwise, and of that the earlier day is the count's own.
  const isOver = to <= asOf;
  return SPREADS.flatMap((most, at) => {
    const reach = most === null ? null : addDays(asOf, 1 - most);
    const since = isOver ? later(reach, from) : (reach ?? FIRST);
    const until = isOver ? to : asOf;
    return since > until ? [] : { spread: at + 1, since, until };
  });
}
/** Before every day that anything is counted for or recorded on. */
const FIRST: Day = '0001-01-01';

const later = (one: Day | null, other: Day): Day => (one === null || one < other ? other : one);

/**
 * The texts that a choice of measure stands for, as a half-open range under collation "C": a choice that ends in `/` or `.` is
 * everything that begins so (`opened/`, `opened/hazard.`), any other is itself alone (`opened/hazard.fire`).
 */
export function measureRange(choice: string): { readonly from: string; readonly to: string } {
  // U+0001 sorts before every character that a measure may have, '~' after every one.
  return /[/.]$/.test(choice) ? { from: choice, to: `${choice}~` } : { from: choice, to: `${choice}\u0001` };
}
