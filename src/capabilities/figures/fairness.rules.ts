import { rateRatio, wilson } from '../../platform/figures/intervals.rules.ts';

/** What stands beside a rate: nothing unusual, worth a look, or too few to say anything. */
export const FOUND = ['usual', 'look', 'few'] as const;
export type Found = (typeof FOUND)[number];

/**
 * From where on something is worth a look, and below how many nothing is said; the reasons stand beside them. A share or a ratio is
 * worth a look where the lower end of its 95 % interval lies above the limit, so that chance alone says so of one in forty.
 */
export const LIMITS = {
  /** Closed within minutes of being taken on: it happens where work was done before it was entered; one in twenty is beyond that. */
  closedSoon: { share: 0.05, least: 20 },
  /** Reopened by the reporter within a week: one in twenty closings was none. */
  reopenedSoon: { share: 0.05, least: 20 },
  /** Given back: a table of who answers for what may be wrong now and then; one in five is a habit. */
  returned: { share: 0.2, least: 10 },
  /** Found not done by the second look: one in five results that are none. */
  sentBack: { share: 0.2, least: 10 },
  /** Closings a day in the last days of a month against the rest: half as many again. Days off and pay days move it by less. */
  burst: { ratio: 1.5, days: 3, least: 20 },
  /** Groups that may have been one finding: any. */
  split: { groups: 1 },
} as const;
export type Limited = 'closedSoon' | 'reopenedSoon' | 'returned' | 'sentBack';

/** A part of a whole with the interval in which the true share may lie (0 to 1), and what is to be said of it. */
export type Part = {
  readonly part: number;
  readonly whole: number;
  readonly low: number;
  readonly high: number;
  readonly found: Found;
};

/** A part judged by its limit. What was counted in one period and taken back in the next never makes a part below nought or above the whole. */
export function judged(what: Limited, part: number, whole: number): Part {
  const n = Math.max(0, whole);
  const of = Math.min(n, Math.max(0, part));
  const { low, high } = wilson(of, n);
  const { share, least } = LIMITS[what];
  return { part: of, whole: n, low, high, found: n < least ? 'few' : low > share ? 'look' : 'usual' };
}

/** The sums of a territory or a body that shares are made of. */
export type Sums = {
  readonly assigned: number;
  readonly returned: number;
  readonly verified: number;
  readonly sentBack: number;
  readonly closed: number;
  readonly closedSoon: number;
  readonly reopenedSoon: number;
};
export type Judged = { readonly [one in Limited]: Part };

/**
 * Each share beside the rates. `closed` is net of reopenings, as are the quick ones; what the reporter reopened within a week is a share
 * of what stayed closed and of these.
 */
export function judgedFrom(sums: Sums): Judged {
  return {
    closedSoon: judged('closedSoon', sums.closedSoon, sums.closed),
    reopenedSoon: judged('reopenedSoon', sums.reopenedSoon, sums.closed + sums.reopenedSoon),
    returned: judged('returned', sums.returned, sums.assigned),
    sentBack: judged('sentBack', sums.sentBack, sums.verified + sums.sentBack),
  };
}

/** The last days of one month. */
export type MonthEnd = { readonly month: string; readonly from: string; readonly to: string; readonly n: number };
export type Burst = {
  /** Closings in the last days of months and on all others, and how many days each are. */
  readonly last: { readonly n: number; readonly days: number };
  readonly rest: { readonly n: number; readonly days: number };
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly found: Found;
  /** Month by month, newest last, each of whose last days all lie in the period. */
  readonly months: MonthEnd[];
};

/**
 * Whether more was closed in the last days of months than on others, from the closings of each day. Only months whose end lies in
 * the period count as such; `days` are all days of the period, in order, also those without a closing.
 */
export function burstIn(days: readonly { readonly day: string; readonly n: number }[]): Burst {
  const ends: Map<string, { day: string; n: number }[]> = new Map();
  const rest = { n: 0, days: 0 };
  for (const one of days) {
    if (isLast(one.day)) ends.set(one.day.slice(0, 7), [...(ends.get(one.day.slice(0, 7)) ?? []), one]);
    else {
      rest.n += one.n;
      rest.days += 1;
    }
  }
  const whole = [...ends].filter(([, all]) => all.length === LIMITS.burst.days);
  const months = whole.map(([month, all]) => ({
    month,
    from: all[0]?.day ?? '',
    to: all.at(-1)?.day ?? '',
    n: all.reduce((sum, one) => sum + one.n, 0),
  }));
  const last = {
    n: months.reduce((sum, one) => sum + one.n, 0),
    days: months.length * LIMITS.burst.days,
  };
  const found = rateRatio(last, rest);
  const few = found === null || last.n + rest.n < LIMITS.burst.least;
  return {
    last,
    rest,
    ratio: found?.ratio ?? null,
    low: found?.low ?? null,
    high: found?.high ?? null,
    found: few ? 'few' : found.low > LIMITS.burst.ratio ? 'look' : 'usual',
    months,
  };
}

/** Whether a day is one of the last of its month. */
function isLast(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  // The day before the next month's first.
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return date > length - LIMITS.burst.days;
}
