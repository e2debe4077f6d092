import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/handover/screens/handover.screen.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const w = zh(screenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 60 });
});
afterAll(() => house?.close());

test('a shift is handed over: one signs what stands open, the other finds it on arrival, reads it and signs too', async () => {
  const one = await staff(house, 'duty1', 'desk');
  const { page } = one;
  await page.goto('/desk/handover?tab=sheets');
  await page.getByText(w('sheetsNone'), { exact: true }).waitFor();
  await picture(page, 'handover-1-empty', false);

  const returned = await reported(house, { kind: 'hazard.light', words: '路灯坏了' });
  const duty = await cookieOf(house, 'duty1');
  const { n } = await moved(house, duty, returned.id, 1, { move: 'assign', body: 'wc-t001' });
  await moved(house, await cookieOf(house, 'handler1'), returned.id, n, {
    move: 'return',
    ground: 'place',
    cites: '权责清单第 3 项',
    reason: '不归本街道',
  });
  await page.goto('/desk/handover');
  const change = (name: string) => page.locator(`[data-change="${name}"]`);
  await change('returned').getByRole('link', { name: returned.number }).waitFor();
  await change('new').getByRole('link', { name: returned.number }).waitFor();
  await picture(page, 'handover-2-now');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'handover-3-phone');
  await page.setViewportSize(SIZES.desk);

  // A number opens the queue of what it counts.
  const overdue = page.locator('[data-count="overdue"]');
  const counted = Number(await overdue.locator('strong').innerText());
  await overdue.click();
  await page.waitForURL(/overdue=true/);
  await page.waitForFunction(
    (n) => document.querySelector('.count[aria-pressed="true"] strong')?.textContent === String(n),
    counted,
  );
  await page.goBack();

  await page.getByLabel(w('mindFind')).fill(returned.number);
  await page.getByRole('checkbox', { name: new RegExp(returned.number) }).check();
  await page.getByLabel(w('remarks')).fill('桥头路灯的事请重新派出\n今晚有大风，盯住广告牌');
  // Something happens in between: what was shown is not signed, it is read again.
  const late = await reported(house, { kind: 'hazard.fire', words: '楼道堆满杂物' });
  await button(page, w('sign')).click();
  await page.locator('.notice.bad').waitFor();
  await change('new').getByRole('link', { name: late.number }).waitFor();
  await button(page, w('sign')).click();
  await page.getByRole('heading', { name: w('sheetTitle') }).waitFor();
  await page.getByText(w('waits'), { exact: true }).waitFor();
  await expect(button(page, w('take')).count()).resolves.toBe(0);
  await picture(page, 'handover-4-signed');

  const two = await staff(house, 'duty2', 'desk', 'phone');
  await two.page
    .locator('.shift-bar')
    .getByRole('link', { name: w('barOpen') })
    .click();
  await two.page.getByText('今晚有大风，盯住广告牌').waitFor();
  expect(await overflow(two.page)).toBe(0);
  await picture(two.page, 'handover-5-arrival');
  await button(two.page, w('take')).click();
  await two.page.getByLabel(w('takeText')).fill('已看现场');
  await picture(two.page, 'handover-6-taking', false);
  await button(two.page.locator('dialog[open]'), w('take')).click();
  await two.page.locator('#content').getByText(w('state_taken'), { exact: true }).waitFor();
  await two.page.locator('.shift-signatures', { hasText: '演示值班长 2' }).waitFor();
  await two.page.emulateMedia({ media: 'print' });
  await picture(two.page, 'handover-7-print');
  expect(two.complaints).toEqual([]);

  // The next one begins where this one ended, and what was signed stays as it was.
  await page.reload();
  await page.getByText('已看现场').waitFor();
  await page.goto('/desk/handover');
  await expect.poll(() => change('new').locator('strong').innerText()).toBe('0');
  // The sheet that was not signed because matters had moved on was refused, and said so.
  expect(one.complaints.filter((text) => !/status of 409/.test(text))).toEqual([]);
});

test('a sheet that nobody signs is refused with a reason, and the head of the desk reads all of them', async () => {
  const one = await staff(house, 'duty2', 'desk');
  await one.page.goto('/desk/handover');
  await button(one.page, w('sign')).click();
  await one.page.getByRole('heading', { name: w('sheetTitle') }).waitFor();

  const two = await staff(house, 'duty1', 'desk');
  await two.page.locator('.shift-bar').waitFor();
  await picture(two.page, 'handover-8-bar', false);
  await two.page
    .locator('.shift-bar')
    .getByRole('link', { name: w('barOpen') })
    .click();
  await button(two.page, w('refuse')).click();
  await expect(button(two.page.locator('dialog[open]'), w('refuse')).isDisabled()).resolves.toBe(true);
  await two.page.getByLabel(w('refuseText')).fill('还有两件没有说清');
  await button(two.page.locator('dialog[open]'), w('refuse')).click();
  await two.page.locator('#content').getByText(w('state_refused'), { exact: true }).waitFor();
  expect(two.complaints).toEqual([]);

  const head = await staff(house, 'leader1', 'desk');
  await head.page.goto('/desk/handover');
  await head.page.getByText(w('noDesk'), { exact: true }).waitFor();
  await head.page.locator('#content').getByText(w('state_refused'), { exact: true }).waitFor();
  await picture(head.page, 'handover-9-head', false);
  await head.page.getByRole('link', { name: new RegExp(w('state_refused')) }).click();
  await head.page.getByText('还有两件没有说清').waitFor();
  expect(head.complaints).toEqual([]);
});
