import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOf, startAt } from './calendar.rules.ts';
import { chineseCalendar } from './holidays.ts';
import {
  closingOf,
  type Hours,
  isOpen,
  momentWorked,
  refuseHours,
  timetableOf,
  USUAL_HOURS,
  workedMs,
} from './hours.rules.ts';
import { Oracle } from './oracle.ts';

const china = chineseCalendar();
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

/** Short Fridays, summer hours, a night watch across midnight, weekends that begin on Friday night and overlap it, a watch over New Year's. */
const STATION: Hours = {
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => [
    { from: 510, to: 720 },
    { from: 840, to: day === 5 ? 960 : 1050 },
  ]),
  seasons: [
    { from: '06-15', to: '09-15', week: USUAL_HOURS.week.map(() => [{ from: 480, to: 870 }]) },
    { from: '12-25', to: '01-05', week: USUAL_HOURS.week.map(() => [{ from: 540, to: 1020 }]) },
  ],
  duty: [
    { from: 1080, to: 1860, days: 'working', weekdays: [1, 2, 3, 4] },
    { from: 1320, to: 2760, days: 'every', weekdays: [5] },
    { from: 600, to: 960, days: 'off', weekdays: [] },
  ],
};

describe('the hours of a body', () => {
  test('a night watch belongs to the day on which it begins', () => {
    const station = timetableOf(china, STATION);
    // Thursday 26 November 2026 to 07:00 on Friday; Friday from 22:00 to 22:00 on Saturday.
    expect(isOpen(at('2026-11-27 06:59'), station)).toBe(true);
    expect(isOpen(at('2026-11-27 07:00'), station)).toBe(false);
    expect(isOpen(at('2026-11-28 21:59'), station)).toBe(true);
    // 1 October 2026 is a Thursday and off: no watch, but its day's hours of a day off.
    expect(isOpen(at('2026-10-01 18:30'), station)).toBe(false);
    expect(isOpen(at('2026-10-01 10:00'), station)).toBe(true);
  });

  test('a Saturday that is worked has office hours, and summer has its own', () => {
    const station = timetableOf(china, STATION);
    expect(isOpen(at('2026-10-10 09:00'), station)).toBe(true);
    expect(closingOf(numberOf('2026-07-01'), station)).toBe(at('2026-07-01 14:30'));
    expect(closingOf(numberOf('2026-11-27'), station)).toBe(at('2026-11-27 16:00'));
    expect(closingOf(numberOf('2027-01-04'), station)).toBe(at('2027-01-04 17:00'));
    expect(closingOf(numberOf('2026-11-28'), station)).toBe(at('2026-11-29 00:00'));
  });

  test('hours that cannot hold are refused with the reason', () => {
    const day = (spans: { from: number; to: number }[]) => ({
      ...USUAL_HOURS,
      week: USUAL_HOURS.week.map(() => spans),
    });
    expect(refuseHours(USUAL_HOURS)).toBeNull();
    expect(refuseHours(STATION)).toBeNull();
    expect(refuseHours(day([{ from: 600, to: 600 }]))).toBe('span');
    expect(refuseHours(day([{ from: 600, to: 1500 }]))).toBe('span');
    expect(refuseHours(day([{ from: -1, to: 20 }]))).toBe('span');
    expect(
      refuseHours(
        day([
          { from: 500, to: 700 },
          { from: 690, to: 800 },
        ]),
      ),
    ).toBe('overlap');
    expect(refuseHours(day([]))).toBe('never');
    expect(refuseHours({ ...USUAL_HOURS, week: [] })).toBe('week');
    expect(refuseHours({ ...USUAL_HOURS, seasons: [{ from: '6-1', to: '09-30', week: USUAL_HOURS.week }] })).toBe(
      'season',
    );
    const late = { from: 1000, to: 2441, days: 'every' as const, weekdays: [] };
    expect(refuseHours({ ...USUAL_HOURS, duty: [late] })).toBe('span');
    expect(refuseHours({ ...day([]), duty: [{ ...late, to: 1200, days: 'off' }] })).toBe('never');
    expect(() => timetableOf(china, day([]))).toThrow(RangeError);
  });

  test('minute by minute for thirty years the body works when its hours say, and no minute is lost from the sum', () => {
    const station = timetableOf(china, STATION);
    const oracle = new Oracle([...china.marks.values()], china.announced, STATION);
    let sum = workedMs(startAt(numberOf('2005-01-01')), station);
    for (let day = numberOf('2005-01-01'); day <= numberOf('2034-12-31'); day++) {
      const start = startAt(day);
      const opens = oracle.minutesOf(day);
      for (let minute = 0; minute < 1440; minute++) {
        const now = start + minute * 60_000;
        if (workedMs(now, station) !== sum || isOpen(now, station) !== opens[minute])
          throw new Error(`${new Date(now).toISOString()}: ${opens[minute]}`);
        if (opens[minute]) sum += 60_000;
      }
    }
  });

  test('the moment by which something is worked is the first one', () => {
    const station = timetableOf(china, STATION);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 0, max: 59_999 }), (hours, odd) => {
        const ms = hours * 1_000_000 + odd;
        const moment = momentWorked(ms, numberOf('2000-01-01'), station);
        expect(workedMs(moment, station)).toBe(ms);
        expect(workedMs(moment - 1, station)).toBe(ms - 1);
      }),
    );
  });
});
