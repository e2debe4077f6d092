import type { Day } from '../calendar/calendar.rules.ts';
import type { Text } from '../language/language.ts';
import { poisson, ranksOfQuantile, wilson } from './intervals.rules.ts';

/** A measure that is added or taken away; its name stands before the slash of what is counted (`closed` of `closed/hazard.fire`). */
export type Term = { readonly measure: string; readonly sign: 1 | -1 };
/** A signed sum of measures. */
export type Terms = readonly Term[];

/** Measures that are added up. */
export const plus = (...measures: string[]): Terms => measures.map((measure) => ({ measure, sign: 1 }));
/** Measures that are taken away. */
export const minus = (...measures: string[]): Terms => measures.map((measure) => ({ measure, sign: -1 }));

/** How a figure is made of sums of measures. */
export type Formula =
  | { readonly is: 'sum'; readonly of: Terms }
  /** A part of a whole, 0 to 1. */
  | { readonly is: 'share'; readonly part: Terms; readonly whole: Terms }
  /** A mean on a scale, of which the sum and the number are counted. */
  | { readonly is: 'mean'; readonly sum: Terms; readonly n: Terms; readonly least: number; readonly most: number }
  /** The q-quantile (0.5 is the median) of times counted in buckets: measures `of:EDGE`, edges in minutes, and `of:more` beyond the last. */
  | { readonly is: 'quantile'; readonly q: number; readonly of: string; readonly edges: readonly number[] }
  /** How many to each `per` of a base that is counted as a stock (residents). */
  | { readonly is: 'rate'; readonly of: Terms; readonly per: number; readonly base: string }
  /**
   * What there is against what a norm asks for: `each` for every one of a base that is counted as a stock. With `every`, the base says
   * how many are asked for in a month: those of the whole months of the period are added up, each by what stood at its end, and of what
   * there is the days of these months alone are counted. What is due by the end of a month is not yet due in its middle.
   */
  | {
      readonly is: 'norm';
      readonly of: Terms;
      readonly each: number;
      readonly base: string;
      readonly every?: 'month' | undefined;
    };

/** What a value is counted in. `share` is 0 to 1, `minutes` whole minutes, `stars` 1 to 5. */
export const UNITS = ['count', 'share', 'stars', 'minutes', 'rate', 'norm'] as const;
export type Unit = (typeof UNITS)[number];

/** One version of a figure: what was changed begins to hold on a day, and what was stated before keeps its own. */
export type FigureVersion = {
  readonly version: number;
  /** Periods that end on this day or later are made by it, until the next version's day. */
  readonly from: Day;
  readonly formula: Formula;
  /** `flow`: what was counted on the days of the period; `stock`: everything counted up to its last day. */
  readonly counts: 'flow' | 'stock';
  /** What is left out, and why: one sentence each. */
  readonly leavesOut: readonly Text[];
};

/**
 * Kinds of their own that a figure is counted by. A figure without them is counted by the kinds that a district sets for itself; each
 * is read over its own kinds alone, and says nothing of others.
 */
export type FigureKinds = {
  /** What stands before the dot: `group` itself asks for all of them. */
  readonly group: string;
  readonly name: Text;
  readonly kinds: readonly { readonly code: string; readonly name: Text }[];
  /**
   * Whether what is counted stands on no public list one by one: then the public is told of it by whole months, of no place below the
   * second level, and of no fewer than a floor.
   */
  readonly guarded: boolean;
};

/** A published figure, declared as data beside the capability whose measures it is made of. */
export type Figure = {
  /** For ever; stands in addresses and statements. */
  readonly code: string;
  readonly name: Text;
  /** What it means, in one sentence. */
  readonly means: Text;
  readonly unit: Unit;
  /**
   * Which way is better, where it says how well a duty was done. Null where it says how much there was: such a figure is never ranked
   * and has no target, for numbers of reports, returns or visits score nobody.
   */
  readonly better: 'more' | 'less' | null;
  /** Null where it is counted by the district's own kinds. */
  readonly kinds: FigureKinds | null;
  /** Oldest first, by rising version and day. */
  readonly versions: readonly FigureVersion[];
};

/** The version that makes periods ending on a day: the newest that had begun, the first for all days before. */
export function versionOn(figure: Figure, day: Day): FigureVersion {
  const found = figure.versions.findLast((one) => one.from <= day) ?? figure.versions[0];
  if (found === undefined) throw new Error(`figure ${figure.code} has no version`);
  return found;
}

/**
 * How a measure is summed: over the days of the period, up to its last day, or up to its last day whatever the kind; over the whole
 * months of the period, or what stood at the end of each of them, added up, whatever the kind.
 */
export type As = 'flow' | 'stock' | 'base' | 'months' | 'norm';
/** A measure that a formula needs, and how it is summed. */
export type Needed = { readonly measure: string; readonly as: As };
/** The sum of a measure; 0 for what was never counted. */
export type SumOf = (measure: string, as: As) => number;

/** Every measure that a version is made of. */
export function neededBy({ formula, counts }: FigureVersion): Needed[] {
  const own = (terms: Terms): Needed[] => terms.map(({ measure }) => ({ measure, as: counts }));
  switch (formula.is) {
    case 'sum':
      return own(formula.of);
    case 'share':
      return [...own(formula.part), ...own(formula.whole)];
    case 'mean':
      return [...own(formula.sum), ...own(formula.n)];
    case 'quantile':
      return bucketsOf(formula.edges).map((bucket) => ({ measure: `${formula.of}:${bucket}`, as: counts }));
    case 'rate':
      return [...own(formula.of), { measure: formula.base, as: 'base' }];
    case 'norm':
      return formula.every === undefined
        ? [...own(formula.of), { measure: formula.base, as: 'base' }]
        : [
            ...formula.of.map(({ measure }): Needed => ({ measure, as: 'months' })),
            { measure: formula.base, as: 'norm' },
          ];
  }
}

/** The names of the buckets between edges in minutes, shortest first; the last has no upper edge. */
export const bucketsOf = (edges: readonly number[]): readonly string[] => [...edges.map(String), 'more'];

/** A part of a whole, 0 to 1; null where there is no whole, or where matters reopened since leave more parts than whole. */
export function share(part: number, whole: number): number | null {
  return whole > 0 && part >= 0 && part <= whole ? part / whole : null;
}

/** A quantile read from buckets: it lies above `from` and not above `to` minutes, which is exact; `minutes` is interpolated. */
export type Quantile = {
  /** How many times are in the buckets. */
  readonly n: number;
  readonly from: number;
  /** Null in the last bucket, which has no upper edge; then `minutes` is null too. */
  readonly to: number | null;
  /** Linear interpolation within the bucket, in minutes. */
  readonly minutes: number | null;
};

/**
 * The q-quantile (0.5 is the median) of times counted in buckets: the bucket that holds the time of rank ⌈q·n⌉, and within
 * it the point that the rank divides the bucket at. Null where nothing is counted.
 * @param edges upper edges in minutes, rising; `counts` has one more member, for what lies beyond the last edge.
 */
export function quantile(q: number, edges: readonly number[], counts: readonly number[]): Quantile | null {
  // Buckets never fall below zero, since a time that was taken is not taken back.
  const n = counts.reduce((sum, one) => sum + one, 0);
  return n <= 0 ? null : atRank(Math.max(1, Math.ceil(q * n)), n, edges, counts);
}

function atRank(rank: number, n: number, edges: readonly number[], counts: readonly number[]): Quantile | null {
  let below = 0;
  for (const [at, inside] of counts.entries()) {
    if (below + inside >= rank) {
      const from = at === 0 ? 0 : (edges[at - 1] ?? 0);
      const to = edges[at] ?? null;
      return { n, from, to, minutes: to === null ? null : from + ((rank - below) / inside) * (to - from) };
    }
    below += inside;
  }
  return null;
}

/** Whether a version is made of whole months alone: of other days of a period it says nothing. */
export const isMonthly = ({ formula }: FigureVersion): boolean => formula.is === 'norm' && formula.every === 'month';

/** A figure's value with what it is made of. */
export type Value = {
  /** In the figure's unit; null where it says nothing. */
  readonly value: number | null;
  /** What it may well be, at 95 %; null where there is no such question (a plain count) or no end to it. */
  readonly low: number | null;
  readonly high: number | null;
  /** Numerator and denominator; of a plain sum the sum alone, of a quantile how many times were counted. */
  readonly part: number;
  readonly whole: number | null;
  /** Of a quantile, the bucket in which it lies exactly, in minutes. */
  readonly bucket: { readonly from: number; readonly to: number | null } | null;
};

/** A figure by one of its versions, from the sums of its measures. */
export function reckoned({ formula, counts }: FigureVersion, sumOf: SumOf): Value {
  const sum = (terms: Terms, as: As = counts): number =>
    terms.reduce((all, { measure, sign }) => all + sign * sumOf(measure, as), 0);
  const nothing = { value: null, low: null, high: null, bucket: null };
  switch (formula.is) {
    case 'sum': {
      const part = sum(formula.of);
      return { ...nothing, value: part, part, whole: null };
    }
    case 'share': {
      const [part, whole] = [sum(formula.part), sum(formula.whole)];
      const value = share(part, whole);
      return value === null
        ? { ...nothing, part, whole }
        : { value, ...wilson(part, whole), part, whole, bucket: null };
    }
    case 'mean': {
      const [part, whole] = [sum(formula.sum), sum(formula.n)];
      const { least, most } = formula;
      const width = most - least;
      // What is taken back in another period than it was counted in may leave a sum that no list on the scale has.
      if (whole <= 0 || part < least * whole || part > most * whole) return { ...nothing, part, whole };
      // Of all lists with this mean the one of extremes spreads most, so that the interval of a share is wide enough for any.
      const { low, high } = wilson((part - least * whole) / width, whole);
      const value = part / whole;
      return { value, low: least + low * width, high: least + high * width, part, whole, bucket: null };
    }
    case 'quantile':
      return quantileValue(formula, (measure) => sumOf(measure, counts));
    case 'rate': {
      const [part, whole] = [sum(formula.of), sumOf(formula.base, 'base')];
      if (whole <= 0 || part < 0) return { ...nothing, part, whole };
      const to = (n: number): number => (n / whole) * formula.per;
      const { low, high } = poisson(part);
      return { value: to(part), low: to(low), high: to(high), part, whole, bucket: null };
    }
    case 'norm': {
      const monthly = formula.every === 'month';
      const part = sum(formula.of, monthly ? 'months' : counts);
      const whole = sumOf(formula.base, monthly ? 'norm' : 'base') * formula.each;
      return { ...nothing, value: whole > 0 ? part / whole : null, part, whole };
    }
  }
}

function quantileValue(
  { q, of, edges }: Extract<Formula, { is: 'quantile' }>,
  sumOf: (measure: string) => number,
): Value {
  const counts = bucketsOf(edges).map((bucket) => sumOf(`${of}:${bucket}`));
  const found = quantile(q, edges, counts);
  const ranks = found === null ? null : ranksOfQuantile(q, found.n);
  if (found === null || ranks === null)
    return { value: null, low: null, high: null, part: 0, whole: null, bucket: null };
  const low = atRank(ranks.low, found.n, edges, counts);
  const high = atRank(ranks.high, found.n, edges, counts);
  return {
    value: found.minutes,
    low: low?.from ?? null,
    high: high?.to ?? null,
    part: found.n,
    whole: null,
    bucket: { from: found.from, to: found.to },
  };
}
