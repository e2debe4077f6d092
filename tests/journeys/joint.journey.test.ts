import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardWords } from '../../src/capabilities/matters/screens/boardPage.words.ts';
import { historyWords } from '../../src/capabilities/matters/screens/history.words.ts';
import { jointWords } from '../../src/capabilities/matters/screens/joint.words.ts';
import { markWords } from '../../src/capabilities/matters/screens/marks.words.ts';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { statusWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, makeMove, resident, staff, takePhoto, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const b = zh(boardWords);
const h = zh(historyWords);
const j = zh(jointWords);
const m = zh(moveWords);
const marks = zh(markWords);
const s = zh(statusWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

test('a matter of three bodies is bounced, ruled upon, done together and extended, and its reporter hears one voice', async () => {
  const words = '菜市场外墙瓷砖松动，昨晚掉下来一块，下面是通道。';
  const receipt = await reported(house, { kind: 'hazard.building', words, phone: '13905790099' });
  const duty = await cookieOf(house, 'duty1');
  let { n } = await moved(house, duty, receipt.id, 1, { move: 'assign', body: 'wc-enforcement' });
  const back = { move: 'return', ground: 'duty', cites: '部门职责清单第二条', reason: '不归我们' } as const;
  n = (await moved(house, await cookieOf(house, 'handler2'), receipt.id, n, back)).n;
  n = (await moved(house, duty, receipt.id, n, { move: 'assign', body: 'wc-t001' })).n;

  // The second return is made on the phone, and cites its rule.
  const lead = await staff(house, 'handler1', 'field');
  await lead.page.locator('.task', { hasText: words.slice(0, 8) }).click();
  await makeMove(lead.page, 'return', async (sheet) => {
    await sheet.getByText(m('ground_duty')).click();
    await sheet.getByLabel(m('cites')).fill('街道权责清单第七条');
    await sheet.getByLabel(m('returnText')).fill('外墙安全由综合执法牵头。');
  });
  await lead.page.getByText(zh(matterWords)('gone')).waitFor();

  // Somebody above rules whose it is; the desk cannot send it on a third time.
  const leader = await staff(house, 'leader1', 'desk');
  await leader.page.goto(`/desk/matters/${receipt.id}`);
  await leader.page.getByText(marks('contested')).first().waitFor();
  await expect(button(leader.page, m('assign')).count()).resolves.toBe(0);
  await makeMove(leader.page, 'rule', async (sheet) => {
    await sheet.getByRole('combobox', { name: m('body') }).selectOption('');
    await button(sheet, m('send', { move: m('rule') })).click();
    await sheet.getByText(m('needBody')).waitFor();
    await sheet.getByRole('combobox', { name: m('body') }).selectOption('wc-t001');
    await sheet.getByLabel(m('ruleText')).fill('市场由街道管理，街道主办，执法协办。');
  });
  await leader.page.getByText('街道主办，执法协办').first().waitFor();
  await picture(leader.page, 'joint-1-ruled');

  // The lead accepts, cannot give it back, and calls two others in.
  await lead.page.goto(`/field/matters/${receipt.id}`);
  await makeMove(lead.page, 'accept');
  await button(lead.page, m('callIn'))
    .or(button(lead.page, m('more')))
    .first()
    .waitFor();
  await expect(button(lead.page, m('return')).count()).resolves.toBe(0);
  const until = addDays(dayOf(new Date()), 1);
  const callIn = (body: string, what: string) =>
    makeMove(lead.page, 'callIn', async (sheet) => {
      await sheet.getByRole('combobox', { name: m('body') }).selectOption(body);
      await sheet.getByLabel(m('callInUntil')).fill(until);
      await sheet.getByLabel(m('callInText')).fill(what);
    });
  await callIn('wc-enforcement', '请查清外墙产权和施工单位。');
  // What could not be sent at once the phone sends after a while, the second time after a longer one.
  await lead.page.locator('[data-joint]').getByText(j('called')).waitFor({ timeout: 90_000 });
  await callIn('wc-t106', '请借登高车一天。');
  await expect.poll(() => lead.page.locator('[data-joint]').getByText(j('called')).count()).toBe(2);
  await picture(lead.page, 'joint-2-called-in');

  // Each sees its own task alone: one does it, the other has not answered.
  const helper = await staff(house, 'handler2', 'desk');
  await helper.page.getByRole('menuitem', { name: b('title') }).click();
  await helper.page.getByText('汤溪镇人民政府').first().waitFor();
  await picture(helper.page, 'joint-2b-board');
  await helper.page.getByText(b('owes'), { exact: true }).click();
  await helper.page.getByText('汤溪镇人民政府').first().waitFor({ state: 'detached' });
  await helper.page.getByRole('link', { name: receipt.number }).click();
  await makeMove(helper.page, 'taskAccept', async (sheet) => {
    await expect(sheet.getByText(m('whichTask')).count()).resolves.toBe(0);
  });
  await makeMove(helper.page, 'taskDone', async (sheet) => {
    await sheet.getByLabel(m('taskDoneText')).fill('产权属市场公司，已责令修缮。');
  });
  await helper.page.locator('[data-joint]').getByText(j('done')).waitFor();
  await expect(button(helper.page, m('taskDone')).count()).resolves.toBe(0);
  await picture(helper.page, 'joint-3-done');

  // More time is asked for before the deadline, and decided above.
  await lead.page.reload();
  await makeMove(lead.page, 'askExtension', async (sheet) => {
    await sheet.getByLabel(m('askExtensionText')).fill('登高车三天后才有。');
    await button(sheet, m('send', { move: m('askExtension') })).click();
    await sheet.getByText(m('needDays')).waitFor();
    await sheet.getByLabel(m('extensionDays')).fill('3');
  });
  await leader.page
    .getByText(marks('extension', { n: 3 }))
    .first()
    .waitFor();
  await makeMove(leader.page, 'decideExtension', async (sheet) => {
    await expect(sheet.getByLabel(m('extensionGrant')).inputValue()).resolves.toBe('3');
    await sheet.getByLabel(m('extensionGrant')).fill('2');
    await sheet.getByLabel(m('decideExtensionText')).fill('给两天。');
  });
  await leader.page
    .locator('.timeline')
    .getByText(h('matter.extended', { days: 2, due: '' }).split('，')[0] as string)
    .first()
    .waitFor();
  await picture(leader.page, 'joint-4-extended');

  // The reporter has one matter, one body, one deadline: nothing of calls, tasks and rulings.
  const reporter = await resident(house);
  await reporter.page.goto(`/follow#${receipt.code}`);
  await reporter.page.getByText(receipt.number).first().waitFor();
  const told = await reporter.page.locator('main').innerText();
  expect(told).toContain('2 个工作日');
  for (const inside of ['登高车', '产权', '裁定', '协办', '职责清单']) expect(told).not.toContain(inside);
  await picture(reporter.page, 'joint-5-one-voice');

  // Handing over above an open task wants a reason.
  await lead.page.reload();
  await makeMove(lead.page, 'handOver', async (sheet) => {
    await sheet.getByLabel(m('handOverText')).fill('松动瓷砖已全部铲除，通道已开放。');
    await takePhoto(lead.page, '铲除后');
    await button(sheet, m('send', { move: m('handOver') })).click();
    await sheet.getByText(m('needOver')).waitFor();
    await sheet.getByLabel(m('over')).fill('用了自有脚手架，不再等登高车。');
  });
  await lead.page.getByText(s('handled'), { exact: true }).first().waitFor();
  const verifier = await staff(house, 'verifier1', 'field');
  await verifier.page.goto(`/field/matters/${receipt.id}`);
  await makeMove(verifier.page, 'verify', (sheet) => sheet.getByLabel(m('verifyText')).fill('现场看过，无松动。'));
  await makeMove(verifier.page, 'close');
  await verifier.page.getByText(s('closed'), { exact: true }).first().waitFor();
  // What the lead gave back was asked for once more and was theirs no longer.
  expect(lead.complaints.filter((one) => !one.includes('404'))).toEqual([]);
  for (const one of [leader, helper, reporter, verifier]) expect(one.complaints).toEqual([]);

  // What was ruled once guides the next of its kind there.
  const next = await reported(house, { kind: 'hazard.building', words: '菜市场东门雨棚松动。' });
  await leader.page.goto(`/desk/matters/${next.id}`);
  await leader.page.getByText(receipt.number).first().waitFor();
  await picture(leader.page, 'joint-6-precedent');
});
