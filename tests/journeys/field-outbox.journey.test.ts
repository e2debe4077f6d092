import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { matter as matterGet } from '../../src/capabilities/matters/desk.contract.ts';
import { fieldMatterWords } from '../../src/capabilities/matters/screens/field.words.ts';
import { fieldOutboxWords } from '../../src/capabilities/matters/screens/fieldOutbox.words.ts';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { statusWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { takeWords } from '../../src/capabilities/matters/screens/take.words.ts';
import type { AnswerOf } from '../../src/platform/http/contract.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, makeMove, takePhoto, zh } from './people.ts';
import { fillIn, kept, type Line, signInOn, telephone, unrulyLine } from './phones.ts';
import { cookieOf, moved, reported } from './reports.ts';

const f = zh(fieldMatterWords);
const m = zh(moveWords);
const o = zh(fieldOutboxWords);
const s = zh(statusWords);
const t = zh(takeWords);

let house: JourneyHouse;
let line: Line;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
  line = await unrulyLine(house.origin);
});
afterAll(async () => {
  await line?.close();
  await house?.close();
});

type MatterPage = AnswerOf<typeof matterGet>;
const pageOf = async (id: string, login = 'duty1'): Promise<MatterPage> => {
  const answer = await house.server.inject({
    method: 'GET',
    url: `/api/desk/matters/${id}`,
    headers: { cookie: await cookieOf(house, login) },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json() as MatterPage;
};
/** A matter that lies with a handler's body. */
const given = async (words: string): Promise<string> => {
  const { id } = await reported(house, { kind: 'hazard.light', words });
  await moved(house, await cookieOf(house, 'duty1'), id, 1, { move: 'assign', body: 'wc-t001' });
  return id;
};
const unsent = async (page: Parameters<typeof kept>[0]) =>
  (await kept(page, 'items')).filter((one) => one['state'] !== 'sent').length;

test('in three taps a report with its photo is saved without a line; the battery dies twice, and it arrives once and whole', async () => {
  line.weather = 'through';
  const phone = await telephone(line.origin, 'liaison-first');
  await signInOn(phone, 'liaison1');
  await phone.page
    .getByRole('link', { name: t('sendField'), exact: true })
    .last()
    .click();
  await phone.page.locator('.quick-kinds .button').first().waitFor();
  await phone.page.goto('/field/');
  line.weather = 'down';

  // One: report. Two: what. Three: save. The village is known already.
  await phone.page
    .getByRole('link', { name: t('sendField'), exact: true })
    .last()
    .click();
  await phone.page.getByText(f('ownPlace')).waitFor();
  await phone.page
    .locator('.quick-kinds .button', { hasText: '路灯' })
    .or(phone.page.locator('.quick-kinds .button').first())
    .first()
    .click();
  await button(phone.page, t('sendField')).click();
  await phone.page.getByRole('heading', { name: f('savedTitle') }).waitFor();
  await picture(phone.page, 'field-1-saved', false);
  expect(await unsent(phone.page)).toBe(1);

  // The next one has words and a photo; the battery dies before it is saved.
  await button(phone.page, f('another')).click();
  await phone.page.getByText(f('samePlace')).waitFor();
  await phone.page.locator('.quick-kinds .button').first().click();
  await phone.page.getByLabel(t('fieldWords')).fill('井盖翘起，绊倒过人。');
  await takePhoto(phone.page, '井盖');
  await picture(phone.page, 'field-2-draft');
  await phone.die();

  const again = await telephone(line.origin, 'liaison-second', phone.folder);
  await again.page.goto('/field/report');
  await again.page.getByRole('img', { name: '第 1 张图片' }).waitFor();
  await expect(again.page.getByLabel(t('fieldWords')).inputValue()).resolves.toBe('井盖翘起，绊倒过人。');
  await picture(again.page, 'field-3-back', false);
  await button(again.page, t('sendField')).click();
  await again.page.getByRole('heading', { name: f('savedTitle') }).waitFor();
  const waiting = await kept(again.page, 'items');
  expect(waiting.map((one) => one['state'])).toEqual(['waiting', 'waiting']);
  const [first, second] = waiting.map((one) => String(one['id']));
  await again.page.goto('/field/outbox');
  await again.page.locator('[data-why="offline"]').nth(1).waitFor();
  await picture(again.page, 'field-4-outbox');
  await again.die();

  // The line is back; the first answers are lost on the way.
  line.weather = 'through';
  line.next.push('answerLost', 'answerLost', 'doubled');
  const third = await telephone(line.origin, 'liaison-third', phone.folder);
  await third.page.goto('/field/outbox');
  // A browser that fell may have lost its youngest cookies: then it asks who it is, and goes on.
  const asked = third.page.getByLabel(zh(signInWords)('password'));
  await asked
    .or(third.page.getByRole('heading', { name: o('sent') }))
    .first()
    .waitFor();
  if (await asked.isVisible()) await fillIn(third.page, 'liaison1');
  await expect.poll(() => unsent(third.page), { timeout: 60_000 }).toBe(0);
  await third.page.getByText(o('arrived'), { exact: true }).nth(1).waitFor();
  await picture(third.page, 'field-5-arrived');
  await expect(third.page.locator('.receipt-code').first().innerText()).resolves.toMatch(
    /[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/,
  );
  expect((await pageOf(first ?? '')).history).toHaveLength(1);
  const { matter, history } = await pageOf(second ?? '');
  expect([matter.words, history.length, history[0]?.files.length]).toEqual(['井盖翘起，绊倒过人。', 1, 1]);
  // The photo went with it, and nothing of either is left to be read on the phone.
  expect(await kept(third.page, 'photos')).toEqual([]);
  expect(JSON.stringify(await kept(third.page, 'items'))).not.toContain('绊倒');
});

test('without a line a handler accepts, asks for help and hands over; on a phone whose clock is a day wrong it arrives in order at the right time', async () => {
  line.weather = 'through';
  const id = await given('路灯不亮，夜里看不见台阶。');
  const phone = await telephone(line.origin, 'handler-offline');
  await phone.page.clock.setSystemTime(Date.now() + 86_400_000);
  await signInOn(phone, 'handler1');
  await phone.page.goto(`/field/matters/${id}`);
  await button(phone.page, m('accept')).waitFor();
  line.weather = 'down';
  await makeMove(phone.page, 'accept');
  await makeMove(phone.page, 'note', async (sheet) => {
    await sheet.getByRole('textbox').fill('灯杆带电，请供电所来人。');
    await sheet.getByText(m('asksHelp')).click();
  });
  await makeMove(phone.page, 'handOver', async (sheet) => {
    await sheet.getByLabel(m('handOverText')).fill('已断电换灯。');
    await takePhoto(phone.page, '换好的灯');
    await picture(phone.page, 'field-6-result', false);
  });
  await phone.page.getByText(f('waitingHere', { n: 3 })).waitFor();
  await picture(phone.page, 'field-7-waiting');
  expect((await pageOf(id)).matter.status).toBe('assigned');

  line.next.push('doubled', 'answerLost', 'held', 'doubled');
  line.weather = 'through';
  await phone.page.goto('/field/outbox');
  await expect.poll(() => unsent(phone.page), { timeout: 60_000 }).toBe(0);
  // What was held up on the way comes last of all, and changes nothing.
  await line.release();
  const { matter, history } = await pageOf(id);
  expect(history.map((one) => one.kind)).toEqual([
    'matter.reported',
    'matter.assigned',
    'matter.accepted',
    'matter.noted',
    'matter.handed-over',
  ]);
  expect([matter.status, matter.helpAsked, history[4]?.files.length]).toEqual(['handled', true, 1]);
  for (const one of history) {
    expect(Math.abs(Date.parse(one.at) - Date.now())).toBeLessThan(600_000);
    if (one.happened !== null) expect(Math.abs(Date.parse(one.happened) - Date.now())).toBeLessThan(600_000);
  }
});

test('two phones of one person: the second is asked, with both versions in sight, and nothing is lost by waiting', async () => {
  line.weather = 'through';
  const id = await given('小区门口积水，老人过不去。');
  const other = await given('楼道声控灯坏了。');
  const its = await unrulyLine(house.origin);
  onTestFinished(its.close);
  const [one, two] = [await telephone(line.origin, 'phone-one'), await telephone(its.origin, 'phone-two')];
  for (const phone of [one, two]) {
    await signInOn(phone, 'handler1');
    for (const matter of [other, id]) {
      await phone.page.goto(`/field/matters/${matter}`);
      await button(phone.page, m('accept')).waitFor();
    }
  }
  its.weather = 'down';
  await makeMove(two.page, 'return', async (sheet) => {
    await sheet.getByText(m('ground_duty')).click();
    await sheet.getByLabel(m('cites')).fill('部门职责清单第二条');
    await sheet.getByLabel(m('returnText')).fill('归水务，请转水务局。');
  });
  await makeMove(one.page, 'accept');
  await expect.poll(async () => (await pageOf(id)).matter.status).toBe('accepted');
  its.weather = 'through';

  await two.page.goto('/field/outbox');
  await two.page.getByRole('heading', { name: o('decide') }).waitFor({ timeout: 60_000 });
  await two.page.getByText(s('accepted'), { exact: true }).waitFor();
  await two.page.getByText('归水务，请转水务局。').waitFor();
  await picture(two.page, 'field-8-conflict');
  // Another matter is not held back by it.
  await two.page.goto(`/field/matters/${other}`);
  await makeMove(two.page, 'accept');
  await expect.poll(async () => (await pageOf(other)).matter.status).toBe('accepted');
  expect((await pageOf(id)).matter.status).toBe('accepted');
  // The person decides: changed words, against what is there now.
  await two.page.goto('/field/outbox');
  await button(two.page, o('change')).click();
  await two.page.getByLabel(o('changeText')).fill('已到场看过：是水务的管道，请转水务局。');
  await expect.poll(() => button(two.page, o('sendChanged')).isEnabled()).toBe(true);
  await button(two.page, o('sendChanged')).click();
  await expect.poll(async () => (await pageOf(id)).matter.status, { timeout: 30_000 }).toBe('new');
  expect((await pageOf(id)).history.at(-1)?.words).toBe('已到场看过：是水务的管道，请转水务局。');

  // What the first one then says is refused for good: it stays with its reason until its owner lets it go.
  await one.page.goto('/field/outbox');
  const late = await given('招牌松动，风一吹就响。');
  await one.page.goto(`/field/matters/${late}`);
  await button(one.page, m('accept')).waitFor();
  line.weather = 'down';
  await makeMove(one.page, 'note', (sheet) => sheet.getByRole('textbox').fill('已到场。'));
  await moved(house, await cookieOf(house, 'duty1'), late, 2, { move: 'void', reason: '重复报的。' });
  line.weather = 'through';
  await one.page.goto('/field/outbox');
  await one.page.getByText(o('refused'), { exact: true }).waitFor({ timeout: 60_000 });
  await picture(one.page, 'field-9-refused');
  await one.page.reload();
  await one.page.getByText('已到场。').waitFor();
  await button(one.page, o('discard')).click();
  await button(one.page, o('reallyDiscard')).click();
  await expect.poll(() => unsent(one.page)).toBe(0);
});

test('a session that is over stops the outbox and asks to sign in; then it goes on, and another person neither sees nor sends it', async () => {
  line.weather = 'through';
  const id = await given('护栏断了一截。');
  const phone = await telephone(line.origin, 'signed-out');
  await signInOn(phone, 'handler1');
  await phone.page.goto(`/field/matters/${id}`);
  await button(phone.page, m('accept')).waitFor();
  line.weather = 'down';
  await makeMove(phone.page, 'accept');
  // Meanwhile a colleague signs in on another page of this browser, and the cookie is theirs: nothing is done in their name.
  await phone.context.clearCookies();
  const other = await phone.context.newPage();
  await other.goto(`${house.origin}/desk/`);
  await fillIn(other, 'handler2');
  line.arrived.length = 0;
  line.weather = 'through';
  await phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => line.arrived).toContain(`/api/desk/matters/${id}/moves`);
  await phone.page
    .getByText(o('empty'))
    .or(phone.page.getByText(s('assigned')))
    // The page may know by then whose cookie it is: another's, who has no such matter.
    .or(phone.page.getByText(zh(matterWords)('gone')))
    .or(phone.page.getByLabel(zh(signInWords)('password')))
    .first()
    .waitFor();
  expect((await pageOf(id)).matter.status).toBe('assigned');
  await other.close();
  await phone.context.clearCookies();
  await phone.page.goto('/field/outbox');
  await phone.page.getByLabel(zh(signInWords)('password')).waitFor({ timeout: 60_000 });
  await picture(phone.page, 'field-10-sign-in', false);
  expect(await unsent(phone.page)).toBe(1);
  // What was read on the phone is gone with the session.
  expect((await kept(phone.page, 'answers')).filter((one) => one['name'] !== 'identity.me')).toEqual([]);
  await fillIn(phone.page, 'handler2');
  await phone.page.getByText(o('empty')).waitFor();
  expect((await pageOf(id)).matter.status).toBe('assigned');
  expect(await unsent(phone.page)).toBe(1);
  await phone.context.clearCookies();
  await phone.page.goto('/field/outbox');
  await fillIn(phone.page, 'handler1');
  await expect.poll(async () => (await pageOf(id)).matter.status, { timeout: 30_000 }).toBe('accepted');
});

test('what is fixed on the spot for a neighbour arrives past a hotel’s page and with photos whose upload was too old', async () => {
  line.weather = 'through';
  const phone = await telephone(line.origin, 'fixed');
  const { page } = phone;
  await signInOn(phone, 'liaison1');
  await page.goto('/field/report');
  await page.locator('.quick-kinds .button').first().click();
  await page.getByLabel(t('fieldWords')).fill('单元门口的灯不亮。');
  await takePhoto(page, '换好的灯泡');
  await page.getByText(t('fixed')).click();
  await page.getByLabel(t('fixedWords')).fill('换了灯泡。');
  await page.getByLabel(t('forNeighbour')).fill('13905790222');
  line.arrived.length = 0;
  line.next.push('portal', 'through', 'portal', 'oldToken');
  await button(page, t('sendField')).click();
  await page.locator('.receipt-code').waitFor({ timeout: 60_000 });
  await picture(page, 'field-16-fixed', false);
  // The photo went twice, and the report once.
  expect(line.arrived).toEqual(['/api/files', '/api/files', '/api/desk/matters']);
  const [item] = await kept(page, 'items');
  const { matter, history, hasContact } = await pageOf(String(item?.['id']));
  expect([['closed', 'handled'].includes(matter.status), hasContact]).toEqual([true, true]);
  expect(history.map((one) => one.kind)).toEqual(['matter.reported', 'matter.fixed-on-spot']);
  expect(history[0]?.files).toHaveLength(1);
});
