import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesWords } from '../../src/capabilities/kinds/screens/changes.words.ts';
import { kindsDeskWords } from '../../src/capabilities/kinds/screens/desk.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { administrator, complaintsOf } from './administrators.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, choosePlace, forward, resident, staff, zh } from './people.ts';

const d = zh(kindsDeskWords);
const c = zh(changesWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

/** The badge of a change that says how far it is. */
const state = (page: Page, one: 'proposed' | 'approved-once' | 'in-force' | 'withdrawn'): Locator =>
  page.locator('.badge', { hasText: c(`state_${one}`) }).first();

/** Why it is changed, in both languages, since the list of changes is public. */
async function giveReasons(page: Page, chinese: string, english: string): Promise<void> {
  await page.getByLabel(d('whyZh')).fill(chinese);
  await page.getByLabel(d('whyEn')).fill(english);
}

test('words change when two others approve, one of them a security administrator, and everybody reads what changed', async () => {
  const duty = await staff(house, 'duty1', 'desk');
  const { page } = duty;
  await page.goto('/desk/kinds');
  await page.getByRole('link', { name: `${d('change')} 消防隐患` }).click();
  // What the charter forbids is said while it is typed.
  await page.getByLabel(d('nameZh'), { exact: true }).fill('重点人员');
  await page.getByText('公约第一条').first().waitFor();
  await picture(page, 'kinds-1-charter', false);
  await page.getByLabel(d('nameZh'), { exact: true }).fill('火灾隐患');
  await page.getByText('公约第一条').first().waitFor({ state: 'detached' });
  await page.getByLabel(d('firstActionMinutes')).fill('30');
  // Who is called in as well is chosen from the bodies, and stands in the differences.
  const called = page.locator('[data-called]');
  await called.getByLabel(d('withAdd')).selectOption({ label: '婺城区住房和城乡建设局' });
  await button(called, d('withDrop', { body: '婺城区住房和城乡建设局' })).waitFor();
  await page
    .getByRole('region', { name: d('differences') })
    .getByText('婺城区住房和城乡建设局')
    .waitFor();
  await button(page, d('addQuestion')).click();
  await button(page, d('send')).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await picture(page, 'kinds-2-incomplete');
  const question = page.locator('.question-box').last();
  await question.getByLabel(d('textZh')).fill('附近有消火栓吗？');
  await question.getByLabel(d('textEn')).fill('Is there a hydrant nearby?');
  await question.getByLabel(d('questionId')).fill('hydrant');
  await question.getByLabel(d('options')).fill('yes | 有 | Yes\nno | 没有 | No');
  await giveReasons(page, '按区消防安全委员会意见调整', 'As the fire safety committee advised');
  await button(page, d('send')).click();
  await state(page, 'proposed').waitFor();
  await expect(button(page, d('approve')).count()).resolves.toBe(0);
  await picture(page, 'kinds-3-proposed', false);
  expect(duty.complaints).toEqual([]);

  // Not in force yet: who reports reads the old name.
  const reporter = await resident(house);
  await choosePlace(reporter.page, '江南', '街道');
  await forward(reporter.page);
  await reporter.page.locator('.tile', { hasText: '隐患' }).first().click();
  await reporter.page.locator('.tile', { hasText: '消防隐患' }).waitFor();

  const leader = await staff(house, 'leader1', 'desk', 'phone');
  await leader.page.goto('/desk/kinds');
  await leader.page.getByRole('tab', { name: d('changes') }).click();
  await button(leader.page, d('approve')).click();
  await picture(leader.page, 'kinds-4-approving', false);
  await button(leader.page.locator('dialog[open]'), d('approve')).click();
  await state(leader.page, 'approved-once').waitFor();
  await expect(button(leader.page, d('approve')).count()).resolves.toBe(0);
  expect(await overflow(leader.page)).toBe(0);
  expect(leader.complaints).toEqual([]);

  const security = await administrator(house, 'secadmin1', '/desk/kinds');
  await security.page.getByRole('tab', { name: d('changes') }).click();
  await button(security.page, d('approve')).click();
  await button(security.page.locator('dialog[open]'), d('approve')).click();
  await state(security.page, 'in-force').waitFor();
  expect(complaintsOf(security)).toEqual([]);

  // In force: on the public list of changes, and in the next report.
  await reporter.page.goto('/changes');
  await reporter.page.getByText('按区消防安全委员会意见调整').waitFor();
  await state(reporter.page, 'in-force').waitFor();
  await picture(reporter.page, 'kinds-5-public');
  expect(await overflow(reporter.page)).toBe(0);
  await expect(reporter.page.locator('main').innerText()).resolves.not.toContain('演示');
  await reporter.page.goto('/');
  await forward(reporter.page);
  await reporter.page.getByLabel(zh(reportWords)('kindFind')).fill('火灾隐患');
  await reporter.page.locator('.tile', { hasText: '火灾隐患' }).click();
  await reporter.page.getByText('附近有消火栓吗？').waitFor();
  expect(reporter.complaints).toEqual([]);
});

test('who answers for a place and kind changes the same way, and a proposal can be taken back', async () => {
  const duty = await staff(house, 'duty2', 'desk');
  const { page } = duty;
  await page.goto('/desk/kinds');
  await page.getByRole('tab', { name: d('authority') }).click();
  await page.locator('table').first().waitFor();
  await picture(page, 'kinds-6-authority', false);
  await button(page, d('newRow')).click();
  const form = page.locator('dialog[open] form');
  await button(form, d('send')).click();
  await form.locator('[aria-invalid="true"]').first().waitFor();
  await picture(page, 'kinds-7-authority-refused', false);
  await form.getByLabel(d('town')).selectOption({ index: 3 });
  await form.getByLabel(d('village')).selectOption({ index: 1 });
  await form.getByLabel(d('kind'), { exact: true }).selectOption('hazard.fire');
  await form.getByLabel(d('body'), { exact: true }).selectOption({ index: 4 });
  await giveReasons(page, '网格调整', 'Grids redrawn');
  await button(form, d('send')).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: d('changes') }).click();
  await button(page, d('withdraw')).click();
  await button(page.locator('dialog[open]'), d('withdraw')).click();
  await state(page, 'withdrawn').waitFor();
  await picture(page, 'kinds-8-withdrawn', false);
  // The form that was sent half filled was refused, and said so.
  expect(complaintsOf(duty)).toEqual([]);
});
