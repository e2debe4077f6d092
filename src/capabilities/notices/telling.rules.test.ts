import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseCalendar } from '../../platform/calendar/holidays.ts';
import { type Timetable, timetableOf, USUAL_HOURS } from '../../platform/calendar/hours.rules.ts';
import { afterQuiet, type Pace, type Setting, speaksAt, USUAL } from './telling.rules.ts';

const MINUTE = 60_000;
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const text = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('quiet hours', () => {
  it('reach across midnight, and end in the morning', () => {
    const quiet = { from: 22 * 60, to: 7 * 60 };
    expect(text(afterQuiet(at('2026-11-27T21:59'), quiet))).toBe('2026-11-27 21:59');
    expect(text(afterQuiet(at('2026-11-27T22:00'), quiet))).toBe('2026-11-28 07:00');
    expect(text(afterQuiet(at('2026-11-28T00:00'), quiet))).toBe('2026-11-28 07:00');
    expect(text(afterQuiet(at('2026-11-28T06:59'), quiet))).toBe('2026-11-28 07:00');
    expect(text(afterQuiet(at('2026-11-28T07:00'), quiet))).toBe('2026-11-28 07:00');
  });

  it('may lie within a day, and there are none where they begin and end alike', () => {
    expect(text(afterQuiet(at('2026-11-27T13:00'), { from: 12 * 60, to: 14 * 60 }))).toBe('2026-11-27 14:00');
    expect(text(afterQuiet(at('2026-11-27T03:00'), { from: 180, to: 180 }))).toBe('2026-11-27 03:00');
  });
});

const office = timetableOf(chineseCalendar(), USUAL_HOURS);
const plain = { urgent: false, since: at('2026-11-27T15:00') };
const urgent = { urgent: true, since: at('2026-11-27T23:00') };

describe('a device', () => {
  it('speaks once an hour at most, in the morning once, or of danger alone', () => {
    const now = at('2026-11-27T15:00');
    const told = at('2026-11-27T14:30');
    expect(text(speaksAt(USUAL, plain, now, null, []))).toBe('2026-11-27 15:00');
    expect(text(speaksAt(USUAL, plain, now, told, []))).toBe('2026-11-27 15:30');
    expect(text(speaksAt({ ...USUAL, pace: 'morning' }, plain, now, told, []))).toBe('2026-11-28 08:00');
    expect(speaksAt({ ...USUAL, pace: 'urgent' }, plain, now, told, [])).toBe(null);
    expect(text(speaksAt({ ...USUAL, pace: 'urgent' }, { ...plain, urgent: true }, now, null, []))).toBe(
      '2026-11-27 15:00',
    );
  });

  it('speaks of danger to life and limb at night where its owner lets it, and several times only after minutes', () => {
    const now = at('2026-11-27T23:00');
    expect(text(speaksAt(USUAL, urgent, now, null, [office]))).toBe('2026-11-27 23:00');
    expect(text(speaksAt(USUAL, urgent, now, now - MINUTE, [office]))).toBe('2026-11-27 23:04');
    expect(text(speaksAt({ ...USUAL, pass: false }, urgent, now, null, []))).toBe('2026-11-28 07:00');
  });

  it('keeps to the hours of the body where it has some: not on a weekend, not at noon', () => {
    expect(text(speaksAt(USUAL, plain, at('2026-11-27T12:30'), null, [office]))).toBe('2026-11-27 14:00');
    // Friday evening until Monday morning.
    expect(text(speaksAt(USUAL, plain, at('2026-11-27T18:00'), null, [office]))).toBe('2026-11-30 08:30');
    expect(text(speaksAt({ ...USUAL, office: false }, plain, at('2026-11-27T18:00'), null, [office]))).toBe(
      '2026-11-27 18:00',
    );
    // The autumn holidays of 2026, from 1 to 7 October.
    expect(text(speaksAt(USUAL, plain, at('2026-09-30T18:00'), null, [office]))).toBe('2026-10-08 08:30');
  });
});

// What somebody finds who looks at the clock on the wall every five minutes.
const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const minuteOf = (ms: number): number => {
  const [hour = 0, minute = 0] = wall.format(ms).split(':').map(Number);
  return hour * 60 + minute;
};
function isQuiet(ms: number, { from, to }: Setting['quiet']): boolean {
  const shown = minuteOf(ms);
  for (let minute = from; minute !== to; minute = (minute + 5) % 1440) if (minute === shown) return true;
  return false;
}
/** Office hours as they stand on the door; a working day is one of Monday to Friday, in weeks without a holiday. */
function isWorking(ms: number): boolean {
  const day = new Date(ms + 8 * 3_600_000).getUTCDay();
  const minute = minuteOf(ms);
  return day >= 1 && day <= 5 && ((minute >= 510 && minute < 720) || (minute >= 840 && minute < 1050));
}
const STEP = 5 * MINUTE;
function watching(
  setting: Setting,
  waits: { urgent: boolean; since: number },
  now: number,
  toldAt: number | null,
  hours: boolean,
) {
  let morning = waits.since + STEP;
  while (minuteOf(morning) !== 480) morning += STEP;
  for (let ms = now; ms < now + 12 * 86_400_000; ms += STEP) {
    const quiet = isQuiet(ms, setting.quiet);
    if (waits.urgent && (setting.pass || !quiet) && (toldAt === null || ms - toldAt >= STEP)) return ms;
    if (setting.pace === 'urgent' || quiet || (setting.office && hours && !isWorking(ms))) continue;
    if (setting.pace === 'morning' ? ms >= morning : toldAt === null || ms - toldAt >= 3_600_000) return ms;
  }
  return null;
}

const five = fc.integer({ min: 0, max: 287 }).map((n) => n * 5);
const ask = fc.record({
  pace: fc.constantFrom<Pace>('urgent', 'hourly', 'morning'),
  from: five,
  to: five,
  pass: fc.boolean(),
  office: fc.boolean(),
  hours: fc.boolean(),
  urgent: fc.boolean(),
  /** Five-minute steps within four weeks of November 2026, which has no holiday. */
  now: fc.integer({ min: 0, max: 4_000 }),
  before: fc.integer({ min: 0, max: 600 }),
  told: fc.option(fc.integer({ min: 1, max: 400 })),
});

it('whatever somebody sets, their devices speak when the clock on the wall says so', () => {
  let spoke = 0;
  fc.assert(
    fc.property(ask, (one) => {
      const now = at('2026-11-02T00:00') + one.now * STEP;
      const since = now - one.before * STEP;
      const toldAt = one.told === null ? null : now - one.told * STEP;
      const setting: Setting = {
        pace: one.pace,
        quiet: { from: one.from, to: one.to },
        pass: one.pass,
        office: one.office,
      };
      const waits = { urgent: one.urgent, since };
      const hours: Timetable[] = one.hours ? [office] : [];
      const ours = speaksAt(setting, waits, now, toldAt, hours);
      const theirs = watching(setting, waits, now, toldAt, one.hours);
      // Quiet hours that cover all of the office's leave no moment: the wall is watched in vain, and ours gives a later one.
      if (theirs !== null) {
        spoke += 1;
        expect(text(ours)).toBe(text(theirs));
      } else if (ours !== null) expect(ours).toBeGreaterThanOrEqual(now + 12 * 86_400_000 - 86_400_000);
    }),
    { numRuns: 800, seed: 37 },
  );
  expect(spoke).toBeGreaterThan(500);
});
