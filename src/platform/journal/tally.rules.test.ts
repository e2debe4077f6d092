import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, periodOf } from '../calendar/calendar.rules.ts';
import { measureRange, spansOf } from './tally.rules.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));

const months = (from: string, to: string) => ({ grain: 'month', from, to, sign: 1 });
const days = (from: string, to: string, sign = 1) => ({ grain: 'day', from, to, sign });

test('a year is twelve months and no days, a week is days alone, and most of a month is the month less a few days', () => {
  expect(spansOf('2026-01-01', '2026-12-31')).toEqual([months('2026-01-01', '2026-12-01')]);
  expect(spansOf('2026-01-28', '2026-02-03')).toEqual([
    days('2026-01-28', '2026-01-31'),
    days('2026-02-01', '2026-02-03'),
  ]);
  expect(spansOf('2026-01-31', '2026-03-01')).toEqual([
    months('2026-02-01', '2026-02-01'),
    days('2026-01-31', '2026-01-31'),
    days('2026-03-01', '2026-03-01'),
  ]);
  expect(spansOf('2026-01-01', '2026-11-27')).toEqual([
    months('2026-01-01', '2026-11-01'),
    days('2026-11-28', '2026-11-30', -1),
  ]);
  expect(spansOf('2026-05-03', '2026-05-29')).toEqual([
    months('2026-05-01', '2026-05-01'),
    days('2026-05-01', '2026-05-02', -1),
    days('2026-05-30', '2026-05-31', -1),
  ]);
  expect(spansOf('2026-02-01', '2026-01-31')).toEqual([]);
});

test('months and days, some taken off, cover every day of a span once, and no end of it takes more than half a month', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const covered = new Map<string, number>();
      const cover = (first: string, last: string, n: number) => {
        for (let one = first; one <= last; one = addDays(one, 1)) covered.set(one, (covered.get(one) ?? 0) + n);
      };
      let single = 0;
      for (const span of spansOf(from, to)) {
        if (span.grain === 'month') {
          expect([span.from, span.to].every((month) => month.endsWith('-01'))).toBe(true);
          cover(span.from, addDays(periodOf('month', span.to).to, -1), span.sign);
        } else {
          cover(span.from, span.to, span.sign);
          single += daysBetween(span.from, span.to) + 1;
        }
      }
      const counted = [...covered].filter(([, n]) => n !== 0);
      expect(counted.every(([, n]) => n === 1)).toBe(true);
      expect(counted.length).toBe(daysBetween(from, to) + 1);
      const sorted = counted.map(([one]) => one).toSorted();
      expect([sorted[0], sorted.at(-1)]).toEqual([from, to]);
      expect(single).toBeLessThanOrEqual(32);
    }),
  );
});

test('a choice that ends in a slash or a dot is a family, any other is itself alone', () => {
  const holds = (choice: string, measure: string) =>
    measureRange(choice).from <= measure && measure < measureRange(choice).to;
  expect(holds('opened/', 'opened/hazard.fire')).toBe(true);
  expect(holds('opened/hazard.', 'opened/hazard.fire')).toBe(true);
  expect(holds('opened/hazard.fire', 'opened/hazard.fire')).toBe(true);
  expect(holds('opened/hazard.fire', 'opened/hazard.fire-door')).toBe(false);
  expect(holds('opened/hazard.', 'opened/hazardous.waste')).toBe(false);
  expect(holds('opened/', 'openedLate/hazard.fire')).toBe(false);
});
