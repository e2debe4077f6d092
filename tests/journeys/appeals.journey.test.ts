import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/figures/appeals/screens/appeals.screen.words.ts';
import { marksWords } from '../../src/capabilities/figures/appeals/screens/marks.words.ts';
import { overflow, picture, SIZES, visitor } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';
import { cookieOf, moved, photoOf, type Receipt, reported } from './reports.ts';

const w = zh(screenWords);
const m = zh(marksWords);
const TOWN = '330702001';

let house: JourneyHouse;
let matter: Receipt;
beforeAll(async () => {
  house = await journeyHouse({ count: 60 });
  // A result that was sent back in the coordinator's street: what the street is going to contest.
  matter = await reported(house, {
    kind: 'hazard.light',
    words: '路灯坏了，桥头一段全黑。',
    territory: '330702001001',
  });
  const [duty, handler, verifier] = [
    await cookieOf(house, 'duty1'),
    await cookieOf(house, 'handler1'),
    await cookieOf(house, 'verifier1'),
  ];
  let { n } = await moved(house, duty, matter.id, 1, { move: 'assign', body: 'wc-t001' });
  ({ n } = await moved(house, handler, matter.id, n, { move: 'accept' }));
  ({ n } = await moved(house, handler, matter.id, n, {
    move: 'handOver',
    result: '已换灯',
    photos: [await photoOf(house)],
  }));
  await moved(house, verifier, matter.id, n, { move: 'sendBack', reason: '还是不亮' });
});
afterAll(() => house?.close());

const inSheet = (page: Page) => page.locator('dialog[open]');
const badge = (page: Page, state: 'open' | 'upheld' | 'rejected') =>
  page.locator('.badge', { hasText: w(`state_${state}`) }).first();
/** The rows of an opened figure that are about the matter. */
const rows = (page: Page) => page.locator('.opened li', { hasText: matter.number });
async function onPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, name);
  await page.setViewportSize(SIZES.desk);
}

test('a street contests a line and a rate, both are marked, a leader sets the line aside and the figure opens to both, and rejects the other', async () => {
  const street = await staff(house, 'coordinator1', 'desk');
  const { page } = street;
  await page.goto('/desk/figures/appeals');
  await page.getByText(w('none'), { exact: true }).waitFor();
  await onPhone(page, 'appeals-1-empty-phone');

  await page.goto(`/desk/figures?territory=${TOWN}&open=sentBack`);
  await rows(page).first().waitFor();
  const before = Number(await page.locator('.opened').getAttribute('data-value'));
  await picture(page, 'appeals-2-opened', false);
  await rows(page)
    .getByRole('link', { name: m('contest') })
    .click();
  await page.getByText(matter.number).waitFor();
  expect(await button(page, w('send')).isDisabled()).toBe(true);
  await page.getByLabel(w('reason')).fill('退回的是桥东那一盏，不是这一件。');
  await page.getByLabel(w('rule')).fill('GB/T 30428.4 核查要求');
  await onPhone(page, 'appeals-3-form-phone');
  await button(page, w('send')).click();
  await badge(page, 'open').waitFor();
  await page.getByText('退回的是桥东那一盏').waitFor();
  await onPhone(page, 'appeals-4-filed-phone');
  await picture(page, 'appeals-5-filed');
  const line = page.url();

  await page.goto(`/desk/figures?territory=${TOWN}&open=sentBack`);
  await rows(page)
    .locator('.badge', { hasText: m('contestedLine') })
    .waitFor();
  await page.goto(`/desk/figures?territory=${TOWN}`);
  await page.getByRole('link', { name: m('contestFigure') }).click();
  await page.getByLabel(w('figure')).selectOption('onTimeRate');
  await page.getByLabel(w('reason')).fill('三件延期没有算进去。');
  await picture(page, 'appeals-6-form-figure', false);
  await button(page, w('send')).click();
  await badge(page, 'open').waitFor();
  await onPhone(page, 'appeals-7-figure-phone');

  const outside = await visitor(house.origin, { size: 'phone' });
  await outside.page.goto(`/figures?territory=${TOWN}`);
  const card = outside.page.locator('.card.figure', { has: outside.page.locator('[data-figure="onTimeRate"]') });
  await card.locator('.badge', { hasText: m('contestedN', { n: 1 }) }).waitFor();
  expect(await overflow(outside.page)).toBe(0);
  await picture(outside.page, 'appeals-8-public-phone');
  await outside.page.goto('/figures');
  await outside.page.locator('td .badge', { hasText: m('contestedN', { n: 1 }) }).waitFor();
  // Nothing is offered, and nothing is said of why.
  expect(await outside.page.getByRole('link', { name: m('contest') }).count()).toBe(0);

  const leader = await staff(house, 'leader1', 'desk');
  await leader.page.goto('/desk/figures/appeals');
  await expect.poll(() => leader.page.locator('[data-appeal]').count()).toBe(2);
  await picture(leader.page, 'appeals-9-decide', false);
  await leader.page.goto(line);
  await button(leader.page, w('uphold')).click();
  await leader.page.getByLabel(w('decision')).fill('照片是另一盏灯，退回有误。');
  await picture(leader.page, 'appeals-10-uphold', false);
  await onPhone(leader.page, 'appeals-11-uphold-phone');
  await button(inSheet(leader.page), w('uphold')).click();
  await badge(leader.page, 'upheld').waitFor();
  await leader.page.locator('[data-live="0"]').waitFor();
  await picture(leader.page, 'appeals-12-upheld');
  await onPhone(leader.page, 'appeals-13-upheld-phone');

  await page.goto(`/desk/figures?territory=${TOWN}&open=sentBack`);
  await expect.poll(() => rows(page).count()).toBe(2);
  expect(Number(await page.locator('.opened').getAttribute('data-value'))).toBe(before - 1);
  const shown = await page.locator('.opened li').evaluateAll((all) => all.map((one) => Number(one.dataset['n'])));
  expect(shown.reduce((sum, n) => sum + n, 0)).toBe(before - 1);
  await onPhone(page, 'appeals-14-corrected-phone');
  await rows(page)
    .getByRole('link', { name: m('correctionMinus', { n: 1 }) })
    .click();
  await badge(page, 'upheld').waitFor();
  await page.getByText('退回有误').waitFor();

  await leader.page.goto('/desk/figures/appeals');
  await leader.page.locator('[data-appeal]').first().click();
  await button(leader.page, w('reject')).click();
  await leader.page.getByLabel(w('decision')).fill('延期已按首次承诺计算。');
  await button(inSheet(leader.page), w('reject')).click();
  await badge(leader.page, 'rejected').waitFor();
  await outside.page.goto(`/figures?territory=${TOWN}`);
  await card.waitFor();
  await expect.poll(() => card.locator('.badge').count()).toBe(0);
  await leader.page.goto('/desk/figures/appeals');
  await leader.page.getByText(w('noneDecide'), { exact: true }).waitFor();
  for (const one of [street, leader, outside]) expect(one.complaints).toEqual([]);
  await outside.leave();
});
