import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, periodOf } from '../calendar/calendar.rules.ts';
import { knownOtherwise, measureRange, spansOf } from './tally.rules.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));

const monthsIn = (from: string, to: string) => Math.round(daysBetween(from, to) / 30.4) + 1;
const months = (from: string, to: string) => ({ grain: 'month', from, to, sign: 1 });
const years = (from: string, to: string) => ({ grain: 'year', from, to, sign: 1 });
const days = (from: string, to: string, sign = 1) => ({ grain: 'day', from, to, sign });

test('a year is twelve months and no days, a week is days alone, and most of a month is the month less a few days', () => {
  expect(spansOf('2026-01-01', '2026-12-31', 'month')).toEqual([months('2026-01-01', '2026-12-01')]);
  expect(spansOf('2026-01-28', '2026-02-03', 'month')).toEqual([
    days('2026-01-28', '2026-01-31'),
    days('2026-02-01', '2026-02-03'),
  ]);
  expect(spansOf('2026-01-31', '2026-03-01', 'month')).toEqual([
    months('2026-02-01', '2026-02-01'),
    days('2026-01-31', '2026-01-31'),
    days('2026-03-01', '2026-03-01'),
  ]);
  expect(spansOf('2026-01-01', '2026-11-27', 'month')).toEqual([
    months('2026-01-01', '2026-11-01'),
    days('2026-11-28', '2026-11-30', -1),
  ]);
  expect(spansOf('2026-05-03', '2026-05-29', 'month')).toEqual([
    months('2026-05-01', '2026-05-01'),
    days('2026-05-01', '2026-05-02', -1),
    days('2026-05-30', '2026-05-31', -1),
  ]);
  expect(spansOf('2026-02-01', '2026-01-31', 'month')).toEqual([]);
});

test('where there are tallies of years, months are taken together as days are', () => {
  expect(spansOf('2024-01-01', '2026-12-31', 'year')).toEqual([years('2024-01-01', '2026-01-01')]);
  expect(spansOf('2026-01-01', '2026-11-27', 'year')).toEqual([
    years('2026-01-01', '2026-01-01'),
    { ...months('2026-12-01', '2026-12-01'), sign: -1 },
    days('2026-11-28', '2026-11-30', -1),
  ]);
  expect(spansOf('2023-11-28', '2025-02-28', 'year')).toEqual([
    years('2024-01-01', '2024-01-01'),
    months('2023-12-01', '2023-12-01'),
    months('2025-01-01', '2025-02-01'),
    days('2023-11-28', '2023-11-30'),
  ]);
  expect(spansOf('2026-03-01', '2026-05-31', 'year')).toEqual([months('2026-03-01', '2026-05-01')]);
});

test('years, months and days, some taken off, cover every day of a span once, and no end of it takes more than half a month or half a year', () => {
  fc.assert(
    fc.property(day, day, fc.constantFrom('month', 'year'), (a, b, widest) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const covered = new Map<string, number>();
      const cover = (first: string, last: string, n: number) => {
        for (let one = first; one <= last; one = addDays(one, 1)) covered.set(one, (covered.get(one) ?? 0) + n);
      };
      let [single, parts] = [0, 0];
      for (const span of spansOf(from, to, widest)) {
        if (span.grain === 'year') {
          expect([span.from, span.to].every((year) => year.endsWith('-01-01'))).toBe(true);
          cover(span.from, addDays(periodOf('year', span.to).to, -1), span.sign);
        } else if (span.grain === 'month') {
          if (widest === 'year') parts += monthsIn(span.from, span.to);
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
      expect(parts).toBeLessThanOrEqual(13);
    }),
  );
});

test('whatever was known otherwise on a past day lies where it is looked for', () => {
  fc.assert(
    fc.property(day, day, day, day, day, (a, b, asOf, of, recorded) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      fc.pre(of >= from && of <= to && of !== recorded);
      const [first, last] = of < recorded ? [of, recorded] : [recorded, of];
      const otherwise = first <= asOf && last > asOf;
      fc.pre(otherwise);
      const apart = daysBetween(first, last);
      const spread = [1, 5, 17, 65, 1025].filter((one) => apart >= one).length;
      const looks = knownOtherwise(from, to, asOf).filter(
        (look) => look.spread === spread && look.since <= first && first <= look.until,
      );
      expect(looks.length).toBe(1);
    }),
    { numRuns: 2_000 },
  );
});

test('of days long past nothing is looked for but what was recorded as late', () => {
  expect(knownOtherwise('2026-01-01', '2026-01-31', '2026-11-20')).toEqual([
    { spread: 4, since: '2026-01-01', until: '2026-01-31' },
    { spread: 5, since: '2026-01-01', until: '2026-01-31' },
  ]);
  expect(knownOtherwise('2026-11-01', '2026-11-30', '2026-11-20').map(({ since }) => since)).toEqual([
    '2026-11-17',
    '2026-11-05',
    '2026-09-18',
    '2024-02-01',
    '0001-01-01',
  ]);
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
