import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { calendarOf, freshCalendarOf } from '../../src/platform/calendar/calendar.door.ts';
import { isWorkingDay } from '../../src/platform/calendar/calendar.rules.ts';
import { calendarScreenWords } from '../../src/platform/calendar/screens/calendarScreen.words.ts';
import { administrator, complaintsOf } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(calendarScreenWords);
const DISTRICT = '330702';
/** 2028 as its notice might be, with the weekdays of that year. */
const NOTICE = `  一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。
  二、春节：1月25日（周二）至2月1日（周二）放假调休，共8天。1月22日（周六）、2月5日（周六）上班。
  三、清明节：4月4日（周二）放假1天。
  四、劳动节：4月29日（周六）至5月3日（周三）放假调休，共5天。5月6日（周六）上班。
  五、端午节：5月27日（周六）至29日（周一）放假，共3天。
  六、国庆节、中秋节：10月1日（周日）至8日（周日）放假调休，共8天。9月23日（周六）上班。`;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

test('the system administrator takes a day off for a typhoon, enters a year’s notice and sets a body’s night watch', async () => {
  const one = await administrator(house, 'sysadmin1', '/desk');
  const { page } = one;
  await page
    .getByRole('navigation', { name: zh(deskWords)('nav') })
    .getByText(zh(deskWords)('calendar'))
    .click();
  await page.goto('/desk/calendar?year=2026');
  await page.getByText(w('carried')).waitFor();
  await picture(page, 'calendar-1-year');

  // A Thursday in July.
  await page.getByRole('button', { name: /^7月9日/ }).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(w('why')).fill('台风停工');
  await sheet.getByLabel(w('sourceField')).fill('婺政办〔2026〕9号');
  await picture(page, 'calendar-2-day', false);
  await button(sheet, w('save')).click();
  await page.getByRole('button', { name: /^7月9日.*台风停工/ }).waitFor();
  expect(isWorkingDay('2026-07-09', (await freshCalendarOf(house.work, DISTRICT)).calendar)).toBe(false);
  await page.getByRole('button', { name: /^7月9日/ }).click();
  await sheet.getByText('婺政办〔2026〕9号').waitFor();
  await button(sheet, w('takeBack')).click();
  await page.getByRole('button', { name: /^7月9日.*台风停工/ }).waitFor({ state: 'detached' });

  // 2028 is not announced: it says so until its notice is entered, and a notice of another year is not taken.
  await page.goto('/desk/calendar?year=2028');
  await page.getByText(w('provisional', { year: 2028 })).waitFor();
  await picture(page, 'calendar-3-provisional', false);
  await button(page, w('enter')).click();
  await sheet.getByLabel(w('list')).fill(NOTICE.replace('2月5日（周六）', '2月6日（周六）'));
  await sheet.getByLabel(w('sourceField')).fill('国办发明电〔2027〕1号');
  await button(sheet, w('check')).click();
  await sheet.getByText('2028-02-06（周六）').waitFor();
  await picture(page, 'calendar-4-faults', false);
  await sheet.getByLabel(w('list')).fill(NOTICE);
  await button(sheet, w('check')).click();
  await sheet.getByText(w('fits', { off: 28, made: 4 })).waitFor();
  await picture(page, 'calendar-5-fits', false);
  await button(sheet, w('save')).click();
  await page.getByText(w('entered', { source: '国办发明电〔2027〕1号' })).waitFor();
  expect((await freshCalendarOf(house.work, DISTRICT)).calendar.announced.has(2028)).toBe(true);

  await page.getByRole('tab', { name: w('hours') }).click();
  await page.getByLabel(w('ofBody')).selectOption('wc-police');
  await button(sheet, w('addDuty')).click();
  await sheet.getByLabel(w('dutyTime')).fill('17:30');
  await sheet.getByText(w('notSpans')).waitFor();
  expect(await button(sheet, w('save')).isDisabled()).toBe(true);
  await sheet.getByLabel(w('dutyTime')).fill('17:30-08:30');
  await button(sheet, w('addSeason')).click();
  await sheet.getByLabel(w('seasonFrom')).fill('06-15');
  await sheet.getByLabel(w('seasonTo')).fill('09-15');
  await picture(page, 'calendar-6-hours-form', false);
  await button(sheet, w('save')).click();
  await sheet.waitFor({ state: 'detached' });
  await page.getByText('17:30-08:30').waitFor();
  await picture(page, 'calendar-7-hours');
  expect((await freshCalendarOf(house.work, DISTRICT)).hoursOf('wc-police').duty).toEqual([
    { from: 1050, to: 1950, days: 'every', weekdays: [] },
  ]);

  for (const size of ['phone', 'tablet'] as const) {
    await page.setViewportSize(SIZES[size]);
    for (const tab of ['year', 'hours'] as const) {
      await page.getByRole('tab', { name: w(tab) }).click();
      await page.locator('.waiting').waitFor({ state: 'detached' });
      expect([size, tab, await overflow(page)]).toEqual([size, tab, 0]);
      await picture(page, `calendar-8-${tab}-${size}`, size === 'phone' && tab === 'year');
    }
  }
  await page.getByRole('tab', { name: w('hours') }).click();
  await page.setViewportSize(SIZES.phone);
  await page
    .getByRole('button', { name: w('edit') })
    .last()
    .click();
  await sheet.waitFor();
  expect(await overflow(page)).toBe(0);
  await picture(page, 'calendar-9-hours-form-phone', false);
  expect(complaintsOf(one)).toEqual([]);
});

test('a duty officer reads why a day is off, and changes nothing', async () => {
  const { page } = await staff(house, 'duty1', 'desk');
  await page.goto('/desk/calendar?year=2026');
  await page.getByRole('button', { name: /^10月10日/ }).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByText(w('makesUpFor', { holiday: w('nationalDay') })).waitFor();
  expect(await button(sheet, w('save')).count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await button(page, w('enter')).count()).toBe(0);
  expect((await calendarOf(house.db, DISTRICT)).version).toBeGreaterThan(0);
});
