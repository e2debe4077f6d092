import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nearWords } from '../../src/capabilities/matters/screens/nearStep.words.ts';
import { publicMatterWords } from '../../src/capabilities/matters/screens/publicMatter.words.ts';
import { receivedWords } from '../../src/capabilities/matters/screens/received.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { photoWords } from '../../src/platform/web/kit/photos.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { keptOn } from './onPhone.ts';
import {
  answerAll,
  button,
  chooseKind,
  choosePlace,
  forward,
  noneNearby,
  received,
  resident,
  takePhoto,
  zh,
} from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const r = zh(reportWords);
const rs = zh(reportStepWords);
const rc = zh(receivedWords);
const p = zh(publicMatterWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('a report takes less than a minute, and in danger the page first says whom to call', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  const numbers = await page.locator('.public').evaluate((it) => (it.firstElementChild as HTMLElement).innerText);
  for (const number of ['110', '119', '120']) expect(numbers).toContain(number);

  let taps = 0;
  // As a person taps: a moment to read before each.
  const tap = async (what: () => Promise<void>): Promise<void> => {
    taps += 1;
    await page.waitForTimeout(600);
    await what();
  };
  const begun = performance.now();
  await tap(() => button(page, r('useMine')).click());
  await page.locator('.place-line', { hasText: '街道' }).waitFor();
  await tap(() => forward(page));
  await tap(() => noneNearby(page));
  await tap(() => page.locator('.tile', { hasText: '隐患' }).first().click());
  await tap(() => page.locator('.tile', { hasText: '道路与井盖' }).first().click());
  await heading(page, r('questionsTitle'))
    .or(page.getByLabel(rs('words')))
    .first()
    .waitFor();
  if (await heading(page, r('questionsTitle')).isVisible()) {
    await tap(() => answerAll(page));
    await tap(() => forward(page));
  }
  await tap(() => page.getByLabel(rs('words')).fill('井盖翘起，有人绊倒。'));
  await tap(() => forward(page));
  await tap(() => page.locator('.tile', { hasText: rs('withoutPhone') }).click());
  await tap(() => button(page, r('send')).click());
  const { code } = await received(page);
  const seconds = (performance.now() - begun) / 1000;
  console.log(`report: ${taps} taps, ${seconds.toFixed(1)} s`);
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  expect(seconds).toBeLessThan(60);
  await page.getByRole('img', { name: rc('qr') }).waitFor();
  await picture(page, 'public-received');
  expect(one.complaints).toEqual([]);
});

test('whoever finds their matter among those nearby follows it in place of a report; what is hidden shows nowhere', async () => {
  const spot = { lon: 119.7021, lat: 29.0412 };
  const light = await reported(house, { kind: 'hazard.light', words: '路灯全黑，约三十米。', at: spot });
  const family = await reported(house, { kind: 'dispute.family', words: '家里的事，不想人知道。', at: spot });
  const duty = await cookieOf(house, 'duty1');
  await moved(house, duty, light.id, 1, { move: 'assign', body: 'wc-enforcement', note: '内部便条不外传' });

  const one = await resident(house);
  const { page } = one;
  await one.context.setGeolocation({ longitude: spot.lon + 0.0003, latitude: spot.lat });
  // The names of the place come when they come; what was written meanwhile stays.
  let known: () => void = () => undefined;
  const late = new Promise<void>((done) => {
    known = done;
  });
  await one.context.route('**/api/places/locate?*', async (route) => {
    await late;
    await route.continue();
  });
  await button(page, r('useMine')).click();
  await page.getByLabel(r('detail')).fill('路口东北角');
  known();
  await page
    .locator('.place-line', { hasText: '镇' })
    .or(page.locator('.place-line', { hasText: '街道' }))
    .waitFor();
  expect(await page.getByLabel(r('detail')).inputValue()).toBe('路口东北角');
  await one.context.unroute('**/api/places/locate?*');
  await forward(page);
  await heading(page, r('nearTitle')).waitFor();
  await page.getByText(light.number).waitFor();
  await picture(page, 'public-near');
  expect(await page.locator('main').innerText()).not.toContain(family.number);
  const before = (await house.work.pool.query('select count(*)::int as n from matters.matter')).rows[0].n as number;
  await page
    .getByRole('button', { name: zh(nearWords)('nearFollowNamed', { kind: '路灯与照明', number: light.number }) })
    .click();

  await page.waitForURL(`**/open/${light.number}`);
  await page.getByText(p('followsHere')).waitFor();
  const said = await page.locator('main').innerText();
  expect(said).toContain('综合行政执法局');
  expect(said).toContain(p('stepAssigned', { body: '婺城区综合行政执法局' }));
  expect(said).not.toContain('路灯全黑');
  expect(said).not.toContain('内部便条');
  await picture(page, 'public-matter');
  const after = (await house.work.pool.query('select count(*)::int as n from matters.matter')).rows[0].n as number;
  expect(after).toBe(before);
  expect(await page.evaluate(() => localStorage.getItem('lianan.draft'))).toBeNull();

  await page.goto('/follow');
  await page.locator('.mine-line', { hasText: light.number }).click();
  await button(page, p('leaveHere')).click();
  await page.goto('/follow');
  await heading(page, '查进展').waitFor();
  await expect(page.locator('.mine-line').count()).resolves.toBe(0);

  await page.goto(`/open/${family.number}`);
  await page.getByText(p('gone')).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('家');
});

test('where nothing was reported nearby nobody is asked', async () => {
  const one = await resident(house);
  const { page } = one;
  await choosePlace(page, '江南', '街道');
  await forward(page);
  await heading(page, r('kindTitle')).waitFor();
});

test('a photo leaves the phone small and without what the camera wrote, and the draft with it survives closing the page', async () => {
  const one = await resident(house);
  const { page } = one;
  await choosePlace(page, 'bailongqiao', '白龙桥镇');
  await forward(page);
  await chooseKind(page, '隐患', '道路与井盖');
  await heading(page, r('questionsTitle'))
    .or(page.getByLabel(rs('words')))
    .first()
    .waitFor();
  if (await heading(page, r('questionsTitle')).isVisible()) {
    await answerAll(page);
    await forward(page);
  }
  await page.getByLabel(rs('words')).fill('桥面塌了一角。');
  await takePhoto(page, '桥面');
  await expect.poll(() => keptOn(page)).toContain('draft-photos');
  await page.close();

  const next = await one.context.newPage();
  await next.goto('/');
  await next.getByText(r('draft')).waitFor();
  await picture(next, 'public-draft', false);
  await forward(next);
  await noneNearby(next);
  await forward(next);
  if (await heading(next, r('questionsTitle')).isVisible()) await forward(next);
  await expect.poll(() => next.getByLabel(rs('words')).inputValue()).toBe('桥面塌了一角。');
  await next.getByRole('img', { name: zh(photoWords)('photoNamed', { n: 1 }) }).waitFor();
  await forward(next);
  await next.locator('.tile', { hasText: rs('withoutPhone') }).click();
  const jpegs = await photosOf(next);
  await button(next, r('send')).click();
  await received(next);
  const [jpeg] = await jpegs();
  if (jpeg === undefined) throw new Error('no photo left the phone');
  const { width, height, exif, format } = await sharp(jpeg).metadata();
  console.log(`photo as sent: ${width} × ${height}, ${Math.round(jpeg.length / 1000)} kB`);
  expect(format).toBe('jpeg');
  expect(Math.max(width ?? 0, height ?? 0)).toBeLessThanOrEqual(1600);

  expect(exif).toBeUndefined();
  expect(jpeg.includes(Buffer.from('Somebody'))).toBe(false);
  await expect.poll(() => keptOn(next)).toEqual([]);
});

test('of an anonymous report nothing stays on the phone, not even the code in the list of pages', async () => {
  const one = await resident(house);
  const { page } = one;
  await choosePlace(page, '江南', '街道');
  await forward(page);
  await chooseKind(page, '突发事件', '污染与倾倒');
  await heading(page, r('questionsTitle')).waitFor();
  await answerAll(page);
  await forward(page);
  await page.getByLabel(rs('words')).fill('夜里倒废液。');
  await takePhoto(page, '桶');
  await forward(page);
  await page.locator('.tile', { hasText: rs('anonymous') }).click();
  await page.getByText(rs('anonymousKept')).waitFor();
  await button(page, r('send')).click();
  const { code } = await received(page);
  await page.getByText(rc('doneNothingKept')).waitFor();
  await expect.poll(() => keptOn(page)).toEqual([]);
  await button(page, rc('doneFollow')).click();
  await page.getByText('夜里倒废液。').first().waitFor();
  expect(page.url()).not.toContain(code);
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage, state: history.state })),
  ).not.toContain(code);
  expect(await keptOn(page)).toEqual([]);
});

test('a report is made by keyboard alone, each step heard by its name', async () => {
  const one = await resident(house);
  const { page } = one;
  await heading(page, r('placeTitle')).waitFor();
  const focused = () =>
    page.evaluate(() => {
      const it = document.activeElement as HTMLElement | null;
      return it === null
        ? ''
        : `${it.tagName.toLowerCase()} ${it.getAttribute('aria-label') ?? (it.innerText || it.getAttribute('type'))}`;
    });
  const tabTo = async (wanted: RegExp): Promise<void> => {
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      if (wanted.test(await focused())) return;
    }
    throw new Error(`the keyboard does not reach ${wanted}`);
  };
  const title = (name: string) => expect.poll(focused).toBe(`h1 ${name}`);
  await tabTo(/^input text/);
  await page.keyboard.type('bailongqiao');
  await page.getByRole('button', { name: '白龙桥镇' }).first().waitFor();
  await tabTo(/白龙桥镇/);
  await page.keyboard.press('Enter');
  await page.locator('.place-line').waitFor();
  await tabTo(new RegExp(`^button ${r('next')}`));
  await page.keyboard.press('Enter');
  await title(r('kindTitle'));
  await tabTo(/^input search/);
  await page.keyboard.type('井盖');
  await page.locator('.tile', { hasText: '道路与井盖' }).waitFor();
  await tabTo(/^input radio/);
  await page.keyboard.press('Space');
  await title(r('questionsTitle'));
  await answerByKeyboard(page, tabTo, new RegExp(`^button ${r('next')}`));
  await title(r('wordsTitle'));
  await tabTo(/^textarea/);
  await page.keyboard.type('键盘报的。');
  await tabTo(new RegExp(`^button ${r('next')}`));
  await page.keyboard.press('Enter');
  await title(r('sendTitle'));
  await tabTo(/^input radio/);
  await page.keyboard.press('ArrowDown');
  await tabTo(new RegExp(`^button ${r('send')}`));
  await page.keyboard.press('Enter');
  await received(page);
  await title(rc('doneTitle'));
});

/** Answers the first option of each question, then goes on. */
async function answerByKeyboard(page: Page, tabTo: (wanted: RegExp) => Promise<void>, next: RegExp): Promise<void> {
  const questions = await page.locator('fieldset').count();
  for (let n = 0; n < questions; n += 1) {
    await tabTo(/^input (radio|checkbox)/);
    await page.keyboard.press('Space');
  }
  await tabTo(next);
  await page.keyboard.press('Enter');
}

/** Listens to what the page hands to the network; answers the files among it, byte by byte. */
async function photosOf(page: Page): Promise<() => Promise<Buffer[]>> {
  await page.evaluate(() => {
    const inner = window.fetch;
    const taken: Promise<number[]>[] = [];
    Object.assign(window, { taken });
    window.fetch = (to, given) => {
      const file = given?.body instanceof FormData ? given.body.get('file') : null;
      if (file instanceof File) taken.push(file.arrayBuffer().then((bytes) => [...new Uint8Array(bytes)]));
      return inner(to, given);
    };
  });
  return async () => {
    const all = await page.evaluate(() => Promise.all((window as unknown as { taken: Promise<number[]>[] }).taken));
    return all.map((bytes) => Buffer.from(bytes));
  };
}
