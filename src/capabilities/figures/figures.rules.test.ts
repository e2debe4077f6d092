import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresFrom, kindPart, quantile, redacted, share } from './figures.rules.ts';

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

it('the worked example of GB/T 30428: 972 due, 911 closed, 737 on time', () => {
  const sums: Record<string, number> = { opened: 996, due: 972, dueClosed: 911, dueClosedOnTime: 737 };
  const set = figuresFrom((name) => sums[name] ?? 0, EDGES, ['5', '15', '30', '60', 'more']);
  expect(((set.closingRate ?? 0) * 100).toFixed(2)).toBe('93.72');
  expect(((set.onTimeClosingRate ?? 0) * 100).toFixed(2)).toBe('75.82');
  expect(set.satisfaction).toBeNull();
});

it('a rate says nothing where there is no whole, or more parts than whole', () => {
  expect([share(0, 0), share(1, 0), share(2, 1), share(-1, 2), share(1, 2)]).toEqual([null, null, null, null, 0.5]);
});

it('a choice of kinds is all, a group or one', () => {
  expect([kindPart(null), kindPart('hazard'), kindPart('hazard.fire')]).toEqual(['', 'hazard.', 'hazard.fire']);
});

describe('a line behind a figure', () => {
  const count = { n: 1, day: '2026-03-01', measure: 'opened/hazard.fire', territory: '330702001002' };
  it('shows all to those who may see the matter', () => {
    expect(redacted(count, { id: 'x', line: 'matter.reported', number: 'N1' }, null)).toEqual({
      hidden: false,
      n: 1,
      day: '2026-03-01',
      kind: 'hazard.fire',
      territory: '330702001002',
      number: 'N1',
      id: 'x',
      line: 'matter.reported',
    });
  });
  it('shows the public what the kind lets it see, and of what is hidden nothing but that it is there', () => {
    expect(redacted(count, null, { visibility: 'exact', number: 'N1' })).toMatchObject({
      number: 'N1',
      territory: '330702001002',
      id: null,
    });
    expect(redacted(count, null, { visibility: 'blurred', number: null })).toMatchObject({
      number: null,
      territory: '330702001',
    });
    expect(redacted(count, null, { visibility: 'hidden', number: null })).toEqual({ hidden: true, n: 1 });
    expect(redacted(count, null, null)).toEqual({ hidden: true, n: 1 });
  });
});
