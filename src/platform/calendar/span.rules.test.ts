import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from './calendar.rules.ts';
import { comparedWith, GRAINS, monthEndsFrom, pieceOf, piecesOf, spanNamed, wholeMonthsOf } from './span.rules.ts';

const day = fc.integer({ min: -9000, max: 25_000 }).map((n) => addDays('2000-01-01', n));

test('a period is asked for by its name, and a name that is none is none', () => {
  expect(spanNamed('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(spanNamed('2026-Q3')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(spanNamed('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  // ISO 8601: 2026 begins on a Thursday, so that its first week begins in 2025; 2020 had 53 weeks.
  expect(spanNamed('2026-W01')).toEqual({ from: '2025-12-29', to: '2026-01-04' });
  expect(spanNamed('2020-W53')).toEqual({ from: '2020-12-28', to: '2021-01-03' });
  expect(spanNamed('2026-11-27')).toEqual({ from: '2026-11-27', to: '2026-11-27' });
  expect(spanNamed('2026-01-05..2026-02-03')).toEqual({ from: '2026-01-05', to: '2026-02-03' });
  for (const none of [
    '',
    '26',
    '2026-13',
    '2026-Q5',
    '2026-W54',
    '2026-W00',
    '2025-W53',
    '2026-02-30',
    '2026-02-03..2026-01-05',
    '1726',
  ])
    expect(spanNamed(none)).toBeNull();
});

test('every day lies in one period of each grain, whose name leads back to it', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...GRAINS), (one, grain) => {
      const { name, from, to } = pieceOf(grain, one);
      expect(from <= one && one <= to).toBe(true);
      expect(spanNamed(name)).toEqual({ from, to });
      expect(pieceOf(grain, addDays(to, 1)).from).toBe(addDays(to, 1));
    }),
  );
});

test('pieces cover every day of a span once', () => {
  fc.assert(
    fc.property(day, fc.nat(900), fc.constantFrom(...GRAINS), (from, n, grain) => {
      const span = { from, to: addDays(from, n) };
      const pieces = piecesOf(span, grain);
      expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([span.from, span.to]);
      for (const [at, one] of pieces.entries()) if (at > 0) expect(one.from).toBe(addDays(pieces[at - 1]?.to ?? '', 1));
    }),
  );
});

test('a period that is not over is compared with as many days of the one before', () => {
  const of = (from: string, to: string, against: 'before' | 'year', today: string) => {
    const { these, those } = comparedWith({ from, to }, against, today);
    return [`${these.from}..${these.to}`, `${those.from}..${those.to}`];
  };
  expect(of('2026-11-01', '2026-11-30', 'before', '2026-12-09')).toEqual([
    '2026-11-01..2026-11-30',
    '2026-10-01..2026-10-31',
  ]);
  expect(of('2026-11-01', '2026-11-30', 'before', '2026-11-10')).toEqual([
    '2026-11-01..2026-11-10',
    '2026-10-01..2026-10-10',
  ]);
  expect(of('2026-03-01', '2026-03-31', 'before', '2026-03-30')).toEqual([
    '2026-03-01..2026-03-30',
    '2026-02-01..2026-02-28',
  ]);
  expect(of('2026-11-05', '2026-11-14', 'before', '2026-12-09')).toEqual([
    '2026-11-05..2026-11-14',
    '2026-10-26..2026-11-04',
  ]);
  expect(of('2024-02-01', '2024-02-29', 'year', '2026-01-01')).toEqual([
    '2024-02-01..2024-02-29',
    '2023-02-01..2023-02-28',
  ]);
  // A February is compared with all of the one before, and what has come of it with as many days.
  expect(of('2025-02-01', '2025-02-28', 'year', '2026-01-01')).toEqual([
    '2025-02-01..2025-02-28',
    '2024-02-01..2024-02-29',
  ]);
  expect(of('2025-02-01', '2025-02-28', 'year', '2025-02-27')).toEqual([
    '2025-02-01..2025-02-27',
    '2024-02-01..2024-02-27',
  ]);
  expect(of('2025-01-01', '2025-02-28', 'year', '2026-01-01')).toEqual([
    '2025-01-01..2025-02-28',
    '2024-01-01..2024-02-29',
  ]);
  // A week with the week before, from its Monday on.
  expect(of('2026-11-23', '2026-11-29', 'before', '2026-11-24')).toEqual([
    '2026-11-23..2026-11-24',
    '2026-11-16..2026-11-17',
  ]);
  expect(of('2026-11-23', '2026-11-29', 'before', '2026-12-24')).toEqual([
    '2026-11-23..2026-11-29',
    '2026-11-16..2026-11-22',
  ]);
  expect(of('2027-01-01', '2027-12-31', 'before', '2026-06-01')).toEqual([
    '2027-01-01..2027-12-31',
    '2026-01-01..2026-12-31',
  ]);
});

test('a span compared with the one before it never overlaps it', () => {
  fc.assert(
    fc.property(day, fc.nat(800), fc.nat(900), (from, n, late) => {
      const { these, those } = comparedWith({ from, to: addDays(from, n) }, 'before', addDays(from, late));
      expect(those.to < these.from).toBe(true);
      expect(daysBetween(those.from, those.to)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('of a span the whole months are those of which it holds the first and the last day, and what stands in it stands at their ends from its day on', () => {
  expect(wholeMonthsOf({ from: '2026-01-01', to: '2026-11-27' })).toEqual({
    ...{ from: '2026-01-01', to: '2026-10-31', months: 10 },
  });
  expect(wholeMonthsOf({ from: '2024-02-01', to: '2024-02-28' })).toBeNull();
  expect(wholeMonthsOf({ from: '2024-01-02', to: '2024-02-29' })).toMatchObject({ from: '2024-02-01', months: 1 });
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 900 }), fc.integer({ min: -200, max: 1_100 }), (from, length, at) => {
      const to = addDays(from, length);
      // A patient clerk strikes off day after day: a last day of a month ends one, if its first day was there as well.
      const ends: string[] = [];
      for (let one = from; one <= to; one = addDays(one, 1))
        if (addDays(one, 1).endsWith('-01') && `${one.slice(0, 8)}01` >= from) ends.push(one);
      const found = wholeMonthsOf({ from, to });
      expect([found?.months ?? 0, found?.to]).toEqual([ends.length, ends.at(-1)]);
      const since = addDays(from, at);
      if (found !== null) expect(monthEndsFrom(since, found)).toBe(ends.filter((one) => one >= since).length);
    }),
  );
});
