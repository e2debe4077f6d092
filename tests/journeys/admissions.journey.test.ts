import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/admissions/screens/admissions.screen.words.ts';
import { pick } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(screenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const inSheet = (page: Page) => page.locator('dialog[open]');
const badge = (page: Page, state: 'asked' | 'sent-back' | 'admitted') =>
  page.locator('.badge', { hasText: w(`state_${state}`) }).first();

test('a new task for villages is asked for with its burden, objected to, sent back, amended, admitted for a time, and listed', async () => {
  const asker = await staff(house, 'handler2', 'desk');
  const { page } = asker;
  await page.goto('/desk/admissions');
  await page.getByText(w('listNone'), { exact: true }).waitFor();
  await picture(page, 'admissions-1-empty', false);
  await button(page, w('new')).click();
  await button(page, w('send')).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await page.getByLabel(w('nameZh')).fill('重点人员周排查');
  await page.getByLabel(w('nameEn')).fill('Weekly screening');
  await page.getByLabel(w('basis')).fill('消防法第三十二条');
  await pick(page, w('places'), '城东', '城东街道');
  await page.keyboard.press('Escape');
  await page.getByLabel(w('minutes')).fill('90');
  await page.getByLabel(w('times')).selectOption('52');
  await page.getByLabel(w('dropped')).fill('季度消防报表');
  // 90 minutes a week are 78 hours a year.
  await page.getByText(/每村（社区）每年 78 小时/).waitFor();
  await button(page, w('send')).click();
  await page.getByText('公约第一条').first().waitFor();
  await picture(page, 'admissions-2-charter');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'admissions-3-form-phone');
  await page.setViewportSize(SIZES.desk);
  await page.getByLabel(w('nameZh')).fill('消防通道周查');
  await page.getByLabel(w('nameEn')).fill('Weekly look at fire lanes');
  await button(page, w('send')).click();
  await badge(page, 'asked').waitFor();
  await expect(button(page, w('admit')).count()).resolves.toBe(0);

  const village = await staff(house, 'liaison1', 'desk', 'phone');
  await village.page.goto('/desk/admissions?tab=asks');
  await button(village.page, w('object')).click();
  await village.page.getByLabel(w('words'), { exact: true }).fill('我们社区只有两名网格员，每周一次做不过来');
  await button(inSheet(village.page), w('object')).click();
  await inSheet(village.page).waitFor({ state: 'hidden' });
  await village.page.getByText('做不过来').waitFor();
  expect(await overflow(village.page)).toBe(0);
  await picture(village.page, 'admissions-4-objected');
  expect(village.complaints).toEqual([]);

  const leader = await staff(house, 'leader1', 'desk');
  await leader.page.goto('/desk/admissions?tab=asks');
  await leader.page.getByText('做不过来').waitFor();
  await picture(leader.page, 'admissions-5-leader', false);
  await button(leader.page, w('sendBack')).click();
  await leader.page.getByLabel(w('reason'), { exact: true }).fill('改为每月一次再报');
  await button(inSheet(leader.page), w('sendBack')).click();
  await badge(leader.page, 'sent-back').waitFor();

  await page.reload();
  await page.getByText('改为每月一次再报').waitFor();
  await button(page, w('amend')).click();
  await page.getByLabel(w('times')).selectOption('12');
  await page.getByText(/每村（社区）每年 18 小时/).waitFor();
  await button(page, w('send')).click();
  await page.locator('.badge', { hasText: w('round', { n: 2 }) }).waitFor();

  await leader.page.reload();
  await button(leader.page, w('admit')).click();
  await picture(leader.page, 'admissions-6-admitting', false);
  await button(inSheet(leader.page), w('admit')).click();
  await badge(leader.page, 'admitted').waitFor();
  await leader.page.getByRole('tab', { name: w('list') }).click();
  await leader.page.getByRole('heading', { name: '消防通道周查' }).waitFor();
  await leader.page.getByText(/今天各村（社区）已准入的负担：每年 0 到 18 小时/).waitFor();
  await picture(leader.page, 'admissions-7-list');
  await leader.page.emulateMedia({ media: 'print' });
  await picture(leader.page, 'admissions-8-print');
  expect(leader.complaints).toEqual([]);
  // What was sent incomplete, and under a name that the charter refuses, was refused and said so.
  expect(asker.complaints.filter((text) => !/status of 4(00|22)/.test(text))).toEqual([]);
});
