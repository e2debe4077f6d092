import { createHmac } from 'node:crypto';
import type { APIResponse, BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { picture, type Size, type Visitor, visitor } from './browser.ts';
import type { JourneyHouse } from './house.ts';

/** Recovery codes that are left, by house and login: each signs in once, a one-time code only once in thirty seconds. */
const recovery = new WeakMap<JourneyHouse, Map<string, string[]>>();

/**
 * An administrator or auditor at the desk, whose one-time code was enrolled at their first visit. They leave when the test
 * ends; of a test that fails, what they saw last is kept as a picture.
 */
export async function administrator(
  house: JourneyHouse,
  login: string,
  path: string,
  size: Size = 'desk',
): Promise<Visitor> {
  const one = await guestAt(house.origin, login, size);
  const codes = recovery.get(house) ?? new Map<string, string[]>();
  recovery.set(house, codes);
  const left = codes.get(login);
  await said(one.context, '/api/signin', { login, password: demonstrationPassword });
  if (left === undefined) {
    const made = await said(one.context, '/api/me/code/enrol', { password: demonstrationPassword });
    codes.set(login, made['recoveryCodes'] as string[]);
    await said(one.context, '/api/me/code', { code: oneTimeCode(String(made['secret'])) });
  } else {
    await said(one.context, '/api/signin/code', { code: left.pop(), recovery: true });
  }
  await one.page.goto(path);
  return one;
}

/** Anybody in front of a browser of their own, at an address of the house. */
export async function guestAt(origin: string, who: string, size: Size = 'desk'): Promise<Visitor> {
  const one = await visitor(origin, { size });
  one.page.setDefaultTimeout(20_000);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(one.page, `failed-${who}`).catch(() => '');
    await one.leave();
  });
  return one;
}

/** The secret that a page shows this once. */
export const shownOnce = async (page: Page): Promise<string> =>
  (await page.locator('.once-secret').textContent({ timeout: 20_000 })) ?? '';

/** What a browser complained of, but for refusals that a page shows anyway. */
export const complaintsOf = (one: Visitor): string[] => one.complaints.filter((text) => !/status of 4\d\d/.test(text));

async function said(context: BrowserContext, path: string, data: object): Promise<Record<string, unknown>> {
  const answer: APIResponse = await context.request.post(path, { data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The six digits that an authenticator shows for a secret (RFC 6238, SHA-1, 30 seconds; the secret in base 32). */
export function oneTimeCode(secret: string, at = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '')].map((one) => LETTERS.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Takes an entry of a long list by typing part of it. */
export async function pick(page: Page, label: string, typed: string, entry: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  const chosen = page.locator('.ant-select', { has: field }).getByText(entry);
  const active = page.locator('.ant-select-item-option-active', { hasText: entry }).filter({ visible: true });
  await expect
    .poll(async () => {
      await field.fill(typed);
      // By keyboard: the list moves while it opens, and a click may meet it half-way.
      await active.first().waitFor();
      await field.press('Enter');
      // A list that was read anew just then has nothing to take, and is asked once more.
      return chosen.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    })
    .toBe(true);
}
