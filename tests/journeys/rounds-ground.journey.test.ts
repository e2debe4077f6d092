import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planRound } from '../../src/capabilities/mediation/rounds/rounds.contract.ts';
import { screenWords } from '../../src/capabilities/mediation/rounds/screens/rounds.screen.words.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(screenWords);
/** The first is the village of the liaison who has an account. */
const OWN = ['330702001001', '330702001002', '330702001003'];

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

  await rows.last().getByRole('link').click();
  await page.locator('.round-map .map-sign').first().waitFor();
  await picture(page, 'rounds-ground-3-round');

  // A round that does not end soon: by itself it reminds of nothing yet.
  const id = randomUUID();
  const day = (n: number) => dayOf(new Date(Date.now() + n * 86_400_000));
  const planned = await page.request.post(planRound.path, {
    data: { id, territories: OWN, from: day(0), to: day(20), theme: 'wages' },
  });
  expect(planned.status(), await planned.text()).toBe(200);
  await page.goto(`/desk/mediation/rounds/${id}`);
  await page.locator('.round-map .map-sign').first().waitFor();
  const blanks = await page.locator('[data-blank]').count();
  expect(blanks).toBe(OWN.length);
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
    .toBeGreaterThan(0);
  await picture(phone.page, 'rounds-ground-6-heard');
  await heard.first().click();
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
