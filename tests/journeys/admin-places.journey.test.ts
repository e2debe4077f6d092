import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import type { Shape } from '../../src/platform/places/geometry.rules.ts';
import { placesDeskWords } from '../../src/platform/places/screens/placesDesk.words.ts';
import { administrator, complaintsOf, pick } from './administrators.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { settled } from './looking.ts';
import { button, zh } from './people.ts';

const w = zh(placesDeskWords);
const BASIS = '浙民批〔2026〕12号';

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 300 });
});
afterAll(() => house?.close());

const sheet = (page: Page): Locator => page.locator('dialog[open]');
const asked = async <T>(path: string): Promise<T> => (await (await fetch(house.origin + path)).json()) as T;

/** Fills in the basis and sends what is in the sheet. */
async function send(page: Page): Promise<void> {
  await sheet(page).getByLabel(w('basis')).fill(BASIS);
  await button(sheet(page), w('send')).click();
}

/** Sends, and waits until it is taken. */
async function proposed(page: Page): Promise<void> {
  await send(page);
  await sheet(page).waitFor({ state: 'detached' });
  await page
    .locator('.badge', { hasText: w('state_proposed') })
    .first()
    .waitFor();
}

/** The security administrator approves what waits. */
async function approve(page: Page): Promise<void> {
  await page.goto('/desk/places?tab=changes&state=proposed');
  await button(page, w('approve')).first().click();
  await button(sheet(page), w('approve')).click();
  await page.getByText(w('noChanges'), { exact: true }).waitFor();
}

test('a territory is found, named anew by two people, and its name, days and history stand on its page', async () => {
  const sys = await administrator(house, 'sysadmin1', '/desk');
  const { page } = sys;
  await page
    .getByRole('navigation', { name: zh(deskWords)('nav') })
    .getByText(zh(deskWords)('places'))
    .click();
  await page.getByRole('heading', { name: w('title') }).waitFor();
  await settled(page);
  await picture(page, 'admin-places-1-tree', false);
  await page.getByLabel(w('find')).fill('汤溪');
  await page.getByRole('link', { name: '汤溪镇', exact: true }).click();
  await page.getByRole('heading', { name: '汤溪镇' }).waitFor();
  await settled(page);
  await page.waitForTimeout(1_500);
  await picture(page, 'admin-places-2-territory');

  await button(page, w('rename')).click();
  await sheet(page).getByLabel(w('nameZh')).fill('汤溪新镇');
  await sheet(page).getByLabel(w('nameEn')).fill('New Tangxi');
  await picture(page, 'admin-places-3-rename', false);
  await proposed(page);
  await expect(button(page, w('approve')).count()).resolves.toBe(0);
  await picture(page, 'admin-places-4-proposed');

  const sec = await administrator(house, 'secadmin1', '/desk/places?tab=changes');
  await sec.page.getByText('汤溪新镇').waitFor();
  await picture(sec.page, 'admin-places-5-changes', false);
  await approve(sec.page);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).getByText('汤溪新镇').waitFor();
  await page.locator('.badge', { hasText: w('state_in-force') }).waitFor();
  await page.getByText(`依据：${BASIS}`).waitFor();
  await settled(page);
  await picture(page, 'admin-places-6-renamed');
  // Everybody reads the new name from now on.
  const names = (await asked<{ territories: { name: { zh: string } }[] }>('/api/places/territories')).territories;
  expect(names.map((one) => one.name.zh)).toContain('汤溪新镇');
  expect(complaintsOf(sys)).toEqual([]);
  expect(complaintsOf(sec)).toEqual([]);
});

test('a village becomes part of its neighbour, and what happens there belongs to the neighbour from then on', async () => {
  const { territories } = await asked<{
    territories: { code: string; level: string; name: { zh: string }; middle: { lon: number; lat: number } }[];
  }>('/api/places/territories');
  const [ending, staying] = territories.filter((one) => one.level === 'village' && one.code.startsWith('330702101'));
  if (!ending || !staying) throw new Error('the demonstration has no two villages there');
  const { lon, lat } = ending.middle;
  const located = async () =>
    (await asked<{ territory: string }>(`/api/places/locate?lon=${lon}&lat=${lat}`)).territory;
  expect(await located()).toBe(ending.code);

  const sys = await administrator(house, 'sysadmin1', `/desk/places/territories/${ending.code}`);
  const { page } = sys;
  await button(page, w('merge')).click();
  await pick(page, w('into'), staying.code, staying.code);
  await picture(page, 'admin-places-7-merge', false);
  await proposed(page);
  const sec = await administrator(house, 'secadmin1', '/desk');
  await approve(sec.page);
  expect(await located()).toBe(staying.code);
  await page.goto('/desk/places?ended=1');
  await page.getByLabel(w('find')).fill(ending.code);
  await page.locator('.place-row[data-ended="true"]', { hasText: ending.code }).waitFor();
  await picture(page, 'admin-places-8-ended', false);

  // A town is not closed over the heads of its villages.
  await page.goto('/desk/places/territories/330702101');
  await button(page, w('close')).click();
  await send(page);
  await sheet(page)
    .getByText(/其下还有 \d+ 个区划/)
    .first()
    .waitFor();
  await picture(page, 'admin-places-9-children', false);
  expect(complaintsOf(sys)).toEqual([]);
});

test('a boundary is looked at before and after, refused where it lies over a neighbour, and is the map when approved', async () => {
  const code = '330702001';
  const { features } = await asked<{ features: { id: string; geometry: Shape }[] }>('/api/places/boundaries');
  const town = features.find((one) => one.id === code);
  if (town?.geometry.type !== 'Polygon') throw new Error('the demonstration has no such town');
  const [ring = []] = town.geometry.coordinates;
  const file = (by: number) => {
    const lons = ring.map(([lon = 0]) => lon);
    const middle = (Math.min(...lons) + Math.max(...lons)) / 2;
    const moved = ring.map(([lon = 0, lat = 0]) => [middle + (lon - middle) * by, lat]);
    return {
      name: 'town.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(
        JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [moved] } }),
      ),
    };
  };
  const sys = await administrator(house, 'sysadmin1', `/desk/places/territories/${code}`);
  const { page } = sys;
  await button(page, w('redraw')).click();
  const upload = sheet(page).getByLabel(w('chooseFile'));
  await upload.setInputFiles({ name: 'x.geojson', mimeType: 'application/json', buffer: Buffer.from('{"type":') });
  await sheet(page).getByText(w('fileUnread')).waitFor();
  await upload.setInputFiles(file(1.6));
  await sheet(page)
    .getByText(/与.+重叠 \d/)
    .first()
    .waitFor();
  await page.waitForTimeout(1_500);
  await picture(page, 'admin-places-10-overlap', false);
  await expect(button(sheet(page), w('send')).count()).resolves.toBe(0);
  // The villages of the demonstration fill their town, so that hardly anything may be taken from it.
  await upload.setInputFiles(file(0.997));
  await sheet(page)
    .getByText(/没有发现问题/)
    .waitFor();
  await page.waitForTimeout(1_000);
  await picture(page, 'admin-places-11-fits', false);
  await proposed(page);

  const before = (await asked<{ map: { version: number } }>('/api/places/territories')).map.version;
  const sec = await administrator(house, 'secadmin1', '/desk/places?tab=changes&state=proposed', 'phone');
  await button(sec.page, w('showBoundary')).click();
  await sheet(sec.page).getByText(w('legendAfter')).waitFor();
  await sec.page.waitForTimeout(1_500);
  await picture(sec.page, 'admin-places-12-before-after', false);
  await sheet(sec.page).getByLabel('关闭').click();
  await approve(sec.page);
  expect((await asked<{ map: { version: number } }>('/api/places/territories')).map.version).toBe(before + 1);
  expect(complaintsOf(sys)).toEqual([]);
});

test('a body is founded and changed, and is not closed while something is in its hands', async () => {
  const sys = await administrator(house, 'sysadmin1', '/desk/places?tab=bodies');
  const sec = await administrator(house, 'secadmin1', '/desk');
  const { page } = sys;
  await settled(page);
  await picture(page, 'admin-places-13-bodies', false);
  await button(page, w('foundBody')).click();
  await button(sheet(page), w('send')).click();
  await sheet(page).locator('[aria-invalid="true"]').first().waitFor();
  await sheet(page).getByLabel(w('bodyId')).fill('wc-lamps');
  await sheet(page).getByLabel(w('nameZh')).fill('路灯管理所');
  await sheet(page).getByLabel(w('nameEn')).fill('Street Lamp Office');
  await pick(page, w('territory'), '330702', '330702');
  await picture(page, 'admin-places-14-found', false);
  await send(page);
  await sheet(page).waitFor({ state: 'detached' });
  await approve(sec.page);
  await page.goto('/desk/places/bodies/wc-lamps');
  await page.getByRole('heading', { name: '路灯管理所', exact: true }).waitFor();
  await page.getByText(w('nothingHangs')).waitFor();

  // Now it can be appointed to; and it can be closed while nobody is.
  await button(page, w('closeBody')).click();
  await sheet(page).getByLabel(w('endFrom')).fill('2035-01-01');
  await proposed(page);
  await approve(sec.page);
  await page.reload();
  await page.locator('.badge', { hasText: '2035' }).first().waitFor();
  await settled(page);
  await picture(page, 'admin-places-15-body');

  await page.goto('/desk/places/bodies/wc-enforcement');
  await page.getByRole('heading', { level: 1 }).getByText('综合行政执法局').waitFor();
  await settled(page);
  await picture(page, 'admin-places-16-busy-body');
  await button(page, w('closeBody')).click();
  await send(page);
  await sheet(page)
    .getByText(/还不能撤销：.*任职 \d+ 项/)
    .waitFor();
  await picture(page, 'admin-places-17-hangs', false);
  expect(complaintsOf(sys)).toEqual([]);
  expect(complaintsOf(sec)).toEqual([]);
});

test('the pages hold on a telephone, and are read by the auditor without a button to change anything', async () => {
  const auditor = await administrator(house, 'auditor1', '/desk/places', 'phone');
  const { page } = auditor;
  for (const [at, path] of [
    '/desk/places',
    '/desk/places?tab=bodies',
    '/desk/places?tab=changes',
    '/desk/places/territories/330702106',
    '/desk/places/bodies/wc-enforcement',
  ].entries()) {
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    await settled(page);
    expect(await overflow(page), path).toBe(0);
    await picture(page, `admin-places-phone-${at + 1}`);
    for (const word of ['rename', 'close', 'closeBody', 'approve', 'foundBody'] as const)
      await expect(button(page, w(word)).count(), `${path} ${word}`).resolves.toBe(0);
  }
  expect(complaintsOf(auditor)).toEqual([]);
});
