import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorWords } from '../../src/capabilities/matters/screens/doors.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { receivedWords } from '../../src/capabilities/matters/screens/received.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import {
  answerAll,
  button,
  chooseKind,
  forward,
  makeMove,
  noneNearby,
  received,
  resident,
  takePhoto,
  zh,
} from './people.ts';

const r = zh(reportWords);
const rs = zh(reportStepWords);
const rc = zh(receivedWords);
const m = zh(moveWords);
const d = zh(doorWords);

/** WeChat on an Android phone, as it names itself. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 13; V2203A Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ' +
  'Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20231202 MMWEBID/2247 MicroMessenger/8.0.47.2560 WeChat/arm64 Language/zh_CN';

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

test('inside WeChat, which opens no windows, prints and downloads nothing and may give no location, all of it works', async () => {
  const one = await resident(house, 'wechat', { agent: WECHAT, located: false });
  const { page } = one;
  await page.addInitScript(() => {
    const forbidden = (name: string) => () => {
      document.documentElement.dataset['forbidden'] = name;
      throw new Error(`${name} is not there in WeChat`);
    };
    Object.assign(window, { open: forbidden('open'), print: forbidden('print') });
    for (const name of ['clipboard', 'serviceWorker', 'share', 'locks'])
      Object.defineProperty(Navigator.prototype, name, { get: () => undefined, configurable: true });
    delete (Navigator.prototype as unknown as Record<string, unknown>)['serviceWorker'];
    delete (Navigator.prototype as unknown as Record<string, unknown>)['locks'];
    // No dialogs and no bitmaps, as in its older views.
    HTMLDialogElement.prototype.showModal = undefined as never;
    Object.assign(window, { createImageBitmap: undefined });
  });
  await page.goto('/');
  await button(page, r('useMine')).click();
  await page
    .getByRole('alert')
    .filter({ hasText: zh(webWords)('mapNoLocation') })
    .waitFor({ timeout: 20_000 });
  await picture(page, 'wechat-no-location', false);
  await page.getByLabel(r('address')).fill('白龙桥镇政府门口');
  await page.getByRole('button', { name: r('useWords') }).click();
  await forward(page);
  await noneNearby(page);
  await chooseKind(page, '隐患', '道路与井盖');
  const words = page.getByLabel(rs('words'));
  const title = page.getByRole('heading', { name: r('questionsTitle') });
  await words.or(title).first().waitFor();
  if (await title.isVisible()) {
    await answerAll(page);
    await forward(page);
  }
  await words.fill('微信里报的。');
  await expect(page.locator('input[type=file]').getAttribute('capture')).resolves.toBeNull();
  await takePhoto(page, '微信');
  await forward(page);
  await page.locator('.tile', { hasText: rs('withoutPhone') }).click();
  await button(page, r('send')).click();
  const { code } = await received(page);
  await page.getByRole('img', { name: rc('qr') }).waitFor();
  await page.getByRole('button', { name: rc('copyCode') }).click();
  await page.getByText(zh(webWords)('copied')).waitFor();
  await page.getByRole('link', { name: rc('doneFollow') }).click();
  await page.getByText('微信里报的。').first().waitFor();
  expect(page.url()).toContain(code);
  await makeMove(page, 'note', (sheet) => sheet.getByLabel(m('noteText')).fill('又来一句。'));
  await page.getByText('又来一句。').waitFor();
  await picture(page, 'wechat-follow', false);

  await page.goto('/doors/court');
  await expect(button(page, d('print')).count()).resolves.toBe(0);
  await button(page, d('asPicture')).click();
  await page.getByText(d('longPress')).waitFor();
  const drawn = await page.locator('.slip-picture').evaluate(async (it: HTMLImageElement) => {
    await it.decode();
    return [it.naturalWidth, it.naturalHeight];
  });
  expect(drawn[0]).toBe(750);
  expect(drawn[1]).toBeGreaterThan(400);
  await picture(page, 'wechat-slip');
  expect(await page.evaluate(() => document.documentElement.dataset['forbidden'] ?? 'nothing')).toBe('nothing');
  expect(one.complaints).toEqual([]);
});
