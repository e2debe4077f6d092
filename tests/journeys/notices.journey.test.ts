import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldMatterWords } from '../../src/capabilities/matters/screens/field.words.ts';
import { noteNotices } from '../../src/capabilities/notices/notices.timers.ts';
import { bellWords } from '../../src/capabilities/notices/screens/bell.words.ts';
import { screenWords } from '../../src/capabilities/notices/screens/notices.screen.words.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { complaintsOf } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, makeMove, staff, zh } from './people.ts';
import { cookieOf, moved, type Receipt, reported } from './reports.ts';

const b = zh(bellWords);
const w = zh(screenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
  // What happened before the first look is no news.
  await noteNotices(house.work, '330702');
});
afterAll(() => house?.close());

const told = { kind: 'hazard.light', at: { lon: 119.668, lat: 29.102 } };
async function assigned(words: string): Promise<Receipt> {
  const one = await reported(house, { ...told, words, phone: '13905790088' });
  await moved(house, await cookieOf(house, 'duty1'), one.id, 1, { move: 'assign', body: 'wc-t001' });
  return one;
}
const bell = (page: Page, n: number) =>
  page.getByRole('link', { name: n === 0 ? b('none') : b('unseen', { n }), exact: true });

test('an officer hears a bell, opens what it is about, marks all as seen, and sets when the devices are quiet', async () => {
  const officer = await staff(house, 'handler1', 'field');
  const { page } = officer;
  await bell(page, 0).waitFor();
  const one = await assigned('桥头路灯坏了，一段全黑。');
  const other = await assigned('公交站的灯不亮，夜里看不见站牌。');
  await bell(page, 2).waitFor();
  await picture(page, 'notices-1-bell', false);
  await bell(page, 2).click();
  await page.getByRole('heading', { name: w('title'), exact: true }).waitFor();
  await expect.poll(() => page.locator('.notice-line[data-unseen]').count()).toBe(2);
  expect(await page.locator('.notices h2').first().innerText()).toContain('2 件新派给您单位');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'notices-2-page-360');

  await page.locator('.notice-line', { hasText: one.number }).click();
  await makeMove(page, 'accept');
  await page.goto('/field/notices');
  // What was taken on is no notice any more.
  await expect.poll(() => page.locator('.notice-line').count()).toBe(1);
  await button(page, w('allSeen')).click();
  await bell(page, 0).waitFor();
  await expect.poll(() => page.locator('.notice-line[data-unseen]').count()).toBe(0);
  await page.locator('.notice-line', { hasText: other.number }).waitFor();

  await page.getByText(w('morning')).click();
  await page.getByLabel(w('quietFrom')).fill('21:30');
  await page.getByLabel(w('quietTo')).fill('08:15');
  await button(page, w('save')).click();
  await page.getByText(w('saved')).waitFor();
  await page.reload();
  expect(await page.getByLabel(w('quietFrom')).inputValue()).toBe('21:30');
  expect(await page.getByLabel(w('quietTo')).inputValue()).toBe('08:15');
  await picture(page, 'notices-3-settings');
  expect(complaintsOf(officer)).toEqual([]);
});

test('a leader at the desk is asked for more time, and a body that was called in finds the task among what it has to do', async () => {
  const { id, number } = await assigned('广场灯杆倾斜，怕倒下来砸人。');
  const lead = await cookieOf(house, 'handler1');
  let { n } = await moved(house, lead, id, 2, { move: 'accept' });
  n = (await moved(house, lead, id, n, { move: 'askExtension', days: 1, reason: '等吊车' })).n;
  const until = addDays(dayOf(new Date()), 1);
  await moved(house, lead, id, n, { move: 'callIn', body: 'wc-enforcement', until, words: '请查产权。' });

  const leader = await staff(house, 'leader1', 'desk');
  await bell(leader.page, 1).click();
  const line = leader.page.locator('.notice-line', { hasText: number });
  await line.waitFor();
  expect(await leader.page.locator('.notices h2').first().innerText()).toContain('申请延期');
  await leader.page.setViewportSize(SIZES.desk);
  await picture(leader.page, 'notices-4-desk-1440');
  await leader.page.setViewportSize(SIZES.phone);
  await picture(leader.page, 'notices-6-desk-360', false);
  expect(await overflow(leader.page)).toBe(0);
  await line.click();
  await leader.page.getByText('等吊车').first().waitFor();

  const helper = await staff(house, 'handler2', 'field');
  const task = helper.page.locator('.task', { hasText: zh(fieldMatterWords)('coHandling') });
  await task.waitFor();
  await bell(helper.page, 1).waitFor();
  await helper.page.setViewportSize(SIZES.phone);
  await picture(helper.page, 'notices-5-co-handling-360', false);
  await task.click();
  await makeMove(helper.page, 'taskAccept');
  await bell(helper.page, 0).waitFor();
});
