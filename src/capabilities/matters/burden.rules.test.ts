import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Burden,
  EDGES,
  holdsTogether,
  medianOf,
  NO_BURDEN,
  together,
  toldWeeks,
  weekOf,
  withOne,
} from './burden.rules.ts';

const seconds = fc.array(fc.nat(3600), { minLength: 1, maxLength: 60 });
const sumOf = (all: readonly number[]): Burden => all.reduce(withOne, NO_BURDEN);

describe('what a form costs', () => {
  it('is a sum in which no single occasion can be found again, in whatever order and by whatever phones it is added up', () => {
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        expect(together(sumOf(a), sumOf(b))).toEqual(sumOf([...b, ...a]));
        expect(holdsTogether(sumOf(a))).toBe(true);
      }),
    );
  });

  it('has a median between two edges, where the middle occasion really lies', () => {
    fc.assert(
      fc.property(seconds, (all) => {
        const middle = all.toSorted((a, b) => a - b)[Math.ceil(all.length / 2) - 1] as number;
        const { from, to } = medianOf(sumOf(all)) ?? { from: -1, to: -1 };
        expect(middle === 0 ? 0 : middle).toBeGreaterThanOrEqual(from);
        expect(middle).toBeLessThanOrEqual(to ?? Number.POSITIVE_INFINITY);
      }),
    );
    expect(medianOf(NO_BURDEN)).toBeNull();
    expect(medianOf(sumOf([7, 8, 9999]))).toEqual({ from: EDGES[0], to: EDGES[1] });
  });

  it('is not taken where it cannot be: more occasions than buckets hold, or hours for one', () => {
    expect(holdsTogether({ ...sumOf([10]), count: 2 })).toBe(false);
    expect(holdsTogether({ ...sumOf([10]), seconds: 4000 })).toBe(false);
    expect(holdsTogether({ ...sumOf([100]), seconds: 3 })).toBe(false);
  });
});

it('a week begins on Monday at midnight in Asia/Shanghai, and of the one that runs nobody tells', () => {
  expect(weekOf(Date.parse('2026-11-22T23:59:59+08:00'))).toBe('2026-11-16');
  expect(weekOf(Date.parse('2026-11-23T00:00:00+08:00'))).toBe('2026-11-23');
  const weeks = toldWeeks(Date.parse('2026-11-25T12:00:00+08:00'));
  expect([weeks[0], weeks.length]).toEqual(['2026-11-16', 8]);
});
