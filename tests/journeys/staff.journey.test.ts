import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { fieldWords } from '../../src/apps/field/field.words.ts';
import { doorWords } from '../../src/capabilities/matters/screens/doors.words.ts';
import { fieldMatterWords } from '../../src/capabilities/matters/screens/field.words.ts';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { historyWords } from '../../src/capabilities/matters/screens/history.words.ts';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { reportStepWords } from '../../src/capabilities/matters/screens/reportSteps.words.ts';
import { channelWords, statusWords, urgencyWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { takeWords } from '../../src/capabilities/matters/screens/take.words.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { photoWords } from '../../src/platform/web/kit/photos.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { answerAll, button, chooseKind, choosePlace, makeMove, resident, staff, takePhoto, zh } from './people.ts';
import { fillIn } from './phones.ts';
import { cookieOf, fixedBy, moved, reported } from './reports.ts';

const f = zh(fieldMatterWords);
const m = zh(moveWords);
const q = zh(queueWords);
const s = zh(statusWords);
const t = zh(takeWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

test('whoever signs in after a colleague, on the same page of the same browser, finds nothing of theirs', async () => {
  await reported(house, { kind: 'hazard.light', words: '一件在办的事。' });
  const one = await staff(house, 'duty1', 'desk');
  const { page } = one;
  await page.locator('.queue-row').first().waitFor();
  await page.goto('/desk/intake');
  await page.getByLabel(t('words')).fill('电话里说的一半。');
  await page.reload();
  await expect.poll(() => page.getByLabel(t('words')).inputValue()).toBe('电话里说的一半。');
  await page.getByRole('menuitem', { name: zh(deskWords)('queue') }).click();
  await page.locator('.queue-row').first().waitFor();

  // The session ends by itself; the next answer says so.
  await page.context().clearCookies();
  await page.getByLabel(zh(signInWords)('password')).waitFor({ timeout: 30_000 });
  let go: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    go = done;
  });
  let asked = false;
  await page.context().route('**/api/desk/matters?*', async (route) => {
    asked = true;
    await held;
    await route.continue();
  });
  await fillIn(page, 'clerk1');
  await expect.poll(() => asked).toBe(true);
  expect(await page.locator('.queue-row').count()).toBe(0);
  go();
  await page.goto('/desk/intake');
  await page.getByLabel(t('words')).waitFor();
  expect(await page.getByLabel(t('words')).inputValue()).toBe('');
});

test('a liaison reports for a neighbour, mends another thing on the spot, and what is drawn by lot is verified by a second person', async () => {
  const one = await staff(house, 'liaison1', 'field');
  const { page } = one;
  await page
    .getByRole('link', { name: zh(fieldWords)('report') })
    .last()
    .click();
  await page.getByRole('heading', { name: t('fieldTitle') }).waitFor();
  // The own village is filled in; this is somewhere else.
  await button(page, zh(reportWords)('changePlace')).click();
  await button(page, t('sendField')).click();
  await page.getByText(t('needPlace')).waitFor();
  await page.getByText(t('needKind')).waitFor();
  await picture(page, 'liaison-1-needed');
  await choosePlace(page, '城东', '社区（演示）');
  const where = await page.locator('.place-line').first().innerText();
  expect(where).toContain('城东街道');
  await chooseKind(page, '求助', '老幼照护');
  await page.locator('.place-line', { hasText: '老幼照护' }).waitFor();
  await answerAll(page);
  await page.getByLabel(t('fieldWords')).fill('王大爷腿脚不便，家里两天没有开火，需要送餐。');
  await takePhoto(page, '现场');
  await page.getByLabel(t('forNeighbour')).fill('13905790033');
  await picture(page, 'liaison-2-for-a-neighbour');
  await button(page, t('sendField')).click();
  await expect(page.locator('.receipt-code').innerText()).resolves.toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  await picture(page, 'liaison-3-received', false);

  await button(page, t('next')).click();
  await button(page, zh(reportWords)('changePlace')).click();
  await choosePlace(page, '景苑社区', '景苑社区（演示）');
  await chooseKind(page, '隐患', '消防隐患');
  await answerAll(page);
  await page.getByLabel(t('fieldWords')).fill('楼梯口堆了纸箱。');
  await page.getByText(t('fixed')).click();
  await button(page, t('sendField')).click();
  await page.getByText(t('needFixed')).waitFor();
  await page.getByLabel(t('fixedWords')).fill('和住户一起搬到了楼下回收点。');
  await button(page, t('sendField')).click();
  await page.getByText(t('needEvidence')).waitFor();
  await takePhoto(page, '已清空');
  await picture(page, 'liaison-4-fixed');
  await button(page, t('sendField')).click();
  await page.locator('.receipt-code').waitFor();
  await page.getByRole('link', { name: t('open') }).click();
  await page.getByText('和住户一起搬到了楼下回收点。').first().waitFor();
  // Closed at once, or drawn for a second look: the lot decides, which nobody here knows beforehand.
  await page
    .getByText(s('closed'), { exact: true })
    .or(page.getByText(s('handled'), { exact: true }))
    .first()
    .waitFor();
  await expect(button(page, m('verify')).count()).resolves.toBe(0);
  await picture(page, 'liaison-5-own');

  const cookie = await cookieOf(house, 'liaison1');
  const seen = new Map<string, { id: string; number: string }>();
  for (let tries = 0; tries < 60 && seen.size < 2; tries += 1) {
    const done = await fixedBy(cookie, house, {
      kind: 'suggestion.safety',
      words: '楼道加扶手',
      fixed: `已装好 ${tries}`,
    });
    seen.set(done.status, done);
  }
  expect([...seen.keys()].sort()).toEqual(['closed', 'handled']);
  const drawn = seen.get('handled') ?? { id: '', number: '' };
  await page.goto(`/field/matters/${drawn.id}`);
  await page.getByText(zh(historyWords)('sampled')).first().waitFor();
  await expect(button(page, m('verify')).count()).resolves.toBe(0);
  expect(one.complaints).toEqual([]);

  const second = await staff(house, 'verifier1', 'field');
  await second.page.getByRole('tab', { name: f('verify') }).click();
  await second.page.locator('.task').first().waitFor();
  await picture(second.page, 'liaison-6-to-verify', false);
  await second.page.goto(`/field/matters/${drawn.id}`);
  await makeMove(second.page, 'verify', (sheet) => sheet.getByLabel(m('verifyText')).fill('抽查：扶手已装，牢固。'));
  await makeMove(second.page, 'close');
  await second.page.getByText(s('closed'), { exact: true }).first().waitFor();
  await picture(second.page, 'liaison-7-verified', false);
  expect(second.complaints).toEqual([]);
});

test('a clerk enters a call with the place by its first letters, sees what the number reported before, and sends it with one keystroke', async () => {
  const phone = '13905790044';
  const before = await reported(house, { kind: 'hazard.light', words: '上周报过的路灯。', phone });
  const one = await staff(house, 'clerk1', 'desk');
  const { page } = one;
  await page.goto('/desk/intake');
  await page.getByLabel(t('words')).fill('来电人说汤溪镇卫生院门口有人摆摊占道，救护车进不来。');
  await page.keyboard.press('Control+Enter');
  await page.getByText(t('needPlace')).waitFor();
  await page.getByText(t('needKind')).waitFor();
  await picture(page, 'clerk-1-needed');
  await page.getByLabel(t('phone'), { exact: true }).fill('139 0579');
  await page.keyboard.press('Control+Enter');
  await page.getByText(zh(reportStepWords)('phoneWrong')).waitFor();
  await page.getByLabel(t('phone'), { exact: true }).fill('139 0579 0044');
  await button(page, m('seeEarlier')).click();
  await page.getByRole('link', { name: before.number }).waitFor();
  await picture(page, 'clerk-2-earlier');
  // Another number is another caller.
  await page.getByLabel(t('phone'), { exact: true }).fill('13905790045');
  await page.getByRole('link', { name: before.number }).waitFor({ state: 'detached' });
  await page.getByLabel(t('phone'), { exact: true }).fill(phone);
  await page.getByLabel(t('name')).fill('李女士');
  await page.locator('.tile', { hasText: zh(urgencyWords)('urgent') }).click();
  await page.getByLabel(zh(reportWords)('address')).fill('txwsy');
  await page
    .getByRole('list', { name: zh(reportWords)('found') })
    .getByRole('button', { name: '汤溪卫生院' })
    .waitFor();
  await picture(page, 'clerk-3-first-letters');
  await page
    .getByRole('list', { name: zh(reportWords)('found') })
    .getByRole('button', { name: '汤溪卫生院' })
    .click();
  await page.getByLabel(zh(reportWords)('kindFind')).fill('违停');
  await page.locator('.tile', { hasText: '交通秩序' }).click();
  await answerAll(page.getByRole('region', { name: t('what') }));
  await picture(page, 'clerk-4-complete');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.receipt-code').innerText()).resolves.toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  await picture(page, 'clerk-5-entered', false);
  await page.getByRole('link', { name: t('open') }).click();
  await page.getByText('救护车进不来').first().waitFor();
  const head = await page.locator('.pane header').innerText();
  expect(head).toContain(zh(channelWords)('hotline'));
  expect(head).toContain(zh(urgencyWords)('urgent'));
  await page.getByText('汤溪镇').first().waitFor();
  await expect(page.locator('.pane').innerText()).resolves.not.toContain(phone);
  await picture(page, 'clerk-6-opened');
  expect(one.complaints).toEqual([]);
});

test('a body returns what is not its own with a reason, the next one asks the reporter, and what is not done well is sent back', async () => {
  const words = '工地夜间打桩，两点还在响，孩子睡不着。';
  const receipt = await reported(house, { kind: 'incident.noise', words, phone: '13905790055' });
  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.locator('.queue-row', { hasText: receipt.number }).click();
  const pane = duty.page.locator(`[data-matter="${receipt.number}"]`);
  const body = (sheet: Parameters<Parameters<typeof makeMove>[2] & object>[0]) =>
    sheet.getByRole('combobox', { name: m('body') });
  await makeMove(duty.page, 'assign', async (sheet) => {
    await body(sheet).selectOption('');
    await button(sheet, m('send', { move: m('assign') })).click();
    await sheet.getByText(m('needBody')).waitFor();
    await body(sheet).selectOption('wc-enforcement');
    await sheet.getByLabel(m('assignText')).fill('请今夜到场。');
  });

  // The first body returns it.
  const first = await staff(house, 'handler2', 'field');
  await first.page.locator('.task', { hasText: words.slice(0, 8) }).click();
  await first.page.getByText('请今夜到场。').waitFor();
  await makeMove(first.page, 'return', async (sheet) => {
    await button(sheet, m('send', { move: m('return') })).click();
    await sheet.getByText(m('needGround')).waitFor();
    await sheet.getByText(m('ground_place')).click();
    await sheet.getByLabel(m('cites')).fill('网格责任清单第三条');
    await button(sheet, m('send', { move: m('return') })).click();
    await sheet.getByText(m('needText')).waitFor();
    await sheet.getByLabel(m('returnText')).fill('该工地属街道属地巡查，请转城东街道。');
  });
  await first.page.getByText(zh(matterWords)('gone')).waitFor();
  await picture(first.page, 'returned-1-field', false);
  await pane.getByText('该工地属街道属地巡查').waitFor();
  await expect(duty.page.locator('.queue-row', { hasText: receipt.number }).innerText()).resolves.toContain(
    q('returnedN', { n: 1 }),
  );
  await picture(duty.page, 'returned-2-desk', false);
  await makeMove(duty.page, 'assign', async (sheet) => {
    await body(sheet).selectOption('wc-t001');
  });

  // The second one takes it and asks.
  const second = await staff(house, 'handler1', 'field');
  await second.page.locator('.task', { hasText: words.slice(0, 8) }).click();
  await makeMove(second.page, 'accept');
  await makeMove(second.page, 'ask', (sheet) => sheet.getByLabel(m('askText')).fill('是东侧还是西侧的工地？'));
  await second.page.getByText(zh(matterWords)('asked')).waitFor();
  const reporter = await resident(house);
  await reporter.page.goto(`/follow#${receipt.code}`);
  await reporter.page.getByText('是东侧还是西侧的工地？').waitFor();
  await makeMove(reporter.page, 'answer', async (sheet) => {
    await sheet.getByLabel(m('answerText')).fill('东侧，靠近小学那一个。');
    await takePhoto(reporter.page, '工地');
  });
  await second.page.getByText('东侧，靠近小学那一个。').waitFor();
  await picture(second.page, 'returned-3-answered', false);
  // The result of a nuisance wants a photo or document, and the form says so before it sends.
  await makeMove(second.page, 'handOver', async (sheet) => {
    await sheet.getByLabel(m('handOverText')).fill('已口头告知施工方。');
    await button(sheet, m('send', { move: m('handOver') })).click();
    await sheet.getByText(m('needEvidence')).waitFor();
    await takePhoto(second.page, '工地大门');
  });

  // The verifier is not satisfied; the second result is.
  const verifier = await staff(house, 'verifier1', 'desk');
  await verifier.page.goto(`/desk/matters/${receipt.id}`);
  await makeMove(verifier.page, 'sendBack', (sheet) =>
    sheet.getByLabel(m('sendBackText')).fill('昨夜仍在施工，请书面责令并复查。'),
  );
  await second.page.getByText('昨夜仍在施工，请书面责令并复查。').waitFor();
  await second.page.getByText(s('accepted'), { exact: true }).first().waitFor();
  await picture(second.page, 'returned-4-sent-back', false);
  await makeMove(second.page, 'handOver', async (sheet) => {
    await sheet.getByLabel(m('handOverText')).fill('已下达责令整改通知，连查三夜未再施工。');
    const notice = await PDFDocument.create();
    notice.addPage().drawText('Notice of rectification');
    await sheet.getByLabel(zh(photoWords)('addFile')).setInputFiles({
      name: '责令整改通知书.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(await notice.save()),
    });
    await sheet.getByText('责令整改通知书.pdf').waitFor();
    await picture(second.page, 'returned-4b-document', false);
  });
  await verifier.page.getByRole('link', { name: /PDF 文件/ }).waitFor();
  await verifier.page.getByText('连查三夜未再施工').first().waitFor();
  await makeMove(verifier.page, 'verify');
  await makeMove(verifier.page, 'close');
  await verifier.page.getByText(s('closed'), { exact: true }).first().waitFor();
  await picture(verifier.page, 'returned-5-closed');
  for (const one of [duty, second, reporter, verifier]) expect(one.complaints).toEqual([]);
  // Only that what was returned is no longer theirs to read.
  expect(first.complaints.filter((said) => !said.includes('404'))).toEqual([]);
});

test('what was reported twice becomes one, and what belongs elsewhere is shown the right door and kept only as a count', async () => {
  const at = { lon: 119.668, lat: 29.1021 };
  const first = await reported(house, { kind: 'hazard.road', words: '人行道井盖翘起。', at });
  const again = await reported(house, {
    kind: 'hazard.road',
    words: '井盖松了，绊倒人。',
    at: { lon: 119.6682, lat: 29.102 },
    phone: '13905790066',
  });
  const wage = await reported(house, {
    kind: 'suggestion.service',
    words: '工地欠我三个月工资，请帮我要回来。',
    phone: '13905790077',
  });
  const duty = await staff(house, 'duty1', 'desk');
  const { page } = duty;
  await page.getByLabel('查找事项').fill(again.number);
  await page.keyboard.press('Enter');
  const pane = page.locator(`[data-matter="${again.number}"]`);
  await pane.getByText(zh(matterWords)('nearby')).waitFor();
  await pane.getByRole('link', { name: first.number }).waitFor();
  await makeMove(page, 'merge', async (sheet) => {
    await sheet.locator('.tile', { hasText: first.number }).click();
    await picture(page, 'merge-1-candidates', false);
  });
  await pane.getByText(s('merged'), { exact: true }).first().waitFor();
  await picture(page, 'merge-2-merged', false);
  await pane.getByRole('link', { name: zh(matterWords)('openIt') }).click();
  await page.locator(`[data-matter="${first.number}"]`).getByText(zh(historyWords)('matter.absorbed')).waitFor();
  await picture(page, 'merge-3-into', false);

  await page.goto(`/desk/matters/${wage.id}`);
  await page.getByText('工地欠我三个月工资').first().waitFor();
  await makeMove(page, 'redirect', async (sheet) => {
    await sheet.locator('.tile', { hasText: zh(doorWords)('labour') }).click();
    await picture(page, 'door-1-desk', false);
  });
  await page.getByText(s('redirected'), { exact: true }).first().waitFor();
  await expect(page.locator('.pane').innerText()).resolves.not.toContain('三个月工资');
  await picture(page, 'door-2-emptied', false);
  const reporter = await resident(house);
  await reporter.page.goto(`/follow#${wage.code}`);
  await reporter.page.getByText(zh(followWords)('statusRedirected', { door: zh(doorWords)('labour') })).waitFor();
  await expect(reporter.page.locator('main').innerText()).resolves.not.toContain('三个月工资');
  await picture(reporter.page, 'door-3-reporter', false);
  await reporter.page.getByRole('link', { name: zh(followWords)('door') }).click();
  await reporter.page.getByRole('heading', { name: zh(doorWords)('slipTitle') }).waitFor();
  await reporter.page.getByText('12333').first().waitFor();
  await picture(reporter.page, 'door-4-doors', false);
  for (const one of [duty, reporter]) expect(one.complaints).toEqual([]);
});

test('two desks that move the same matter at once do not overwrite each other', async () => {
  const receipt = await reported(house, { kind: 'hazard.water', words: '河堤护栏断了两米。' });
  const duty = await staff(house, 'duty1', 'desk');
  await duty.page.goto(`/desk/matters/${receipt.id}`);
  await makeMove(duty.page, 'triage', async (sheet) => {
    await sheet.locator('.tile', { hasText: zh(urgencyWords)('critical') }).click();
    // Meanwhile a colleague gives it away.
    await moved(house, await cookieOf(house, 'duty2'), receipt.id, 1, { move: 'assign', body: 'wc-water' });
    await duty.page.getByText(s('assigned'), { exact: true }).first().waitFor();
    await picture(duty.page, 'at-once', false);
  });
  await duty.page.locator('header').getByText(zh(urgencyWords)('critical')).first().waitFor();
  await expect(duty.page.locator('.pane header').innerText()).resolves.toContain('水务局');
  expect(duty.complaints).toEqual([]);
});
