import {
  type Calendar,
  DAY_MS,
  type Day,
  dayAt,
  type Holiday,
  isProvisional,
  isWorked,
  numberAt,
  startAt,
  workedUpTo,
  workingDayAfter,
} from './calendar.rules.ts';
import { closingOf, momentWorked, type Timetable, workedMs } from './hours.rules.ts';

export const UNITS = ['minutes', 'working hours', 'working days', 'calendar days'] as const;
export type Unit = (typeof UNITS)[number];

/**
 * How long something may take. Minutes and working hours run from the moment itself; days begin with the day after
 * (Civil Code, art. 201).
 */
export type Term = {
  /** Above 0; whole for days. */
  readonly n: number;
  readonly unit: Unit;
  /** Whether a term in calendar days whose last day is a day off ends on the next working day (art. 203, par. 1); yes where absent. */
  readonly rolls?: boolean;
  /** Whether the last day ends at 24:00, or when the office closes (art. 203, par. 2); at 24:00 where absent. */
  readonly ends?: 'midnight' | 'close';
};

/** A time that does not count, in milliseconds since 1970; `to` itself counts again. */
export type Suspension = { readonly from: number; readonly to: number };

/** When a term ends, and what moved that date. */
export type Due = {
  /** Milliseconds since 1970. */
  readonly due: number;
  /** True when a day on the way, on which it depends, is of a year that is not announced yet. */
  readonly provisional: boolean;
  /** Milliseconds for which it stood still between its start and its end. */
  readonly suspended: number;
  /** For terms in days: how many days that would have counted did not, because it stood still at their end. */
  readonly skipped: number;
  /** Days by which the last day moved on because it was a day off. */
  readonly rolled: number;
};

/**
 * When a term ends that begins at a moment. A day counts unless the term stands still at its end: a suspension begins to
 * tell at the end of the day in which it begins, as a term does (art. 201), and one within a day moves nothing.
 * Throws RangeError on a term or a suspension that is none, and on working hours outside 2000 to 2069.
 */
export function addTerm(start: number, term: Term, timetable: Timetable, suspensions: readonly Suspension[] = []): Due {
  refuseTerm(start, term);
  const stops = suspensions.length === 0 ? NONE : merged(suspensions);
  const { n, unit } = term;
  if (unit === 'working days' || unit === 'calendar days') return inDays(start, term, timetable, stops);
  const isHours = unit === 'working hours';
  let need = n * (isHours ? 3_600_000 : 60_000);
  let at = start;
  for (const { from, to } of stops) {
    if (to <= at) continue;
    const until = Math.max(from, at);
    const used = isHours ? workedMs(until, timetable) - workedMs(at, timetable) : until - at;
    if (used >= need) break;
    need -= used;
    at = to;
  }
  const due = isHours ? momentWorked(workedMs(at, timetable) + need, numberAt(at), timetable) : at + need;
  return {
    due,
    provisional: isHours && isProvisional(numberAt(start), numberAt(due - 1), timetable.calendar),
    suspended: stoodStill(start, due, stops),
    skipped: 0,
    rolled: 0,
  };
}

function inDays(start: number, term: Term, timetable: Timetable, stops: readonly Suspension[]): Due {
  const { calendar } = timetable;
  const isWorking = term.unit === 'working days';
  const ends = endsOf(term, timetable);
  const first = numberAt(start);
  let left = term.n;
  let at = first;
  let skipped = 0;
  for (const stop of stops) {
    const [from, to] = daysStopped(stop, ends);
    if (to <= at) continue;
    const until = Math.max(from - 1, at);
    const counted = isWorking ? workedUpTo(until, calendar) - workedUpTo(at, calendar) : until - at;
    if (counted >= left) break;
    left -= counted;
    skipped += isWorking ? workedUpTo(to, calendar) - workedUpTo(until, calendar) : to - until;
    at = to;
  }
  const last = isWorking ? workingDayAfter(at, left, calendar) : at + left;
  let end = last;
  if (!isWorking && (term.rolls ?? true))
    while (!isWorked(end, calendar) || stops.some((stop) => isStopped(ends(end), stop))) end++;
  const due = ends(end);
  const asked = isWorking ? first + 1 : last;
  const asks = isWorking || (term.rolls ?? true) || term.ends === 'close';
  return {
    due,
    provisional: asks && isProvisional(asked, end, calendar),
    suspended: stoodStill(start, due, stops),
    skipped,
    rolled: end - last,
  };
}

/**
 * How much of a term is used between two moments, in its unit: minutes and hours with their fractions, days as those
 * that are over. Throws RangeError as `addTerm`.
 */
export function elapsed(
  start: number,
  end: number,
  term: Pick<Term, 'unit' | 'ends'>,
  timetable: Timetable,
  suspensions: readonly Suspension[] = [],
): number {
  if (end <= start) return 0;
  const stops = merged(suspensions);
  if (term.unit === 'minutes') return (end - start - stoodStill(start, end, stops)) / 60_000;
  if (term.unit === 'working hours') {
    const worked = (from: number, to: number) => workedMs(to, timetable) - workedMs(from, timetable);
    let ms = worked(start, end);
    for (const { from, to } of stops)
      if (to > start && from < end) ms -= worked(Math.max(from, start), Math.min(to, end));
    return ms / 3_600_000;
  }
  const { calendar } = timetable;
  const ends = endsOf(term, timetable);
  const counted = (from: number, to: number) =>
    to <= from ? 0 : term.unit === 'working days' ? workedUpTo(to, calendar) - workedUpTo(from, calendar) : to - from;
  const first = numberAt(start);
  const last = ends(numberAt(end)) <= end ? numberAt(end) : numberAt(end) - 1;
  let days = counted(first, last);
  for (const stop of stops) {
    const [from, to] = daysStopped(stop, ends);
    days -= counted(Math.max(from - 1, first), Math.min(to, last));
  }
  return days;
}

/** Why days did not count: the weekend, a holiday, or a reason of the district's own. */
export type DaysOff = { readonly why: Holiday | 'weekend' | { readonly override: string }; readonly days: number };

/** The days that were counted through, for the answer to "why this date?". */
export type Counted = {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly working: number;
  /** What was not worked, by reason, in the order in which it came. */
  readonly off: readonly DaysOff[];
  /** Days at a weekend that were worked to make up for a holiday. */
  readonly madeUp: number;
};

/**
 * The days through which a term ran: from the day after its start (for minutes and hours: from that day) to the day of its end.
 */
export function countedDays(start: number, due: number, unit: Unit, calendar: Calendar): Counted {
  const inDay = unit === 'minutes' || unit === 'working hours';
  const from = numberAt(start) + (inDay ? 0 : 1);
  const to = Math.max(from, numberAt(due - 1));
  const off = new Map<string, { why: DaysOff['why']; days: number }>();
  let madeUp = 0;
  for (let number = from; number <= to; number++) {
    const mark = calendar.marks.get(number);
    if (isWorked(number, calendar)) {
      if (mark?.works && mark.holiday !== null) madeUp++;
      continue;
    }
    const why = mark?.holiday ?? (mark?.why ? { override: mark.why } : 'weekend');
    const key = typeof why === 'string' ? why : `:${why.override}`;
    const known = off.get(key) ?? { why, days: 0 };
    off.set(key, { why, days: known.days + 1 });
  }
  const working = workedUpTo(to, calendar) - workedUpTo(from - 1, calendar);
  return { from: dayAt(from), to: dayAt(to), days: to - from + 1, working, off: [...off.values()], madeUp };
}

const NONE: readonly Suspension[] = [];

type Ends = (number: number) => number;

/** The moment at which a day of a term is over. */
function endsOf({ ends }: Pick<Term, 'ends'>, timetable: Timetable): Ends {
  return ends === 'close' ? (number) => closingOf(number, timetable) : (number) => startAt(number) + DAY_MS;
}

/** The days, first and last, at whose end a term stands still; the last lies before the first where there are none. */
function daysStopped({ from, to }: Suspension, ends: Ends): readonly [number, number] {
  const first = numberAt(from);
  const last = numberAt(to);
  return [ends(first) > from ? first : first + 1, ends(last) <= to ? last : last - 1];
}

const isStopped = (moment: number, { from, to }: Suspension): boolean => from < moment && moment <= to;

/** Suspensions in order, those that overlap or touch made one, empty ones left out. */
function merged(suspensions: readonly Suspension[]): readonly Suspension[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of suspensions.toSorted((a, b) => a.from - b.from)) {
    if (!(from <= to && Number.isFinite(from) && Number.isFinite(to))) throw new RangeError('not a suspension');
    const last = all.at(-1);
    if (from === to) continue;
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

function stoodStill(start: number, due: number, stops: readonly Suspension[]): number {
  let ms = 0;
  for (const { from, to } of stops) ms += Math.max(0, Math.min(to, due) - Math.max(from, start));
  return ms;
}

function refuseTerm(start: number, { n, unit }: Term): void {
  if (!Number.isFinite(start)) throw new RangeError('not a moment');
  const isDays = unit === 'working days' || unit === 'calendar days';
  if (!(n > 0) || n > MOST || (isDays && !Number.isInteger(n))) throw new RangeError(`not a term: ${n} ${unit}`);
}
/** No term is longer than a century of minutes. */
const MOST = 60_000_000;
