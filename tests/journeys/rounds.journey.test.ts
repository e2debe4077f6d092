import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldWords } from '../../src/apps/field/field.words.ts';
import { screenWords } from '../../src/capabilities/mediation/rounds/screens/rounds.screen.words.ts';
import { villages } from '../../src/demonstration/wucheng.villages.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import { me } from '../../src/platform/identity/signin.contract.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, takePhoto, zh } from './people.ts';
import { cookieOf } from './reports.ts';

const w = zh(screenWords);
const TOWN = '330702001';
const [FIRST, SECOND, THIRD] = villages()
  .filter((one) => one.code.startsWith(TOWN))
  .map((one) => one.code);
if (FIRST === undefined || SECOND === undefined || THIRD === undefined) throw new Error('too few villages');

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20, cases: 'none' });
  // The liaison of the first village looks after the second one too.
  const headers = { cookie: await cookieOf(house, 'liaison1') };
  const { person } = (await house.server.inject({ url: me.path, headers })).json() as { person: string };
  const writing = { district: '330702', now: new Date(), origin: 'demo' as const, author: NOBODY };
  const held = { person, post: 'liaison' as const, body: null, territory: SECOND, from: '2020-01-01' };
  await house.work.write(whole('330702'), (tx) =>
    appointAll(tx, writing, [{ ...held, to: null, deputyOf: null }], 'founded'),
  );
});
afterAll(() => house?.close());

test('a coordinator plans a round; on a phone without a line nothing is found in one village, a dispute in another; the blank shows', async () => {
  const desk = await staff(house, 'coordinator1', 'desk');
  const { page } = desk;
  await page.goto('/desk/mediation/rounds');
  await page.getByText(w('none'), { exact: true }).waitFor();
  await button(page, w('newRound')).click();
  await page.getByLabel(w('theme')).selectOption('festival');
  await page.getByLabel(w('themeWords')).fill('节前看看各家，先问工资结了没有。');
  await button(page, w('plan')).click();
  await page.getByText(w('needPlaces'), { exact: true }).waitFor();
  const tick = page.locator('.round-town .tick input');
  for (const at of [0, 1, 2]) await tick.nth(at).check();
  await picture(page, 'rounds-1-plan');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'rounds-2-plan-phone');
  await page.setViewportSize(SIZES.desk);
  await button(page, w('plan')).click();
  await page.locator('[data-coverage="0/3"]').waitFor();
  await page.locator(`[data-blank="${THIRD}"]`).waitFor();
  await picture(page, 'rounds-3-planned');

  const phone = await staff(house, 'liaison1', 'field');
  await phone.page.getByRole('link', { name: zh(fieldWords)('rounds'), exact: true }).click();
  const place = (code: string) =>
    phone.page.locator('section.card', { has: phone.page.locator(`[data-place="${code}"]`) });
  await place(FIRST).waitFor();
  expect(await phone.page.locator('[data-place]').count()).toBe(2);
  await picture(phone.page, 'rounds-4-today');
  await phone.context.setOffline(true);
  await button(place(FIRST), w('nothing')).click();
  await button(place(FIRST), w('save')).click();
  await place(FIRST).getByText(w('needProof'), { exact: true }).waitFor();
  await button(place(FIRST), w('checkIn')).click();
  await button(place(FIRST), w('checkInAgain')).waitFor();
  await picture(phone.page, 'rounds-5-nothing');
  await button(place(FIRST), w('save')).click();
  await place(FIRST).locator('[data-kept="waiting"]').waitFor();
  await picture(phone.page, 'rounds-6-kept');
  await phone.context.setOffline(false);
  await place(FIRST).locator('[data-found="0"]').waitFor();

  await button(place(SECOND), w('something')).click();
  const form = place(SECOND);
  await button(form, w('save')).click();
  await form.locator('.notice.bad').waitFor();
  const answers = (question: string) => form.locator('fieldset', { hasText: question }).last();
  await answers(w('violence'))
    .locator('.tile', { hasText: w('no') })
    .click();
  await answers(w('minors'))
    .locator('.tile', { hasText: w('yes') })
    .first()
    .click();
  await form.getByText(w('minorsYes'), { exact: true }).waitFor();
  await form.getByLabel(w('group')).selectOption('02');
  await form.getByLabel(w('nature')).selectOption('0201');
  await form.getByLabel(w('name')).nth(0).fill('张甲');
  await form.getByLabel(w('name')).nth(1).fill('李乙');
  await form.getByLabel(w('address')).fill('三号楼东侧');
  await form.getByLabel(w('what')).fill('排水沟改道，雨天倒灌到对方院里。');
  await takePhoto(phone.page, '排水沟');
  for (const size of [SIZES.phone]) {
    await phone.page.setViewportSize(size);
    expect(await overflow(phone.page)).toBe(0);
  }
  await picture(phone.page, 'rounds-7-dispute');
  await button(form, w('save')).click();
  await form.locator('[data-found="1"]').waitFor();
  await expect(button(form, w('takeBack')).count()).resolves.toBe(0);
  await picture(phone.page, 'rounds-8-done');

  // A visit recorded by mistake is taken back at once, and the round is as it was.
  await button(place(FIRST), w('nothing')).click();
  await button(place(FIRST), w('checkIn')).click();
  await button(place(FIRST), w('checkInAgain')).waitFor();
  await button(place(FIRST), w('save')).click();
  await place(FIRST).locator('[data-found="0"]').nth(1).waitFor();
  await button(place(FIRST), w('takeBack')).first().click();
  await expect.poll(() => place(FIRST).locator('[data-found="0"]').count()).toBe(1);
  // Without a line the browser itself says that what it asked for did not come.
  expect(phone.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(one))).toEqual([]);

  await page.reload();
  await page.locator('[data-coverage="2/3"]').waitFor();
  expect(await page.locator('[data-blank]').count()).toBe(1);
  await page.locator(`[data-visited="${SECOND}"]`).waitFor();
  await page.locator('.round-photos img').first().waitFor();
  await picture(page, 'rounds-9-coverage');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'rounds-10-coverage-phone');
  await page.setViewportSize(SIZES.desk);

  // By telephone: a coordinator records for the liaison, and says how it is known; then it was the wrong place.
  await page.locator(`[data-blank="${THIRD}"]`).getByRole('button').click();
  const stead = page.locator('dialog[open]');
  await stead
    .locator('.tile', { hasText: w('something') })
    .last()
    .click();
  await picture(page, 'rounds-12-stead', false);
  await stead.locator('.tile', { hasText: w('nothing') }).click();
  await button(stead, w('save')).click();
  await stead.getByText(w('needWords'), { exact: true }).waitFor();
  await stead.getByLabel(w('visitForWords')).fill('村支书来电，走了二十户');
  await button(stead, w('save')).click();
  await page.locator('[data-coverage="3/3"]').waitFor();
  await page.getByText(w('noBlanks'), { exact: true }).waitFor();
  const third = page.locator('section.card', { has: page.locator(`[data-visited="${THIRD}"]`) });
  await button(third, w('takeBack')).click();
  await button(page.locator('dialog[open]'), w('takeBack')).click();
  await page.locator('[data-coverage="2/3"]').waitFor();

  await button(page, w('close')).click();
  const sheet = page.locator('dialog[open]');
  await expect(button(sheet, w('close')).isDisabled()).resolves.toBe(true);
  await sheet.getByLabel(w('closeReason')).fill('台风停走');
  await button(sheet, w('close')).click();
  await page.getByText(w('blanksClosed'), { exact: true }).waitFor();
  await button(page, w('close')).waitFor({ state: 'detached' });
  await page.goto('/desk/mediation/rounds');
  await page.locator('[data-coverage="2/3"]').waitFor();
  await picture(page, 'rounds-11-list');
  expect(desk.complaints).toEqual([]);
});
