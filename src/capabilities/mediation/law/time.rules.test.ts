import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarFrom, isWorkingDay, workingDaysBetween } from '../../../platform/calendar/calendar.rules.ts';
import { lawText } from './law.words.ts';
import { dueOf, isExtensionRefused, mediationTermOf, TERM_CODES, TERMS, termEnds } from './time.rules.ts';
import { FORUM_NAMES } from './triage.rules.ts';

const calendar = calendarFrom({ announced: [2026], marks: [] });
const days = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2020-01-01', n));

describe('terms of mediation', () => {
  test('are what the law says, where it says it', () => {
    const said = (code: (typeof TERM_CODES)[number]) => `${TERMS[code].n} ${TERMS[code].unit}`;
    expect(said('confirmation')).toBe('30 calendar days'); // 人民调解法 art. 33
    expect(said('ruling')).toBe('30 calendar days'); // 民事诉讼法 art. 187
    expect(said('petition')).toBe('15 calendar days'); // 信访工作条例 art. 22, 23
    expect(said('medical')).toBe('30 working days'); // 医疗纠纷预防和处理条例 art. 38
    expect(said('policeAgain')).toBe('7 working days'); // 公安机关办理行政案件程序规定 art. 183
    expect(said('mediation')).toBe('30 calendar days');
    expect(said('offer')).toBe('3 working days');
    expect(said('police')).toBe('3 working days');
  });

  test('are settings where it does not, and say so in both languages', () => {
    for (const code of TERM_CODES) {
      const { certainty, setting } = TERMS[code];
      const { zh, en } = lawText(`term_${code}`);
      expect([code, setting, zh.includes('待核'), en.includes('to be checked')]).toEqual([
        code,
        certainty !== 'S',
        certainty !== 'S',
        certainty !== 'S',
      ]);
    }
    expect(TERMS.mediation.setting).toBe(true);
    expect(TERMS.confirmation.setting).toBe(false);
  });

  test('are of each forum its own, else the setting of the district', () => {
    expect(mediationTermOf('village')).toBe('mediation');
    expect(mediationTermOf('medical')).toBe('medical');
    expect(mediationTermOf('labour')).toBe('labour');
    for (const forum of FORUM_NAMES) expect(TERM_CODES).toContain(mediationTermOf(forum));
  });
});

describe('when a term ends', () => {
  test('the first day does not count (民法典 art. 201)', () => {
    expect(dueOf('2026-11-01', 30)).toBe('2026-12-01');
    expect(termEnds('2026-11-27', { n: 3, unit: 'working days' }, calendar).day).toBe('2026-12-02');
  });

  test('a last calendar day that is off moves to the next that is worked (民法典 art. 203)', () => {
    // 2026-11-28 is a Saturday.
    expect(dueOf('2026-10-29', 30)).toBe('2026-11-28');
    expect(termEnds('2026-10-29', TERMS.mediation, calendar).day).toBe('2026-11-30');
    expect(termEnds('2026-11-02', TERMS.mediation, calendar).day).toBe('2026-12-02');
  });

  test('is of whole days above zero', () => {
    for (const n of [0, -1, 1.5, Number.NaN, 100_000]) expect(() => dueOf('2026-11-01', n)).toThrow(RangeError);
    expect(() => dueOf('2026-11-31', 1)).toThrow(RangeError);
  });

  test('is on a day that is worked, the first once its days are over', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...TERM_CODES), (day, code) => {
        const term = TERMS[code];
        const { day: end } = termEnds(day, term, calendar);
        expect(isWorkingDay(end, calendar)).toBe(true);
        if (term.unit === 'working days') expect(workingDaysBetween(day, end, calendar).n).toBe(term.n);
        else expect(workingDaysBetween(addDays(day, term.n - 1), end, calendar).n).toBe(1);
      }),
    );
  });
});

describe('more time', () => {
  const both = ['wang', 'li'];

  test('is given when every party agrees', () => {
    expect(isExtensionRefused(both, both, 30, 30)).toBeNull();
    expect(isExtensionRefused(['wang'], both, 10, 30)).toBe('extend_notAll');
    expect(isExtensionRefused([], [], 10, 30)).toBe('extend_notAll');
    expect(isExtensionRefused([...both, 'zhao'], both, 10, 30)).toBe('extend_stranger');
  });

  test('is of whole days, and not more than the setting with what was given before', () => {
    expect(isExtensionRefused(both, both, 0, 30)).toBe('extend_days');
    expect(isExtensionRefused(both, both, 2.5, 30)).toBe('extend_days');
    expect(isExtensionRefused(both, both, 31, 30)).toBe('extend_long');
    expect(isExtensionRefused(both, both, 11, 30, 20)).toBe('extend_long');
    expect(isExtensionRefused(both, both, 10, 30, 20)).toBeNull();
  });

  test('is never given against one party', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 }), fc.nat(5), (parties, index) => {
        const without = parties.filter((_, at) => at !== index % parties.length);
        expect(isExtensionRefused(without, parties, 1, 30)).toBe('extend_notAll');
        expect(isExtensionRefused(parties, parties, 1, 30)).toBeNull();
      }),
    );
  });
});
