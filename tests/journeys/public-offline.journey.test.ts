import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { receivedWords } from '../../src/capabilities/matters/screens/received.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { waitsWords } from '../../src/capabilities/matters/screens/waits.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { keptOn } from './onPhone.ts';
import { answerAll, button, chooseKind, forward, noneNearby, received, resident, takePhoto, zh } from './people.ts';

const r = zh(reportWords);
const rs = zh(reportStepWords);
const rc = zh(receivedWords);
const w = zh(waitsWords);
const f = zh(followWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** Waits until the worker holds a release whole. */
const laidBy = (page: Page, release?: string): Promise<void> =>
  expect
    .poll(
      () =>
        page.evaluate(async (wanted) => {
          const names = await caches.keys();
          const { active, installing, waiting } = await navigator.serviceWorker.ready;
          const there = wanted === undefined || names.includes(`lianan-public-${wanted}`);
          return there && active?.state === 'activated' && installing === null && waiting === null;
        }, release),
      { timeout: 30_000 },
    )
    .toBe(true);

/** Tells of a hole in the road with a photo, the place in words, up to the last step. */
async function tell(page: Page, words: string): Promise<void> {
  await page.getByLabel(r('address')).fill('八一南街 128 号门口');
  await page.getByRole('button', { name: r('useWords') }).click();
  await forward(page);
  await noneNearby(page);
  await chooseKind(page, '隐患', '道路与井盖');
  await heading(page, r('questionsTitle'))
    .or(page.getByLabel(rs('words')))
    .first()
    .waitFor();
  if (await heading(page, r('questionsTitle')).isVisible()) {
    await answerAll(page);
    await forward(page);
  }
  await page.getByLabel(rs('words')).fill(words);
  await takePhoto(page, '坑');
  await forward(page);
}

const countOf = async (): Promise<number> =>
  (await house.work.pool.query('select count(*)::int as n from matters.matter')).rows[0].n as number;

test('after a first visit the shell opens without a line, and a whole report made there waits and is sent once when the line is back', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  await laidBy(page);
  const before = await countOf();

  await one.context.setOffline(true);
  await page.goto('/');
  await heading(page, r('placeTitle')).waitFor();
  await tell(page, '没有网络时报的坑。');
  await page.getByLabel(rs('phone'), { exact: true }).fill('13805790031');
  await button(page, r('send')).click();
  await heading(page, w('title')).waitFor();
  await page.getByText(w('text')).waitFor();
  await picture(page, 'public-waits');
  expect((await keptOn(page)).some((name) => name.startsWith('waiting/'))).toBe(true);

  // The page is closed and opened again, still without a line.
  await page.close();
  const next = await one.context.newPage();
  await next.goto('/charter');
  await next.getByText(w('waitingOne', { n: 1 })).waitFor();
  await picture(next, 'public-waits-bar', false);
  expect(await countOf()).toBe(before);

  await one.context.setOffline(false);
  await next.locator('.outbox-bar .receipt-code').waitFor();
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/.exec(await next.locator('.outbox-bar').innerText())?.[0] ?? '';
  await picture(next, 'public-arrived-bar', false);
  expect(await countOf()).toBe(before + 1);
  // Still there for whoever looks later, on the page itself to which it leads; gone when it is noted.
  await next.goto('/follow');
  await next.getByText(w('code', { code })).waitFor();
  await button(next, w('see')).click();
  await heading(next, f('happened')).waitFor();
  await next.getByText('没有网络时报的坑。').first().waitFor();
  await button(next, w('noted')).click();
  await expect.poll(() => keptOn(next)).toEqual([]);
  expect(await countOf()).toBe(before + 1);
});

test('an answer that was lost on its way is asked for again, and the report is entered once with the same code', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  const before = await countOf();
  await tell(page, '回执在路上丢了的那件。');
  await page.locator('.tile', { hasText: rs('withoutPhone') }).click();
  // The server takes it; its answer does not come through.
  let lost = 0;
  let mended = false;
  await one.context.route('**/api/matters', async (route) => {
    if (mended) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await button(page, r('send')).click();
  await heading(page, w('title')).waitFor();
  expect(lost).toBeGreaterThan(0);
  expect(await countOf()).toBe(before + 1);
  mended = true;
  // By itself, before long.
  await page.getByText(rc('sentBefore')).waitFor({ timeout: 40_000 });
  const { code } = await received(page);
  expect(await countOf()).toBe(before + 1);
  await page.goto(`/follow#${code}`);
  await page.getByText('回执在路上丢了的那件。').first().waitFor();
});

test('an anonymous report waits too, shows its code once, and leaves nothing behind', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  await laidBy(page);
  await tell(page, '匿名等网络的一件。');
  await page.locator('.tile', { hasText: rs('anonymous') }).click();
  await one.context.setOffline(true);
  await button(page, r('send')).click();
  await heading(page, w('title')).waitFor();
  await page.getByText(w('codeOnce')).waitFor();
  await one.context.setOffline(false);
  await received(page);
  await page.getByText(rc('doneNothingKept')).waitFor();
  await expect.poll(() => keptOn(page)).toEqual([]);
  const laid = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map((it) => it.url)),
    );
    return lists.flat();
  });
  const own = laid.map((url) => new URL(url).pathname).filter((path) => path !== '/' && !path.startsWith('/assets/'));
  expect([...new Set(own)]).toEqual(['/api/kinds']);
});

test('what the server will not have waits with its reason and goes back into the form', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  await laidBy(page);
  await tell(page, '带着网络断开的那件。');
  await page.locator('.tile', { hasText: rs('withoutPhone') }).click();
  await one.context.setOffline(true);
  await button(page, r('send')).click();
  await heading(page, w('title')).waitFor();
  const title = { zh: '所选的事项已经停用。', en: 'This kind is no longer offered.' };
  await one.context.route('**/api/matters', (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'matters.unknownKind', title: title.zh, titles: title, status: 422 }),
    }),
  );
  await one.context.setOffline(false);
  await heading(page, w('refusedTitle')).waitFor();
  await page.getByText(title.zh).waitFor();
  await picture(page, 'public-refused');
  await one.context.unroute('**/api/matters');
  await button(page, w('takeBack')).click();
  await heading(page, r('sendTitle')).waitFor();
  await page.getByText('带着网络断开的那件。').waitFor();
  await button(page, r('send')).click();
  await received(page);
});

test('a new release is there with the next page, and then also without a line', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  await laidBy(page);
  const pages = join(house.dataDir, 'pages');
  const change = (name: string, from: string | RegExp, to: string): void => {
    const path = join(pages, name);
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${name} holds no ${from}`);
    writeFileSync(path, changed);
  };
  change('index.html', '<div id="root">', '<div id="root" data-release="two">');
  change('public-worker.js', /"name":"\w+"/, '"name":"releasetwo"');
  await page.reload();
  await page.locator('#root[data-release="two"]').waitFor({ state: 'attached' });
  await laidBy(page, 'releasetwo');
  await one.context.setOffline(true);
  await page.goto('/doors');
  await page.locator('#root[data-release="two"]').waitFor({ state: 'attached' });
  await heading(page, '找对门').waitFor();
  await one.context.setOffline(false);
});
