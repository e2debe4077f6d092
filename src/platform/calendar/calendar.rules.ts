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

/**
 * Which days are worked. The State Council announces each year's holidays and make-up workdays in the autumn before;
 * until then a year is not in `announced`, weekends stand in, and what is reckoned with it is provisional.
 */
export type Calendar = {
  readonly announced: ReadonlySet<number>;
  /**
   * Days that break the week's rule, in order: a weekday that is off (`step` -1), a weekend day that is worked (+1);
   * `sum` adds up the steps so far. `number` is days since 1970-01-01.
   */
  readonly exceptions: readonly {
    readonly day: Day;
    readonly number: number;
    readonly step: 1 | -1;
    readonly sum: number;
  }[];
};

/** A day reckoned by the calendar; `provisional` when a year on the way there is not announced yet. */
export type Reckoned = { readonly day: Day; readonly provisional: boolean };

const DAY_MS = 86_400_000;
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
  return FORM.test(text) && !Number.isNaN(Date.parse(text)) && dayAt(Date.parse(text) / DAY_MS) === text;
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

/** Builds a calendar from announced data: days off and make-up workdays, in any order; days that the week's rule has already are dropped. */
export function calendarFrom(data: {
  readonly announced: Iterable<number>;
  readonly off: Iterable<Day>;
  readonly worked: Iterable<Day>;
}): Calendar {
  const steps = new Map<number, 1 | -1>();
  for (const day of data.off) if (weekdayOf(day) <= 5) steps.set(numberOf(day), -1);
  for (const day of data.worked) if (weekdayOf(day) > 5) steps.set(numberOf(day), 1);
  let sum = 0;
  const exceptions = [...steps]
    .sort(([a], [b]) => a - b)
    .map(([number, step]) => {
      sum += step;
      return { day: dayAt(number), number, step, sum };
    });
  return { announced: new Set(data.announced), exceptions };
}

/** True when offices work on the day. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return worked(numberOf(day), calendar) === 1;
}

/**
 * The n-th working day after a day: the day itself does not count (Civil Code, art. 201). With n = 0 the day itself where it is worked, else the next one that is;
 * with a negative n, working days before it.
 */
export function addWorkingDays(from: Day, n: number, calendar: Calendar): Reckoned {
  const start = numberOf(from);
  let low = start;
  let high = start;
  if (n > 0) {
    // The smallest day on which n working days are over; the span is doubled until it holds them, then halved.
    for (let span = 2 * n + 16; workedUpTo(high, calendar) - workedUpTo(start, calendar) < n; span *= 2)
      high = start + span;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (workedUpTo(middle, calendar) - workedUpTo(start, calendar) >= n) high = middle;
      else low = middle + 1;
    }
  } else if (n < 0) {
    // The largest day with -n working days from it up to the eve of the start.
    for (let span = -2 * n + 16; workedUpTo(start - 1, calendar) - workedUpTo(low - 1, calendar) < -n; span *= 2)
      low = start - span;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (workedUpTo(start - 1, calendar) - workedUpTo(middle - 1, calendar) >= -n) low = middle;
      else high = middle - 1;
    }
  } else {
    while (worked(low, calendar) === 0) low++;
  }
  return { day: dayAt(low), provisional: isProvisional(Math.min(start, low), Math.max(start, low), calendar) };
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

function isProvisional(from: number, to: number, calendar: Calendar): boolean {
  for (let year = yearAt(from); year <= yearAt(to); year++) if (!calendar.announced.has(year)) return true;
  return false;
}

function worked(number: number, calendar: Calendar): 0 | 1 {
  const { exceptions } = calendar;
  const exception = exceptions[exceptionsUpTo(number, exceptions) - 1];
  if (exception?.number === number) return exception.step === 1 ? 1 : 0;
  return weekday(number) <= 5 ? 1 : 0;
}

/** Working days from a fixed Monday long ago up to and with a day: whole weeks, the rest of one, and the exceptions. */
function workedUpTo(number: number, calendar: Calendar): number {
  const since = number - FIRST_MONDAY + 1;
  const weeks = Math.floor(since / 7);
  const broken = calendar.exceptions[exceptionsUpTo(number, calendar.exceptions) - 1]?.sum ?? 0;
  return weeks * 5 + Math.min(since - weeks * 7, 5) + broken;
}
/** Monday, 5 January 1970, as a day number. */
const FIRST_MONDAY = 4;

function exceptionsUpTo(number: number, exceptions: Calendar['exceptions']): number {
  let low = 0;
  let high = exceptions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exceptions[middle]?.number ?? Infinity) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function numberOf(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  return Date.parse(day) / DAY_MS;
}

const dayAt = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);
const yearAt = (number: number): number => new Date(number * DAY_MS).getUTCFullYear();
const weekday = (number: number): number => ((((number - FIRST_MONDAY) % 7) + 7) % 7) + 1;
const firstOf = (year: number, month: number): Day => new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
