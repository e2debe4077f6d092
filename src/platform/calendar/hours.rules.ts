import { type Calendar, DAY_MS, FIRST_DAY, isWorked, LAST_DAY, numberAt, startAt, weekday } from './calendar.rules.ts';

/** Minutes of a day, from 00:00 to 24:00 = 1440; a `to` above 1440 lies in the next day. `to` itself is no longer worked. */
export type Span = { readonly from: number; readonly to: number };

/** The office hours of working days, Monday first. Saturday's and Sunday's hold where such a day is worked to make up for another. */
export type Week = readonly (readonly Span[])[];

/** Hours that hold from one day of the year to another, both `MM-DD` and both within; across New Year's where `to` is earlier. */
export type Season = { readonly from: string; readonly to: string; readonly week: Week };

export const DUTY_DAYS = ['every', 'working', 'off'] as const;

/** Hours beside the office's in which the body works as well: of a night, a weekend, a holiday. They belong to the day on which they begin. */
export type Duty = Span & {
  readonly days: (typeof DUTY_DAYS)[number];
  /** Monday 1 … Sunday 7; all where empty. */
  readonly weekdays: readonly number[];
};

/** When a body works. The first season that holds takes the place of the usual week. */
export type Hours = { readonly week: Week; readonly seasons: readonly Season[]; readonly duty: readonly Duty[] };

const OFFICE: readonly Span[] = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
];

/** The usual hours of an office: 08:30 to 12:00 and 14:00 to 17:30. */
export const USUAL_HOURS: Hours = { week: Array.from({ length: 7 }, () => OFFICE), seasons: [], duty: [] };

export const HOURS_REFUSALS = ['span', 'overlap', 'season', 'week', 'never', 'tooMany'] as const;
export type HoursRefusal = (typeof HOURS_REFUSALS)[number];

const MINUTES = 1440;
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Why hours cannot hold; null where they can. Office hours end by midnight, duty by midnight of the day after. */
export function refuseHours({ week, seasons, duty }: Hours): HoursRefusal | null {
  const weeks = [week, ...seasons.map((one) => one.week)];
  if (weeks.some((one) => one.length !== 7)) return 'week';
  if (seasons.length > 12 || duty.length > 40 || weeks.some((one) => one.some((day) => day.length > 12)))
    return 'tooMany';
  const spans = weeks.flat(2);
  if (spans.some((one) => !isSpan(one, MINUTES)) || duty.some((one) => !isSpan(one, one.from + MINUTES))) return 'span';
  if (duty.some((one) => one.weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))) return 'span';
  if (weeks.some((one) => one.some(overlaps))) return 'overlap';
  if (seasons.some((one) => !MONTH_DAY.test(one.from) || !MONTH_DAY.test(one.to))) return 'season';
  // A body that works on no ordinary day would never come to the end of a term.
  return weeks.every((one) => one.slice(0, 5).some((day) => day.length > 0)) || duty.some((one) => one.days !== 'off')
    ? null
    : 'never';
}

function isSpan({ from, to }: Span, latest: number): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < MINUTES && from < to && to <= latest;
}

function overlaps(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  return sorted.some((one, at) => at > 0 && one.from < (sorted[at - 1]?.to ?? 0));
}

/** What is worked on one day: spans without overlap in order, each with the minutes worked before it. */
type Pattern = {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly before: readonly number[];
  readonly total: number;
  /** When the office closes, in minutes of the day; 1440 where it is not open. */
  readonly closes: number;
};

/** A body's hours laid over a calendar: made once, asked a million times. */
export type Timetable = {
  readonly calendar: Calendar;
  readonly patterns: readonly Pattern[];
  /** The pattern of each day from FIRST_DAY to LAST_DAY. */
  readonly pattern: Uint16Array;
  /** Minutes worked before each of these days, and one more at the end. */
  readonly sum: Int32Array;
};

/** Lays hours over a calendar: 2000 to 2069, a few milliseconds. Throws RangeError on hours that `refuseHours` refuses. */
export function timetableOf(calendar: Calendar, hours: Hours): Timetable {
  const against = refuseHours(hours);
  if (against !== null) throw new RangeError(`hours: ${against}`);
  const length = LAST_DAY - FIRST_DAY + 1;
  const seasonOf = seasonsOver(hours.seasons);
  const pattern = new Uint16Array(length);
  const sum = new Int32Array(length + 1);
  const patterns: Pattern[] = [];
  const known = new Map<number, number>();
  const sorts = 14 * (hours.seasons.length + 1);
  // What a day's hours depend on: whether it is worked, its weekday, its season.
  const sortOf = (number: number) =>
    (seasonOf(number) * 7 + weekday(number) - 1) * 2 + Number(isWorked(number, calendar));
  let before = sortOf(FIRST_DAY - 1);
  for (let at = 0; at < length; at++) {
    const sort = sortOf(FIRST_DAY + at);
    const key = before * sorts + sort;
    let index = known.get(key);
    if (index === undefined) {
      index = patterns.push(patternOf(hours, sort, before)) - 1;
      known.set(key, index);
    }
    pattern[at] = index;
    sum[at + 1] = (sum[at] ?? 0) + (patterns[index]?.total ?? 0);
    before = sort;
  }
  return { calendar, patterns, pattern, sum };
}

function patternOf(hours: Hours, sort: number, before: number): Pattern {
  const today = spansOf(hours, sort);
  const spill = spansOf(hours, before).all.map(({ from, to }) => ({ from: from - MINUTES, to: to - MINUTES }));
  const from: number[] = [];
  const to: number[] = [];
  for (const one of [...spill, ...today.all].sort((a, b) => a.from - b.from)) {
    const start = Math.max(0, one.from, to.at(-1) ?? 0);
    const end = Math.min(MINUTES, one.to);
    if (end <= start) continue;
    if (start === to.at(-1)) to[to.length - 1] = end;
    else {
      from.push(start);
      to.push(end);
    }
  }
  let total = 0;
  const sums = from.map((start, at) => {
    const so = total;
    total += (to[at] ?? start) - start;
    return so;
  });
  const closes = today.office.length === 0 ? MINUTES : Math.max(...today.office.map((one) => one.to));
  return { from, to, before: sums, total, closes };
}

function spansOf({ week, seasons, duty }: Hours, sort: number) {
  const works = sort % 2 === 1;
  const day = Math.floor(sort / 2) % 7;
  const season = Math.floor(sort / 14);
  const office = works ? ((season === 0 ? week : (seasons[season - 1]?.week ?? week))[day] ?? []) : [];
  const extra = duty.filter(
    (one) =>
      (one.days === 'every' || (one.days === 'working') === works) &&
      (one.weekdays.length === 0 || one.weekdays.includes(day + 1)),
  );
  return { office, all: [...office, ...extra] };
}

/** The season of a day: 0 the usual week, else the place in the list and one. */
function seasonsOver(seasons: readonly Season[]): (number: number) => number {
  const spans = seasons.map(({ from, to }) => [Number(from.replace('-', '')), Number(to.replace('-', ''))] as const);
  return (number) => {
    const day = MONTH_DAYS[number - FIRST_DAY + 1] ?? 0;
    return spans.findIndex(([from, to]) => (from <= to ? from <= day && day <= to : day >= from || day <= to)) + 1;
  };
}

/** Month and day as one number, 1231 for 31 December, from the day before FIRST_DAY on. */
const MONTH_DAYS = Uint16Array.from({ length: LAST_DAY - FIRST_DAY + 2 }, (_, at) => {
  const day = new Date((FIRST_DAY - 1 + at) * DAY_MS);
  return (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
});

/** True while the body works. @param at milliseconds since 1970, from 2000 to 2069. */
export function isOpen(at: number, timetable: Timetable): boolean {
  const number = within(numberAt(at));
  const { from, to } = patternOn(number, timetable);
  const minute = (at - startAt(number)) / 60_000;
  return from.some((start, index) => start <= minute && minute < (to[index] ?? start));
}

/** Milliseconds worked from 2000 up to a moment. Throws RangeError outside 2000 to 2069. */
export function workedMs(at: number, timetable: Timetable): number {
  const number = within(numberAt(at));
  const { from, to, before, total } = patternOn(number, timetable);
  const inDay = at - startAt(number);
  let minutes = timetable.sum[number - FIRST_DAY] ?? 0;
  for (let index = from.length - 1; index >= 0; index--) {
    const start = (from[index] ?? 0) * 60_000;
    if (inDay <= start) continue;
    const end = (to[index] ?? 0) * 60_000;
    if (inDay >= end && index === from.length - 1) return (minutes + total) * 60_000;
    minutes += before[index] ?? 0;
    return minutes * 60_000 + Math.min(inDay, end) - start;
  }
  return minutes * 60_000;
}

/**
 * The first moment by which so many milliseconds are worked since 2000, looked for from a day on.
 * Throws RangeError where that lies after 2069.
 */
export function momentWorked(ms: number, fromDay: number, timetable: Timetable): number {
  const { sum } = timetable;
  const last = sum.length - 1;
  if (ms > (sum[last] ?? 0) * 60_000) throw new RangeError('a term that ends after 2069');
  // The day in which the last millisecond is worked: the largest one before which less than `ms` is.
  let low = Math.max(0, fromDay - FIRST_DAY);
  let high = low + 1;
  for (let span = 4; high < last && (sum[high] ?? 0) * 60_000 < ms; span *= 2) {
    low = high;
    high = Math.min(last, high + span);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sum[middle] ?? 0) * 60_000 < ms) low = middle;
    else high = middle;
  }
  const { from, to, before } = patternOn(FIRST_DAY + low, timetable);
  const rest = ms - (sum[low] ?? 0) * 60_000;
  let index = 0;
  while (index < from.length - 1 && (before[index + 1] ?? 0) * 60_000 < rest) index++;
  const start = (from[index] ?? to[index] ?? 0) * 60_000;
  return startAt(FIRST_DAY + low) + start + rest - (before[index] ?? 0) * 60_000;
}

/** When the office closes on a day, in milliseconds since 1970; at 24:00 where it is not open. */
export function closingOf(number: number, timetable: Timetable): number {
  if (number < FIRST_DAY || number > LAST_DAY) return startAt(number) + DAY_MS;
  return startAt(number) + patternOn(number, timetable).closes * 60_000;
}

function patternOn(number: number, { pattern, patterns }: Timetable): Pattern {
  const one = patterns[pattern[number - FIRST_DAY] ?? 0];
  if (one === undefined) throw new RangeError('a day outside 2000 to 2069');
  return one;
}

function within(number: number): number {
  if (number < FIRST_DAY || number > LAST_DAY) throw new RangeError('a moment outside 2000 to 2069');
  return number;
}
