import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldWords } from '../../src/apps/field/field.words.ts';
import { fieldMatterWords } from '../../src/capabilities/matters/screens/field.words.ts';
import { accountWords } from '../../src/platform/identity/screens/account.words.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, zh } from './people.ts';
import { fillIn, kept, type Line, signInOn, telephone, unrulyLine } from './phones.ts';
import { cookieOf, moved, reported } from './reports.ts';

const f = zh(fieldMatterWords);
const shell = zh(fieldWords);
const inWords = zh(signInWords);

let house: JourneyHouse;
let line: Line;
beforeAll(async () => {
  house = await journeyHouse({ count: 60 });
  line = await unrulyLine(house.origin);
});
afterAll(async () => {
  await line?.close();
  await house?.close();
});

test('it can be installed, and opens without a line after one visit: with the last known person, what is theirs, near and late', async () => {
  line.weather = 'through';
  const words = '楼梯扶手松了，老人扶着摔过。';
  const { id } = await reported(house, { kind: 'hazard.light', words, at: { lon: 119.6473, lat: 29.0896 } });
  await moved(house, await cookieOf(house, 'duty1'), id, 1, { move: 'assign', body: 'wc-t001' });
  const phone = await telephone(line.origin, 'offline');
  const { page } = phone;
  await signInOn(phone, 'handler1');

  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const said = (await (await fetch(link?.href ?? '')).json()) as {
      start_url: string;
      scope: string;
      display: string;
      icons: { src: string; sizes: string; purpose?: string }[];
    };
    const found = await Promise.all(said.icons.map(async (one) => (await fetch(one.src)).ok));
    return { ...said, found };
  });
  expect([manifest.start_url, manifest.scope, manifest.display]).toEqual(['/field/', '/field/', 'standalone']);
  expect(manifest.icons.map((one) => one.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some((one) => one.purpose === 'maskable')).toBe(true);
  expect(manifest.found).toEqual(manifest.icons.map(() => true));

  for (const tab of ['late', 'near', 'todo'] as const) {
    await page.getByRole('tab', { name: f(tab), exact: true }).click();
    await page.locator('.task').or(page.locator('.empty')).first().waitFor();
  }
  await page
    .locator('.task', { hasText: words.slice(0, 6) })
    .first()
    .click();
  await page.getByText(words).first().waitFor();

  line.weather = 'down';
  await phone.context.setOffline(true);
  await page.goto('/field/');
  await page.getByText(shell('offline')).waitFor();
  await page.locator('.task', { hasText: words.slice(0, 6) }).waitFor();
  await page.getByText(f('asOf', { when: '' }).slice(0, 8)).waitFor();
  await picture(page, 'field-11-today-offline');
  await expect(overflow(page)).resolves.toBe(0);
  await page.getByRole('tab', { name: f('near'), exact: true }).click();
  await button(page, f('whereAmI')).click();
  await page.locator('.task', { hasText: '米' }).first().waitFor();
  await picture(page, 'field-12-near-offline', false);
  await page.goto(`/field/matters/${id}`);
  await page.getByText(words).first().waitFor();
  await page.goto('/field/me');
  await page.getByRole('heading', { name: '演示承办人 1' }).waitFor();
  await picture(page, 'field-13-me-offline');
});

test('of what is not its owner’s to do a lost phone tells no words, and after signing out nothing at all, line or no line', async () => {
  line.weather = 'through';
  await phone0();
  const phone = await telephone(line.origin, 'sign-out');
  const { page } = phone;
  await signInOn(phone, 'handler1');
  await page.getByRole('tab', { name: f('open'), exact: true }).click();
  await page.locator('.task').first().waitFor();
  await expect.poll(async () => (await kept(page, 'answers')).length).toBeGreaterThan(2);
  const lists = (await kept(page, 'answers')).filter((one) => one['name'] === 'matters.queue');
  const items = lists.flatMap(
    (one) =>
      (one['data'] as { pages: { items: { abilities: string[]; words: string | null }[] }[] }).pages[0]?.items ?? [],
  );
  const strangers = items.filter(
    (one) => !one.abilities.some((move) => ['accept', 'handOver', 'fixOnSpot', 'verify'].includes(move)),
  );
  expect(items.length).toBeGreaterThan(0);
  expect(strangers.map((one) => one.words).filter((one) => one !== null)).toEqual([]);

  // Without a line: nothing is shown any more, and when the line is back the session is ended before anything else.
  line.weather = 'down';
  await phone.context.setOffline(true);
  await page.goto('/field/me');
  await button(page, zh(accountWords)('signOut')).click();
  await page.getByText(inWords('left')).waitFor();
  expect(await kept(page, 'answers')).toEqual([]);
  await page.goto('/field/');
  await page.getByText(inWords('left')).waitFor();
  line.weather = 'through';
  await phone.context.setOffline(false);
  await page.getByLabel(inWords('password')).waitFor();
  await fillIn(page, 'handler1');
  await page.getByRole('tablist').waitFor();

  // Signed out at the desk of the same browser while the server is in trouble: as little stays, and the session is ended as soon as it can be.
  await expect.poll(async () => (await kept(page, 'answers')).length).toBeGreaterThan(2);
  await page.goto('/desk/me');
  await phone.context.route('**/api/signout', (route) => route.fulfill({ status: 503, body: '' }));
  await button(page, zh(accountWords)('signOut')).click();
  await page.getByText(inWords('left')).waitFor();
  expect(await kept(page, 'answers')).toEqual([]);
  await page.reload();
  await page.getByText(inWords('left')).waitFor();
  await phone.context.unroute('**/api/signout');
  await page.getByLabel(inWords('password')).waitFor();
});

/** Something open at another body, whose words are not this handler's. */
const phone0 = () => reported(house, { kind: 'hazard.water', words: '这是别人家的事，不该留在手机上。' });

test('a new release is picked up at the next start, and offered where somebody is at work', async () => {
  line.weather = 'through';
  const phone = await telephone(line.origin, 'release');
  const { page } = phone;
  await signInOn(phone, 'liaison1');
  const release = async (name: string): Promise<void> => {
    const [index, worker] = ['field/index.html', 'field/sw.js'].map((one) => join(house.dataDir, 'pages', one));
    const [html, script] = await Promise.all([readFile(index ?? '', 'utf8'), readFile(worker ?? '', 'utf8')]);
    await writeFile(
      index ?? '',
      html
        .replace(/<title>[^<]*/, `<title>${name}`)
        .replace('<body', `<body data-release="${name}"`)
        .replace(/data-release="[^"]*" data-release/, `data-release="${name}" data-was`),
    );
    await writeFile(worker ?? '', script.replace(/RELEASE="[^"]*"/, `RELEASE="${name}"`));
  };
  const now = () => page.evaluate(() => document.body.dataset['release'] ?? '');
  await release('second');
  for (const path of ['/field/', '/field/sw.js', '/', '/desk'])
    expect((await fetch(house.origin + path)).headers.get('cache-control'), path).toBe('no-cache');
  const asset = /\/assets\/[^"]+\.js/.exec(await (await fetch(`${house.origin}/field/`)).text())?.[0] ?? '';
  expect((await fetch(house.origin + asset)).headers.get('cache-control')).toContain('immutable');
  await page.goto('/field/');
  await expect.poll(now, { timeout: 15_000 }).toBe('second');

  await page.goto('/field/report');
  await page.getByLabel('看到了什么').fill('正写到一半');
  await release('third');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText(shell('release')).waitFor();
  await picture(page, 'field-14-release', false);
  expect(await now()).toBe('second');
  await button(page, shell('takeOver')).click();
  await expect.poll(now, { timeout: 15_000 }).toBe('third');
  await expect.poll(() => page.getByLabel('看到了什么').inputValue()).toBe('正写到一半');
  // Files of the one before are still there for a window that is open with it.
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('lianan-field-'))))
    .toEqual(['lianan-field-second', 'lianan-field-third']);
  // It opens without a line too.
  line.weather = 'down';
  await page.goto('/field/');
  await expect.poll(now).toBe('third');
});

test('what a phone loads before it shows what is to do today stays small', async () => {
  line.weather = 'through';
  const phone = await telephone(line.origin, 'weight');
  const { page } = phone;
  const loaded = new Map<string, number>();
  let counting = true;
  page.on('response', async (answer) => {
    if (!counting || !/\/assets\/.*\.(js|css)$/.test(answer.url()) || answer.fromServiceWorker()) return;
    loaded.set(answer.url(), gzipSync(await answer.body(), { level: 9 }).length);
  });
  await page.goto('/field/');
  await fillIn(page, 'handler1');
  await page.locator('.task').or(page.locator('.empty')).first().waitFor();
  counting = false;
  const page0 = gzipSync(await readFile(join(house.dataDir, 'pages/field/index.html'))).length;
  const store = [...loaded]
    .filter(([name]) => /(phone|engine|files\.contract)-/.test(name))
    .reduce((sum, [, n]) => sum + n, 0);
  const first = [...loaded.values()].reduce((sum, n) => sum + n, page0) - store;
  console.info(
    `field: first load ${(first / 1000).toFixed(1)} kB gzip, its store ${(store / 1000).toFixed(1)} kB beside it`,
  );
  expect(first).toBeLessThan(112_000);
  expect(store).toBeGreaterThan(10_000);
  await button(page, zh(webWords)('languageName')).click();
  await page.getByRole('tab', { name: 'Near me', exact: true }).waitFor();
  await picture(page, 'field-15-english');
  await expect(overflow(page)).resolves.toBe(0);
});
