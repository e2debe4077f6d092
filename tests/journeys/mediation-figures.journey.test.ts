import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figuresWords } from '../../src/capabilities/figures/figures.words.ts';
import { figuresScreenWords } from '../../src/capabilities/figures/screens/figures.screen.words.ts';
import { declaredWords } from '../../src/capabilities/mediation/declared.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { resident, staff, zh } from './people.ts';

const s = zh(figuresScreenWords);
const d = zh(declaredWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 40, cases: 'whole' });
}, 300_000);
afterAll(() => house?.close());

const last = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
const LAST_YEAR = `from=${last}-01-01&to=${last}-12-31`;

const shown = async (page: Page, code: string): Promise<string> => {
  const value = page.locator(`[data-figure="${code}"]`);
  await value.waitFor();
  return (await value.innerText()).replaceAll(',', '');
};

type Line = { readonly hidden: boolean; readonly n: number; readonly id?: string | null; readonly kind?: string };
/** Everything that a figure opens to for whoever has this page. */
async function opened(page: Page, measure: string): Promise<{ value: number; items: Line[] }> {
  const items: Line[] = [];
  let value = 0;
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ measure, limit: '200', ...(after === '' ? {} : { after }) });
    const answer = await page.request.get(`/api/figures/open?${LAST_YEAR}&${query}`);
    expect(answer.status()).toBe(200);
    const { after: next, ...one } = (await answer.json()) as { value: number; items: Line[]; after: string | null };
    value = one.value;
    items.push(...one.items);
    after = next;
  }
  return { value, items };
}

test('everybody reads that last year’s screening found 2,439 disputes and resolved 2,341, and opens each to one blank', async () => {
  const { page } = await resident(house);
  await page.goto(`/figures?${LAST_YEAR}`);
  await page.getByRole('heading', { level: 2, name: d('group') }).waitFor();
  expect([await shown(page, 'medFound'), await shown(page, 'medFoundResolved')]).toEqual(['2439', '2341']);
  expect(await shown(page, 'screeningRate')).toBe('96%');
  await page.getByRole('heading', { level: 2, name: d('group') }).scrollIntoViewIfNeeded();
  await picture(page, 'mediation-figures-1-phone');
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize(SIZES.desk);
  await picture(page, 'mediation-figures-2-desk');

  await page.locator('button', { has: page.locator('[data-figure="medFound"]') }).click();
  const sheet = page.locator('dialog[open]');
  await sheet.locator('.opened li').first().waitFor();
  expect(await sheet.locator('.opened li').count()).toBe(1);
  expect(await sheet.locator('.opened').innerText()).toContain(s('hiddenN', { n: 2439 }));

  // By body: a row each under its sort, what is fewer than five untold; a number opens to one blank.
  await page.goto(`/figures?${LAST_YEAR}`);
  const table = page.locator('[data-bodies-of="mediation"]');
  await table.locator('tr[data-body="wc-court"]').waitFor();
  expect(await table.locator('tr[data-body="total"] td').first().innerText()).toBe('2439');
  await table.scrollIntoViewIfNeeded();
  await picture(page, 'mediation-figures-5-bodies-desk', false);
  await table.locator('tr[data-body="wc-court"] button').first().click();
  await page.locator('dialog[open] .opened li').first().waitFor();
  expect(await page.locator('dialog[open] .opened li').count()).toBe(1);
  await page.setViewportSize(SIZES.phone);
  await page.goto(`/figures?${LAST_YEAR}`);
  await table.locator('tr[data-body="total"]').waitFor();
  await table.scrollIntoViewIfNeeded();
  await picture(page, 'mediation-figures-6-bodies-phone', false);
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize(SIZES.desk);

  // A filter by a kind of matters makes no nought of them: they are not there.
  await page.goto(`/figures?${LAST_YEAR}&kind=hazard.fire`);
  await page.locator('[data-figure="opened"]').waitFor();
  expect(await page.locator('[data-figure="medFound"]').count()).toBe(0);
  await page.goto(`/figures/of/medFound?period=${last}&kind=hazard.fire`);
  await page.getByText(s('otherKind')).waitFor();

  // The figure's own page, by towns and months; of a village or a day nothing is told.
  await page.goto(`/figures/of/screeningRate?period=${last}`);
  await page.locator('.league tbody tr').first().waitFor();
  await picture(page, 'mediation-figures-3-one');
  for (const query of [`${LAST_YEAR}&territory=330702001001`, `from=${last}-03-04&to=${last}-03-04`]) {
    const answer = await page.request.get(`/api/figures/open?${query}&measure=medFound%2F`);
    expect(answer.status()).toBe(403);
  }
});

test('the duty officer opens both to every case, the 98 unresolved included, and other sources stand apart', async () => {
  const { page } = await staff(house, 'duty1', 'desk');
  const found = await opened(page, 'medFound/');
  const resolved = await opened(page, 'medFoundResolved/');
  expect([found.value, resolved.value]).toEqual([2439, 2341]);
  for (const { value, items } of [found, resolved]) {
    expect(items.every((one) => !one.hidden && one.kind?.startsWith('mediation.') && typeof one.id === 'string')).toBe(
      true,
    );
    expect(items.reduce((sum, one) => sum + one.n, 0)).toBe(value);
  }
  const net = new Map<string, number>();
  for (const { id, n } of resolved.items) net.set(id ?? '', (net.get(id ?? '') ?? 0) + n);
  const left = found.items.filter(({ id }) => (net.get(id ?? '') ?? 0) === 0);
  expect(left).toHaveLength(98);
  // Each of them is a case that can be read, with where it stands or how it ended.
  const ways = new Map<string, number>();
  for (const { id } of left) {
    const answer = await page.request.get(`/api/desk/mediation/cases/${id}`);
    expect(answer.status()).toBe(200);
    const { status, outcome } = (await answer.json()) as { status: string; outcome: string | null };
    ways.set(outcome ?? status, (ways.get(outcome ?? status) ?? 0) + 1);
  }
  expect([...ways.keys()].sort()).toEqual(
    ['applied', 'broken', 'declined', 'failed', 'mediating', 'refused', 'withdrawn'].sort(),
  );
  const { value: all } = await opened(page, 'medOpened/');
  expect(all).toBe(2439 + 120);

  await page.goto(`/desk/figures?${LAST_YEAR}`);
  const rows = page.locator('[data-bodies-of="mediation"] tbody tr[data-body]');
  await rows.first().waitFor();
  const numbers = (await rows.locator('td:first-of-type').allInnerTexts()).map(Number);
  expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(2439);
  await rows
    .filter({ has: page.locator('th') })
    .last()
    .locator('button')
    .first()
    .click();
  await page.locator('dialog[open] .opened li a').first().waitFor();
  expect(await page.locator('dialog[open]').innerText()).toContain(figuresWords.zh.noBody);
  await picture(page, 'mediation-figures-7-bodies-opened', false);
  await page.keyboard.press('Escape');
  await page.locator('button', { has: page.locator('[data-figure="medFound"]') }).click();
  const first = page.locator('dialog[open] .opened li a').first();
  await first.waitFor();
  expect(await first.getAttribute('href')).toMatch(/\/mediation\/[0-9a-f-]{36}$/);
  await picture(page, 'mediation-figures-4-desk');
});
