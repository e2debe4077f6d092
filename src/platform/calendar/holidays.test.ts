import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, dayAt, isWorkingDay, markOf } from './calendar.rules.ts';
import { carriedYears, chineseCalendar, festivalsOf } from './holidays.ts';
import { statutoryMarks } from './statutory.rules.ts';

const china = chineseCalendar();

function daysOff(from: Day, to: Day): Day[] {
  const off: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isWorkingDay(day, china)) off.push(day);
  return off;
}

describe('the notices of the State Council', () => {
  // 国务院办公厅关于2025年部分节假日安排的通知, 国办发明电〔2024〕12号, 12 November 2024.
  test('2025: eight days of Spring Festival and eight of National Day with Mid-Autumn, made up for on five Sundays and Saturdays', () => {
    expect(daysOff('2025-01-27', '2025-02-07')).toEqual([
      ...['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'],
      ...['2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04'],
    ]);
    expect(daysOff('2025-09-29', '2025-10-10')).toHaveLength(8);
    for (const day of ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'])
      expect(isWorkingDay(day, china), day).toBe(true);
    expect(markOf('2025-01-26', china)).toMatchObject({ works: true, holiday: 'springFestival', by: 'notice' });
    expect(isWorkingDay('2025-01-02', china)).toBe(true);
    expect(isWorkingDay('2025-06-02', china)).toBe(false);
  });

  // 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025: https://politics.gmw.cn/2025-11/04/content_38391083.htm
  test('2026: nine days of Spring Festival, New Year made up for on its Sunday, two days for National Day', () => {
    expect(daysOff('2026-02-14', '2026-02-24')).toEqual([
      ...['2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'],
      ...['2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'],
    ]);
    for (const day of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
      expect(isWorkingDay(day, china), day).toBe(true);
    for (const day of ['2026-01-02', '2026-05-05', '2026-06-19', '2026-09-25', '2026-10-07'])
      expect(isWorkingDay(day, china), day).toBe(false);
  });

  test('2020: Spring Festival was prolonged to 2 February, and the Sunday before it was worked', () => {
    expect(isWorkingDay('2020-01-31', china)).toBe(false);
    expect(isWorkingDay('2020-02-03', china)).toBe(true);
    expect(isWorkingDay('2020-01-19', china)).toBe(true);
  });

  test('what the next notice says of a December begins on the 29th at the earliest', () => {
    const december = [...china.marks.keys()].map(dayAt).filter((day) => day.slice(5, 7) === '12');
    expect(new Set(december.map((day) => day.slice(0, 4)))).toEqual(new Set(['2006', '2007', '2011', '2018', '2022']));
    expect(december.every((day) => day.slice(8) >= '29')).toBe(true);
  });

  test('every day of every announced year is as the package itself says', () => {
    for (const year of carriedYears()) {
      for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1))
        expect(isWorkingDay(day, china), day).toBe(chineseDays.isWorkday(day));
    }
  });
});

describe('the law itself', () => {
  test('every holiday that the law dates was off in every year since 2004', () => {
    for (const year of carriedYears())
      for (const { day } of statutoryMarks(year, festivalsOf(year))) expect(isWorkingDay(day, china), day).toBe(false);
  });

  test('the law gives ten days, eleven since 2008, thirteen since 2025', () => {
    expect([2000, 2007, 2008, 2024, 2025, 2040].map((year) => statutoryMarks(year, festivalsOf(year)).length)).toEqual([
      10, 10, 11, 11, 13, 13,
    ]);
  });

  test('a year that is not announced has the holidays of the law and no make-up days', () => {
    const year = Math.max(...china.announced) + 1;
    const { springFestival } = festivalsOf(year);
    expect(markOf(addDays(springFestival, -1), china)).toMatchObject({ holiday: 'springFestival', by: 'law' });
    expect(markOf(addDays(springFestival, 3), china)).toBeNull();
    const marks = [...china.marks.values()].filter((mark) => mark.day.startsWith(`${year}-`));
    expect(marks.some((mark) => mark.works)).toBe(false);
    expect(marks.length).toBeGreaterThanOrEqual(12);
  });

  test('festivals follow the moon and the sun', () => {
    // As published by the Hong Kong Observatory, whose calendar is that of GB/T 33661-2017 for these days.
    expect(festivalsOf(2027)).toEqual({
      springFestival: '2027-02-06',
      tombSweeping: '2027-04-05',
      dragonBoat: '2027-06-09',
      midAutumn: '2027-09-15',
    });
    expect(festivalsOf(2028).springFestival).toBe('2028-01-26');
    expect(festivalsOf(2028).dragonBoat).toBe('2028-05-28');
    expect(festivalsOf(2030).springFestival).toBe('2030-02-03');
  });

  test('festivals are those of another reckoning of the moon, but for two new moons within minutes of midnight', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
    const differs: string[] = [];
    for (let year = 2000; year < 2070; year++) {
      const { springFestival, dragonBoat, midAutumn } = festivalsOf(year);
      const days = [springFestival, dragonBoat, midAutumn].map((day) => lunar.format(new Date(`${day}T12:00Z`)));
      if (days.join() !== '1/1,5/5,8/15') differs.push(springFestival);
    }
    expect(differs).toEqual(['2027-02-06', '2030-02-03']);
  });
});
