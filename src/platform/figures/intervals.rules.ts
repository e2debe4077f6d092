/** The normal quantile of a two-sided interval at 95 %. */
const Z = 1.959964;

/** A share with what it may well be: 0 to 1 each. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * The score interval of a share, at 95 %: what the true share may well be where `part` of `whole` were seen. It is honest of few, and of
 * none and all, where the usual interval has no width (Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212). Of nothing it says nothing: 0 to 1.
 */
export function wilson(part: number, whole: number): Interval {
  if (whole <= 0) return { low: 0, high: 1 };
  const p = part / whole;
  const square = Z * Z;
  const middle = p + square / (2 * whole);
  const half = Z * Math.sqrt((p * (1 - p)) / whole + square / (4 * whole * whole));
  const of = 1 + square / whole;
  return { low: Math.max(0, (middle - half) / of), high: Math.min(1, (middle + half) / of) };
}

/**
 * How many times as many a day there were in one stretch as in another, with its interval at 95 %. Of two Poisson counts, given their sum,
 * one is binomial, so that the interval of that share is the ratio's (Przyborowski and Wilenski, Biometrika 31, 1940, 313-323).
 * `ratio` and `high` are null where there is no end to them, since nothing was in the other stretch; the whole is null where nothing was
 * in either, or where either has no days.
 */
export function rateRatio(
  one: { readonly n: number; readonly days: number },
  other: { readonly n: number; readonly days: number },
): { readonly ratio: number | null; readonly low: number; readonly high: number | null } | null {
  if (one.days <= 0 || other.days <= 0 || other.n < 0 || one.n < 0 || one.n + other.n === 0) return null;
  const scale = other.days / one.days;
  const { low, high } = wilson(one.n, one.n + other.n);
  return {
    ratio: other.n === 0 ? null : (one.n / other.n) * scale,
    low: (low / (1 - low)) * scale,
    high: other.n === 0 || high >= 1 ? null : (high / (1 - high)) * scale,
  };
}

/**
 * What the true rate behind a count may well be, at 95 %, as a count: the score interval of a Poisson count (Rao 1948; as in Barker,
 * The American Statistician 56, 2002, 85-89).
 */
export function poisson(n: number): Interval {
  const of = Math.max(0, n);
  const square = Z * Z;
  const half = Z * Math.sqrt(of + square / 4);
  return { low: Math.max(0, of + square / 2 - half), high: of + square / 2 + half };
}

/**
 * Ranks between which the q-quantile of n values lies at about 95 %, by the normal form of the binomial (Conover, Practical
 * Nonparametric Statistics, 3rd ed., 3.2): 1 to n, both included; null of nothing.
 */
export function ranksOfQuantile(q: number, n: number): { readonly low: number; readonly high: number } | null {
  if (n <= 0) return null;
  const half = Z * Math.sqrt(n * q * (1 - q));
  return { low: Math.max(1, Math.floor(n * q - half)), high: Math.min(n, Math.ceil(n * q + half) + 1) };
}

/** A value with what it may well be; an end that is not known is null. */
export type Estimate = { readonly value: number; readonly low: number | null; readonly high: number | null };

/**
 * Whether two values differ by more than chance, at 95 %: the interval of their difference, made of their own intervals, leaves out 0
 * (the square-and-add of Newcombe, Stat. Med. 17, 1998, 873-890, method 10; for any two intervals Zou and Donner, Stat. Med. 27, 2008,
 * 1693-1702). 1 where the first is greater, -1 where it is smaller, 0 where chance may have made it.
 */
export function differs(one: Estimate, other: Estimate): 1 | 0 | -1 {
  const d = one.value - other.value;
  const ends = (below: Estimate, above: Estimate): number =>
    below.low === null || above.high === null
      ? Number.POSITIVE_INFINITY
      : Math.hypot(below.value - below.low, above.high - above.value);
  if (d - ends(one, other) > 0) return 1;
  if (d + ends(other, one) < 0) return -1;
  return 0;
}
