import type { Span } from '../../platform/calendar/span.rules.ts';
import { kindPart } from '../../platform/figures/asked.rules.ts';
import type { FigureKinds, FigureVersion, Value } from '../../platform/figures/figure.rules.ts';
import { differs, rateRatio } from '../../platform/figures/intervals.rules.ts';
import { chosen, FLOOR, guardedSpan } from './withheld.rules.ts';

/** A value as its reader sees it. */
export type Shown = Omit<Value, 'part'> & { readonly part: number | null; readonly few: boolean };

/** What is told where too few are there, or nothing may be. */
export const FEW: Shown = { value: null, low: null, high: null, part: null, whole: null, bucket: null, few: true };
/** What a figure says of kinds that it is not counted by. */
export const NOT_OF_KIND: Shown = { ...FEW, few: false };

/**
 * A value as the public sees it: what is reckoned from fewer than `FLOOR` (a mean of two ratings, a rate of three closings, a median of
 * one) says more of them than of the figure, and is left out with its parts. Plain counts are of matters that stand on the public list
 * one by one, unless the figure is guarded: then no number below the floor is told. Who holds a post sees all.
 */
export function shown(value: Value, { formula }: FigureVersion, all: boolean, guarded = false): Shown {
  if (all) return { ...value, few: false };
  if (guarded)
    return value.part < FLOOR || (value.whole !== null && value.whole < FLOOR) ? FEW : { ...value, few: false };
  const rests =
    formula.is === 'sum' ? null : formula.is === 'quantile' || formula.is === 'rate' ? value.part : value.whole;
  return rests === null || rests === 0 || rests >= FLOOR || formula.is === 'norm' ? { ...value, few: false } : FEW;
}

/** How a figure is read for somebody: over which of its kinds and which days. */
export type Reading = {
  /** Whether it is counted by the kinds that were asked for at all. */
  readonly isOfKind: boolean;
  /** The days that are told; null where the reader is told nothing. */
  readonly span: Span | null;
  /** Whether the territories below are told apart. */
  readonly below: boolean;
  /** Whether numbers below the floor are left out. */
  readonly guarded: boolean;
  /** Kinds that it is held down to; null for all. */
  readonly only: readonly string[] | null;
};

/**
 * How a figure with these kinds is read, each over its own kinds alone: a filter by somebody else's kind makes no nought of it.
 * @param own groups of all figures that have kinds of their own; @param open the district's kinds that the reader is told of, null
 * for whoever reads all.
 */
export function readingOf(
  kinds: FigureKinds | null,
  asked: Span & {
    readonly district: string;
    readonly territory: string;
    readonly kind: string | null;
    readonly today: string;
    /** Of one body, or body by body. */
    readonly byBody?: boolean;
    /** What people thought of it. */
    readonly rated?: boolean;
  },
  own: ReadonlySet<string>,
  open: readonly string[] | null,
): Reading {
  const { kind, from, to } = asked;
  const group = kind?.split('.')[0] ?? null;
  const isOfKind = group === null || (kinds === null ? !own.has(group) : group === kinds.group);
  const span = { from, to };
  if (open === null) return { isOfKind, span, below: true, guarded: false, only: null };
  const only = chosen(kinds === null ? open : kinds.kinds.map(({ code }) => code), kindPart(kind));
  if (!asked.rated && (kinds === null || !kinds.guarded)) return { isOfKind, span, below: true, guarded: false, only };
  // A single kind, town or body of which people thought something would say what one of them thought: it could be reckoned from all others.
  const told =
    asked.rated && kind !== null && kind !== kinds?.group
      ? null
      : guardedSpan({ ...asked, byBody: asked.byBody || asked.rated }, asked.today);
  return { isOfKind, span: told?.span ?? null, below: told?.below ?? false, guarded: true, only };
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
