import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { machineWords } from '../../src/platform/identity/machines.words.ts';
import { machineScreenWords } from '../../src/platform/identity/screens/machines.screen.words.ts';
import { administrator, complaintsOf, shownOnce } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, zh } from './people.ts';

const w = zh(machineScreenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

/** Who the server takes the holder of a key for. */
async function heldBy(key: string): Promise<unknown> {
  const answer = await fetch(`${house.origin}/api/me`, { headers: { 'x-api-key': key } });
  return ((await answer.json()) as { is?: unknown }).is;
}

test('the security administrator issues a key, which is shown once and works until it is revoked', async () => {
  const one = await administrator(house, 'secadmin1', '/desk');
  const { page } = one;
  await page
    .getByRole('navigation', { name: zh(deskWords)('nav') })
    .getByText(zh(deskWords)('machines'))
    .click();
  await page.getByText(w('none')).waitFor();
  await button(page, w('issue')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(w('name'), { exact: true }).fill('110 接处警台');
  await sheet.getByText(w('s_exchange')).click();
  await sheet.getByLabel(w('body')).selectOption('wc-police');
  // A key lives two years at most.
  await sheet.getByLabel(w('until'), { exact: true }).fill('2099-01-01');
  await sheet.getByText(zh(machineWords)('days')).waitFor();
  expect(await button(sheet, w('issueYes')).isDisabled()).toBe(true);
  const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  await sheet.getByLabel(w('until'), { exact: true }).fill(inAYear);
  await picture(page, 'admin-machines-1-issue', false);
  await button(sheet, w('issueYes')).click();
  const key = await shownOnce(page);
  await picture(page, 'admin-machines-2-key', false);
  expect(await heldBy(key)).toBe('machine');
  await button(page, w('kept')).click();
  await page.locator('.once-secret').waitFor({ state: 'detached' });
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: '110 接处警台' });
  await row.getByText(w('standing'), { exact: true }).waitFor();
  expect(await page.content()).not.toContain(key);
  for (const size of ['phone', 'tablet'] as const) {
    await page.setViewportSize(SIZES[size]);
    expect([size, await overflow(page)]).toEqual([size, 0]);
  }
  await picture(page, 'admin-machines-3-list', false);

  await row.getByText(w('revoke'), { exact: true }).click();
  await button(page.locator('dialog[open]'), w('revoke')).click();
  await row.getByText(w('revoked'), { exact: true }).waitFor();
  expect(await heldBy(key)).toBe('nobody');
  expect(complaintsOf(one)).toEqual([]);
});

test('an auditor sees the keys and issues none; a system administrator sees none', async () => {
  const auditor = await administrator(house, 'auditor1', '/desk/machines');
  await auditor.page.getByRole('heading', { name: w('title') }).waitFor();
  // Keys and hooks load side by side.
  await expect.poll(() => auditor.page.locator('.waiting').count()).toBe(0);
  expect(await button(auditor.page, w('issue')).count()).toBe(0);
  const sys = await administrator(house, 'sysadmin1', '/desk/machines');
  await sys.page.getByText(w('mayNot')).waitFor();
});
