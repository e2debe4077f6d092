import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Figure,
  type FigureVersion,
  type Formula,
  minus,
  neededBy,
  plus,
  quantile,
  reckoned,
  share,
  versionOn,
} from './figure.rules.ts';

const EDGES = [5, 15, 30, 60];

describe('a median read from buckets', () => {
  it('lies in the bucket of the middle time, and its place within is interpolated', () => {
    expect(quantile(0.5, EDGES, [0, 2, 0, 0, 0])).toEqual({ n: 2, from: 5, to: 15, minutes: 10 });
    expect(quantile(0.5, EDGES, [1, 1, 1, 0, 0])).toEqual({ n: 3, from: 5, to: 15, minutes: 15 });
    expect(quantile(0.5, EDGES, [0, 0, 0, 0, 3])).toEqual({ n: 3, from: 60, to: null, minutes: null });
    expect(quantile(0.5, EDGES, [0, 0, 0, 0, 0])).toBeNull();
  });

  it('is in the very bucket in which the true median is, whatever the times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.25, 0.5, 0.9),
        (times, q) => {
          const counts = [...EDGES, Infinity].map(
            (edge, at) => times.filter((time) => time <= edge && (at === 0 || time > (EDGES[at - 1] ?? 0))).length,
          );
          const truth = times.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * times.length)) - 1] ?? 0;
          const found = quantile(q, EDGES, counts);
          expect(found?.n).toBe(times.length);
          expect(truth).toBeLessThanOrEqual(found?.to ?? Infinity);
          if (found && found.from > 0) expect(truth).toBeGreaterThan(found.from);
          if (found?.minutes != null)
            expect(found.minutes >= found.from && found.minutes <= (found.to ?? 0)).toBe(true);
        },
      ),
    );
  });
});

it('a rate says nothing where there is no whole, or more parts than whole', () => {
  expect([share(0, 0), share(1, 0), share(2, 1), share(-1, 2), share(1, 2)]).toEqual([null, null, null, null, 0.5]);
});

const made = (formula: Formula, counts: 'flow' | 'stock' = 'flow'): FigureVersion => ({
  version: 1,
  from: '2000-01-01',
  formula,
  counts,
  leavesOut: [],
});
const from = (sums: Readonly<Record<string, number>>) => (measure: string) => sums[measure] ?? 0;

it('the worked example of GB/T 30428: 972 due, 911 closed, 737 on time', () => {
  const sums = from({ due: 972, dueClosed: 911, dueClosedOnTime: 737 });
  const rate = (part: string) => reckoned(made({ is: 'share', part: plus(part), whole: plus('due') }), sums);
  expect(((rate('dueClosed').value ?? 0) * 100).toFixed(2)).toBe('93.72');
  expect(((rate('dueClosedOnTime').value ?? 0) * 100).toFixed(2)).toBe('75.82');
  expect(rate('dueClosed')).toMatchObject({ part: 911, whole: 972 });
});

describe('a figure is made of the sums of its measures', () => {
  it('a signed sum, a mean on its scale, a rate to a base, and what there is against what a norm asks for', () => {
    const sums = from({ a: 10, b: 3, stars: 18, rated: 4, residents: 40_000 });
    expect(reckoned(made({ is: 'sum', of: [...plus('a'), ...minus('b')] }), sums)).toMatchObject({
      value: 7,
      low: null,
    });
    const mean = reckoned(made({ is: 'mean', sum: plus('stars'), n: plus('rated'), least: 1, most: 5 }), sums);
    expect(mean).toMatchObject({ value: 4.5, part: 18, whole: 4 });
    expect(reckoned(made({ is: 'rate', of: plus('a'), per: 1000, base: 'residents' }), sums).value).toBe(0.25);
    // One for each 500: 80 are asked for, 10 are there.
    expect(reckoned(made({ is: 'norm', of: plus('a'), each: 1 / 500, base: 'residents' }), sums)).toMatchObject({
      value: 0.125,
      part: 10,
      whole: 80,
    });
    expect(reckoned(made({ is: 'norm', of: plus('a'), each: 1, base: 'none' }), sums).value).toBeNull();
  });

  it('and every value lies within what it may well be', () => {
    const few = fc.nat(60);
    fc.assert(
      fc.property(
        few,
        few,
        fc.array(few, { minLength: 5, maxLength: 5 }),
        fc.constantFrom(0.1, 0.5, 0.9),
        (a, b, buckets, q) => {
          const sums: Record<string, number> = {
            part: a,
            whole: a + b,
            stars: a + 5 * b,
            rated: a + b,
            base: 1000 + b,
          };
          for (const [at, edge] of [...EDGES, 'more'].entries()) sums[`t:${edge}`] = buckets[at] ?? 0;
          const formulas: Formula[] = [
            { is: 'share', part: plus('part'), whole: plus('whole') },
            { is: 'mean', sum: plus('stars'), n: plus('rated'), least: 1, most: 5 },
            { is: 'rate', of: plus('part'), per: 1000, base: 'base' },
            { is: 'quantile', q, of: 't', edges: EDGES },
          ];
          for (const formula of formulas) {
            const { value, low, high } = reckoned(made(formula), from(sums));
            if (value === null) continue;
            expect(low === null || low <= value + 1e-9).toBe(true);
            expect(high === null || value <= high + 1e-9).toBe(true);
          }
        },
      ),
    );
  });

  it('and asks for no measure that it does not say it needs', () => {
    const formulas: Formula[] = [
      { is: 'sum', of: [...plus('a'), ...minus('b')] },
      { is: 'share', part: plus('a'), whole: plus('a', 'b') },
      { is: 'mean', sum: plus('a'), n: plus('b'), least: 1, most: 5 },
      { is: 'quantile', q: 0.5, of: 't', edges: EDGES },
      { is: 'rate', of: plus('a'), per: 1000, base: 'r' },
      { is: 'norm', of: plus('a'), each: 2, base: 'r' },
      { is: 'norm', of: plus('a'), each: 2, base: 'r', every: 'month' },
    ];
    for (const formula of formulas)
      for (const counts of ['flow', 'stock'] as const) {
        const version = made(formula, counts);
        const asked = new Set<string>();
        reckoned(version, (measure, as) => {
          asked.add(`${as} ${measure}`);
          return 1;
        });
        expect(asked).toEqual(new Set(neededBy(version).map(({ measure, as }) => `${as} ${measure}`)));
      }
  });
});

it('a changed formula makes the periods that end from its day on, and what ended before keeps its own', () => {
  const one = made({ is: 'sum', of: plus('a') });
  const figure: Figure = {
    code: 'a',
    name: { zh: '甲', en: 'A' },
    means: { zh: '甲', en: 'A' },
    unit: 'count',
    better: null,
    kinds: null,
    versions: [one, { ...one, version: 2, from: '2026-07-01' }],
  };
  expect(['1999-01-01', '2026-06-30', '2026-07-01'].map((day) => versionOn(figure, day).version)).toEqual([1, 1, 2]);
});

it('of what has no norm there is neither nought nor all, and a norm is what its months ask for, each thing so many times', () => {
  const version = made({ is: 'norm', of: plus('visits'), each: 2, base: 'asked', every: 'month' });
  const of = (months: number, norm: number) =>
    reckoned(version, (_measure, as) => (as === 'months' ? months : as === 'norm' ? norm : Number.NaN));
  expect(of(7, 0)).toMatchObject({ value: null, part: 7, whole: 0, low: null, high: null });
  expect(of(0, 0)).toMatchObject({ value: null, part: 0, whole: 0 });
  expect(of(9, 6)).toMatchObject({ value: 0.75, part: 9, whole: 12 });
});
