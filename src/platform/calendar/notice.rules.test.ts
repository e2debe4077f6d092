import { describe, expect, test } from 'vitest';
import { isWorkingDay, type Mark } from './calendar.rules.ts';
import { carriedYears, chineseCalendar, festivalsOf } from './holidays.ts';
import { readNotice } from './notice.rules.ts';

const china = chineseCalendar();

// 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025: https://politics.gmw.cn/2025-11/04/content_38391083.htm
const OF_2026 = `各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
  经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
  一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
  二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
  三、清明节：4月4日（周六）至6日（周一）放假，共3天。
  四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
  五、端午节：6月19日（周五）至21日（周日）放假，共3天。
  六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
  七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
  节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`;
// 国办发明电〔2024〕12号, 12 November 2024.
const OF_2025 = `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`;

describe('the notice of a year, pasted', () => {
  test.each([
    [2026, OF_2026],
    [2025, OF_2025],
    [2026, OF_2026.replaceAll('\n', '')],
    [2025, OF_2025.replaceAll('：', ':').replaceAll('（', '(').replaceAll('）', ')')],
  ])('%i gives the very calendar that the package carries', (year, text) => {
    const read = readNotice(text, year, festivalsOf(year));
    expect(read.faults).toEqual([]);
    const given = chineseCalendar({
      years: [{ year, marks: read.days.map((day): Mark => ({ ...day, by: 'notice', why: null, source: null })) }],
      overrides: [],
    });
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      expect(isWorkingDay(day, given), day).toBe(isWorkingDay(day, china));
    }
  });

  test('New Year of a notice may begin in December of the year before', () => {
    const first = '一、元旦：2022年12月31日（周六）至2023年1月2日（周一）放假调休，共3天。';
    expect(readNotice(first, 2023, festivalsOf(2023)).days.map((one) => one.day)).toEqual([
      ...['2022-12-31', '2023-01-01', '2023-01-02'],
    ]);
  });

  test('rows of a table give every carried year as it is', () => {
    for (const year of carriedYears()) {
      const marks = [...china.marks.values()].filter((mark) => mark.day.startsWith(`${year}-`));
      const text = marks.map(({ day, works, holiday }) => `${day},${works ? 'work' : 'off'},${holiday}`).join('\r\n');
      const read = readNotice(text, year, festivalsOf(year));
      expect(read.faults, String(year)).toEqual([]);
      expect(read.days).toHaveLength(marks.length);
    }
    expect(readNotice('2027-01-01 休 元旦', 2027, festivalsOf(2027)).days).toEqual([
      { day: '2027-01-01', works: false, holiday: 'newYear' },
    ]);
  });

  test.each([
    ['another year', OF_2026, 2027, 'weekday'],
    ['a count that is not the span', OF_2026.replace('共9天', '共8天'), 2026, 'count'],
    ['a weekday that is not the day', OF_2026.replace('5月9日（周六）', '5月9日（周日）'), 2026, 'weekday'],
    ['a make-up day in the week', OF_2026.replace('5月9日（周六）', '5月8日'), 2026, 'makeUp'],
    ['a day twice', `${OF_2026}\n八、国庆节：10月7日放假1天。`, 2026, 'twice'],
    ['a holiday that is missing', OF_2026.replace(/五、.*\n/, ''), 2026, 'statutory'],
    ['a day that is none', OF_2026.replace('至23日', '至30日'), 2026, 'day'],
    ['a holiday that nobody knows', OF_2026.replace('五、端午节', '五、重阳节'), 2026, 'holiday'],
    ['nothing at all', 'hello', 2026, 'empty'],
    ['a row without a holiday', '2026-01-01 休 元旦\n2026-01-02 休', 2026, 'holiday'],
    ['a row of another year', '2031-01-01 休 元旦', 2026, 'year'],
  ])('%s is seen', (_what, text, year, why) => {
    expect(readNotice(text, year, festivalsOf(year)).faults.map((one) => one.why)).toContain(why);
  });
});
