import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarFrom, daysBetween, isWorkingDay } from '../../../platform/calendar/calendar.rules.ts';
import {
  CONFIRMATION_DOCUMENTS,
  CONFIRMATION_QUESTIONS,
  competentCourts,
  confirmationRefusal,
  confirmationWarnings,
  lastDayFor,
  NEVER_CONFIRMED,
  REJECTED_FOR,
} from './confirmation.rules.ts';
import { lawText } from './law.words.ts';

const days = fc.integer({ min: 0, max: 7_300 }).map((n) => addDays('2016-01-01', n));
const calendar = calendarFrom({ announced: [], marks: [] });
const weekday = (day: string) => isWorkingDay(day, calendar);
const ask = (effect: string, today: string, more: Partial<Parameters<typeof confirmationRefusal>[0]> = {}) =>
  confirmationRefusal({ effect, today, form: 'written', questions: {}, ...more });

describe('judicial confirmation is asked for within 30 days (人民调解法 art. 33; 民事诉讼法 art. 205)', () => {
  test('the day of effect does not count (民法典 art. 201)', () => {
    expect(lastDayFor('2026-11-01')).toBe('2026-12-01');
    expect(lastDayFor('2024-02-01')).toBe('2024-03-02');
  });

  test('a last day that is off moves to the next working day (民法典 art. 203)', () => {
    // 2026-11-28 is a Saturday.
    expect(lastDayFor('2026-10-29')).toBe('2026-11-28');
    expect(lastDayFor('2026-10-29', weekday)).toBe('2026-11-30');
    expect(() => lastDayFor('2026-10-29', () => false)).toThrow(RangeError);
    expect(() => lastDayFor('2026-02-30')).toThrow(RangeError);
  });

  test('is day 30 where that is worked, never earlier, and no working day is left out', () => {
    fc.assert(
      fc.property(days, fc.func(fc.boolean()), (effect, isWorked) => {
        const thirtieth = addDays(effect, 30);
        expect(lastDayFor(effect)).toBe(thirtieth);
        const last = lastDayFor(effect, (day) => isWorked(day) || daysBetween(thirtieth, day) > 20);
        expect(last >= thirtieth).toBe(true);
        if (isWorked(thirtieth)) expect(last).toBe(thirtieth);
        for (let day = thirtieth; day < last; day = addDays(day, 1)) expect(isWorked(day)).toBe(false);
      }),
    );
  });

  test('is open on days 0, 29 and 30, and refused on day 31', () => {
    expect([0, 29, 30, 31].map((n) => ask('2026-03-02', addDays('2026-03-02', n)))).toEqual([
      null,
      null,
      null,
      'confirm_late',
    ]);
    expect(lawText('confirm_late').zh).toContain('第三十三条');
  });

  test('is open until the moved day, and not before the effect', () => {
    expect(ask('2026-10-29', '2026-11-30', { isWorkingDay: weekday })).toBeNull();
    expect(ask('2026-10-29', '2026-12-01', { isWorkingDay: weekday })).toBe('confirm_late');
    expect(ask('2026-10-29', '2026-11-30')).toBe('confirm_late');
    expect(ask('2026-10-29', '2026-10-28')).toBe('confirm_early');
    expect(() => ask('2026-10-29', 'tomorrow')).toThrow(RangeError);
  });

  test('refuses exactly before day 0 and after day 30', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40, max: 80 }), (effect, n) => {
        expect(ask(effect, addDays(effect, n))).toBe(n < 0 ? 'confirm_early' : n > 30 ? 'confirm_late' : null);
      }),
    );
  });

  test('is of a written agreement (民事诉讼法司法解释 art. 354)', () => {
    expect(ask('2026-03-02', '2026-03-03', { form: 'oral' })).toBe('confirm_oral');
    expect(CONFIRMATION_DOCUMENTS.map(({ id, always }) => [id, always])).toEqual([
      ['application', true],
      ['agreement', true],
      ['proof', true],
      ['property', false],
      ['identity', true],
    ]);
  });

  test('is never of identity, title, another procedure, what is no matter for a court, or another court (art. 355)', () => {
    for (const id of NEVER_CONFIRMED) {
      expect(ask('2026-03-02', '2026-03-03', { questions: { [id]: true } })).toBe(`confirm_${id}`);
      expect(lawText(`confirm_${id}`).zh).toContain('第三百五十五条');
    }
  });

  test('is warned of what would be rejected, which refuses nothing (art. 358)', () => {
    const all = Object.fromEntries(REJECTED_FOR.map((id) => [id, true]));
    expect(ask('2026-03-02', '2026-03-03', { questions: all })).toBeNull();
    expect(confirmationWarnings(all)).toEqual(REJECTED_FOR.map((id) => `warn_${id}`));
    expect(confirmationWarnings({ unclear: false, title: true })).toEqual([]);
    for (const id of REJECTED_FOR) expect(lawText(`warn_${id}`).zh).toContain('第三百五十八条');
  });

  test('asks each question once, in both languages', () => {
    expect(CONFIRMATION_QUESTIONS.map(({ id }) => id)).toEqual([...NEVER_CONFIRMED, ...REJECTED_FOR]);
    for (const { zh, en } of CONFIRMATION_QUESTIONS) expect([zh.at(-1), en.at(-1)]).toEqual(['？', '?']);
  });

  test('goes to the court that invited it, or to one of party, object and body (民事诉讼法 art. 205)', () => {
    expect(competentCourts({ invitedByCourt: true })).toEqual(['court_inviting']);
    expect(competentCourts({ invitedByCourt: false })).not.toContain('court_inviting');
    for (const rule of competentCourts({ invitedByCourt: false })) expect(lawText(rule).zh).toContain('第二百零五条');
  });
});
