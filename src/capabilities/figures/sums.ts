import { addDays, type Day } from '../../platform/calendar/calendar.rules.ts';
import { monthEndsFrom, monthsOver, type Piece, pieceOf, type Span } from '../../platform/calendar/span.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { measureOf, measuresOf } from '../../platform/figures/asked.rules.ts';
import type { As, FigureVersion, SumOf } from '../../platform/figures/figure.rules.ts';
import { readTallies } from '../../platform/journal/tallyReads.store.ts';

/** Before anything was counted: where a stock begins. */
export const BEGINNING: Day = '1990-01-01';

/** Sums of measures, by territory. */
export type Sums = (territory: string) => SumOf;

/** Where and of what sums are asked. */
export type Where = {
  readonly district: string;
  readonly territory: string;
  readonly kind: string | null;
  readonly asOf: Day | null;
  /** The last day that had come: a month that was not over by then is asked for nothing yet. */
  readonly until: Day;
};

/** Measures that are summed alike. */
type Measures = {
  readonly as: As;
  readonly measures: readonly string[];
  readonly only: readonly string[] | null;
};
const isFlow = (as: As): boolean => as === 'flow' || as === 'months';
const isByMonths = (as: As): boolean => as === 'months' || as === 'norm';

/**
 * The sums behind versions of figures: what flowed in a span, what stood at its end, and the bases at its end; of what is asked for
 * month by month, what flowed in the whole months of the span, and what the norm was at the end of each of them, added up.
 */
export class SumsOf {
  readonly #tx: Tx;
  readonly #where: Where;
  /** What is read, and of which kinds alone; a base is of no kind. */
  readonly #asked: readonly Measures[];

  constructor(tx: Tx, where: Where, versions: readonly FigureVersion[], only: readonly string[] | null) {
    this.#tx = tx;
    this.#where = where;
    const { flow, stock, base, months, norm } = measuresOf(versions, where.kind);
    this.#asked = [
      { as: 'flow' as const, measures: flow, only },
      { as: 'stock' as const, measures: stock, only },
      { as: 'base' as const, measures: base, only: null },
      { as: 'months' as const, measures: months, only },
      { as: 'norm' as const, measures: norm, only: null },
    ].filter((one) => one.measures.length > 0);
  }

  /** By territory, of a span. */
  async total(span: Span, territories: readonly string[]): Promise<Sums> {
    const { district, kind, asOf } = this.#where;
    const found = new Map<string, number>();
    for (const { as, measures, only } of this.#asked) {
      const within = isByMonths(as) ? this.#months(span) : span;
      if (within === null) continue;
      const rows = await readTallies(this.#tx, {
        ...{ district, measures, only, territories, asOf },
        from: isFlow(as) ? within.from : BEGINNING,
        to: within.to,
        by: as === 'norm' ? 'month' : 'total',
      });
      for (const { measure, territory, period, n } of rows) {
        const key = `${as} ${territory} ${measure}`;
        // What is asked for from a month on is asked for in each month from then on.
        const times = as === 'norm' ? monthEndsFrom(period ?? BEGINNING, within) : 1;
        found.set(key, (found.get(key) ?? 0) + n * times);
      }
    }
    return (territory) => (measure, as) => found.get(`${as} ${territory} ${measureOf(measure, as, kind)}`) ?? 0;
  }

  /** Of the question's territory, piece by piece of a span; stocks run on from what stood before the first. */
  async series(pieces: readonly Piece[], span: Span): Promise<(at: number) => SumOf> {
    const { district, territory, kind, asOf } = this.#where;
    const found = pieces.map(() => new Map<string, number>());
    const whole = pieces.every((one) => /^\d{4}(-\d\d|-Q\d)?$/.test(one.name));
    for (const { as, measures, only } of pieces.length === 0 ? [] : this.#asked) {
      if (isByMonths(as)) {
        // Days and weeks hold no whole month.
        if (whole) await this.#monthly({ as, measures, only }, pieces, span, found);
        continue;
      }
      const so = { district, measures, only, territories: [territory], asOf };
      for (const { measure, period, n } of await readTallies(this.#tx, {
        ...so,
        ...span,
        by: whole ? 'month' : 'day',
      })) {
        // A month's sum stands under its first day, which may lie before the span.
        const day = period === null || period < span.from ? span.from : period;
        const piece = found[pieces.findLastIndex((one) => one.from <= day)];
        const key = `${as} ${measure}`;
        piece?.set(key, (piece.get(key) ?? 0) + n);
      }
      if (as === 'flow') continue;
      const stood = await readTallies(this.#tx, { ...so, from: BEGINNING, to: addDays(span.from, -1), by: 'total' });
      for (const measure of measures) {
        let running = stood.find((one) => one.measure === measure)?.n ?? 0;
        for (const piece of found) {
          running += piece.get(`${as} ${measure}`) ?? 0;
          piece.set(`${as} ${measure}`, running);
        }
      }
    }
    return (at) => (measure, as) => found[at]?.get(`${as} ${measureOf(measure, as, kind)}`) ?? 0;
  }

  #months(span: Span): ReturnType<typeof monthsOver> {
    return monthsOver(span, this.#where.until);
  }

  /** What belongs to the whole months of a span, added to the piece in which each of them lies. */
  async #monthly(
    { as, measures, only }: Measures,
    pieces: readonly Piece[],
    span: Span,
    found: readonly Map<string, number>[],
  ): Promise<void> {
    const { district, territory, asOf } = this.#where;
    const within = this.#months(span);
    if (within === null) return;
    const from = isFlow(as) ? within.from : BEGINNING;
    const so = { district, measures, only, territories: [territory], asOf };
    const rows = await readTallies(this.#tx, { ...so, from, to: within.to, by: 'month' });
    for (let month = within.from; month <= within.to; month = addDays(pieceOf('month', month).to, 1)) {
      const piece = found[pieces.findLastIndex((one) => one.from <= month)];
      for (const { measure, period, n } of rows) {
        if (period === null || (as === 'norm' ? period > month : period !== month)) continue;
        const key = `${as} ${measure}`;
        piece?.set(key, (piece.get(key) ?? 0) + n);
      }
    }
  }
}
