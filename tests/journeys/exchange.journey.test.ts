import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/capabilities/matters/exchange/screens/desks.words.ts';
import { listWords } from '../../src/capabilities/matters/exchange/screens/lists.words.ts';
import { type FakeDesk, fakeDesk } from '../../src/capabilities/matters/exchange/tests/exchangeHouse.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { statusWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { SIGNATURE_HEADER, signed } from '../../src/gateways/exchange/signature.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { administrator, complaintsOf, shownOnce } from './administrators.ts';
import { picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { judgeOfWords, saidOn, settled, sticksOut } from './looking.ts';
import { button, makeMove, staff, takePhoto, zh } from './people.ts';

const w = zh(deskWords);
const l = zh(listWords);
const m = zh(moveWords);
const s = zh(statusWords);
const NUMBER = 'JH12345-2026-0001';
/** The worker looks at its outbox by itself, and pages ask anew every few seconds; well before a failed answer is tried again. */
const SOON = { timeout: 30_000 };
const RESULT = '更换灯头两只，夜里已亮。';

let house: JourneyHouse;
let desk: FakeDesk;
let judge: Awaited<ReturnType<typeof judgeOfWords>>;
/** The middle of the street where the demonstration's first handler works. */
let place = { lon: 0, lat: 0 };
beforeAll(async () => {
  judge = await judgeOfWords();
  house = await journeyHouse({ count: 20 });
  desk = await fakeDesk(() => new Date());
  const answer = await fetch(`${house.origin}/api/places/territories`);
  const { territories } = (await answer.json()) as {
    territories: { name: { zh: string }; middle: typeof place }[];
  };
  place = territories.find((one) => one.name.zh === '城东街道')?.middle ?? place;
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});

/** A picture of a page at a desk's width and at a small phone's: it must fit both, and speak the language that is asked for. */
async function pictures(page: Page, name: string): Promise<void> {
  const wrong: string[] = [];
  // What is told in passing stays in the language in which it was told.
  await page.locator('.toast').first().waitFor({ state: 'detached' });
  for (const language of ['zh', 'en'] as const) {
    for (const size of ['desk', 'phone'] as const) {
      await page.setViewportSize(SIZES[size]);
      await settled(page);
      wrong.push(...(await sticksOut(page)));
      await picture(page, `exchange-${name}-${size}-${language}`);
    }
    wrong.push(...judge(await saidOn(page), language).map(({ said, why }) => `${language}, ${why}: ${said}`));
    await page
      .locator(`[aria-label="${webWords.zh.languageName}"], [aria-label="${webWords.en.languageName}"]`)
      .first()
      .evaluate((it: HTMLElement) => it.click());
    await settled(page);
  }
  await page.setViewportSize(SIZES.desk);
  expect(wrong, name).toEqual([]);
}

async function send(message: object): Promise<Record<string, unknown>> {
  const body = JSON.stringify(message);
  const answer = await fetch(`${house.origin}/exchange/v1/messages`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signed(body, desk.secret, new Date()) },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

test('the security administrator adds the 12345 desk and hands over its secret; its signed message appears live in the queue, is handled, and the answers go back signed', async () => {
  const admin = await administrator(house, 'secadmin1', '/desk/exchange');
  await admin.page.getByText(w('noneMay')).waitFor();
  await pictures(admin.page, '01-none');
  await button(admin.page, w('add')).click();
  const sheet = admin.page.locator('dialog[open]');
  await sheet.getByLabel(w('code')).fill('12345');
  await sheet.getByLabel(w('nameZh')).fill('12345 政务服务热线');
  await sheet.getByLabel(w('nameEn')).fill('12345 service line');
  await sheet.getByLabel(w('categories')).selectOption('12345');
  // An address outside without encryption is refused where it stands.
  await sheet.getByLabel(w('urlLabel')).fill('http://example.com/replies');
  await button(sheet, w('save')).click();
  await sheet.getByText('答复地址须为 https').first().waitFor();
  await pictures(admin.page, '02-add');
  await sheet.getByLabel(w('urlLabel')).fill(desk.url);
  await button(sheet, w('save')).click();
  desk.secret = await shownOnce(admin.page);
  expect(desk.secret.length).toBeGreaterThan(30);
  await pictures(admin.page, '03-secret');
  await button(admin.page, w('kept')).click();
  await admin.page.getByText(w('unheard'), { exact: true }).waitFor();

  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.getByText(zh(queueWords)('live'), { exact: true }).waitFor();
  await duty.page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const now = Date.now();
  const taken = await send({
    version: 1,
    desk: '12345',
    number: NUMBER,
    category: { code: '07', name: '路灯照明' },
    received: new Date(now - 60_000).toISOString(),
    sent: new Date(now).toISOString(),
    place: { ...place, datum: 'wgs84', address: '城东中心小学门口' },
    words: '小学门口路灯不亮',
    contact: { name: '王某', phone: '13805790009' },
    answerBy: new Date(now + 3_600_000).toISOString(),
  });
  const ours = String(taken['ours']);
  const row = duty.page.locator('.queue-row', { hasText: ours });
  await row.waitFor();
  expect(await duty.page.evaluate(() => 'sameDocument' in window)).toBe(true);
  await row.click();
  const pane = duty.page.locator(`[data-matter="${ours}"]`);
  await pane.getByText(NUMBER).waitFor();
  await pane.getByText('12345 要求').waitFor();
  await pane.getByText(w('noAnswerYet')).waitFor();
  await picture(duty.page, 'exchange-04-queue', false);
  await makeMove(duty.page, 'assign');
  await pane.getByText(s('assigned'), { exact: true }).first().waitFor();

  const handler = await staff(house, 'handler1', 'field');
  await handler.page.locator('.task', { hasText: '小学门口路灯不亮' }).click();
  await makeMove(handler.page, 'accept');
  await handler.page.getByText(s('accepted'), { exact: true }).first().waitFor();
  await handler.page.getByText(NUMBER).waitFor();
  await picture(handler.page, 'exchange-05-field');
  await makeMove(handler.page, 'handOver', async (form) => {
    await form.getByLabel(m('handOverText')).fill(RESULT);
    await takePhoto(handler.page, '已修好');
  });
  await handler.page.getByText(s('handled'), { exact: true }).first().waitFor();

  const verifier = await staff(house, 'verifier1', 'desk');
  await verifier.page.locator('.queue-row', { hasText: ours }).click();
  await makeMove(verifier.page, 'verify');
  await makeMove(verifier.page, 'close');
  // The other desk's own software checked each signature before it took the answer.
  await expect
    .poll(() => desk.taken.map((one) => one.state), SOON)
    .toEqual(['assigned', 'accepted', 'handled', 'closed']);
  expect(desk.taken.every((one) => one.number === NUMBER && one.ours === ours)).toBe(true);
  expect(desk.taken.at(-1)?.words).toContain(RESULT);
  expect(JSON.stringify(desk.taken)).not.toMatch(/王某|13805790009/);

  await duty.page.goto('/desk/exchange');
  await duty.page.getByText(w('good'), { exact: true }).waitFor();
  await pictures(duty.page, '06-desks');
  await duty.page.getByRole('link', { name: w('open') }).click();
  const table = duty.page.getByRole('table', { name: w('traffic') });
  await expect.poll(() => table.getByText('送达').count(), SOON).toBe(4);
  const rows = table.getByRole('row').filter({ hasText: NUMBER });
  expect(await rows.filter({ hasText: ours }).count()).toBe(5);
  await pictures(duty.page, '07-traffic');
  await table.getByRole('link', { name: ours }).first().click();
  await duty.page.getByText(w('caseTitle')).waitFor();
  await duty.page.getByText(NUMBER).waitFor();
  await expect.poll(() => duty.page.getByText(/送达/).count(), SOON).toBe(4);
  await pictures(duty.page, '08-matter');
  for (const one of [admin, duty, handler, verifier]) expect(complaintsOf(one)).toEqual([]);
});

test('an answer that did not arrive is seen and sent again', async () => {
  const before = desk.taken.length;
  const now = new Date().toISOString();
  const number = 'JH12345-2026-0002';
  const there = { ...place, datum: 'wgs84', address: '城东' };
  const message = {
    version: 1,
    desk: '12345',
    number,
    category: { code: '12' },
    received: now,
    sent: now,
    place: there,
  };
  const taken = await send({ ...message, words: '夜间施工' });
  const { page, ...duty } = await staff(house, 'duty1', 'desk');
  desk.failing = 1;
  await page.locator('.queue-row', { hasText: String(taken['ours']) }).click();
  await makeMove(page, 'assign');
  await page.goto('/desk/exchange/12345');
  await page.getByText(w('run_failing'), { exact: true }).waitFor();
  await page.getByText(w('why_http', { status: '503' })).waitFor();
  await pictures(page, '09-failed');
  await button(page, w('againOf', { number })).click();
  await expect.poll(() => desk.taken.length, SOON).toBe(before + 1);
  await page.getByText(w('run_failing'), { exact: true }).waitFor({ state: 'detached' });
  expect(complaintsOf({ page, ...duty })).toEqual([]);
});

test('a list with one bad row is previewed, taken with a bar that fills, and its bad row comes back as a sheet; answers are exported as a list', async () => {
  const duty = await staff(house, 'duty1', 'desk');
  const { page } = duty;
  await page.goto('/desk/exchange/12345');
  await page.getByRole('tab', { name: w('upload') }).click();
  await pictures(page, '10-upload');
  const heading = '工单编号,类别代码,受理时间,地址,经度,纬度,内容';
  const csv = [
    heading,
    `Q1,07,2026-03-01 11:31,城东,${place.lon},${place.lat},路灯不亮一`,
    `Q2,12,2026-03-01 11:32,城东,东经,${place.lat},夜间施工`,
    `Q3,51,2026-03-01 11:33,城东,${place.lon},${place.lat},信访事项`,
  ].join('\r\n');
  await page
    .getByLabel(l('choose'))
    .setInputFiles({ name: '工单.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText(l('good', { n: 2 })).waitFor();
  await page.getByText(l('refusedN', { n: 1 })).waitFor();
  await page.getByText(/^经度：/).waitFor();
  await pictures(page, '11-preview');
  const coming = page.waitForEvent('download');
  await button(page, l('download')).click();
  const refused = await readSheet(await (await coming).path());
  expect(refused).toHaveLength(2);
  expect(refused[0]).toEqual([...heading.split(','), l('reason')]);
  expect(refused[1]?.slice(0, 5)).toEqual(['Q2', '12', '2026-03-01 11:32', '城东', '东经']);
  await button(page, l('take', { n: 2 })).click();
  await page.getByText(l('done', { n: 2 })).waitFor();
  expect(await page.getByRole('progressbar', { name: l('progress') }).getAttribute('value')).toBe('2');
  await pictures(page, '12-taken');
  await button(page, l('toTraffic')).click();
  await page.getByRole('rowheader', { name: 'Q1' }).waitFor();

  await page.getByRole('tab', { name: w('export') }).click();
  await pictures(page, '13-export');
  const list = page.waitForEvent('download');
  await button(page, l('exportDo')).click();
  const answers = await readFile(await (await list).path(), 'utf8');
  expect(answers).toContain(NUMBER);
  expect(answers).toContain(RESULT);
  expect(complaintsOf(duty)).toEqual([]);
});

test('whoever has nothing to do with it is told so, in words', async () => {
  const { page } = await staff(house, 'handler1', 'desk');
  await page.goto('/desk/exchange');
  await page.getByText(w('mayNot')).waitFor();
  await page.goto('/desk/exchange/12345');
  await page.getByText(w('mayNotDesk')).waitFor();
});
