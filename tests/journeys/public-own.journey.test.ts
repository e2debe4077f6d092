import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorWords } from '../../src/capabilities/matters/screens/doors.words.ts';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, makeMove, resident, zh } from './people.ts';
import { cookieOf, looked, moved, photoOf, reported } from './reports.ts';

const f = zh(followWords);
const m = zh(moveWords);
const d = zh(doorWords);
const me = zh(residentScreenWords);
const PHONE = '13805790077';

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

/** Carries a matter to its end by those who must: centre, bureau, a second person. */
async function closed(id: string): Promise<void> {
  const [duty, handler, verifier] = await Promise.all(
    ['duty1', 'handler2', 'verifier1'].map((one) => cookieOf(house, one)),
  );
  let { n } = await moved(house, duty ?? '', id, 1, { move: 'assign', body: 'wc-enforcement' });
  ({ n } = await moved(house, handler ?? '', id, n, { move: 'accept' }));
  ({ n } = await moved(house, handler ?? '', id, n, {
    move: 'handOver',
    result: '灯已换新，夜里亮了。',
    photos: [await photoOf(house)],
  }));
  ({ n } = await moved(house, verifier ?? '', id, n, { move: 'verify' }));
  await moved(house, verifier ?? '', id, n, { move: 'close' });
}

/** Proves a number by the code that the stand-in for the telephone company shows. */
async function prove(page: Page, phone: string): Promise<void> {
  await page.getByLabel(me('phone'), { exact: true }).fill(phone);
  await button(page, me('ask')).click();
  await page.getByText(me('outboxNotice')).waitFor();
  const letters = await page.context().newPage();
  await letters.goto('/outbox');
  const message = letters.locator('article').first();
  await message.waitFor();
  const code = /\d{6}/.exec(await message.locator('p').last().innerText())?.[0] ?? '';
  await letters.close();
  await page.getByLabel(me('code'), { exact: true }).fill(code);
  await button(page, me('enter')).click();
}

test('with the code one sees what happened, by which body and until when, rates it and has it taken up again', async () => {
  const receipt = await reported(house, {
    kind: 'hazard.light',
    words: '桥头的灯不亮。',
    at: { lon: 119.668, lat: 29.102 },
  });
  const one = await resident(house);
  const { page } = one;
  await page.goto('/follow');
  // Written as somebody hears it over the telephone: small letters, O for 0.
  await page.getByLabel(f('code')).fill(receipt.code.toLowerCase().replaceAll('0', 'o').replaceAll('-', ''));
  await button(page, f('look')).click();
  const facts = page.locator('.facts');
  await facts.getByText(f('due')).waitFor();
  expect(page.url()).not.toContain(receipt.code);
  await closed(receipt.id);
  await page.goto(`/follow#${receipt.code}`);
  await page.getByText(f('statusClosed')).first().waitFor();
  const said = await page.locator('main').innerText();
  expect(said).toContain('婺城区综合行政执法局');
  expect(said).toContain('灯已换新，夜里亮了。');
  await picture(page, 'public-closed');
  await makeMove(page, 'rate', async (sheet) => {
    await sheet.locator('.stars label').nth(3).click();
  });
  await page.getByText(f('starsN', { n: 4 }), { exact: true }).waitFor();
  await makeMove(page, 'reopen', (sheet) => sheet.getByLabel(m('reopenText')).fill('今晚又灭了。'));
  await page.getByText('今晚又灭了。').waitFor();
  await page.locator('.badge').first().waitFor();
  await expect(page.getByText(f('statusClosed'), { exact: true }).count()).resolves.toBe(0);
  await picture(page, 'public-reopened');
  expect(one.complaints).toEqual([]);
});

test('the own page tells for each matter until which day its contact is kept, and who looked at it and why', async () => {
  const open = await reported(house, { kind: 'hazard.road', words: '路面塌了。', phone: PHONE });
  const ended = await reported(house, {
    kind: 'hazard.light',
    words: '路灯不亮。',
    phone: PHONE,
    at: { lon: 119.668, lat: 29.102 },
  });
  await closed(ended.id);
  await looked(house, await cookieOf(house, 'duty1'), open.id, 'contact');
  const one = await resident(house);
  const { page } = one;
  await page.goto('/mine');
  await page.getByLabel(me('phone'), { exact: true }).fill('138');
  await prove(page, PHONE);
  const kept = page.locator('.kept li');
  await kept.first().waitFor();
  const lines = await kept.allInnerTexts();
  expect(lines).toHaveLength(2);
  expect(lines.find((line) => line.includes(open.number))).toContain(f('keptAfter', { days: 365 }));
  const { rows } = await house.work.pool.query<{ day: string }>(
    "select to_char((updated + interval '365 days') at time zone 'Asia/Shanghai', 'FMYYYY年FMMM月FMDD日') as day from matters.matter where id = $1",
    [ended.id],
  );
  expect(lines.find((line) => line.includes(ended.number))).toContain(f('keptUntil', { day: rows[0]?.day ?? '' }));
  await page.locator('.looks li', { hasText: '值班长' }).first().waitFor();
  await picture(page, 'public-mine');
  // Another language in between takes nothing away that was opened.
  await page.locator('.mine-line', { hasText: open.number }).click();
  await page
    .getByText(f('keptAfter', { days: 365 }))
    .first()
    .waitFor();
  expect(one.complaints).toEqual([]);
});

test('the right door is shown with office, address and telephone, and its slip is made on the phone alone', async () => {
  const one = await resident(house);
  const { page } = one;
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') writes.push(request.url());
  });
  await page.getByRole('link', { name: '找对门' }).click();
  const court = page.getByRole('region', { name: d('court') });
  await court.getByText('婺城区人民法院诉讼服务中心').waitFor();
  await court.getByText('婺城区演示路 62 号').waitFor();
  await court.getByText(d('courtPhone'), { exact: true }).waitFor();
  await picture(page, 'public-doors');
  for (const door of ['petition', 'labour', 'police'] as const)
    await page.getByRole('heading', { name: d(door), exact: true }).waitFor();
  const lines = (await house.work.pool.query('select count(*)::int as n from journal.line')).rows[0].n as number;
  await court.getByRole('link', { name: d('slip') }).click();
  await page.getByRole('heading', { name: d('slipTitle') }).waitFor();
  await page.getByText('婺城区演示路 62 号').waitFor();
  const today = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }).format(
    new Date(),
  );
  await page.getByText(new RegExp(`${today} \\d\\d:\\d\\d 由本平台告知`)).waitFor();
  await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }));
  await button(page, d('print')).click();
  expect(await page.evaluate(() => document.body.dataset['printed'])).toBe('yes');
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'public-slip-printed');
  expect(await page.locator('.public-tabs').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await button(page, d('asPicture')).click();
  await page.locator('.slip-picture').waitFor();
  await picture(page, 'public-slip');
  expect(writes).toEqual([]);
  const after = (await house.work.pool.query('select count(*)::int as n from journal.line')).rows[0].n as number;
  expect(after).toBe(lines);
  expect(one.complaints).toEqual([]);
});
