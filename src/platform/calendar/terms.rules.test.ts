import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarFrom, dayAt, type Mark, numberOf, startAt } from './calendar.rules.ts';
import { chineseCalendar } from './holidays.ts';
import { type Duty, type Hours, timetableOf, USUAL_HOURS, type Week } from './hours.rules.ts';
import { Oracle } from './oracle.ts';
import { addTerm, countedDays, elapsed, type Suspension, type Term, UNITS, type Unit } from './terms.rules.ts';

const china = chineseCalendar();
const usual = timetableOf(china, USUAL_HOURS);
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const due = (start: string, n: number, unit: Unit, more: Partial<Term> = {}, suspensions: readonly Suspension[] = []) =>
  shown(addTerm(at(start), { n, unit, ...more }, usual, suspensions).due);

describe('a term by the Civil Code', () => {
  test('the day on which it begins does not count, and its last day ends at 24:00', () => {
    expect(due('2026-11-23 00:00', 1, 'working days')).toBe('2026-11-25 00:00');
    expect(due('2026-11-23 23:59', 1, 'working days')).toBe('2026-11-25 00:00');
    expect(due('2026-11-23 09:00', 3, 'calendar days')).toBe('2026-11-27 00:00');
    expect(due('2026-11-23 09:00', 1, 'working days', { ends: 'close' })).toBe('2026-11-24 17:30');
  });

  test('a last day that is off moves to the next working day, once, unless the term does not roll', () => {
    expect(due('2026-11-23 09:00', 5, 'calendar days')).toBe('2026-12-01 00:00');
    expect(due('2026-11-23 09:00', 5, 'calendar days', { rolls: false })).toBe('2026-11-29 00:00');
    expect(due('2026-09-26 09:00', 5, 'calendar days')).toBe('2026-10-09 00:00');
    // 10 October 2026 is a Saturday that is worked.
    expect(due('2026-10-07 09:00', 3, 'calendar days')).toBe('2026-10-11 00:00');
    expect(addTerm(at('2026-09-26 09:00'), { n: 5, unit: 'calendar days' }, usual).rolled).toBe(7);
  });

  test('hours begin at once, and rest at noon, at night and on holidays', () => {
    expect(due('2026-11-23 11:00', 2, 'working hours')).toBe('2026-11-23 15:00');
    expect(due('2026-11-23 11:00', 1, 'working hours')).toBe('2026-11-23 12:00');
    expect(due('2026-09-30 16:30', 2, 'working hours')).toBe('2026-10-08 09:30');
    expect(due('2026-11-21 03:00', 0.5, 'working hours')).toBe('2026-11-23 09:00');
    expect(due('2026-11-21 23:50', 30, 'minutes')).toBe('2026-11-22 00:20');
  });

  test('four working days over New Year of a year without a notice are provisional', () => {
    const last = Math.max(...china.announced);
    const start = at(`${last}-12-28 10:00`);
    expect(addTerm(start, { n: 4, unit: 'working days' }, usual).provisional).toBe(true);
    expect(addTerm(start, { n: 10, unit: 'calendar days' }, usual).provisional).toBe(true);
    expect(addTerm(start, { n: 10, unit: 'calendar days', rolls: false }, usual).provisional).toBe(false);
    expect(addTerm(start, { n: 90, unit: 'minutes' }, usual).provisional).toBe(false);
    expect(addTerm(at('2026-11-23 10:00'), { n: 4, unit: 'working days' }, usual).provisional).toBe(false);
  });

  test('what is no term and no suspension is refused', () => {
    for (const n of [0, -1, Number.NaN, Infinity, 1.5])
      expect(() => addTerm(0, { n, unit: 'working days' }, usual)).toThrow(RangeError);
    expect(() => addTerm(Number.NaN, { n: 1, unit: 'minutes' }, usual)).toThrow(RangeError);
    expect(() => addTerm(0, { n: 1, unit: 'minutes' }, usual, [{ from: 5, to: 4 }])).toThrow(RangeError);
    expect(() => addTerm(at('2069-12-31 09:00'), { n: 100, unit: 'working hours' }, usual)).toThrow(RangeError);
  });
});

describe('a suspension', () => {
  const stop = (from: string, to: string): Suspension => ({ from: at(from), to: at(to) });

  test('tells by the nights that it covers: one within a day moves nothing, one over two nights moves two days', () => {
    const from = '2026-11-23 09:00';
    const moved = (...suspensions: Suspension[]) => due(from, 3, 'working days', {}, suspensions);
    expect(moved()).toBe('2026-11-27 00:00');
    expect(moved(stop('2026-11-24 10:00', '2026-11-24 16:00'))).toBe('2026-11-27 00:00');
    expect(moved(stop('2026-11-24 10:00', '2026-11-26 09:00'))).toBe('2026-12-01 00:00');
    expect(moved(stop('2026-11-24 10:00', '2026-11-25 12:00'), stop('2026-11-25 11:00', '2026-11-26 09:00'))).toBe(
      '2026-12-01 00:00',
    );
  });

  test('that begins when the term is over changes nothing, at 24:00 or at the close of business', () => {
    const late = [stop('2026-11-24 18:00', '2026-11-26 09:00')];
    expect(due('2026-11-23 09:00', 1, 'working days', { ends: 'close' }, late)).toBe('2026-11-24 17:30');
    expect(due('2026-11-23 09:00', 1, 'working days', {}, late)).toBe('2026-11-27 00:00');
    expect(due('2026-11-23 09:00', 1, 'working days', {}, [stop('2026-11-25 00:00', '2026-11-27 00:00')])).toBe(
      '2026-11-25 00:00',
    );
  });

  test('moves hours and minutes by what would have counted', () => {
    const noon = [stop('2026-11-23 11:30', '2026-11-23 14:30')];
    expect(due('2026-11-23 11:00', 1, 'working hours', {}, noon)).toBe('2026-11-23 15:00');
    expect(due('2026-11-23 11:00', 40, 'minutes', {}, noon)).toBe('2026-11-23 14:40');
    expect(addTerm(at('2026-11-23 11:00'), { n: 40, unit: 'minutes' }, usual, noon).suspended).toBe(3 * 3_600_000);
  });
});

test('"why this date?" is told by the days counted: which were off, and for what', () => {
  const start = at('2026-09-24 10:00');
  const { due: end } = addTerm(start, { n: 5, unit: 'working days' }, usual);
  expect(countedDays(start, end, 'working days', china)).toEqual({
    from: '2026-09-25',
    to: '2026-10-09',
    days: 15,
    working: 5,
    off: [
      { why: 'midAutumn', days: 3 },
      { why: 'nationalDay', days: 7 },
    ],
    madeUp: 0,
  });
  const flood: Mark = {
    ...{ day: '2026-07-09', works: false, by: 'override', holiday: null },
    ...{ why: 'flood', source: '婺政办〔2026〕9号' },
  };
  const wet = chineseCalendar({ years: [], overrides: [flood] });
  const later = addTerm(at('2026-07-08 10:00'), { n: 2, unit: 'working days' }, timetableOf(wet, USUAL_HOURS));
  expect(shown(later.due)).toBe('2026-07-14 00:00');
  expect(countedDays(at('2026-07-08 10:00'), later.due, 'working days', wet).off).toEqual([
    { why: { override: 'flood' }, days: 1 },
    { why: 'weekend', days: 2 },
  ]);
});

// Any district's calendar, any body's hours, any thirty years: as the oracle counts.

const FROM = numberOf('2005-01-01');
const TO = numberOf('2034-12-31');
const week = (spans: Week[number]): Week => Array.from({ length: 7 }, () => spans);
const dutySpan = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([from, length]) => ({ from, to: from + length }));
const duty: fc.Arbitrary<Duty> = fc
  .tuple(dutySpan, fc.constantFrom('every' as const, 'working' as const, 'off' as const), fc.subarray([1, 2, 5, 6, 7]))
  .map(([span, days, weekdays]) => ({ ...span, days, weekdays }));
const officeDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) =>
    edges.flatMap((from, index) => {
      const to = edges[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );
const monthDay = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2027-01-01', n).slice(5));
const hoursOf: fc.Arbitrary<Hours> = fc.oneof(
  fc.constant(USUAL_HOURS),
  fc.record({
    week: fc.array(officeDay, { minLength: 7, maxLength: 7 }),
    seasons: fc.array(fc.record({ from: monthDay, to: monthDay, week: officeDay.map(week) }), { maxLength: 2 }),
    duty: fc.array(duty, { maxLength: 3 }),
  }),
);
const dayOfYears = fc.integer({ min: FROM, max: TO }).map(dayAt);
const marked = fc.array(
  fc.tuple(dayOfYears, fc.boolean()).map(([day, works]): Mark => {
    return { day, works, by: 'override', holiday: null, why: 'said', source: null };
  }),
  { maxLength: 40 },
);
/** China as it is, or as a district says. */
const worlds = fc.oneof(
  hoursOf.map((hours) => ({ calendar: china, marks: [...china.marks.values()], hours })),
  fc.tuple(hoursOf, marked, fc.subarray([2005, 2006, 2012, 2013, 2020, 2034])).map(([hours, marks, announced]) => {
    return { calendar: calendarFrom({ announced, marks }), marks, hours };
  }),
);
/** A moment on a whole minute: anywhere, or about New Year's night. */
const moments = fc.oneof(
  fc.integer({ min: 0, max: (TO - FROM) * 1440 }).map((minutes) => startAt(FROM) + minutes * 60_000),
  fc
    .tuple(fc.integer({ min: 2006, max: 2034 }), fc.integer({ min: -4000, max: 4000 }))
    .map(([year, minutes]) => startAt(numberOf(`${year}-01-01`)) + minutes * 60_000),
);
/** Suspensions about a start: apart, overlapping, touching, within one another, on the edges of days. */
const stopsAbout = (reach: number) =>
  fc.array(
    fc.tuple(
      fc.oneof(
        fc.integer({ min: -2000, max: reach }),
        fc.integer({ min: -1, max: Math.ceil(reach / 1440) }).map((n) => n * 1440),
      ),
      fc.oneof(fc.integer({ min: 0, max: reach / 2 }), fc.constantFrom(0, 1, 1440, 2880)),
    ),
    { maxLength: 4 },
  );
const laid = (start: number, stops: readonly (readonly [number, number])[]): Suspension[] =>
  stops.map(([from, length]) => ({ from: start + from * 60_000, to: start + (from + length) * 60_000 }));
/** A start at midnight often, so that edges of days and of suspensions meet. */
const starts = fc
  .tuple(moments, fc.boolean())
  .map(([ms, atMidnight]) => (atMidnight ? ms - ((ms + 8 * 3_600_000) % 86_400_000) : ms));

describe('as counted slowly', () => {
  const terms = (unit: Unit, most: number): fc.Arbitrary<Term> =>
    fc.record({
      n: fc.integer({ min: 1, max: most }),
      unit: fc.constant(unit),
      rolls: fc.boolean(),
      ends: fc.constantFrom('midnight' as const, 'close' as const),
    });

  for (const [unit, most, reach, runs] of [
    ['working days', 90, 60_000, 600],
    ['calendar days', 90, 60_000, 600],
    ['working hours', 60, 8_000, 120],
    ['minutes', 4_000, 5_000, 120],
  ] as const) {
    test(`a term in ${unit} ends when a count of every day and minute says`, () => {
      fc.assert(
        fc.property(worlds, starts, terms(unit, most), stopsAbout(reach), (world, start, term, stops) => {
          const timetable = timetableOf(world.calendar, world.hours);
          const oracle = new Oracle(world.marks, world.calendar.announced, world.hours);
          const suspensions = laid(start, stops);
          const reckoned = addTerm(start, term, timetable, suspensions);
          const { due: end, provisional } = oracle.due(start, term, suspensions);
          expect({ due: shown(reckoned.due), provisional: reckoned.provisional }).toEqual({
            due: shown(end),
            provisional,
          });
          // Of a term that ends, all is used at its end, and not before.
          expect(elapsed(start, end, term, timetable, suspensions)).toBeGreaterThanOrEqual(term.n - 1e-9);
          if (term.rolls === false || unit !== 'calendar days')
            expect(elapsed(start, end - 1, term, timetable, suspensions)).toBeLessThan(term.n);
        }),
        { numRuns: runs },
      );
    });

    test(`what is used of a term in ${unit} is what a count of every day and minute says`, () => {
      const spans = fc.integer({ min: 0, max: unit.endsWith('days') ? 120_000 : 6_000 });
      fc.assert(
        fc.property(
          ...([worlds, starts, spans, terms(unit, 1), stopsAbout(reach)] as const),
          (world, start, minutes, term, stops) => {
            const timetable = timetableOf(world.calendar, world.hours);
            const oracle = new Oracle(world.marks, world.calendar.announced, world.hours);
            const suspensions = laid(start, stops);
            const end = start + minutes * 60_000;
            expect(elapsed(start, end, term, timetable, suspensions)).toBeCloseTo(
              oracle.used(start, end, term, suspensions),
              6,
            );
          },
        ),
        { numRuns: runs / 2 },
      );
    });
  }

  test('every working day of thirty years begins a term of one, five and fifteen that ends as counted', () => {
    const oracle = new Oracle([...china.marks.values()], china.announced, USUAL_HOURS);
    for (let day = FROM; day <= TO; day++) {
      for (const n of [1, 5, 15]) {
        for (const unit of ['working days', 'calendar days'] as const) {
          const start = startAt(day) + 37_000_000;
          const { due: end, provisional } = addTerm(start, { n, unit }, usual);
          if (end % 86_400_000 !== 57_600_000) throw new Error(`${dayAt(day)}: not at midnight`);
          const slowly = oracle.due(start, { n, unit }, []);
          if (end !== slowly.due || provisional !== slowly.provisional)
            throw new Error(`${n} ${unit} from ${dayAt(day)}: ${shown(end)}, but by count ${shown(slowly.due)}`);
        }
      }
    }
  });
});

test('a million deadlines are reckoned anew in a few seconds', () => {
  const start = startAt(numberOf('2025-01-01'));
  const began = performance.now();
  let sum = 0;
  for (let n = 0; n < 200_000; n++) {
    const unit = UNITS[n % 4] ?? 'minutes';
    sum += addTerm(start + (n % 50_000) * 937_000, { n: (n % 30) + 1, unit }, usual).due;
  }
  const each = ((performance.now() - began) / 200_000) * 1000;
  expect(sum).toBeGreaterThan(0);
  // Well under a microsecond each on an idle machine; ten leave room for a busy one.
  expect(each).toBeLessThan(10);
});
