import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/figures/references/screens/references.screen.words.ts';
import { figureWords } from '../../src/capabilities/figures/screens/figure.words.ts';
import { declaredWords } from '../../src/capabilities/mediation/declared.words.ts';
import { villages } from '../../src/demonstration/wucheng.villages.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { barriers } from './axe.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, resident, staff, zh } from './people.ts';

const w = zh(screenWords);
const f = zh(figureWords);
const d = zh(declaredWords);
const today = dayOf(new Date());
/** A board is of many figures and towns. */
const PATIENCE_MS = 60_000;
const year = Number(today.slice(0, 4));
/** A town whose norm is one number for all of it, and one whose villages have one each. */
const TOWN = '330702002';
const EACH = '330702001';
const of = (town: string) => villages().filter(({ code }) => code.startsWith(town)).length;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 30 });
});
afterAll(() => house?.close());

test('everybody reads how many screening visits were asked for and how many were made, and opens the norm to what set it', async () => {
  const { page, complaints } = await resident(house);
  await page.goto(`/figures/of/roundNorm?period=${year - 1}`);
  const stands = page.locator('[data-norm][data-actual]');
  await stands.waitFor();
  const asked = villages().length * 12;
  expect(await stands.getAttribute('data-norm')).toBe(String(asked));
  await page
    .getByText(f('normIs', { norm: asked, actual: (await stands.getAttribute('data-actual')) ?? '' }))
    .waitFor();
  await page.getByText(f('leagueNorm')).waitFor();
  // How it is made: both sides open, and what opens is what it says.
  const made = page.locator('[data-made="roundNorm"]');
  await made.getByText(d('leavesPartMonths')).waitFor();
  await made.locator('[data-measure="monthlyVisits/"]').click();
  const opened = page.locator('dialog[open] .opened');
  await opened.locator('[data-norm]').first().waitFor();
  expect(await opened.getAttribute('data-value')).toBe(String(asked));
  await opened.getByText('演示定额').first().waitFor();
  await opened.getByText('× 12 个月').first().waitFor();
  await picture(page, 'norms-1-opened', false);
  for (const size of [SIZES.phone, SIZES.desk]) {
    await page.setViewportSize(size);
    expect(await overflow(page)).toBe(0);
  }
  await page.keyboard.press('Escape');
  await picture(page, 'norms-2-figure');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'norms-3-figure-phone');
  expect(await barriers(page)).toEqual([]);

  // A village whose town has one number for all has none of its own: neither nought nor all.
  await page.goto(`/figures/of/roundNorm?period=${year - 1}&territory=${TOWN}001`);
  await page.locator('.figure-value', { hasText: f('noNorm') }).waitFor();
  await picture(page, 'norms-4-none', false);
  await page.goto(`/figures/of/roundNorm?period=${year - 1}&territory=${EACH}002`);
  await page.locator('[data-norm="12"]').waitFor();
  // Of a day no month can be said.
  await page.goto(`/figures/of/roundNorm?period=${year - 1}-05-07`);
  await page.locator('.figure-value', { hasText: f('noMonth') }).waitFor();
  expect(complaints).toEqual([]);
});

test('a leader sees norm and actual on the board, changes a town’s norm, and last year keeps the one of its time', async () => {
  const { page, complaints } = await staff(house, 'leader1', 'desk');
  await page.goto(`/desk/lead?period=${year - 1}`);
  const tile = page.locator('.tile', { has: page.locator('[data-figure="roundNorm"]') });
  const stands = new RegExp(`^${f('normIs', { norm: villages().length * 12, actual: '\\d+' })}$`);
  await tile.getByText(stands).waitFor({ timeout: PATIENCE_MS });
  await tile.click();
  await page.getByRole('heading', { level: 2, name: d('roundNorm'), exact: true }).waitFor();
  await page.locator('.chart svg').first().waitFor();
  await picture(page, 'norms-5-board');

  await page.goto(`/desk/figures/references?sort=norm&territory=${TOWN}`);
  const row = page.locator(`[data-reference="norm:monthlyVisits@${TOWN}"]`);
  await row.getByText(String(of(TOWN)), { exact: true }).waitFor();
  await picture(page, 'norms-6-set');
  const sheet = page.locator('dialog[open]');
  await button(row, w('again')).click();
  await page.getByLabel(w('newValue_norm')).fill('2.5');
  await page.getByLabel(w('from')).fill(`${year}-01-01`);
  await sheet.getByLabel(w('source')).fill('今年排查工作方案');
  await button(sheet, w('save')).click();
  await page.getByText('须为整数').waitFor();
  await page.getByLabel(w('newValue_norm')).fill(String(of(TOWN) * 2));
  await picture(page, 'norms-7-form', false);
  await button(sheet, w('save')).click();
  await sheet.waitFor({ state: 'hidden' });
  await row.getByText('今年排查工作方案').waitFor();
  const askedFor = async (period: string): Promise<string | null> => {
    await page.goto(`/desk/figures/of/roundNorm?period=${period}&territory=${TOWN}`);
    const said = page.locator('[data-norm][data-actual]');
    await said.waitFor();
    return said.getAttribute('data-norm');
  };
  expect(await askedFor(`${year - 1}`)).toBe(String(of(TOWN) * 12));
  // This year's whole months are those before this one, and this one on its last day.
  const months = Number(today.slice(5, 7)) - 1 + (dayOf(new Date(Date.now() + 86_400_000)).endsWith('-01') ? 1 : 0);
  if (months > 0) expect(await askedFor(`${year}`)).toBe(String(of(TOWN) * 2 * months));
  expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});
