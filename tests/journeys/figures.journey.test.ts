import { readFile } from 'node:fs/promises';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureWords } from '../../src/capabilities/figures/screens/figure.words.ts';
import { figuresScreenWords } from '../../src/capabilities/figures/screens/figures.screen.words.ts';
import { declaredWords } from '../../src/capabilities/matters/declared.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, resident, staff, zh } from './people.ts';

const w = zh(figureWords);
const s = zh(figuresScreenWords);
const d = zh(declaredWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 900 });
});
afterAll(() => house?.close());

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

test('everybody reads of a figure how sure it is, how it is made, over time, on the map and by territory, and opens it to its lines', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.goto(`/figures/of/onTimeClosingRate?period=${year}`);
  await page.getByRole('heading', { level: 1, name: d('onTimeClosingRate') }).waitFor();
  const value = page.locator('[data-figure="onTimeClosingRate"]');
  await value.waitFor();
  const rate = Number(await value.getAttribute('data-value'));
  await page.locator('.chart svg').first().waitFor();
  await page.locator('.league tbody tr').first().waitFor();
  await picture(page, 'figures-1-phone');
  expect(await overflow(page)).toBe(0);

  // From the figure to its part and its whole, and from these to every line.
  const sums: Record<string, number> = {};
  for (const [side, measure] of [
    ['part', 'dueClosedOnTime/'],
    ['whole', 'due/'],
  ] as const) {
    await page.locator(`[data-side="${side}"] [data-measure="${measure}"]`).click();
    const sheet = page.locator('dialog[open]');
    const lines = sheet.locator('.opened li');
    await lines.first().waitFor();
    const more = button(sheet, s('moreLines'));
    while (await more.isVisible()) {
      const shown = await lines.count();
      await more.click();
      await expect.poll(() => lines.count()).toBeGreaterThan(shown);
    }
    const counts = await lines.evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-n'))));
    sums[side] = counts.reduce((sum, n) => sum + n, 0);
    await button(sheet, zh(webWords)('close')).click();
  }
  expect((sums['part'] ?? 0) / (sums['whole'] ?? 1)).toBeCloseTo(rate, 12);

  // A town is gone into; the address says so, and leads back.
  await page.locator('.league tbody tr[data-code] button').first().click();
  await page.waitForURL(/territory=\d{9}/);
  await page.locator('.league tbody tr').first().waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.searchParams.has('territory'));

  // Taken along: a picture that loads by itself, and a table whose numbers are numbers.
  const drawn = page.locator('img.picture');
  await drawn.scrollIntoViewIfNeeded();
  await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  await page.setViewportSize(SIZES.desk);
  await picture(page, 'figures-2-desk');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: w('xlsx') }).click(),
  ]);
  const rows = (await readXlsx(await readFile(await download.path()))) as unknown as
    | { data?: unknown[][] }[]
    | unknown[][];
  const table = (Array.isArray(rows[0]) ? rows : (rows[0] as { data: unknown[][] }).data) as unknown[][];
  expect(table[0]?.slice(0, 4)).toEqual([
    '区划代码',
    '区划名称',
    d('onTimeClosingRate'),
    `${d('onTimeClosingRate')}·分子`,
  ]);
  expect(Number(table[1]?.[2])).toBeCloseTo(rate, 12);
  expect(table.length).toBeGreaterThan(20);
  expect(one.complaints).toEqual([]);
});

test('a period is chosen by its kind and gone through step by step, and a figure that is none says where the others are', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.goto(`/figures/of/opened?period=${year - 1}-Q2`);
  await page.locator('[data-figure="opened"]').waitFor();
  await button(page, w('later')).click();
  await page.waitForURL(new RegExp(`period=${year - 1}-Q3`));
  await page.getByLabel(w('period'), { exact: true }).selectOption('month');
  await page.waitForURL(new RegExp(`period=${year - 1}-09`));
  await page.getByLabel(w('against'), { exact: true }).selectOption('year');
  await page.waitForURL(/against=year/);
  await page.goto('/figures/of/nothing');
  await page.getByText(w('none'), { exact: true }).waitFor();
  await page.getByRole('link', { name: w('back') }).click();
  await page.getByRole('heading', { level: 1, name: s('title') }).waitFor();
  expect(one.complaints).toEqual([]);
});

test('a leader looks at the board, chooses a figure, goes into a town, and its coordinator sees how each figure is made', async () => {
  const leader = await staff(house, 'leader1', 'desk');
  await leader.page.goto(`/desk/lead?period=${year}`);
  const tile = leader.page.locator('.tile', { has: leader.page.locator('[data-figure="handling"]') });
  await tile.click();
  await leader.page.getByRole('heading', { level: 2, name: d('handling'), exact: true }).waitFor();
  await leader.page.locator('.chart svg').first().waitFor();
  await picture(leader.page, 'figures-3-board');
  await leader.page.locator('.league tbody tr[data-code] button').first().click();
  await leader.page.waitForURL(/territory=\d{9}/);
  await picture(leader.page, 'figures-4-town');

  const own = await staff(house, 'coordinator1', 'desk', 'phone');
  await own.page.goto(`/desk/figures/place/330702001?period=${year}`);
  const made = own.page.locator('details[data-code="closingRate"]');
  await made.waitFor();
  await made.locator('summary').click();
  await made.getByText(d('leavesNobody')).waitFor();
  await made.locator('[data-measure="due/"]').click();
  await own.page.locator('dialog[open] .opened li a').first().waitFor();
  expect(await overflow(own.page)).toBe(0);
  await picture(own.page, 'figures-5-place');
  for (const one of [leader, own]) expect(one.complaints).toEqual([]);
});
