import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { screenWords } from '../../src/capabilities/figures/references/screens/references.screen.words.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { pick } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(screenWords);
const YEAR = dayOf(new Date()).slice(0, 4);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const sheet = (page: Page) => page.locator('dialog[open]');
const row = (page: Page, what: string, territory: string) => page.locator(`[data-reference="${what}@${territory}"]`);
const save = (page: Page) => button(sheet(page), w('save')).click();
const closed = (page: Page) => sheet(page).waitFor({ state: 'hidden' });

test('a leader sets a target for a street, sets it anew, reads its history and ends it', async () => {
  const { page, complaints } = await staff(house, 'leader1', 'desk');
  await page.getByRole('menuitem', { name: zh(deskWords)('references') }).click();
  await row(page, 'target:closingRate', '330702').getByText('95%').waitFor();
  await row(page, 'target:closingRate', '330702').getByText('演示目标').waitFor();
  await picture(page, 'references-1-targets');

  await button(page, w('new_target')).click();
  await save(page);
  await page.getByText(w('valueWanted')).waitFor();
  await sheet(page).getByLabel(w('what_target'), { exact: true }).selectOption('target:onTimeClosingRate');
  await pick(page, w('forPlace'), '城东', '城东街道');
  await page.getByLabel(w('newValue_target')).fill('920');
  await page.getByLabel(w('from')).fill(`${YEAR}-01-01`);
  await sheet(page).getByLabel(w('source')).fill('城东街道年度任务书');
  await save(page);
  await page.getByText('0% 到 100% 之间').waitFor();
  await picture(page, 'references-2-refused', false);
  await page.getByLabel(w('newValue_target')).fill('92');
  await save(page);
  await closed(page);
  const own = row(page, 'target:onTimeClosingRate', '330702001');
  await own.getByText('92%').waitFor();

  await button(own, w('again')).click();
  await page.getByLabel(w('newValue_target')).fill('93.5');
  await sheet(page).getByLabel(w('source')).fill('年中调整');
  await save(page);
  await closed(page);
  await own.getByText('93.5%').waitFor();
  await button(own, w('history')).click();
  await sheet(page).getByText('城东街道年度任务书').waitFor();
  await sheet(page).getByText('年中调整').waitFor();
  await picture(page, 'references-3-history', false);
  await page.keyboard.press('Escape');
  await button(own, w('end')).click();
  await page.getByLabel(w('lastDay')).fill(`${Number(YEAR) + 1}-12-31`);
  await button(sheet(page), w('end')).click();
  await closed(page);
  await own.getByText(w('ending', { to: `${Number(YEAR) + 1}年12月31日` })).waitFor();
  // What was sent wrong was refused and said so.
  expect(complaints.filter((text) => !/status of 4(00|22)/.test(text))).toEqual([]);
});

test('residents are counted on one level: a street’s are refused beside the district’s, and taken where that has ended', async () => {
  const leader = await staff(house, 'leader1', 'desk');
  const { page } = leader;
  await page.goto('/desk/figures/references?sort=base');
  await row(page, 'base:residents', '330702').getByText('982,000').waitFor();
  await picture(page, 'references-4-bases');
  const coordinator = await staff(house, 'coordinator1', 'desk', 'phone');
  const phone = coordinator.page;
  await phone.goto('/desk/figures/references');
  await row(phone, 'target:closingRate', '330702').waitFor();
  expect(await button(phone, w('new_target')).count()).toBe(0);
  expect(await button(phone, w('again')).count()).toBe(0);
  expect(await overflow(phone)).toBe(0);
  await picture(phone, 'references-5-phone');
  await phone.getByRole('tab', { name: w('base') }).click();
  await button(phone, w('new_base')).click();
  await sheet(phone).getByLabel(w('what_base'), { exact: true }).selectOption('base:residents');
  await pick(phone, w('forPlace'), '城东', '城东街道');
  await phone.getByLabel(w('newValue_base')).fill('61,500');
  await sheet(phone).getByLabel(w('source')).fill('演示数据');
  await save(phone);
  await sheet(phone).getByText('婺城区已经设有同一项').first().waitFor();
  expect(await overflow(phone)).toBe(0);
  await picture(phone, 'references-6-rival');

  const district = row(page, 'base:residents', '330702');
  await button(district, w('end')).click();
  await page.getByLabel(w('lastDay')).fill(`${Number(YEAR) - 1}-12-31`);
  await button(sheet(page), w('end')).click();
  await closed(page);
  await district.getByText(w('notNow')).waitFor();

  await save(phone);
  await closed(phone);
  await row(phone, 'base:residents', '330702001').getByText('61,500').waitFor();
  await picture(phone, 'references-7-bases-phone');
  expect(leader.complaints).toEqual([]);
  expect(coordinator.complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});

test('the page fits a desk and a phone alike', async () => {
  const { page } = await staff(house, 'leader2', 'desk');
  await page.goto('/desk/figures/references?sort=base');
  await row(page, 'base:villages', '330702106').waitFor();
  for (const size of [SIZES.phone, SIZES.tablet, SIZES.desk]) {
    await page.setViewportSize(size);
    expect(await overflow(page)).toBe(0);
  }
  await page.getByLabel(w('place')).selectOption('330702106');
  await row(page, 'base:villages', '330702001').waitFor({ state: 'detached' });
  await row(page, 'base:residents', '330702').waitFor();
  await row(page, 'base:villages', '330702106').waitFor();
});
