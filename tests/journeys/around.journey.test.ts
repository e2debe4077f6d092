import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicWords } from '../../src/apps/public/public.words.ts';
import { aroundWords } from '../../src/capabilities/matters/screens/around.words.ts';
import { areasWords } from '../../src/capabilities/subscriptions/screens/areas.words.ts';
import { isQuiet } from '../../src/capabilities/subscriptions/subscriptions.rules.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { mapWords } from '../../src/platform/web/map/map.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { drawsChinese, settled, sticksOut } from './looking.ts';
import { button, resident, zh } from './people.ts';
import { reported } from './reports.ts';

const w = zh(aroundWords);
const a = zh(areasWords);
const PHONE = '13912340071';

/** Nobody is told anything at night: the worker's day goes on from the next morning where it is run then. */
const HOUR = 3_600_000;
const ahead = Array.from({ length: 12 }, (_, n) => n * HOUR).find((ms) => !isQuiet(Date.now() + ms + HOUR)) ?? 0;
const shift = isQuiet(Date.now()) || isQuiet(Date.now() + HOUR) ? ahead + HOUR : 0;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 300, workClock: () => new Date(Date.now() + shift) });
}, 240_000);
afterAll(() => house?.close());

const listed = (page: Page): Promise<string[]> =>
  page.locator('.around-line').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));

/** The list, once it has settled on what the address says. */
async function shown(page: Page): Promise<string[]> {
  await settled(page);
  await page.locator('.around-line').first().waitFor();
  return listed(page);
}

test('a resident looks around, narrows it, sends the link to a neighbour who sees the same, and opens one matter', async () => {
  const one = await resident(house);
  const { page } = one;
  await page
    .getByRole('link', { name: zh(publicWords)('around') })
    .first()
    .click();
  await page.getByRole('heading', { name: w('title') }).waitFor();
  const all = await shown(page);
  expect(all.length).toBeGreaterThan(5);
  await page.locator('.maplibregl-canvas').waitFor();
  await page.getByText(/地图范围内/).waitFor();
  await page.locator('.map-group').first().waitFor();
  expect(page.url()).not.toContain('box=');
  await picture(page, 'around-0-first', false);
  await picture(page, 'around-1-all');
  expect(await overflow(page)).toBe(0);
  expect(await drawsChinese(page)).toBe(true);

  await page.getByLabel(w('kind')).selectOption('hazard');
  await page.waitForURL(/kind=hazard/);
  await page.getByLabel(w('state')).selectOption('closed');
  await page.waitForURL(/state=closed/);
  await page.getByLabel(w('time')).selectOption('365');
  await page.waitForURL(/days=365/);
  await expect.poll(() => listed(page)).not.toEqual(all);
  await page.waitForTimeout(800);
  const hazards = await shown(page);
  for (const badge of await page.locator('.around-line .badge').allInnerTexts()) expect(badge).toBe(w('closed'));
  // The map goes nearer, and the list with it.
  await button(page, zh(mapWords)('mapIn')).click();
  await button(page, zh(mapWords)('mapIn')).click();
  await page.waitForURL(/box=/);
  await settled(page);
  await page.waitForTimeout(1_200);
  const near = await listed(page);
  await picture(page, 'around-2-near');

  await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: w('copyLink') }).click();
  await page.getByText(zh(webWords)('copied')).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/around\?.*kind=hazard/);
  const neighbour = await resident(house, 'neighbour');
  await neighbour.page.goto(link);
  await neighbour.page.getByRole('heading', { name: w('title') }).waitFor();
  await settled(neighbour.page);
  await expect(neighbour.page.getByLabel(w('state')).inputValue()).resolves.toBe('closed');
  await expect.poll(() => listed(neighbour.page)).toEqual(near);

  // Without a map in sight the list stands by itself, and the whole district comes back with one press.
  await button(neighbour.page, w('everywhere')).click();
  await button(neighbour.page, w('mapHide')).click();
  await expect.poll(() => listed(neighbour.page)).toEqual(hazards);
  await neighbour.page.locator('.around-line').first().click();
  await neighbour.page.getByRole('heading', { name: w('happened') }).waitFor();
  await neighbour.page.getByText(w('private')).waitFor();
  await settled(neighbour.page);
  await picture(neighbour.page, 'around-3-matter');
  expect(await sticksOut(neighbour.page)).toEqual([]);
  await neighbour.page.goBack();
  await expect.poll(() => listed(neighbour.page)).toEqual(hazards);
  for (const { complaints } of [one, neighbour]) expect(complaints).toEqual([]);
});

test('where nothing can be drawn the list is all there', async () => {
  const one = await resident(house, 'old-phone');
  await one.page.addInitScript(() => {
    const plain = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : (plain as (...all: unknown[]) => unknown).call(this, kind, ...rest);
    } as never;
  });
  await one.page.goto('/around');
  await one.page.locator('.around-line').first().waitFor();
  await one.page.getByText(zh(webWords)('mapFailed')).waitFor();
  await picture(one.page, 'around-4-without-map', false);
});

test('a hidden matter is nowhere: not in the list, not on its page', async () => {
  const hidden = await reported(house, { kind: 'dispute.family', words: '家事', territory: '330702001001' });
  const one = await resident(house, 'curious');
  await one.page.goto('/around?days=all');
  const all = await shown(one.page);
  expect(all.join()).not.toContain(hidden.number);
  await one.page.goto(`/m/${hidden.number}`);
  await one.page.locator('.notice.bad, .notice.warn').first().waitFor();
  await picture(one.page, 'around-5-hidden', false);
});

test('a resident subscribes by short message, gets the digest when something happens, and ends it by its link', async () => {
  const one = await resident(house, 'subscriber');
  const { page } = one;
  await page.goto('/areas');
  // The way past the menu is no code of a subscription, nor is a link that was cut off.
  await page.locator('.skip-link').press('Enter');
  await page.waitForURL('**/areas#content');
  await page.getByLabel(a('place')).waitFor();
  await page.goto('/charter');
  await page.goto('/areas#%E5%A9');
  await page.getByLabel(a('place')).fill('bailongqiao');
  await page
    .getByRole('list', { name: a('found') })
    .getByRole('button', { name: '白龙桥镇' })
    .first()
    .click();
  await page.getByText(/已选：/).waitFor();
  await picture(page, 'areas-1-chosen');
  expect(await overflow(page)).toBe(0);

  const r = zh(residentScreenWords);
  await page.getByLabel(r('phone'), { exact: true }).fill(PHONE);
  await button(page, r('ask')).click();
  await page.getByLabel(r('code'), { exact: true }).waitFor();
  const outbox = (await (await fetch(`${house.origin}/api/outbox`)).json()) as { messages: { words: string }[] };
  const code = /\d{6}/.exec(outbox.messages[0]?.words ?? '')?.[0] ?? '';
  await page.getByLabel(r('code'), { exact: true }).fill(code);
  await button(page, r('enter')).click();
  await button(page, a('subscribe')).click();
  await page.locator('.areas-line', { hasText: '白龙桥镇' }).waitFor();
  await picture(page, 'areas-2-subscribed');

  const { places } = (await (await fetch(`${house.origin}/api/places/find?words=bailongqiao`)).json()) as {
    places: { what: string; territory: string; name: { zh: string } }[];
  };
  const town = places.find((it) => it.name.zh === '白龙桥镇')?.territory ?? '';
  // The worker has listened from before; what happens from here on is news.
  await page.waitForTimeout(6_000);
  await reported(house, { kind: 'hazard.fire', words: '仓库门口堆满纸箱', territory: town });
  await page.goto('/outbox');
  const message = page
    .locator('article', { hasText: a('title').slice(2) })
    .or(page.locator('article', { hasText: '/areas#' }));
  await message.first().waitFor({ timeout: 30_000 });
  const words = await message.first().innerText();
  expect(words).toContain('白龙桥镇');
  expect(words).toContain('新报 1 件');
  expect(words).not.toContain('纸箱');
  await picture(page, 'areas-3-digest', false);

  const link = /http\S+\/areas#[0-9A-Z-]+/.exec(words)?.[0] ?? '';
  const elsewhere = await resident(house, 'elsewhere');
  await elsewhere.page.goto(link);
  await elsewhere.page.getByRole('heading', { name: a('byCodeTitle') }).waitFor();
  await elsewhere.page.getByText('白龙桥镇').first().waitFor();
  await picture(elsewhere.page, 'areas-4-by-code', false);
  await button(elsewhere.page, a('end')).click();
  await elsewhere.page.getByText(a('byCodeEnded')).waitFor();
  await page.goto('/areas');
  await page.getByText(a('none')).waitFor();
});

test('a push is shown with its words by a worker of its own, which leaves the pages alone', async () => {
  const one = await resident(house, 'pushed');
  const { page, context } = one;
  await context.grantPermissions(['notifications']);
  await page.goto('/areas');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/push-worker.js', { scope: '/push/' });
    const coming = registration.installing ?? registration.waiting;
    if (coming !== null && registration.active === null)
      await new Promise<void>((done) =>
        coming.addEventListener('statechange', () => coming.state === 'activated' && done()),
      );
  });
  const cdp = await context.newCDPSession(page);
  const registration = new Promise<string>((done) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find((it) => it.scopeURL.endsWith('/push/'));
      if (found) done(found.registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  const told = {
    title: '新报：消防隐患',
    body: '白龙桥镇 · 0702',
    url: `${house.origin}/m/0702`,
    tag: '0702',
    language: 'zh',
  };
  const registrationId = await registration;
  // The browser's test door may drop what comes before it has stored the worker, and says nothing: it is handed in again, as a
  // push service would. What came twice is shown once, by its tag.
  const shownHere = async () => {
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin: house.origin,
      registrationId,
      data: JSON.stringify(told),
    });
    return page.evaluate(async () => {
      const it = await navigator.serviceWorker.getRegistration('/push/');
      return ((await it?.getNotifications()) ?? []).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  };
  await expect.poll(shownHere).toEqual([{ title: told.title, body: told.body, tag: told.tag }]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
