import { addDays, type Day, periodOf } from '../calendar/calendar.rules.ts';

/** A span of days in the grains that tallies are kept in; each range is first and last period, both included. */
export type Ranges = {
  /** First days of whole months. */
  readonly months: readonly [Day, Day] | null;
  /** Days before the first whole month and after the last one. */
  readonly days: readonly (readonly [Day, Day])[];
};

/** Cuts the days `from` to `to` (both included) into whole months and the days left over at the ends. */
export function rangesOf(from: Day, to: Day): Ranges {
  if (from > to) return { months: null, days: [] };
  const first = periodOf('month', from).from === from ? from : periodOf('month', from).to;
  const end = periodOf('month', addDays(to, 1)).from;
  if (first >= end) return { months: null, days: [[from, to]] };
  const days: [Day, Day][] = [];
  if (from < first) days.push([from, addDays(first, -1)]);
  if (end <= to) days.push([end, to]);
  return { months: [first, periodOf('month', addDays(end, -1)).from], days };
}

/**
 * The texts that a choice of measure stands for, as a half-open range under collation "C": a choice that ends in `/` or `.` is
 * everything that begins so (`opened/`, `opened/hazard.`), any other is itself alone (`opened/hazard.fire`).
 */
export function measureRange(choice: string): { readonly from: string; readonly to: string } {
  // U+0001 sorts before every character that a measure may have, '~' after every one.
  return /[/.]$/.test(choice) ? { from: choice, to: `${choice}~` } : { from: choice, to: `${choice}\u0001` };
}
