/** A calendar day in Asia/Shanghai, YYYY-MM-DD. The zone is UTC+8 all year: China has kept no summer time since 1991. */
export type Day = string;

/** A span of days: `from` is its first day, `to` the first day after it. */
export type Period = {
  readonly kind: PeriodKind;
  /** `2026-11-23`, `2026-11`, `2026-Q4`, `2026`. */
  readonly id: string;
  readonly from: Day;
  readonly to: Day;
};
export type PeriodKind = 'day' | 'month' | 'quarter' | 'year';

/** The holidays of all citizens by law (全国年节及纪念日放假办法, art. 2), and the one of 2015. */
export const HOLIDAYS = [
  'newYear',
  'springFestival',
  'tombSweeping',
  'labourDay',
  'dragonBoat',
  'midAutumn',
  'nationalDay',
  'victoryDay',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** Who says so: the law itself, the State Council's notice of the year, or the district's own table. */
export const MARKED_BY = ['law', 'notice', 'override'] as const;
export type MarkedBy = (typeof MARKED_BY)[number];

/** What is said of one day: worked or off, for which holiday or for what other reason, and where that stands. */
export type Mark = {
  readonly day: Day;
  readonly works: boolean;
  readonly by: MarkedBy;
  readonly holiday: Holiday | null;
  /** The reason in words, of an override. */
  readonly why: string | null;
  /** Number or title of the document that says so. */
  readonly source: string | null;
};

/**
 * Which days are worked: one immutable value. The State Council announces each year's holidays and make-up workdays in
 * the autumn before; until then a year is not in `announced`, the holidays that the law itself dates stand in, without
 * make-up days, and what is reckoned with it is provisional.
 */
export type Calendar = {
  readonly announced: ReadonlySet<number>;
  /** By days since 1970-01-01. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** For each day from FIRST_DAY to LAST_DAY the sum so far of weekdays off (-1) and weekend days worked (+1). */
  readonly broken: Int16Array;
  /** For each day from FIRST_DAY to LAST_DAY how many days so far are not announced. */
  readonly open: Int32Array;
};

/** The days, as numbers since 1970-01-01, for which calendars hold marks: 2000 to 2069. Beyond, the week's rule stands in. */
export const FIRST_DAY = 10_957;
export const LAST_DAY = 36_524;

/** A day reckoned by the calendar; `provisional` when a year on the way there is not announced yet. */
export type Reckoned = { readonly day: Day; readonly provisional: boolean };

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** The Shanghai day of a moment. */
export function dayOf(at: Date): Day {
  return new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The first moment of a Shanghai day. Throws RangeError on what is not a day. */
export function startOf(day: Day): Date {
  return new Date(numberOf(day) * DAY_MS - SHANGHAI_MS);
}

/** The day `n` days later (earlier where negative). */
export function addDays(day: Day, n: number): Day {
  return dayAt(numberOf(day) + n);
}

/** How many days lie from one day to another; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** True for a text that is a day of the calendar. */
export function isDay(text: string): boolean {
  return !Number.isNaN(parsed(text));
}

/** Days since 1970-01-01; NaN of what is not a day: an engine may read the 30th of February as the 2nd of March. */
function parsed(text: string): number {
  const at = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return new Date(at).getUTCDate() === Number(text.slice(8)) ? at / DAY_MS : Number.NaN;
}

/** Monday 1 … Sunday 7 (ISO 8601). */
export function weekdayOf(day: Day): number {
  return weekday(numberOf(day));
}

/** The period of a kind that a day lies in. */
export function periodOf(kind: PeriodKind, day: Day): Period {
  const number = numberOf(day);
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (kind === 'day') return { kind, id: day, from: day, to: dayAt(number + 1) };
  if (kind === 'year') return { kind, id: day.slice(0, 4), from: firstOf(year, 1), to: firstOf(year + 1, 1) };
  if (kind === 'month') return { kind, id: day.slice(0, 7), from: firstOf(year, month), to: firstOf(year, month + 1) };
  const quarter = Math.ceil(month / 3);
  return { kind, id: `${year}-Q${quarter}`, from: firstOf(year, quarter * 3 - 2), to: firstOf(year, quarter * 3 + 1) };
}

/** The period of the same kind before a given one. */
export function periodBefore(period: Period): Period {
  return periodOf(period.kind, addDays(period.from, -1));
}

/** The period of the same kind after a given one. */
export function periodAfter(period: Period): Period {
  return periodOf(period.kind, period.to);
}

/** Builds a calendar. Of several marks for a day the last one wins; marks outside 2000 to 2069 are dropped. */
export function calendarFrom(data: { readonly announced: Iterable<number>; readonly marks: Iterable<Mark> }): Calendar {
  const announced = new Set(data.announced);
  const marks = new Map<number, Mark>();
  for (const mark of data.marks) {
    const number = numberOf(mark.day);
    if (number >= FIRST_DAY && number <= LAST_DAY) marks.set(number, mark);
  }
  const broken = new Int16Array(LAST_DAY - FIRST_DAY + 1);
  const open = new Int32Array(LAST_DAY - FIRST_DAY + 1);
  let steps = 0;
  let unsettled = 0;
  let number = FIRST_DAY;
  for (let year = yearAt(FIRST_DAY); year <= yearAt(LAST_DAY); year++) {
    const end = firstNumber(year + 1);
    for (; number < end; number++) {
      const mark = marks.get(number);
      if (mark !== undefined) steps += Number(mark.works) - Number(weekday(number) <= 5);
      const told = announced.has(year) && (number < end - NEXT_NOTICE || announced.has(year + 1));
      if (!told) unsettled++;
      broken[number - FIRST_DAY] = steps;
      open[number - FIRST_DAY] = unsettled;
    }
  }
  return { announced, marks, broken, open };
}

/**
 * The last days of December belong to the next year's notice as well: New Year's holiday may begin, and be made up for,
 * before it (2006, 2007, 2011, 2018 and 2022 from the 29th on).
 */
const NEXT_NOTICE = 3;

/** True when offices work on the day. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return isWorked(numberOf(day), calendar);
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day, calendar: Calendar): Reckoned {
  return addWorkingDays(day, 1, calendar);
}

/** What the calendar says of a day beyond the week's rule; null where it says nothing. */
export function markOf(day: Day, calendar: Calendar): Mark | null {
  return calendar.marks.get(numberOf(day)) ?? null;
}

/**
 * The n-th working day after a day: the day itself does not count (Civil Code, art. 201). With n = 0 the day itself where it is worked, else the next one that is;
 * with a negative n, working days before it.
 */
export function addWorkingDays(from: Day, n: number, calendar: Calendar): Reckoned {
  const start = numberOf(from);
  let at = start;
  if (n > 0) at = workingDayAfter(start, n, calendar);
  else if (n < 0) at = workingDayBefore(start, -n, calendar);
  else while (!isWorked(at, calendar)) at++;
  return { day: dayAt(at), provisional: isProvisional(Math.min(start, at), Math.max(start, at), calendar) };
}

/** How many working days lie after `from` up to and with `to`; negative where `to` is earlier. */
export function workingDaysBetween(
  from: Day,
  to: Day,
  calendar: Calendar,
): { readonly n: number; readonly provisional: boolean } {
  const a = numberOf(from);
  const b = numberOf(to);
  return {
    n: workedUpTo(b, calendar) - workedUpTo(a, calendar),
    provisional: isProvisional(Math.min(a, b), Math.max(a, b), calendar),
  };
}

// The same by numbers of days since 1970-01-01, without texts, for what is reckoned a million times.

/** The number of the Shanghai day that a moment lies in. @param ms milliseconds since 1970. */
export const numberAt = (ms: number): number => Math.floor((ms + SHANGHAI_MS) / DAY_MS);

/** The first moment of a day by its number, in milliseconds since 1970. */
export const startAt = (number: number): number => number * DAY_MS - SHANGHAI_MS;

/** The n-th working day after a day, n > 0: the span is doubled until it holds them, then halved. */
export function workingDayAfter(start: number, n: number, calendar: Calendar): number {
  const wanted = workedUpTo(start, calendar) + n;
  let low = start + 1;
  let high = start + n;
  for (let span = n + 8; workedUpTo(high, calendar) < wanted; span *= 2) {
    low = high + 1;
    high += span;
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if (workedUpTo(middle, calendar) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The n-th working day before a day, n > 0. */
function workingDayBefore(start: number, n: number, calendar: Calendar): number {
  const last = workedUpTo(start - 1, calendar);
  let low = start - n;
  let high = start - 1;
  for (let span = n + 8; last - workedUpTo(low - 1, calendar) < n; span *= 2) {
    high = low - 1;
    low -= span;
  }
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (last - workedUpTo(middle - 1, calendar) >= n) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** True where a day from `from` to `to`, both counted, is not announced. */
export function isProvisional(from: number, to: number, { open }: Calendar): boolean {
  if (from < FIRST_DAY || to > LAST_DAY) return true;
  return (open[to - FIRST_DAY] ?? 0) > (open[from - FIRST_DAY - 1] ?? 0);
}

/** True when offices work on the day. */
export function isWorked(number: number, calendar: Calendar): boolean {
  return workedUpTo(number, calendar) > workedUpTo(number - 1, calendar);
}

/** Working days from a fixed Monday long ago up to and with a day: whole weeks, the rest of one, and what breaks the week's rule. */
export function workedUpTo(number: number, { broken }: Calendar): number {
  const since = number - FIRST_MONDAY + 1;
  const weeks = Math.floor(since / 7);
  const rest = since - weeks * 7;
  const steps = number < FIRST_DAY ? 0 : (broken[Math.min(number, LAST_DAY) - FIRST_DAY] ?? 0);
  return weeks * 5 + Math.min(rest, 5) + steps;
}
/** Monday, 5 January 1970, as a day number. */
const FIRST_MONDAY = 4;

/** Days since 1970-01-01. Throws RangeError on what is not a day. */
export function numberOf(day: Day): number {
  const number = parsed(day);
  if (Number.isNaN(number)) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  return number;
}

/** The day by its number. */
export const dayAt = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);
/** Monday 1 … Sunday 7 of a day by its number. */
export const weekday = (number: number): number => ((((number - FIRST_MONDAY) % 7) + 7) % 7) + 1;
const yearAt = (number: number): number => new Date(number * DAY_MS).getUTCFullYear();
const firstNumber = (year: number): number => Date.UTC(year, 0, 1) / DAY_MS;
const firstOf = (year: number, month: number): Day => new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
