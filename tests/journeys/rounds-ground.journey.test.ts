import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenWords } from '../../src/capabilities/mediation/rounds/screens/rounds.screen.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(screenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20, cases: 'sample' });
});
afterAll(() => house?.close());

test('a township sees on the map and in words which of its places were visited, opens the round and reminds of the blanks', async () => {
  const { page, complaints } = await staff(house, 'coordinator1', 'desk');
  await page.goto('/desk/mediation/rounds');
  const ground = page.getByRole('region', { name: w('ground'), exact: true });
  await ground.locator('.map-sign').first().waitFor();
  const rows = ground.locator('[data-place-row]');
  const n = await rows.count();
  expect(n).toBeGreaterThan(5);
  // The map says no more than the words beside it: a sign for each row, and the legend adds up.
  expect(await ground.locator('.map-sign').count()).toBe(n);
  const legend = await ground
    .locator('.round-legend li')
    .evaluateAll((all) => all.map((one) => Number(one.dataset['n'])));
  expect(legend.reduce((sum, one) => sum + one, 0)).toBe(n);
  await picture(page, 'rounds-ground-1-town');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'rounds-ground-2-town-phone');
  await page.setViewportSize(SIZES.desk);

  await rows
    .filter({ hasText: w('place_waiting') })
    .first()
    .getByRole('link')
    .click();
  await page.locator('.round-map .map-sign').first().waitFor();
  const blanks = await page.locator('[data-blank]').count();
  expect(blanks).toBeGreaterThan(0);
  await picture(page, 'rounds-ground-3-round');
  await button(page, w('remind', { n: blanks })).click();
  await button(page, w('remindedToday')).waitFor();
  expect(await button(page, w('remindedToday')).isDisabled()).toBe(true);
  await picture(page, 'rounds-ground-4-reminded');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'rounds-ground-5-round-phone');

  // The liaison who has an account hears of the own place, and walks it from there.
  const phone = await staff(house, 'liaison1', 'field');
  const heard = phone.page.locator('.notice-line', { hasText: '还有 1 处没有走访' });
  await expect
    .poll(async () => {
      await phone.page.goto('/field/notices');
      await phone.page.waitForLoadState('networkidle');
      return heard.count();
    })
    .toBe(1);
  await picture(phone.page, 'rounds-ground-6-heard');
  await heard.click();
  await phone.page.locator('[data-place]').first().waitFor();
  expect([complaints, phone.complaints]).toEqual([[], []]);
});

test('a leader of the district sees all towns’ rounds under way at once', async () => {
  const { page } = await staff(house, 'leader1', 'desk');
  await page.goto('/desk/mediation/rounds');
  const ground = page.getByRole('region', { name: w('ground'), exact: true });
  await ground.locator('.map-sign').first().waitFor();
  expect(await ground.locator('[data-place-row]').count()).toBeGreaterThan(250);
  await picture(page, 'rounds-ground-7-district', false);
});
