import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figuresScreenWords } from '../../src/capabilities/figures/screens/figures.screen.words.ts';
import { declaredWords } from '../../src/capabilities/matters/declared.words.ts';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { statusWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { lookWords } from '../../src/platform/identity/screens/looks.words.ts';
import { postWords } from '../../src/platform/identity/screens/posts.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import {
  answerAll,
  button,
  choosePlace,
  forward,
  makeMove,
  noneNearby,
  received,
  resident,
  staff,
  takePhoto,
  zh,
} from './people.ts';

const PHONE = '13805790001';
const WORDS = '小区东门的路灯坏了三天，晚上看不见台阶，昨天有老人摔倒。';
const RESULT = '更换灯头两只，夜里已亮。';

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse();
});
afterAll(() => house?.close());

/** A public figure as it stands on its card. */
const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`).first();

test('a resident reports by phone, the duty officer sees it arrive without reloading, assigns it, the handler finishes it with a photo, another person verifies it, the resident rates it and sees who looked, the public figure goes up by one and opens to its lines', async () => {
  const r = zh(reportWords);
  const rs = zh(reportStepWords);
  const q = zh(queueWords);
  const m = zh(moveWords);
  const s = zh(statusWords);
  const f = zh(followWords);
  const fi = zh(declaredWords);
  const pictures = (page: Page, name: string) => picture(page, `main-${name}`, false);

  // The figures of the public page before.
  const neighbour = await resident(house, 'neighbour');
  await neighbour.page.goto('/figures');
  const opened = Number(await figure(neighbour.page, 'opened').innerText());
  const closed = Number(await figure(neighbour.page, 'closed').innerText());
  expect(opened).toBeGreaterThan(10);
  await pictures(neighbour.page, '01-figures-before');

  // The duty officer is at the desk already.
  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.getByText(q('live'), { exact: true }).waitFor();
  const fresh = duty.page.locator('.count', { hasText: q('fresh') }).locator('strong');
  const before = Number(await fresh.innerText());
  await duty.page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await pictures(duty.page, '02-desk-before');

  // The resident reports: a place by its first letters, then a pin beside it.
  const reporter = await resident(house, 'reporter');
  const phone = reporter.page;
  await pictures(phone, '03-report');
  await choosePlace(phone, 'cdzxxx', '城东中心小学');
  await phone.getByText('城东街道').first().waitFor();
  const noted = await phone.locator('.place-line').innerText();
  await button(phone, r('pinOnMap')).click();
  const map = phone.locator('.map-ground canvas');
  await map.waitFor();
  await phone.locator('.map-name').first().waitFor();
  await map.scrollIntoViewIfNeeded();
  await map.click({ position: { x: 130, y: 160 } });
  await pictures(phone, '04-pin');
  expect(noted).toContain('城东街道');
  await phone.locator('.place-line', { hasText: '城东街道' }).waitFor();
  await forward(phone);
  await noneNearby(phone);

  await phone.locator('.tile', { hasText: '隐患' }).first().waitFor();
  await pictures(phone, '05-groups');
  await phone.locator('.tile', { hasText: '隐患' }).first().click();
  await phone.locator('.tile', { hasText: '路灯与照明' }).waitFor();
  await pictures(phone, '06-kinds');
  await phone.locator('.tile', { hasText: '路灯与照明' }).click();
  await phone.getByRole('heading', { name: r('questionsTitle') }).waitFor();
  await answerAll(phone);
  await pictures(phone, '07-questions');
  await forward(phone);
  await phone.getByLabel(rs('words')).fill(WORDS);
  await takePhoto(phone, '路灯不亮');
  await pictures(phone, '08-words');
  await forward(phone);
  await phone.getByLabel(rs('phone'), { exact: true }).fill('138 0579 0001');
  await pictures(phone, '09-send');
  await button(phone, r('send')).click();
  const { number, code } = await received(phone);
  expect(number).toMatch(/^0702-\d{8}-[0-9A-Z]{6}$/);
  await pictures(phone, '10-received');

  // It arrives at the desk by itself.
  const row = duty.page.locator('.queue-row', { hasText: number });
  await row.waitFor();
  expect(await duty.page.evaluate(() => 'sameDocument' in window)).toBe(true);
  await expect.poll(async () => Number(await fresh.innerText())).toBe(before + 1);
  await expect(row.innerText()).resolves.toContain(s('new'));
  await row.click();
  const pane = duty.page.locator(`[data-matter="${number}"]`);
  await pane.getByText(WORDS).first().waitFor();
  await pane.locator('.strip-one img').first().waitFor();
  await pane.locator('.map-ground canvas').waitFor();
  await pictures(duty.page, '11-desk-arrived');

  // The desk assigns it to the body that the table names, and looks at the contact with a reason.
  await makeMove(duty.page, 'assign', async (sheet) => {
    await sheet.getByText(m('proposed', { body: '城东街道办事处' })).waitFor();
    await expect(sheet.getByRole('combobox', { name: m('body') }).inputValue()).resolves.toBe('wc-t001');
    await pictures(duty.page, '12-assign');
  });
  await pane.getByText(s('assigned'), { exact: true }).first().waitFor();
  await expect(pane.innerText()).resolves.not.toContain(PHONE);
  await button(pane, m('seeContact')).click();
  const contact = duty.page.locator('dialog[open]');
  await contact.locator('.tile', { hasText: zh(lookWords)('visit') }).click();
  await button(contact, m('seeContact')).click();
  await contact.getByRole('link', { name: PHONE }).waitFor();
  await pictures(duty.page, '13-contact');
  await button(contact, zh(webWords)('close')).click();

  // The handler of that body, on a phone: accepts, then hands over the result with a photo. No number reaches them.
  const handler = await staff(house, 'handler1', 'field');
  const task = handler.page.locator('.task', { hasText: WORDS.slice(0, 12) });
  await task.waitFor();
  await pictures(handler.page, '14-field-tasks');
  await task.click();
  await handler.page.getByText(WORDS).first().waitFor();
  await makeMove(handler.page, 'accept');
  await handler.page.getByText(s('accepted'), { exact: true }).first().waitFor();
  await pictures(handler.page, '15-field-accepted');
  await expect(handler.page.locator('main').innerText()).resolves.not.toContain(PHONE);
  await makeMove(handler.page, 'handOver', async (sheet) => {
    await button(sheet, m('send', { move: m('handOver') })).click();
    await sheet.getByText(m('needText')).waitFor();
    await sheet.getByLabel(m('handOverText')).fill(RESULT);
    await takePhoto(handler.page, '已修好');
    await pictures(handler.page, '16-field-result');
  });
  await handler.page.getByText(s('handled'), { exact: true }).first().waitFor();
  await expect(button(handler.page, m('verify')).count()).resolves.toBe(0);
  await pictures(handler.page, '17-field-handled');
  // The desk saw it without asking.
  await pane.getByText(RESULT).first().waitFor();

  // Another person verifies and closes it.
  const verifier = await staff(house, 'verifier1', 'desk');
  await verifier.page.locator('.queue-row', { hasText: number }).click();
  const looked = verifier.page.locator(`[data-matter="${number}"]`);
  await looked.getByText(RESULT).first().waitFor();
  await makeMove(verifier.page, 'verify', (sheet) =>
    sheet.getByLabel(m('verifyText')).fill('晚上八点到现场看过，灯亮。'),
  );
  await looked.getByText(s('verified'), { exact: true }).first().waitFor();
  await pictures(verifier.page, '18-verified');
  await makeMove(verifier.page, 'close');
  await looked.getByText(s('closed'), { exact: true }).first().waitFor();
  await pictures(verifier.page, '19-closed');

  // The resident follows with the code, typed as people type it, rates, and sees who looked and why.
  await phone.goto('/follow');
  await phone.getByLabel(f('code')).fill(code.toLowerCase().replaceAll('-', ' '));
  await button(phone, f('look')).click();
  await phone.locator('.followed-state', { hasText: f('statusClosed') }).waitFor();
  await phone.getByText(RESULT).first().waitFor();
  // Their own photo and that of the result.
  await phone.locator('.strip-one img').nth(1).waitFor();
  await pictures(phone, '20-followed');
  await makeMove(phone, 'rate', async (sheet) => {
    await button(sheet, m('send', { move: m('rate') })).click();
    await sheet.getByText(m('needStars')).waitFor();
    await sheet.getByRole('radio', { name: zh(webWords)('stars', { n: 5 }) }).check({ force: true });
    await sheet.getByLabel(m('rateText')).fill('修得快，谢谢。');
    await pictures(phone, '21-rating');
  });
  await phone.getByText(f('starsN', { n: 5 }), { exact: true }).waitFor();
  const looks = phone.locator('.looks');
  await expect(looks.innerText()).resolves.toContain(zh(postWords)('duty'));
  await expect(looks.innerText()).resolves.toContain(zh(lookWords)('visit'));
  await expect(phone.locator('main').innerText()).resolves.not.toContain('演示承办人');
  await looks.scrollIntoViewIfNeeded();
  await pictures(phone, '22-looks');

  // The public figures went up by one, on the page that stood open all the time, and open to their lines.
  await expect
    .poll(async () => Number(await figure(neighbour.page, 'opened').innerText()), { timeout: 20_000 })
    .toBe(opened + 1);
  await expect
    .poll(async () => Number(await figure(neighbour.page, 'closed').innerText()), { timeout: 20_000 })
    .toBe(closed + 1);
  await pictures(neighbour.page, '23-figures-after');
  for (const [name, value] of [
    ['opened', opened + 1],
    ['closed', closed + 1],
  ] as const) {
    await neighbour.page
      .locator('.figure', { has: figure(neighbour.page, name) })
      .first()
      .click();
    const sheet = neighbour.page.locator('dialog[open]');
    await sheet
      .getByRole('heading', { name: zh(figuresScreenWords)('openTitle', { name: fi(name), n: value }) })
      .waitFor();
    const lines = sheet.locator('.opened li');
    await lines.first().waitFor();
    const more = button(sheet, zh(figuresScreenWords)('moreLines'));
    while (await more.isVisible()) {
      const shown = await lines.count();
      await more.click();
      await expect.poll(() => lines.count()).toBeGreaterThan(shown);
    }
    const counts = await lines.evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-n'))));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(value);
    const line = sheet.locator('li', { hasText: number });
    await line.scrollIntoViewIfNeeded();
    await expect(line.count()).resolves.toBe(1);
    await expect(line.getByRole('link').count()).resolves.toBe(0);
    await pictures(neighbour.page, `24-${name}-lines`);
    await button(sheet, zh(webWords)('close')).click();
  }
  for (const one of [neighbour, duty, reporter, handler, verifier]) expect(one.complaints).toEqual([]);
});
