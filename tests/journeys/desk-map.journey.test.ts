import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapPageWords } from '../../src/capabilities/matters/screens/mapPage.words.ts';
import { mapWords } from '../../src/platform/web/map/map.words.ts';
import { oneTile } from './archive.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(mapPageWords);
const SEEN = /当前视野内 (\d+) 件/;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ map: await oneTile('#12c48a') });
});
afterAll(() => house?.close());

const total = async (page: Page): Promise<number> => {
  const said = page.getByText(SEEN);
  await said.waitFor();
  return Number(SEEN.exec((await said.textContent()) ?? '')?.[1]);
};

test('a duty officer draws an area on the map, which narrows the map and, by its address, the queue', async () => {
  const { page, complaints } = await staff(house, 'duty1', 'desk');
  await page.goto('/desk/map?scope=all');
  const all = await total(page);
  expect(all).toBeGreaterThan(20);
  await button(page, zh(mapWords)('shapeDraw')).click();
  const canvas = page.locator('.map-ground canvas');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('no map');
  const at = (x: number, y: number) => canvas.click({ position: { x: box.width * x, y: box.height * y } });
  await at(0.25, 0.25);
  await at(0.6, 0.25);
  await at(0.6, 0.7);
  await page.getByText(zh(mapWords)('shapeHint', { n: 3 })).waitFor();
  // Without a pointer: the corner goes where the middle of the map is; one too many is taken back.
  await button(page, zh(mapWords)('shapeCorner')).press('Enter');
  await page.getByText(zh(mapWords)('shapeHint', { n: 4 })).waitFor();
  await button(page, zh(mapWords)('shapeBack')).press('Enter');
  await picture(page, 'desk-map-1-drawing', false);
  await button(page, zh(mapWords)('shapeDone')).click();
  await expect.poll(() => total(page)).toBeLessThan(all);
  expect(new URL(page.url()).searchParams.get('shape')?.split('~')).toHaveLength(3);
  await picture(page, 'desk-map-2-area', false);
  // A colleague who opens the same address sees the same, once both maps have come to rest.
  const colleague = await staff(house, 'duty2', 'desk');
  await colleague.page.goto(page.url());
  await expect.poll(async () => (await total(colleague.page)) - (await total(page))).toBe(0);
  expect(await total(page)).toBeLessThan(all);
  await page.getByRole('link', { name: w('listInstead') }).click();
  await page.locator('.queue-row').first().waitFor();
  expect(new URL(page.url()).searchParams.has('shape')).toBe(true);
  await page.goBack();
  await button(page, zh(mapWords)('shapeRemove')).click();
  await expect.poll(() => total(page)).toBe(all);
  expect(complaints).toEqual([]);
});

test('the ground says who answers there, and the base map lies below with its approval number', async () => {
  const { page, complaints } = await staff(house, 'duty1', 'desk');
  await page.goto('/desk/map?status=void');
  await page.getByText('审图号：GS（2024）0568号').waitFor();
  const canvas = page.locator('.map-ground canvas');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('no map');
  await canvas.click({ position: { x: box.width * 0.5, y: box.height * 0.5 } });
  const side = page.getByRole('complementary', { name: w('whoAnswers') });
  await side.getByText('婺城区').first().waitFor();
  await side.locator('.facts-row').first().waitFor();
  // The tile's colour is what most of the map shows.
  await expect
    .poll(async () => {
      const shot = await page.screenshot({ animations: 'disabled' });
      const { data } = await sharp(shot)
        .extract({ left: Math.round(box.x) + 40, top: Math.round(box.y) + 60, width: 40, height: 40 })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [data[0], data[1], data[2]];
    })
    .toEqual([0x12, 0xc4, 0x8a]);
  await picture(page, 'desk-map-3-who-answers', false);
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'desk-map-4-phone');
  expect(complaints).toEqual([]);
});
