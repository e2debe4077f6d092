import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaderWords } from '../../src/capabilities/figures/screens/leader.words.ts';
import { toldWeeks } from '../../src/capabilities/matters/burden.rules.ts';
import { burdenWords } from '../../src/capabilities/matters/screens/burden.words.ts';
import { historyWords } from '../../src/capabilities/matters/screens/history.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, makeMove, resident, staff, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const l = zh(leaderWords);
const m = zh(moveWords);
const h = zh(historyWords);
const b = zh(burdenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 120 });
});
afterAll(() => house?.close());

test('a leader sees on the phone how it stands, instructs and supervises; handlers read it, the reporter does not', async () => {
  const words = '学校门口护栏被撞断，放学时很危险。';
  const receipt = await reported(house, { kind: 'hazard.road', words, phone: '13905790111' });
  await moved(house, await cookieOf(house, 'duty1'), receipt.id, 1, { move: 'assign', body: 'wc-t001' });
  const leader = await staff(house, 'leader1', 'field');
  const { page } = leader;
  await page.getByRole('link', { name: l('title'), exact: true }).click();
  await page.locator('.figure-value').first().waitFor();
  await page.locator('[data-list="late"] .led').or(page.locator('[data-list="late"] .empty')).first().waitFor();
  await picture(page, 'leader-1-phone');
  await expect(overflow(page)).resolves.toBe(0);

  await page.goto(`/field/matters/${receipt.id}`);
  await makeMove(page, 'instruct', (sheet) => sheet.getByRole('textbox').fill('请今日放学前围好，并派人值守。'));
  await page.getByText('请今日放学前围好，并派人值守。').waitFor();
  await makeMove(page, 'supervise', async (sheet) => {
    await button(sheet, m('send', { move: m('supervise') })).click();
    await sheet.getByText(m('needUntil')).waitFor();
    await sheet.getByLabel(m('superviseUntil')).fill('2036-05-01');
    await sheet.getByLabel(m('superviseText')).fill('涉及学生安全。');
    await picture(page, 'leader-2-supervise', false);
  });
  await page.getByText(h('matter.supervised', { until: '2036年5月1日' })).waitFor();
  await picture(page, 'leader-3-matter');
  await page.goto('/field/lead');
  await page.locator('[data-list="supervised"] .led', { hasText: receipt.number }).waitFor();
  await picture(page, 'leader-4-supervised');

  const handler = await staff(house, 'handler1', 'field');
  await handler.page
    .locator('.task', { hasText: words.slice(0, 6) })
    .locator('.badge.bad', { hasText: '督办' })
    .waitFor();
  await picture(handler.page, 'leader-5-handler', false);
  await handler.page.locator('.task', { hasText: words.slice(0, 6) }).click();
  await handler.page.getByText('请今日放学前围好，并派人值守。').waitFor();
  await makeMove(handler.page, 'accept');
  await makeMove(handler.page, 'note', async (sheet) => {
    await sheet.getByRole('textbox').fill('需要一台吊车。');
    await sheet.getByText(m('asksHelp')).click();
  });
  await handler.page.getByText(h('asksHelp'), { exact: true }).first().waitFor();
  await page.locator('[data-list="help"] .led', { hasText: receipt.number }).waitFor();

  const reporter = await resident(house);
  await reporter.page.goto(`/follow#${receipt.code}`);
  await reporter.page.getByText(words).waitFor();
  await expect(reporter.page.locator('main').innerText()).resolves.not.toMatch(/督办|批示|值守|吊车/);

  const desk = await staff(house, 'leader1', 'desk');
  await desk.page.goto('/desk/lead');
  await desk.page.locator('[data-list="supervised"] .led', { hasText: receipt.number }).waitFor();
  await picture(desk.page, 'leader-6-desk');
  await expect(overflow(desk.page)).resolves.toBe(0);
  await desk.page.goto('/desk?supervised=true');
  await desk.page.locator('.queue-row', { hasText: receipt.number }).getByText('督办').waitFor();
  await picture(desk.page, 'leader-7-queue', false);
  await desk.page.locator('.queue-row', { hasText: receipt.number }).click();
  await makeMove(desk.page, 'release', (sheet) => sheet.getByLabel(m('releaseText')).fill('已围好。'));
  await desk.page.getByText(h('matter.released'), { exact: true }).waitFor();
  await expect.poll(() => page.locator('[data-list="supervised"] .led').count()).toBe(0);
  for (const one of [leader, handler, reporter, desk]) expect(one.complaints).toEqual([]);
});

test('what a form costs is shown to its owner at once, and to the district from five phones on', async () => {
  const liaison = await staff(house, 'liaison1', 'field');
  const { page } = liaison;
  await page.goto('/field/report');
  await page.locator('.quick-kinds .button').first().click();
  await page.getByLabel('看到了什么').pressSequentially('消防通道停了车，', { delay: 60 });
  await button(page, b('report')).click();
  await page.locator('.receipt-code').waitFor();
  await page.goto('/field/me');
  await page.getByText(b('mineTitle')).waitFor();
  await page.getByText(/1 次，共/).waitFor();
  await picture(page, 'burden-1-own');

  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.goto('/desk/burden');
  await duty.page.getByText(b('none')).waitFor();
  const [week] = toldWeeks(Date.now());
  // Of one person a week counts once, however often their phone tells it.
  for (const login of ['liaison1', 'liaison2', 'handler1', 'handler2', 'coordinator1']) {
    const cookie = await cookieOf(house, login);
    const answer = await house.server.inject({
      method: 'POST',
      url: '/api/field/burden',
      headers: { cookie },
      payload: { week, forms: [{ form: 'report', count: 2, seconds: 90, buckets: [0, 0, 0, 1, 0, 1, 0, 0, 0] }] },
    });
    expect(answer.statusCode, answer.body).toBe(200);
  }
  await duty.page.reload();
  await duty.page.getByText(b('between', { from: 20, to: 30 })).waitFor();
  await picture(duty.page, 'burden-2-desk');
  for (const one of [liaison, duty]) expect(one.complaints).toEqual([]);
});
