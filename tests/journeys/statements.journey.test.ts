import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import { figuresScreenWords } from '../../src/capabilities/figures/screens/figures.screen.words.ts';
import { screenWords } from '../../src/capabilities/figures/statements/screens/statements.screen.words.ts';
import { WUCHENG } from '../../src/demonstration/wucheng.towns.ts';
import { addDays, dayOf, periodBefore, periodOf } from '../../src/platform/calendar/calendar.rules.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { verifierOf } from '../../src/platform/proof/notes.ts';
import { checkStatement } from '../../src/platform/proof/stating.ts';
import { barriers } from './axe.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { resident, staff, zh } from './people.ts';

const w = zh(screenWords);
const PATIENCE_MS = 240_000;
/** The last month that has settled. */
const MONTH = periodBefore(periodOf('month', addDays(dayOf(new Date()), -7))).id;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 300 });
});
afterAll(() => house?.close());

/** What a link leads to, as the browser saves it. */
async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^lianan-${WUCHENG}-\\d{4}(-\\w+)?-(public|whole)\\.(json|note)$`),
  );
  return readFile(await download.path());
}

test('whoever answers for the district issues a statement of the last month, reads both editions, and corrects it; the one before stays', {
  timeout: PATIENCE_MS * 2,
}, async () => {
  const { page } = await staff(house, 'leader1', 'desk');
  await page.goto('/desk/figures');
  await page.getByRole('link', { name: zh(figuresScreenWords)('statements'), exact: true }).click();
  await page.getByRole('heading', { name: w('askTitle') }).waitFor();
  await picture(page, 'statements-1-desk');
  expect(await overflow(page)).toBe(0);

  const cards = page.locator(`[data-period="${MONTH}"]`);
  const press = async (): Promise<void> => {
    await page.getByLabel(w('period')).selectOption(MONTH);
    await page.getByRole('button', { name: new RegExp(`^(${w('ask')}|${w('again')})$`) }).click();
    await page.locator(`[data-making="${MONTH}"]`).waitFor();
    await page.locator(`[data-making="${MONTH}"]`).waitFor({ state: 'detached', timeout: PATIENCE_MS });
  };
  await press();
  await cards.first().waitFor();
  const before = await cards.count();
  await press();
  await expect.poll(() => cards.count()).toBe(before + 1);
  await expect(cards.first().getByText(w('replaces'), { exact: true }).count()).resolves.toBe(1);
  await expect(cards.nth(1).getByText(w('replaced'), { exact: true }).count()).resolves.toBe(1);
  await picture(page, 'statements-2-corrected');
  expect(await barriers(page)).toEqual([]);

  await cards.first().getByText(w('details')).click();
  const name = await cards.first().getByRole('heading').innerText();
  const [json, note] = [
    await saved(page, `${name} ${w('whole')} ${w('json')}`),
    await saved(page, `${name} ${w('whole')} ${w('note')}`),
  ];
  const by = verifierOf((JSON.parse(json.toString('utf8')) as { key: string }).key);
  if (by === null) throw new Error('no key');
  expect(checkStatement(json, note.toString('utf8'), by)).toMatchObject({
    ...{ is: 'stated', which: 'json', stated: { district: WUCHENG, period: MONTH, edition: 'whole' } },
  });
  await picture(page, 'statements-3-details', false);
});

test('everybody finds the statements by year on a small phone, takes the public edition along and reads how to check it', {
  timeout: PATIENCE_MS,
}, async () => {
  const { page } = await resident(house);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/figures');
  await page.getByRole('link', { name: zh(figuresScreenWords)('statements'), exact: true }).click();
  const card = page.locator(`[data-period="${MONTH}"]`).first();
  await card.waitFor();
  await picture(page, 'statements-4-phone');
  expect(await overflow(page)).toBe(0);
  expect(await page.getByText(w('whole'), { exact: true }).count()).toBe(0);
  expect(await page.getByRole('heading', { name: w('askTitle') }).count()).toBe(0);
  const name = await card.getByRole('heading').innerText();
  const file = JSON.parse((await saved(page, `${name} ${w('json')}`)).toString('utf8')) as { edition: string };
  expect(file.edition).toBe('public');
  const href = await card.getByRole('link', { name: `${name} ${w('pdf')}` }).getAttribute('href');
  const pdf = await page.request.get(new URL(href ?? '', house.origin).href);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await card.getByText(w('details')).click();
  await page.getByRole('heading', { name: w('howTitle') }).scrollIntoViewIfNeeded();
  await picture(page, 'statements-5-details');
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);

  // What was issued is lines like any other: folded, hashed and counted again, everything agrees.
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-checks-'));
  const [found] = await audit({ db: house.work, subjects, checkpointDir });
  expect(found?.firstDifference).toBeNull();
  expect(found?.lines).toBeGreaterThan(1_000);
});
