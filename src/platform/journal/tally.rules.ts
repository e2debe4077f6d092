import { addDays, type Day, daysBetween, periodOf } from '../calendar/calendar.rules.ts';

/** Periods of one grain, from the first day of the first to the first day of the last; their tallies are added (1) or taken off (-1). */
export type Span = { readonly grain: 'day' | 'month'; readonly from: Day; readonly to: Day; readonly sign: 1 | -1 };

/**
 * The days `from` to `to` (both included) as few tallies: whole months, and at each end the days of the month that was cut, or,
 * where those are the fewer, the whole month less the days of it that lie outside.
 */
export function spansOf(from: Day, to: Day): Span[] {
  if (from > to) return [];
  const [first, last] = [periodOf('month', from), periodOf('month', to)];
  const end = addDays(last.to, -1);
  const lead = days(first.from, addDays(from, -1));
  const rest = days(addDays(to, 1), end);
  if (first.from === last.from)
    return lengthOf(lead) + lengthOf(rest) + 1 < daysBetween(from, to) + 1
      ? [months(first.from, first.from), ...without([...lead, ...rest])]
      : days(from, to);
  const head = days(from, addDays(first.to, -1));
  const tail = days(last.from, to);
  const [wholeFirst, wholeLast] = [lengthOf(lead) + 1 <= lengthOf(head), lengthOf(rest) + 1 <= lengthOf(tail)];
  const between = {
    from: wholeFirst ? first.from : first.to,
    to: wholeLast ? last.from : periodOf('month', addDays(last.from, -1)).from,
  };
  return [
    ...(between.from <= between.to ? [months(between.from, between.to)] : []),
    ...(wholeFirst ? without(lead) : head),
    ...(wholeLast ? without(rest) : tail),
  ];
}

/** The same days by days alone. */
export function days(from: Day, to: Day): Span[] {
  return from > to ? [] : [{ grain: 'day', from, to, sign: 1 }];
}

function months(from: Day, to: Day): Span {
  return { grain: 'month', from, to, sign: 1 };
}

function without(spans: readonly Span[]): Span[] {
  return spans.map((one) => ({ ...one, sign: -1 }));
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
}

/**
 * The texts that a choice of measure stands for, as a half-open range under collation "C": a choice that ends in `/` or `.` is
 * everything that begins so (`opened/`, `opened/hazard.`), any other is itself alone (`opened/hazard.fire`).
 */
export function measureRange(choice: string): { readonly from: string; readonly to: string } {
  // U+0001 sorts before every character that a measure may have, '~' after every one.
  return /[/.]$/.test(choice) ? { from: choice, to: `${choice}~` } : { from: choice, to: `${choice}\u0001` };
}
