import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, onTestFinished } from 'vitest';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { receivedWords } from '../../src/capabilities/matters/screens/received.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { say, type Words } from '../../src/platform/language/language.ts';
import { photoWords } from '../../src/platform/web/kit/photos.words.ts';
import { picture, type Size, type Visitor, visitor } from './browser.ts';
import type { JourneyHouse } from './house.ts';

/** The words of a screen as a Chinese reader meets them: `zh(reportWords)('next')`. */
export const zh =
  <Key extends string>(all: Words<Key>) =>
  (key: Key, parameters?: Readonly<Record<string, string | number>>): string =>
    say(all, 'zh', key, parameters);

/** A phone in most hands: wider than the smallest, CSS pixels. */
const IN_HAND = { width: 390, height: 844 };

/** A visitor who leaves when the test ends; of a test that fails, what they saw last is kept as a picture. */
async function guest(house: JourneyHouse, who: string, settings: Parameters<typeof visitor>[1]): Promise<Visitor> {
  const one = await visitor(house.origin, settings);
  one.page.setDefaultTimeout(20_000);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(one.page, `failed-${who}`).catch(() => '');
    await one.leave();
  });
  return one;
}

/** Somebody with a phone in their hand, on the public page. */
export async function resident(
  house: JourneyHouse,
  who = 'resident',
  settings: Parameters<typeof visitor>[1] = {},
): Promise<Visitor> {
  const one = await guest(house, who, { size: 'phone', ...settings });
  await one.page.setViewportSize(IN_HAND);
  await one.page.goto('/');
  return one;
}

/** Somebody of the demonstration's staff, signed in through the form of their shell: the desk wide, the field shell on a phone. */
export async function staff(
  house: JourneyHouse,
  login: string,
  shell: 'desk' | 'field',
  size?: Size,
): Promise<Visitor> {
  const one = await guest(house, login, { size: size ?? (shell === 'desk' ? 'desk' : 'phone') });
  if (shell === 'field' && size === undefined) await one.page.setViewportSize(IN_HAND);
  const w = zh(signInWords);
  await one.page.goto(`/${shell}`);
  await one.page.getByLabel(w('login')).fill(login);
  await one.page.getByLabel(w('password')).fill(demonstrationPassword);
  await one.page.getByRole('button', { name: w('enter'), exact: true }).click();
  await one.page.getByLabel(w('password')).waitFor({ state: 'detached' });
  return one;
}

/** A button by its whole name. */
export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true });

/** Writes into the place field and takes the first match that carries `name`. */
export async function choosePlace(page: Page, written: string, name: string): Promise<void> {
  const w = zh(reportWords);
  await page.getByLabel(w('address')).fill(written);
  await page
    .getByRole('list', { name: w('found') })
    .getByRole('button', { name })
    .first()
    .click();
}

/** Chooses a kind by its pictures: the group, then the kind. */
export async function chooseKind(page: Page, group: string, kind: string): Promise<void> {
  await page.locator('.tile', { hasText: group }).first().click();
  await page.locator('.tile', { hasText: kind }).first().click();
}

/** The step forward of the public form. */
export const forward = (page: Page): Promise<void> => button(page, zh(reportWords)('next')).click();

/** Past the question whether it is one of those nearby, which is put only where there are any. */
export async function noneNearby(page: Page): Promise<void> {
  const w = zh(reportWords);
  const none = button(page, w('nearNone'));
  await none
    .or(page.getByRole('heading', { name: w('kindTitle') }))
    .first()
    .waitFor();
  if (await none.isVisible()) await none.click();
}

/** Takes a photo: a drawn one, large and as a camera would write it, place and all. */
export async function takePhoto(page: Page, caption: string): Promise<void> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1500"><rect width="2000" height="1500" fill="#456"/>
    <circle cx="1000" cy="600" r="360" fill="#fd6"/><text x="1000" y="1300" font-size="180" fill="#fff" text-anchor="middle"
    font-family="Noto Sans CJK SC">${caption}</text></svg>`;
  const buffer = await sharp(Buffer.from(drawing))
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
  await page
    .getByLabel(zh(photoWords)('addPhoto'))
    .or(page.getByLabel(zh(photoWords)('addFile')))
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('img', { name: zh(photoWords)('photoNamed', { n: 1 }) }).waitFor();
}

/** Opens a move by its button, lets the form be filled, sends it and waits until it is done. */
export async function makeMove(
  page: Page,
  move: keyof typeof moveWords.zh,
  fill?: (sheet: Locator) => Promise<void>,
): Promise<void> {
  const w = zh(moveWords);
  const moves = page
    .locator('.moves, section')
    .getByRole('button', { name: w(move), exact: true })
    .first();
  const more = button(page, w('more'));
  // What may be done is drawn anew when the answer to the move before arrives.
  await expect
    .poll(
      async () => {
        if (!(await moves.isVisible()) && (await more.isVisible())) await more.click();
        return moves.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await moves.click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByRole('heading', { name: w(move), exact: true }).waitFor();
  await fill?.(sheet);
  await button(sheet, w('send', { move: w(move) })).click();
  await sheet.waitFor({ state: 'hidden' });
}

/** Answers every question that offers answers with its first one. */
export async function answerAll(within: Page | Locator): Promise<void> {
  for (const question of await within.locator('fieldset').all()) {
    const first = question.locator('.tile, .tick').first();
    if (await first.isVisible()) await first.click();
  }
}

/** The number and code that the page of thanks shows. */
export async function received(page: Page): Promise<{ number: string; code: string }> {
  await page.getByRole('heading', { name: zh(receivedWords)('doneTitle') }).waitFor();
  const code = await page.locator('.receipt-code').innerText();
  const said = await page.locator('.received-head').innerText();
  const number = /[0-9A-Z]+-[0-9A-Z-]+|\d{6,}/.exec(said)?.[0] ?? '';
  return { number, code };
}
