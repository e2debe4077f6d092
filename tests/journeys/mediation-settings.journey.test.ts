import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/mediation/settings/screens/settings.screen.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(screenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const sheet = (page: Page) => page.locator('dialog[open]');
const closed = (page: Page) => sheet(page).waitFor({ state: 'hidden' });
const saveWith = async (page: Page, reason: string): Promise<void> => {
  await sheet(page).getByLabel(w('reason')).fill(reason);
  await button(sheet(page), w('save')).click();
};

test('the district’s leader changes a term and a committee’s word, each with a reason that stands beside it', async () => {
  const { page, complaints } = await staff(house, 'leader1', 'desk');
  await page.getByRole('menuitem', { name: w('title') }).click();
  await page.getByText('司法局').first().waitFor();
  await picture(page, 'mediation-settings-1');
  await button(page, `${w('edit')} ${w('days')}`).click();
  await sheet(page).getByLabel(w('days')).fill('91');
  await saveWith(page, '试');
  await sheet(page).getByRole('alert').waitFor();
  await sheet(page).getByLabel(w('days')).fill('45');
  await saveWith(page, '区委政法委会议纪要第三条');
  await closed(page);
  const days = page.locator('[data-term="days"]');
  await days.getByText('45').waitFor();
  await days.getByText('区委政法委会议纪要第三条').waitFor();

  await button(page, `${w('edit')} ${w('wordTitle')}`).click();
  await sheet(page).getByLabel(w('body'), { exact: true }).selectOption('wc-justice');
  await sheet(page).getByLabel(w('wordOf')).fill('婺');
  await sheet(page).getByText('（2026）婺人调字第12号').waitFor();
  await saveWith(page, '统一文号');
  await closed(page);
  await page.locator('[data-word="wc-justice"] dd').getByText('婺', { exact: true }).waitFor();

  await button(page, `${w('edit')} ${w('subsidyTitle')}`).click();
  await sheet(page).getByLabel(w('simple')).fill('50');
  await picture(page, 'mediation-settings-2-subsidy', false);
  await saveWith(page, '财政批复');
  await closed(page);
  await page.locator('[data-subsidy="simple"]').getByText('50').waitFor();
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'mediation-settings-3-phone');
  expect(await overflow(page)).toBe(0);
  expect(complaints.filter((text) => !/status of 4(00|22)/.test(text))).toEqual([]);
});

test('a template is tried, refused by its line, saved, printed, and put back to the default', async () => {
  const { page, complaints } = await staff(house, 'leader1', 'desk');
  await page.goto('/desk/mediation/settings');
  await page.locator('[data-template="agreement"]').getByRole('link').click();
  const text = page.getByLabel(w('text')).locator('visible=true').last();
  await button(page, w('preview')).click();
  await page.locator('.paper .title').getByText('人民调解协议书').waitFor();
  await picture(page, 'mediation-template-1');
  const before = await text.inputValue();
  await text.fill(`${before}\n{{nubmer}}`);
  await button(page, w('preview')).click();
  await page.getByText('没有“nubmer”这个字段').waitFor();
  await picture(page, 'mediation-template-2-refused', false);
  await text.fill(before.replace('# 人民调解协议书', '# 本区人民调解协议书'));
  await button(page, w('save')).click();
  await saveWith(page, '加区名');
  await closed(page);
  await page.getByText(w('ownVersion')).first().waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: w('docx') }).click(),
  ]);
  const parts = unzipSync(await readFile(await file.path()));
  expect(Buffer.from(parts['word/document.xml'] ?? []).toString()).toContain('本区人民调解协议书');
  await button(page, w('toStandard')).click();
  await saveWith(page, '恢复');
  await closed(page);
  await page.getByText(w('releaseVersion')).first().waitFor();
  expect(await text.inputValue()).toBe(before);
  await button(page, w('preview')).click();
  await page.locator('.paper .title').getByText('人民调解协议书').waitFor();
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'mediation-template-3-phone');
  expect(await overflow(page)).toBe(0);
  expect(complaints.filter((one) => !/status of 422/.test(one))).toEqual([]);
});

test('who is not of the justice office reads and tries, and is offered no change', async () => {
  const { page, complaints } = await staff(house, 'handler1', 'desk');
  await page.goto('/desk/mediation/settings');
  await page.locator('[data-term="days"]').waitFor();
  expect(await page.getByRole('button', { name: w('edit') }).count()).toBe(0);
  await page.goto('/desk/mediation/settings/templates/rights');
  await page.getByText(w('readOnly')).waitFor();
  await button(page, w('preview')).click();
  await page.locator('.paper').getByText('第二十三条').waitFor();
  expect(complaints).toEqual([]);
});
