import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages as publicPages } from '../../src/apps/public/pages.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { barriers } from './axe.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { settled } from './looking.ts';
import { answerAll, button, forward, resident, takePhoto, zh } from './people.ts';
import { cookieOf, looked, moved, type Receipt, reported } from './reports.ts';

const r = zh(reportWords);
const rs = zh(reportStepWords);
const SPOT = { lon: 119.668, lat: 29.102 };

let house: JourneyHouse;
let matter: Receipt;
beforeAll(async () => {
  house = await journeyHouse({ count: 60 });
  matter = await reported(house, { kind: 'hazard.light', words: '路灯坏了。', phone: '13905790066', at: SPOT });
  const duty = await cookieOf(house, 'duty1');
  const { n } = await moved(house, duty, matter.id, 1, { move: 'assign', body: 'wc-enforcement' });
  await moved(house, duty, matter.id, n, { move: 'ask', question: '是哪一座桥？' });
  await looked(house, duty, matter.id, 'contact');
});
afterAll(() => house?.close());

/** Looks at the page as it stands in both languages and both sizes of text; names what bars somebody or sticks out. */
async function allWays(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  await page.setViewportSize(SIZES.phone);
  const choose = (language: 'zh' | 'en', large: boolean): Promise<void> =>
    page.evaluate(
      ([wanted, size]) => {
        const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
        const root = document.documentElement;
        if (!root.lang.startsWith(wanted as string)) press('.public-switches .button:last-child');
        if ((root.dataset['text'] === 'large') !== size) press('.public-switches .button:first-child');
      },
      [language, large] as const,
    );
  for (const language of ['zh', 'en'] as const) {
    for (const large of [false, true]) {
      await choose(language, large);
      await settled(page);
      const way = `${name} ${language}${large ? ' large' : ''}`;
      wrong.push(...(await barriers(page)).map((one) => `${way}: ${one}`));
      if ((await overflow(page)) > 0) wrong.push(`${way}: ${await overflow(page)} px too wide`);
      if (large) await picture(page, `access-${name.replace(/\W+/g, '-')}-${language}-large`);
    }
  }
  await choose('zh', false);
  return wrong;
}

test('no public page bars anybody: WCAG 2.2 AA at 360 px, in both languages and both sizes of text', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const paths = publicPages.map(({ path }) =>
    path.replace(':number', matter.number).replace(':door', 'court').replace(':code', 'hazard.fire'),
  );
  const wrong: string[] = [];
  for (const path of [...paths, `/follow#${matter.code}`, '/figures/nowhere']) {
    await page.goto(path);
    await settled(page);
    wrong.push(...(await allWays(page, path.replace(matter.number, 'one').replace(matter.code, 'one'))));
  }
  expect(wrong).toEqual([]);
});

test('the look for barriers finds those that are there', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.getByRole('heading', { name: r('placeTitle') }).waitFor();
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.insertAdjacentHTML(
      'beforeend',
      '<img src="/icons/lianan.svg"><button></button><p style="color:#bbb;background:#fff">pale</p><input>' +
        '<p><button class="tiny">a</button><button class="tiny">b</button></p><style>.tiny{padding:0;border:0;width:9px;height:9px;font-size:9px}</style>',
    );
  });
  const found = (await barriers(page)).map((it) => it.split(':')[0]);
  expect(new Set(found)).toEqual(new Set(['image-alt', 'button-name', 'color-contrast', 'label', 'target-size']));
});

test('nor does any step of the report, the own page or a sheet', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const wrong: string[] = [];
  const look = async (name: string): Promise<void> => {
    wrong.push(...(await allWays(page, name)));
  };
  await page.getByLabel(r('address')).fill('江南');
  await page.getByRole('list', { name: r('found') }).waitFor();
  await look('matches');
  await one.context.setGeolocation({ longitude: SPOT.lon, latitude: SPOT.lat });
  await button(page, r('useMine')).click();
  await page.locator('.place-line').waitFor();
  await look('place');
  await forward(page);
  await page.getByRole('heading', { name: r('nearTitle') }).waitFor();
  await look('near');
  await button(page, r('nearNone')).click();
  await look('groups');
  await page.locator('.tile', { hasText: '隐患' }).first().click();
  await look('kinds');
  await page.locator('.tile', { hasText: '消防隐患' }).first().click();
  await page.getByRole('heading', { name: r('questionsTitle') }).waitFor();
  await forward(page);
  await look('questions-wrong');
  await answerAll(page);
  await forward(page);
  await takePhoto(page, '一张');
  await look('words');
  await forward(page);
  await button(page, r('send')).click();
  await look('send-wrong');
  await page.locator('.tile', { hasText: rs('withoutPhone') }).click();
  await button(page, r('send')).click();
  await page.locator('.receipt-code').waitFor();
  await look('received');

  await page.goto(`/follow#${matter.code}`);
  await button(page, zh(moveWords)('answer')).click();
  await page.locator('dialog[open]').waitFor();
  await look('sheet');
  await page.goto('/mine');
  await page.getByLabel(zh(residentScreenWords)('phone'), { exact: true }).fill('13905790066');
  await button(page, zh(residentScreenWords)('ask')).click();
  await page.getByText(zh(residentScreenWords)('outboxNotice')).waitFor();
  await look('code');
  const letters = await one.context.newPage();
  await letters.goto('/outbox');
  const code = /\d{6}/.exec(await letters.locator('article').first().locator('p').last().innerText())?.[0] ?? '';
  await letters.close();
  await page.getByLabel(zh(residentScreenWords)('code'), { exact: true }).fill(code);
  await button(page, zh(residentScreenWords)('enter')).click();
  await page.locator('.kept').waitFor();
  await look('mine');
  expect(wrong).toEqual([]);
});

test('the large text is one tap away and remembered, and so is the language', async () => {
  const one = await resident(house);
  const { page } = one;
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  await page.getByRole('heading', { name: r('placeTitle') }).waitFor();
  const before = await size();
  await button(page, webWords.zh.largeText).click();
  expect(await size()).toBeGreaterThan(before * 1.2);
  await button(page, webWords.zh.languageName).click();
  await page.close();
  const next = await one.context.newPage();
  await next.goto('/figures');
  await next.getByRole('heading', { level: 1 }).waitFor();
  expect(await next.evaluate(() => [document.documentElement.dataset['text'], document.documentElement.lang])).toEqual([
    'large',
    'en',
  ]);
});

test('a phone loads at most 90 kB of script before somebody can report', async () => {
  const one = await resident(house, 'light', {});
  const { page } = one;
  await page.evaluate(async () => {
    for (const it of await navigator.serviceWorker.getRegistrations()) await it.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.goto('about:blank');
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    // What the worker lays by afterwards is fetched by the worker, not by the page.
    if (pathname.endsWith('.js') && request.serviceWorker() === null) scripts.add(pathname);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: r('placeTitle') }).waitFor();
  let sum = 0;
  for (const url of scripts) sum += gzipSync((await house.server.inject({ url })).rawPayload, { level: 9 }).length;
  console.log(`first load: ${(sum / 1000).toFixed(1)} kB gzip in ${scripts.size} scripts`);
  expect(scripts.size).toBeGreaterThan(3);
  expect(sum).toBeLessThanOrEqual(90_000);
});
