import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { accountWords } from '../../src/platform/identity/screens/account.words.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { say } from '../../src/platform/language/language.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { complaintsOf, guestAt, oneTimeCode } from './administrators.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const a = zh(accountWords);
const s = zh(signInWords);
const d = zh(deskWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

/** The key under the QR, for those who type it. */
const secretOn = async (within: Page | Locator): Promise<string> => {
  const shown = (await within.locator('.gate-secret').allInnerTexts()).join(' ');
  return shown.trim().split(/\s+/).at(-1) ?? '';
};

test('an administrator must enrol a one-time code first: QR, recovery codes, and then each sign-in asks for it', async () => {
  const one = await guestAt(house.origin, 'sysadmin2', 'phone');
  const { page } = one;
  await page.goto('/desk');
  const enter = async (): Promise<void> => {
    await page.getByLabel(s('login')).fill('sysadmin2');
    await page.getByLabel(s('password')).fill(demonstrationPassword);
    await button(page, s('enter')).click();
  };
  await enter();
  await page.getByRole('heading', { name: s('enrolTitle') }).waitFor();
  // Nothing else is open before.
  expect((await one.context.request.get('/api/people')).status()).toBe(403);
  await page.getByLabel(s('enrolStart')).fill(demonstrationPassword);
  await button(page, s('begin')).click();
  await page.getByRole('img', { name: s('qr') }).waitFor();
  const secret = await secretOn(page);
  const codes = await page.locator('.gate-codes li').allInnerTexts();
  expect(codes.length).toBeGreaterThan(5);
  await page.getByLabel(s('code'), { exact: true }).fill(oneTimeCode(secret));
  // The recovery codes are shown now or never.
  expect(await button(page, s('confirm')).isDisabled()).toBe(true);
  await page.getByText(s('codesNoted')).click();
  expect(await overflow(page)).toBe(0);
  await picture(page, 'admin-account-1-enrol', true);
  await button(page, s('confirm')).click();
  await page.getByRole('button', { name: d('menu') }).waitFor();

  // The phone is not at hand: a recovery code signs in, once.
  for (const [code, works] of [
    [codes[0], true],
    [codes[0], false],
  ] as const) {
    await one.context.clearCookies();
    await page.goto('/desk');
    await enter();
    await button(page, s('recovery')).click();
    await page.getByLabel(s('recoveryCode'), { exact: true }).fill(code ?? '');
    await button(page, s('confirm')).click();
    if (works) await page.getByRole('button', { name: d('menu') }).waitFor();
    else await page.getByRole('alert').waitFor();
  }
  expect(complaintsOf(one)).toEqual([]);
});

test('somebody changes the own password, enrols a code of their own will, renews its recovery codes, and takes the language along', async () => {
  const one = await staff(house, 'verifier1', 'desk');
  const { page } = one;
  await page.goto('/desk/me');
  await button(page, a('password')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(s('old')).fill(demonstrationPassword);
  await sheet.getByLabel(s('fresh'), { exact: true }).fill('verifier1-verifier1');
  await sheet.getByLabel(s('again')).fill('verifier1-verifier1');
  await button(sheet, s('change')).click();
  await sheet.getByRole('alert').first().waitFor();
  await sheet.getByLabel(s('fresh'), { exact: true }).fill('Bridge-lamp-2026');
  await sheet.getByLabel(s('again')).fill('Bridge-lamp-2026');
  await button(sheet, s('change')).click();
  await page.getByText(a('passwordDone')).waitFor();

  await button(page, a('codeEnrol')).click();
  await sheet.getByLabel(s('enrolStart')).fill('Bridge-lamp-2026');
  await button(sheet, s('begin')).click();
  await sheet.getByRole('img', { name: s('qr') }).waitFor();
  const secret = await secretOn(sheet);
  await sheet.getByText(s('codesNoted')).click();
  await sheet.getByLabel(s('code'), { exact: true }).fill(oneTimeCode(secret));
  await button(sheet, s('confirm')).click();
  await page.getByText(a('codeDone')).waitFor();
  await page.getByText(a('codeIsOn'), { exact: true }).waitFor();
  await picture(page, 'admin-account-2-me');

  await button(page, a('recoveryRenew')).click();
  await sheet.getByLabel(a('recoveryPassword')).fill('Bridge-lamp-2026');
  await button(sheet, a('recoveryRenew')).click();
  const codes = sheet.locator('.once-secret');
  await codes.waitFor();
  expect((await codes.innerText()).trim().split('\n')).toHaveLength(10);
  await picture(page, 'admin-account-3-recovery');
  await button(sheet, a('recoveryNoted')).click();
  await sheet.waitFor({ state: 'hidden' });
  // Closed, it is gone: opened again it asks for the password.
  await button(page, a('recoveryRenew')).click();
  await sheet.getByLabel(a('recoveryPassword')).waitFor();
  expect(await codes.count()).toBe(0);
  await button(sheet, say(webWords, 'zh', 'close')).click();

  await page.locator('.tile', { hasText: a('inEnglish') }).click();
  await page.getByRole('heading', { name: say(accountWords, 'en', 'posts') }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(complaintsOf(one)).toEqual([]);
});

test('the language of an account goes along to another device', async () => {
  const first = await staff(house, 'leader1', 'desk');
  await first.page.goto('/desk/me');
  const kept = first.page.waitForResponse((answer) => answer.url().endsWith('/api/me/language'));
  await first.page.locator('.tile', { hasText: a('inEnglish') }).click();
  expect((await kept).status()).toBe(200);

  const second = await guestAt(house.origin, 'leader1');
  await second.page.goto('/desk');
  await second.page.getByLabel(s('login')).fill('leader1');
  await second.page.getByLabel(s('password')).fill(demonstrationPassword);
  await button(second.page, s('enter')).click();
  await second.page.getByRole('navigation', { name: say(deskWords, 'en', 'nav') }).waitFor();
});

test('a passkey is registered on a device, signs in without a password, and is removed', async () => {
  // Browsers keep passkeys for names, not for numbers.
  const named = house.origin.replace('127.0.0.1', 'localhost');
  const one = await guestAt(named, 'liaison1');
  const { page, context } = one;
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/desk/me');
  await page.getByLabel(s('login')).fill('liaison1');
  await page.getByLabel(s('password')).fill(demonstrationPassword);
  await button(page, s('enter')).click();
  await button(page, a('passkeyAdd')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(a('passkeyName')).fill('值班室电脑');
  await picture(page, 'admin-account-3-passkey', false);
  await button(sheet, a('passkeyAdd')).click();
  await page.getByText(a('passkeyAdded')).waitFor();
  await page.getByText('值班室电脑').waitFor();

  await context.clearCookies();
  await page.goto('/desk/me');
  await picture(page, 'admin-account-4-signin', false);
  await button(page, s('passkey')).click();
  await page.getByText('值班室电脑').waitFor();
  await page.getByText(a('account', { login: 'liaison1' })).waitFor();

  await page.getByRole('button', { name: `${a('passkeyRemove')}: 值班室电脑` }).click();
  await button(page.locator('dialog[open]'), a('passkeyRemove')).click();
  await page.getByText(a('passkeysNone')).waitFor();
  await context.clearCookies();
  await page.goto('/desk/me');
  await button(page, s('passkey')).click();
  await page.getByText(a('passkeyFailed')).waitFor();
});
