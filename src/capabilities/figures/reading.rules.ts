import type { FigureVersion, Value } from '../../platform/figures/figure.rules.ts';
import { differs, rateRatio } from '../../platform/figures/intervals.rules.ts';
import { FLOOR } from './withheld.rules.ts';

/** A value as its reader sees it. */
export type Shown = Omit<Value, 'part'> & { readonly part: number | null; readonly few: boolean };

/**
 * A value as the public sees it: what is reckoned from fewer than `FLOOR` (a mean of two ratings, a rate of three closings, a median of
 * one) says more of them than of the figure, and is left out with its parts. Plain counts are of matters that stand on the public list
 * one by one. Who holds a post sees all.
 */
export function shown(value: Value, { formula }: FigureVersion, all: boolean): Shown {
  const rests =
    formula.is === 'sum' ? null : formula.is === 'quantile' || formula.is === 'rate' ? value.part : value.whole;
  if (all || rests === null || rests === 0 || rests >= FLOOR || formula.is === 'norm') return { ...value, few: false };
  return { value: null, low: null, high: null, part: null, whole: null, bucket: null, few: true };
}

/** A span's length and its value. */
type Compared = { readonly days: number; readonly value: Shown };

/**
 * Whether a value changed by more than chance from one period to another: 1 or -1 with its direction, 0 where chance may have made it,
 * null where the question has no sense (a stock, a norm, or nothing to compare with). Counts are compared by the day, as Poisson counts.
 */
export function changed({ formula, counts }: FigureVersion, these: Compared, those: Compared): -1 | 0 | 1 | null {
  const [one, other] = [these.value, those.value];
  if (formula.is === 'norm' || counts === 'stock') return null;
  if (formula.is === 'sum') {
    if (one.value === null || other.value === null) return null;
    const found = rateRatio({ n: one.value, days: these.days }, { n: other.value, days: those.days });
    if (found === null) return null;
    return found.low > 1 ? 1 : found.high !== null && found.high < 1 ? -1 : 0;
  }
  if (one.value === null || other.value === null) return null;
  return differs({ ...one, value: one.value }, { ...other, value: other.value });
}
