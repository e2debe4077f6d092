import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day, Mark } from './calendar.rules.ts';
import {
  addDays,
  addWorkingDays,
  calendarFrom,
  dayOf,
  daysBetween,
  isDay,
  isWorkingDay,
  nextWorkingDay,
  periodAfter,
  periodBefore,
  periodOf,
  startOf,
  weekdayOf,
  workingDaysBetween,
} from './calendar.rules.ts';
import { chineseCalendar } from './holidays.ts';

const china = chineseCalendar();
const days = fc.integer({ min: 0, max: 365 * 30 }).map((n) => addDays('2003-01-01', n));

/** Day by day, with the marks searched each time. */
function slowly(day: Day, marks: readonly Mark[]): boolean {
  const mark = marks.findLast((one) => one.day === day);
  if (mark) return mark.works;
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
function slowlyAdded(from: Day, n: number, marks: readonly Mark[]): Day {
  let day = from;
  if (n === 0) {
    while (!slowly(day, marks)) day = addDays(day, 1);
    return day;
  }
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (slowly(day, marks)) left--;
  }
  return day;
}

const said = (day: Day, works: boolean): Mark => ({
  day,
  works,
  by: 'override',
  holiday: null,
  why: null,
  source: null,
});
const marked = fc.array(
  fc.tuple(days, fc.boolean()).map(([day, works]) => said(day, works)),
  { maxLength: 90 },
);
const chinese = [...china.marks.values()];

describe('days are those of Asia/Shanghai', () => {
  test('a report at 23:59 in Wucheng and one at 00:00 lie on different days', () => {
    expect(dayOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(startOf('2026-11-24').toISOString()).toBe('2026-11-23T16:00:00.000Z');
  });

  test('every moment lies between the start of its day and the start of the next', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (at) => {
        const day = dayOf(at);
        expect(startOf(day).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(startOf(addDays(day, 1)).getTime()).toBeGreaterThan(at.getTime());
        expect(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)).toBe(day);
      }),
    );
  });

  test('only days of the calendar are days', () => {
    expect(['2028-02-29', '2026-12-31'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '', '2026-11-23T00:00'].some(isDay)).toBe(false);
    expect(() => startOf('2026-02-30')).toThrow(RangeError);
  });

  test('weeks begin on Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('1969-12-31')).toBe(3);
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  });
});

describe('periods', () => {
  test('a day lies in its month, its quarter and its year', () => {
    expect(periodOf('month', '2026-12-31')).toEqual({
      kind: 'month',
      id: '2026-12',
      from: '2026-12-01',
      to: '2027-01-01',
    });
    expect(periodOf('quarter', '2026-11-23')).toEqual({
      kind: 'quarter',
      id: '2026-Q4',
      from: '2026-10-01',
      to: '2027-01-01',
    });
    expect(periodOf('year', '2026-01-01')).toEqual({ kind: 'year', id: '2026', from: '2026-01-01', to: '2027-01-01' });
    expect(periodOf('day', '2028-02-28').to).toBe('2028-02-29');
  });

  test('periods of a kind follow one another without hole or overlap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('day' as const, 'month' as const, 'quarter' as const, 'year' as const),
        days,
        (kind, day) => {
          const period = periodOf(kind, day);
          expect(period.from <= day && day < period.to).toBe(true);
          expect(periodAfter(period).from).toBe(period.to);
          expect(periodBefore(period).to).toBe(period.from);
          expect(periodOf(kind, addDays(period.to, -1))).toEqual(period);
        },
      ),
    );
  });
});

describe('working days', () => {
  test('National Day 2026 is off, and the Saturday after it is worked', () => {
    expect(isWorkingDay('2026-10-01', china)).toBe(false);
    expect(isWorkingDay('2026-10-10', china)).toBe(true);
    expect(isWorkingDay('2026-11-21', china)).toBe(false);
  });

  test('three working days from the eve of National Day 2026 lie behind the holiday', () => {
    expect(addWorkingDays('2026-09-30', 3, china)).toEqual({ day: '2026-10-10', provisional: false });
    expect(addWorkingDays('2026-10-10', -3, china)).toEqual({ day: '2026-09-30', provisional: false });
    expect(addWorkingDays('2026-10-01', 0, china).day).toBe('2026-10-08');
  });

  test('a term that runs into a year without a notice is provisional', () => {
    const last = Math.max(...china.announced);
    expect(addWorkingDays(`${last}-12-01`, 5, china).provisional).toBe(false);
    expect(addWorkingDays(`${last}-12-30`, 30, china).provisional).toBe(true);
    expect(workingDaysBetween(`${last}-12-01`, `${last + 1}-01-04`, china).provisional).toBe(true);
  });

  test('a notice handed in makes its year certain and replaces the one that was there', () => {
    const more = chineseCalendar({
      years: [
        { year: 2050, marks: [said('2050-01-03', false), said('2050-01-08', true)] },
        { year: 2026, marks: [said('2026-11-24', false)] },
      ],
      overrides: [said('2050-01-04', false), said('2026-10-09', false)],
    });
    expect(addWorkingDays('2050-01-01', 4, more)).toEqual({ day: '2050-01-08', provisional: false });
    expect(isWorkingDay('2026-11-24', more)).toBe(false);
    expect(isWorkingDay('2026-10-01', more)).toBe(true);
    expect(isWorkingDay('2026-10-09', more)).toBe(false);
  });

  test('the last days of December wait for the next notice, which may begin its New Year there', () => {
    const last = Math.max(...china.announced);
    expect(addWorkingDays(`${last}-12-27`, 1, china).provisional).toBe(false);
    expect(workingDaysBetween(`${last}-12-28`, `${last}-12-29`, china).provisional).toBe(true);
  });

  test('beyond the years of the calendar weeks go on, and everything is provisional', () => {
    expect(addWorkingDays('2081-05-02', 1, china)).toEqual({ day: '2081-05-05', provisional: true });
    expect(addWorkingDays('1995-05-05', 5, china)).toEqual({ day: '1995-05-12', provisional: true });
    expect(nextWorkingDay('2026-09-30', china)).toEqual({ day: '2026-10-08', provisional: false });
  });

  test('adding equals counting day by day, on any calendar', () => {
    fc.assert(
      fc.property(marked, days, fc.integer({ min: -120, max: 120 }), (marks, from, n) => {
        const calendar = calendarFrom({ announced: [2010], marks });
        expect(addWorkingDays(from, n, calendar).day).toBe(slowlyAdded(from, n, marks));
      }),
    );
    fc.assert(
      fc.property(days, fc.integer({ min: -120, max: 120 }), (from, n) => {
        expect(addWorkingDays(from, n, china).day).toBe(slowlyAdded(from, n, chinese));
      }),
    );
  });

  test('counting equals counting day by day, and undoes adding', () => {
    fc.assert(
      fc.property(marked, days, fc.integer({ min: 0, max: 400 }), (marks, from, span) => {
        const calendar = calendarFrom({ announced: [2010], marks });
        const to = addDays(from, span);
        let n = 0;
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (slowly(day, marks)) n++;
        expect(workingDaysBetween(from, to, calendar).n).toBe(n);
        expect(workingDaysBetween(to, from, calendar).n).toBe(-n + 0);
        if (n > 0) expect(addWorkingDays(from, n, calendar).day <= to).toBe(true);
      }),
    );
  });
});
