import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { buildPages } from '../../src/apps/start/pages.ts';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { barriers } from '../../tests/journeys/axe.ts';
import { chromiumPath } from '../../tests/journeys/browser.ts';
import { openHouse, startProcess } from '../house.ts';
import { answer, median, numbersAsked } from '../measure.ts';

// What the three shells weigh at their first load, how soon the public one shows something on a slow telephone, and what axe
// finds on their pages against WCAG 2.2 AA, in headless Chromium against the built pages.
const { rounds } = numbersAsked({ rounds: 7 });

/** "Fast 4G" of Chromium's developer tools: 9 Mbit/s down, 1.5 Mbit/s up, less a tenth each, 60 ms doubled and more by a factor of 2.75. */
const FAST_4G = {
  offline: false,
  downloadThroughput: (9_000_000 / 8) * 0.9,
  uploadThroughput: (1_500_000 / 8) * 0.9,
  latency: 60 * 2.75,
} as const;
const CPU_SLOWDOWN = 4;
const PHONE = { width: 390, height: 844 } as const;
const DESK = { width: 1440, height: 900 } as const;
/** Pages that axe looks at, by shell, and who opens them. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  public: ['/', '/around', '/follow', '/figures', '/mine', '/doors', '/charter', '/changes', '/liaisons'],
  field: ['/field/', '/field/report', '/field/nearby'],
  desk: [
    '/desk/',
    '/desk/map',
    '/desk/figures',
    '/desk/intake',
    '/desk/paper',
    '/desk/export',
    '/desk/kinds',
    '/desk/people',
  ],
};
const LOGINS: Readonly<Record<string, string>> = { field: 'liaison1', desk: 'duty1' };

const executablePath = chromiumPath();
if (executablePath === undefined) {
  console.error('Chromium is not here: install it (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.');
  process.exit(2);
}
await buildPages(new AbortController().signal);
const house = await openHouse(150);
try {
  const server = await startProcess(house, 'src/apps/server.ts');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const fresh = async (size: { width: number; height: number }): Promise<Page> => {
      const context = await browser.newContext({ baseURL: server.url, locale: 'zh-CN', viewport: size });
      return context.newPage();
    };
    const publicPage = await fresh(PHONE);
    const publicKb = await weighed(publicPage, async () => {
      await publicPage.goto('/');
    });
    const fieldKb = await signedInWeight(await fresh(PHONE), 'liaison1', '/field/');
    const deskKb = await signedInWeight(await fresh(DESK), 'duty1', '/desk/');
    const paints: number[] = [];
    for (let round = 0; round < rounds; round++) paints.push(await firstPaint(await fresh(PHONE)));
    console.log(`first contentful paint, ms: ${paints.map((one) => one.toFixed(0)).join(' ')}`);
    let violations = 0;
    for (const [shell, pages] of Object.entries(PAGES)) {
      const found = await violationsOn(await fresh(shell === 'desk' ? DESK : PHONE), LOGINS[shell] ?? null, pages);
      for (const one of found) console.log(one);
      violations += found.length;
    }
    answer('web', {
      public_kb: publicKb,
      field_kb: fieldKb,
      desk_kb: deskKb,
      public_fcp_ms: median(paints),
      axe_violations: violations,
    });
  } finally {
    await browser.close();
    await server.stop();
  }
} finally {
  await house.close();
}

/** Kilobytes (1,000) of JavaScript, gzip, that a page has loaded when it has come to rest. */
async function weighed(page: Page, load: () => Promise<void>): Promise<number> {
  const scripts = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script' || scripts.has(response.url())) return;
    scripts.set(response.url(), 0);
    reading.push(
      response.body().then((body) => {
        scripts.set(response.url(), gzipSync(body, { level: 9 }).length);
      }),
    );
  });
  await load();
  await page.waitForLoadState('networkidle');
  await Promise.all(reading);
  await page.context().close();
  return [...scripts.values()].reduce((sum, one) => sum + one, 0) / 1000;
}

/** The first load of somebody who signs in there: the form and the first page behind it. */
async function signedInWeight(page: Page, login: string, path: string): Promise<number> {
  return weighed(page, () => signIn(page, login, path));
}

async function signIn(page: Page, login: string, path: string): Promise<void> {
  const { zh } = signInWords;
  await page.goto(path);
  await page.getByLabel(zh.login).fill(login);
  await page.getByLabel(zh.password).fill(demonstrationPassword);
  await page.getByRole('button', { name: zh.enter, exact: true }).click();
  await page.getByLabel(zh.password).waitFor({ state: 'detached' });
}

/** What axe finds on some pages, one line a place. */
async function violationsOn(page: Page, login: string | null, paths: readonly string[]): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  if (login !== null) await signIn(page, login, paths[0] ?? '/');
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.waitForLoadState('load');
    await page.locator('main h1, main h2').first().waitFor();
    found.push(...(await barriers(page)).map((one) => `${path} ${one}`));
  }
  await page.context().close();
  return found;
}

/** Milliseconds until a phone on a slow line with a slow processor shows the first letters of the public page; nothing kept before. */
async function firstPaint(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', FAST_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto('/');
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
  );
  const ms = Number(await paint.jsonValue());
  await page.context().close();
  return ms;
}
