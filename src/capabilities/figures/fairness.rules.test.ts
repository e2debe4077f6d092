import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../platform/calendar/calendar.rules.ts';
import { burstIn, judged, judgedFrom, LIMITS } from './fairness.rules.ts';

describe('what stands beside a rate', () => {
  it('is not judged where there are few, nor called a pattern where chance would do', () => {
    expect(judged('returned', 5, 9).found).toBe('few');
    // Three of ten given back: between one in ten and six in ten, so that one in five is well possible.
    expect(judged('returned', 3, 10).found).toBe('usual');
    expect(judged('returned', 30, 100).found).toBe('look');
    expect(judged('closedSoon', 1, 20).found).toBe('usual');
    expect(judged('closedSoon', 12, 100).found).toBe('look');
  });

  it('lies in its interval, and no part leaves its whole, whatever was taken back since', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 300 }), fc.integer({ min: -5, max: 300 }), (part, whole) => {
        const one = judged('returned', part, whole);
        expect(one.part).toBeGreaterThanOrEqual(0);
        expect(one.part).toBeLessThanOrEqual(one.whole);
        if (one.whole > 0) {
          expect(one.low - 1e-9).toBeLessThanOrEqual(one.part / one.whole);
          expect(one.high + 1e-9).toBeGreaterThanOrEqual(one.part / one.whole);
        }
        if (one.found === 'look') expect(one.part / one.whole).toBeGreaterThan(LIMITS.returned.share);
      }),
    );
  });

  it('sets what the reporter reopened against what was closed, those with it', () => {
    const sums = { assigned: 0, returned: 0, verified: 8, sentBack: 4, closed: 90, closedSoon: 9, reopenedSoon: 10 };
    const { reopenedSoon, sentBack } = judgedFrom(sums);
    expect([reopenedSoon.part, reopenedSoon.whole]).toEqual([10, 100]);
    expect([sentBack.part, sentBack.whole]).toEqual([4, 12]);
  });
});

/** Every day of a period with so many closings as a rule gives. */
const period = (from: string, to: string, n: (day: string) => number) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at)).map((day) => ({ day, n: n(day) }));

describe('a burst at the end of months', () => {
  it('is seen where thrice as many are closed in the last three days, leap years and short months included', () => {
    const ends = ['02-27', '02-28', '02-29', '03-29', '03-30', '03-31', '04-28', '04-29', '04-30'];
    const found = burstIn(period('2028-02-01', '2028-04-30', (day) => (ends.includes(day.slice(5)) ? 6 : 2)));
    expect(found.last).toEqual({ n: 54, days: 9 });
    expect(found.ratio).toBeCloseTo(3);
    expect(found.found).toBe('look');
    expect(found.months.map(({ month, from, to, n }) => [month, from, to, n])).toEqual([
      ['2028-02', '2028-02-27', '2028-02-29', 18],
      ['2028-03', '2028-03-29', '2028-03-31', 18],
      ['2028-04', '2028-04-28', '2028-04-30', 18],
    ]);
  });

  it('is seen where nothing at all was closed on other days', () => {
    expect(burstIn(period('2026-01-01', '2026-01-31', (day) => (day > '2026-01-28' ? 20 : 0)))).toMatchObject({
      ratio: null,
      found: 'look',
    });
  });

  it('is none where every day is like the other, and nothing is said of few or where no month ends', () => {
    expect(burstIn(period('2026-01-01', '2026-06-30', () => 3)).found).toBe('usual');
    expect(burstIn(period('2026-01-01', '2026-01-31', (day) => (day > '2026-01-28' ? 2 : 0))).found).toBe('few');
    expect(burstIn(period('2026-01-01', '2026-01-20', () => 9)).found).toBe('few');
  });

  it('leaves out an end of which not all days lie in the period: neither an end nor an ordinary day', () => {
    const found = burstIn(period('2026-01-30', '2026-02-10', () => 5));
    expect(found.months).toEqual([]);
    expect(found.rest).toEqual({ n: 50, days: 10 });
  });
});
