import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, periodOf } from '../calendar/calendar.rules.ts';
import { measureRange, rangesOf } from './tally.rules.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));

test('a year is twelve months and no days, a week is days alone', () => {
  expect(rangesOf('2026-01-01', '2026-12-31')).toEqual({ months: ['2026-01-01', '2026-12-01'], days: [] });
  expect(rangesOf('2026-01-28', '2026-02-03')).toEqual({ months: null, days: [['2026-01-28', '2026-02-03']] });
  expect(rangesOf('2026-01-31', '2026-03-01')).toEqual({
    months: ['2026-02-01', '2026-02-01'],
    days: [
      ['2026-01-31', '2026-01-31'],
      ['2026-03-01', '2026-03-01'],
    ],
  });
  expect(rangesOf('2026-02-01', '2026-01-31')).toEqual({ months: null, days: [] });
});

test('months and days left over cover every day of a span once', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const { months, days } = rangesOf(from, to);
      const covered: string[] = [];
      for (const [first, last] of days) for (let one = first; one <= last; one = addDays(one, 1)) covered.push(one);
      if (months) {
        for (let month = months[0]; month <= months[1]; month = periodOf('month', month).to) {
          expect(month.endsWith('-01')).toBe(true);
          for (let one = month; one < periodOf('month', month).to; one = addDays(one, 1)) covered.push(one);
        }
      }
      expect(covered.length).toBe(daysBetween(from, to) + 1);
      expect(new Set(covered).size).toBe(covered.length);
      expect(covered.toSorted()[0]).toBe(from);
      expect(covered.toSorted().at(-1)).toBe(to);
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
