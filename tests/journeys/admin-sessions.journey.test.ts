import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionWords } from '../../src/platform/identity/screens/sessions.words.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { administrator, complaintsOf, pick } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(sessionWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

test('somebody sees the own sessions and ends one of them', async () => {
  const first = await staff(house, 'clerk1', 'desk');
  const second = await staff(house, 'clerk1', 'desk');
  await second.page.goto('/desk/sessions');
  await second.page.getByText(w('thisOne'), { exact: true }).waitFor();
  // Neither the district's sessions nor the record are a clerk's to see.
  expect(await second.page.getByRole('tab').count()).toBe(0);
  expect(await second.page.getByText(/Chrome · Linux/).count()).toBe(2);
  await button(second.page, w('end')).click();
  await second.page.getByText(w('ended')).waitFor();
  await first.page.goto('/desk/sessions');
  await first.page.getByLabel(zh(signInWords)('password')).waitFor();
});

test('the security administrator ends somebody’s session, and the record says who did', async () => {
  const duty = await staff(house, 'duty1', 'desk');
  const one = await administrator(house, 'secadmin1', '/desk/sessions?tab=all');
  const { page } = one;
  await page.getByLabel(w('find')).fill('duty1');
  const row = page.getByRole('row').filter({ hasText: '演示值班长 1' });
  await row.getByText('Chrome · Linux').waitFor();
  await picture(page, 'admin-sessions-1-all', false);
  await row.getByText(w('end'), { exact: true }).click();
  await picture(page, 'admin-sessions-2-sure', false);
  await button(page.locator('dialog[open]'), w('end')).click();
  await row.waitFor({ state: 'detached' });
  await duty.page.goto('/desk');
  await duty.page.getByLabel(zh(signInWords)('password')).waitFor();

  await page.getByRole('tab', { name: w('record') }).click();
  const revoked = page.getByRole('row').filter({ hasText: w('w_session-revoked') });
  await revoked.first().waitFor();
  expect(await revoked.first().textContent()).toMatch(/演示值班长 1.*演示安全管理员 1/);
  // Narrowed down to one person.
  await pick(page, w('who'), 'clerk2', 'clerk2');
  await page.getByText(w('noRecord')).waitFor();
  await picture(page, 'admin-sessions-3-record', false);
  for (const size of ['phone', 'tablet'] as const) {
    await page.setViewportSize(SIZES[size]);
    for (const tab of ['own', 'all', 'record'] as const) {
      await page.getByRole('tab', { name: w(tab) }).click();
      expect([size, tab, await overflow(page)]).toEqual([size, tab, 0]);
    }
  }
  expect(complaintsOf(one)).toEqual([]);
});

test('an auditor reads the record of sign-ins and ends nobody’s session', async () => {
  const { page } = await administrator(house, 'auditor1', '/desk/sessions?tab=all');
  await page.getByRole('tab', { name: w('record') }).waitFor();
  expect(await page.getByRole('tab', { name: w('all') }).count()).toBe(0);
  await page.getByRole('tab', { name: w('record') }).click();
  await page.getByText(w('w_signed-in')).first().waitFor();
});
