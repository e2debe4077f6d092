import { afterAll, beforeAll, expect, test } from 'vitest';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { channelWords, statusWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { waitsWords } from '../../src/capabilities/matters/screens/waits.words.ts';
import { lookWords } from '../../src/platform/identity/screens/looks.words.ts';
import { postWords } from '../../src/platform/identity/screens/posts.words.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import {
  answerAll,
  button,
  chooseKind,
  choosePlace,
  forward,
  makeMove,
  noneNearby,
  received,
  resident,
  staff,
  zh,
} from './people.ts';
import { cookieOf, looked, reported } from './reports.ts';

const r = zh(reportWords);
const rs = zh(reportStepWords);
const f = zh(followWords);
const m = zh(moveWords);
const q = zh(queueWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

test('a resident proves a phone number and sees the own matters, who looked and why, and has the data deleted', async () => {
  const phone = '13805790022';
  const words = '楼道里停着四辆电动车，从二楼拉线充电。';
  const receipt = await reported(house, { kind: 'hazard.ebike', words, phone, territory: '330702001001' });
  await looked(house, await cookieOf(house, 'duty1'), receipt.id, 'contact');
  const w = zh(residentScreenWords);

  const one = await resident(house);
  const { page } = one;
  await page.getByRole('link', { name: '我的' }).click();
  await page.getByLabel(w('phone'), { exact: true }).fill('138 0579 0022');
  await picture(page, 'mine-1-phone', false);
  await button(page, w('ask')).click();
  await page.getByText(w('outboxNotice')).waitFor();
  await picture(page, 'mine-2-code', false);
  // The stand-in for the telephone company is read in another window, as a phone would be taken up.
  const letters = await one.context.newPage();
  await letters.goto('/outbox');
  const message = letters.locator('article').first();
  await message.waitFor();
  const code = /\d{6}/.exec(await message.locator('p').last().innerText())?.[0] ?? '';
  await picture(letters, 'mine-3-outbox', false);
  await letters.close();
  await page.getByLabel(w('code'), { exact: true }).fill('000000' === code ? '000001' : '000000');
  await button(page, w('enter')).click();
  await page.locator('.notice.bad').waitFor();
  await page.getByLabel(w('code'), { exact: true }).fill(code);
  await button(page, w('enter')).click();

  await page.getByRole('heading', { name: f('mineTitle') }).waitFor();
  const looks = page.locator('.looks li').first();
  await looks.waitFor();
  const said = await looks.innerText();
  expect(said).toContain(zh(postWords)('duty'));
  expect(said).toContain('综合治理中心');
  expect(said).toContain(zh(lookWords)('contact'));
  await picture(page, 'mine-4-page');
  await page.locator('.mine-line', { hasText: receipt.number }).click();
  await page.getByText(words).first().waitFor();
  await picture(page, 'mine-5-matter', false);
  await button(page, zh(webWords)('back')).click();

  await button(page, w('forget')).click();
  const sheet = page.locator('dialog[open]');
  await picture(page, 'mine-6-forget', false);
  await button(sheet, w('forgetYes')).click();
  await page.getByText(w('forgotten')).waitFor();
  await page.locator('.mine-line').waitFor({ state: 'detached' });
  await picture(page, 'mine-7-forgotten', false);
  expect(one.complaints.filter((said) => !/40[0-9]/.test(said))).toEqual([]);

  // The matter stays, without whoever reported it.
  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.goto(`/desk/matters/${receipt.id}`);
  await duty.page.getByText(zh(matterWords)('noContact')).waitFor();
  await expect(button(duty.page, m('seeContact')).count()).resolves.toBe(0);
  await picture(duty.page, 'mine-8-desk-without-contact', false);
});

test('somebody reports without a name: the desk sees no minute and no contact, the phone keeps nothing, and the code still answers a question', async () => {
  const words = '有人夜里往溪里倒桶装废液，颜色发红。';
  const one = await resident(house);
  const { page } = one;
  await button(page, r('useMine')).click();
  await page.locator('.place-line', { hasText: '街道' }).waitFor();
  await picture(page, 'anonymous-1-place', false);
  await forward(page);
  await noneNearby(page);
  await chooseKind(page, '突发事件', '污染与倾倒');
  const title = page.getByRole('heading', { name: r('questionsTitle') });
  await title.waitFor();
  await answerAll(page);
  await forward(page);
  await page.getByLabel(rs('words')).fill(words);
  await forward(page);
  await page.locator('.tile', { hasText: rs('anonymous') }).click();
  await expect(page.getByLabel(rs('phone'), { exact: true }).count()).resolves.toBe(0);
  await picture(page, 'anonymous-2-send');
  await button(page, r('send')).click();
  const { number, code } = await received(page);
  expect(await page.evaluate(() => localStorage.getItem('lianan.draft'))).toBeNull();
  await picture(page, 'anonymous-3-received');

  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.locator('.queue-row', { hasText: words.slice(0, 10) }).click();
  const pane = duty.page.locator(`[data-matter="${number}"]`);
  await pane.getByText(zh(matterWords)('noContact')).waitFor();
  const head = await pane.locator('header').innerText();
  expect(head).toContain(zh(channelWords)('anonymous'));
  expect(head).not.toMatch(new RegExp(`${zh(matterWords)('reported')}\\s+[^·]*\\d{2}:\\d{2}`));
  await expect(button(pane, m('seeContact')).count()).resolves.toBe(0);
  await picture(duty.page, 'anonymous-4-desk', false);
  await makeMove(duty.page, 'ask', (sheet) => sheet.getByLabel(m('askText')).fill('大约几点？桶上有字吗？'));
  await pane.getByText(zh(matterWords)('asked')).waitFor();

  await page.goto(`/follow#${code}`);
  await page.getByText(f('asked')).waitFor();
  await picture(page, 'anonymous-5-asked');
  await makeMove(page, 'answer', (sheet) => sheet.getByLabel(m('answerText')).fill('夜里一点左右，蓝桶，没有字。'));
  await page.getByText('蓝桶，没有字').waitFor();
  await pane.getByText('蓝桶，没有字').waitFor();
  await picture(duty.page, 'anonymous-6-answered', false);
  expect(one.complaints).toEqual([]);
  expect(duty.complaints).toEqual([]);
});

test('a report from beyond the border is told so, taken, and found in the tray of what lies outside', async () => {
  const one = await resident(house);
  const { page } = one;
  await one.context.setGeolocation({ longitude: 120.2, latitude: 29.31 });
  await button(page, r('useMine')).click();
  await page.getByText(r('outside')).waitFor();
  await picture(page, 'outside-1-place', false);
  await forward(page);
  await page.getByLabel(r('kindFind')).fill('井盖');
  await picture(page, 'outside-2-kind-by-words', false);
  await page.locator('.tile', { hasText: '道路与井盖' }).click();
  const words = page.getByLabel(rs('words'));
  const title = page.getByRole('heading', { name: r('questionsTitle') });
  await words.or(title).first().waitFor();
  if (await title.isVisible()) {
    await answerAll(page);
    await forward(page);
  }
  await words.fill('国道边井盖缺了一块。');
  await forward(page);
  await page.locator('.tile', { hasText: rs('withoutPhone') }).click();
  await button(page, r('send')).click();
  const { number } = await received(page);
  await page.getByText(r('outside')).waitFor();

  const inside = await reported(house, { kind: 'hazard.road', words: '本区井盖松动。' });
  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.locator('.queue-row', { hasText: inside.number }).waitFor();
  await button(duty.page, q('moreFilters')).click();
  await button(duty.page, q('outside')).click();
  await duty.page.waitForURL(/outside=true/);
  await duty.page.locator('.queue-row', { hasText: inside.number }).waitFor({ state: 'detached' });
  const row = duty.page.locator('.queue-row', { hasText: number });
  await expect(row.innerText()).resolves.toContain(q('outsideShort'));
  await picture(duty.page, 'outside-3-tray', false);
  // The view stands in the address: whoever gets it sees the same.
  await duty.page.reload();
  await duty.page.locator('.queue-row', { hasText: number }).waitFor();
  await expect(duty.page.locator('.queue-row', { hasText: inside.number }).count()).resolves.toBe(0);
});

test('what is missing or wrong is named at its field, and a broken line loses nothing that was written', async () => {
  const one = await resident(house);
  const { page } = one;
  await forward(page);
  await page
    .getByRole('alert')
    .filter({ hasText: r('needPlace') })
    .waitFor();
  await picture(page, 'wrong-1-place', false);
  await choosePlace(page, 'bailongqiao', '白龙桥镇');
  await forward(page);
  await chooseKind(page, '隐患', '消防隐患');
  await page.getByRole('heading', { name: r('questionsTitle') }).waitFor();
  await forward(page);
  const needed = page.getByRole('alert').filter({ hasText: r('needAnswer') });
  const asked = await needed.count();
  if (asked > 0) {
    await picture(page, 'wrong-2-questions', false);
    await answerAll(page);
    await forward(page);
  }
  const words = '安全出口被货架堵住，灭火器过期两年。';
  await page.getByLabel(rs('words')).fill(words);
  await forward(page);
  await page.getByLabel(rs('phone'), { exact: true }).fill('12345');
  await button(page, r('send')).click();
  await page
    .getByRole('alert')
    .filter({ hasText: rs('phoneWrong') })
    .waitFor();
  await expect(page.getByLabel(rs('phone'), { exact: true }).getAttribute('aria-invalid')).resolves.toBe('true');
  await picture(page, 'wrong-3-phone');
  await page.getByLabel(rs('phone'), { exact: true }).fill('0579-82345678');

  await one.context.setOffline(true);
  await button(page, r('send')).click();
  await page.getByRole('heading', { name: zh(waitsWords)('title') }).waitFor();
  await picture(page, 'wrong-4-offline');
  // Within the page: for a moment the bar above it says it too.
  await button(page.locator('main'), zh(waitsWords)('takeBack')).click();
  await page.getByRole('heading', { name: r('sendTitle') }).waitFor();
  await one.context.setOffline(false);

  await page.reload();
  await page.getByText(r('draft')).waitFor();
  await page.locator('.place-line', { hasText: '白龙桥镇' }).waitFor();
  await picture(page, 'wrong-5-draft', false);
  await forward(page);
  await expect(page.locator('.tile', { hasText: '消防隐患' }).getByRole('radio').isChecked()).resolves.toBe(true);
  await forward(page);
  await page.getByRole('heading', { name: r('questionsTitle') }).waitFor();
  await forward(page);
  await expect(page.getByLabel(rs('words')).inputValue()).resolves.toBe(words);
  await forward(page);
  await expect(page.getByLabel(rs('phone'), { exact: true }).inputValue()).resolves.toBe('0579-82345678');
  await button(page, r('send')).click();
  const { number } = await received(page);
  await page.goto('/');
  await page.getByRole('heading', { name: r('placeTitle') }).waitFor();
  await expect(page.getByText(r('draft')).count()).resolves.toBe(0);

  // A code that nobody was given is refused in words.
  await page.goto('/follow');
  await page.getByLabel(f('code')).fill('ABC');
  await button(page, f('look')).click();
  await page.getByText(f('codeWrong')).waitFor();
  await page.getByLabel(f('code')).fill('0000-0000-0000');
  await button(page, f('look')).click();
  await page.locator('.notice.bad').waitFor();
  await picture(page, 'wrong-6-code', false);

  const duty = await staff(house, 'duty1', 'desk');
  const row = duty.page.locator('.queue-row', { hasText: number });
  await row.waitFor();
  await expect(row.innerText()).resolves.toContain(zh(statusWords)('new'));
  await expect(duty.page.locator('.queue-row', { hasText: words.slice(0, 8) }).count()).resolves.toBe(1);
});
