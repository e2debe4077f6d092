import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { statusWords, urgencyWords } from '../../src/capabilities/matters/screens/status.words.ts';
import { takeWords } from '../../src/capabilities/matters/screens/take.words.ts';
import { viewWords } from '../../src/capabilities/matters/screens/views.screen.words.ts';
import { overflow, picture, SIZES, type Visitor } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, choosePlace, staff, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const q = zh(queueWords);
const v = zh(viewWords);
const m = zh(moveWords);
const s = zh(statusWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 160 });
});
afterAll(() => house?.close());

/** A member of staff at a desk of 1280 pixels. */
async function desk(login: string): Promise<Visitor> {
  const one = await staff(house, login, 'desk');
  await one.page.setViewportSize({ width: 1280, height: 800 });
  await one.page.locator('.count').first().waitFor();
  return one;
}
const count = (page: Page, word: string) => page.locator('.count', { hasText: word });
/** How many rows a list has, drawn or not: its height over the height of one. */
const rows = async (page: Page): Promise<number> => {
  await page.waitForTimeout(600);
  if ((await page.locator('.queue-ground').count()) === 0) return 0;
  return page
    .locator('.queue-ground > div')
    .first()
    .evaluate((list) => {
      const one = list.querySelector('.queue-slot');
      return one === null ? 0 : Math.round(list.getBoundingClientRect().height / one.getBoundingClientRect().height);
    });
};

test('every number of the strip opens to exactly that many rows', async () => {
  await reported(house, { kind: 'hazard.fire', words: '楼道堆放电动车充电。' });
  const { page, complaints } = await desk('duty1');
  for (const word of ['fresh', 'unassigned', 'dueToday', 'overdue', 'mine'] as const) {
    const one = count(page, q(word));
    await expect.poll(() => one.locator('strong').innerText()).not.toBe('–');
    const n = Number(await one.locator('strong').innerText());
    await one.click();
    await expect.poll(() => one.getAttribute('aria-pressed')).toBe('true');
    if (n <= 60) await expect.poll(() => rows(page), { timeout: 10_000 }).toBe(n);
    expect(new URL(page.url()).search).not.toBe('');
  }
  await picture(page, 'desk-1-counts', false);
  expect(complaints).toEqual([]);
});

test('what comes in while the first answer is on its way stands in the queue all the same', async () => {
  const { page } = await desk('duty1');
  let late = '';
  await page.route('**/api/desk/matters?*', async (route) => {
    if (late !== '') return route.continue();
    late = 'asked';
    const answer = await route.fetch();
    late = (await reported(house, { kind: 'hazard.fire', words: '回答还在路上时报的。' })).number;
    await new Promise((done) => setTimeout(done, 2_000));
    return route.fulfill({ response: answer });
  });
  await page.reload();
  await expect.poll(() => late).toMatch(/\d/);
  await page.locator('.queue-row', { hasText: late }).waitFor();
});

test('filters are kept as a view, shared with the desk, opened by its address, put first, renamed and deleted', async () => {
  const { page, complaints } = await desk('duty1');
  await page.goto('/desk?kind=hazard.fire&sort=due');
  await button(page, v('keep')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(v('name')).fill('消防·先到期');
  await sheet.locator('.tile', { hasText: v('desk') }).click();
  await picture(page, 'desk-2-view-keep', false);
  await button(sheet, v('save')).click();
  const chip = page.locator('.view-chip', { hasText: '消防·先到期' });
  await chip.waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).not.toBeNull();
  const id = new URL(page.url()).searchParams.get('view');

  // And as a command, by the first letters of its name.
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open]').getByRole('combobox').fill('xfx');
  await page.locator('dialog[open]').getByRole('option', { name: '消防·先到期' }).waitFor();
  await page.keyboard.press('Escape');
  const colleague = await desk('duty2');
  await colleague.page.locator('.view-chip', { hasText: '消防·先到期' }).click();
  await expect.poll(() => new URL(colleague.page.url()).searchParams.get('kind')).toBe('hazard.fire');
  // The address alone opens it as it is kept.
  await colleague.page.goto(`/desk?view=${id}`);
  await expect.poll(() => new URL(colleague.page.url()).searchParams.get('sort')).toBe('due');
  await picture(colleague.page, 'desk-3-view-shared', false);

  await button(page, v('manage')).click();
  const manage = page.locator('dialog[open]');
  await button(manage, v('makeFirst')).click();
  await manage.getByText(v('isFirst'), { exact: true }).waitFor();
  await button(manage, v('edit')).click();
  await manage.getByLabel(v('name')).fill('消防（先到期）');
  await picture(page, 'desk-4-view-manage', false);
  await button(manage, v('save')).click();
  await manage.getByText('消防（先到期）').waitFor();
  await page.keyboard.press('Escape');
  await page.goto('/desk');
  await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('hazard.fire');
  await button(page, v('manage')).click();
  await button(page.locator('dialog[open]'), v('drop')).click();
  await expect.poll(() => page.locator('.view-chip').count()).toBe(0);
  for (const one of [complaints, colleague.complaints]) expect(one).toEqual([]);
});

test('several are picked by keyboard and given out at once; what changed meanwhile is refused and shown; all is taken back', async () => {
  const told = [];
  for (const n of [1, 2, 3, 4])
    told.push(await reported(house, { kind: 'hazard.road', words: `路面塌陷第 ${n} 处。` }));
  const { page, complaints } = await desk('duty1');
  await page.goto('/desk?kind=hazard.road&unassigned=true');
  await page.locator('.queue-row').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  for (const _ of [1, 2, 3]) await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await page.getByText(q('pickedN', { n: 4 })).waitFor();
  // A colleague makes one of them urgent after it was picked.
  const changed = told[1];
  if (changed === undefined) throw new Error('nothing reported');
  await moved(house, await cookieOf(house, 'duty2'), changed.id, 1, { move: 'triage', urgency: 'urgent' });
  await page
    .locator('.bulk')
    .getByRole('button', { name: m('assign'), exact: true })
    .click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(m('body'), { exact: true }).selectOption({ index: 1 });
  await picture(page, 'desk-5-bulk', false);
  // While it is on its way the sheet stays, however often it is told to close: its outcome is not missed.
  let go: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    go = done;
  });
  await page.route('**/api/desk/moves', async (route) => {
    await held;
    await route.continue();
  });
  await button(sheet, q('bulkSend', { n: 4 })).click();
  await sheet.getByText(q('bulkProgress', { n: 0, of: 4 })).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  go();
  await sheet.getByText(q('bulkRefused', { n: 1 })).waitFor();
  await sheet.getByText(changed.number).waitFor();
  await picture(page, 'desk-6-bulk-outcome', false);
  await button(sheet, q('bulkClose')).click();
  await expect.poll(() => rows(page), { timeout: 10_000 }).toBe(1);
  await button(page, m('takeBack')).click();
  await page.getByText(m('tookBack', { n: 3 })).waitFor();
  await expect.poll(() => rows(page), { timeout: 10_000 }).toBe(4);
  await picture(page, 'desk-7-bulk-undone', false);
  expect(complaints).toEqual([]);
});

test('two officers at one matter know of each other, and one who assigns is told that the other is about to', async () => {
  const told = await reported(house, { kind: 'hazard.water', words: '河堤护栏断了两米。' });
  const [first, second] = [await desk('duty1'), await desk('duty2')];
  for (const one of [first, second]) {
    await one.page.goto(`/desk?number=${told.number}`);
    await one.page.locator(`[data-matter="${told.number}"]`).waitFor();
  }
  await first.page.keyboard.press('a');
  await first.page.locator('dialog[open]').waitFor();
  await second.page.getByText('正在派这一件').first().waitFor({ timeout: 20_000 });
  await second.page.locator('.others-mark').first().waitFor({ timeout: 20_000 });
  await picture(second.page, 'desk-8-presence', false);
  await second.page.keyboard.press('a');
  await second.page.locator('dialog[open]').getByText('正在派这一件').waitFor();
  await picture(second.page, 'desk-9-presence-form', false);
  await second.page.keyboard.press('Escape');
  // Assigned by the first; taken back by the key.
  await button(first.page.locator('dialog[open]'), m('send', { move: m('assign') })).click();
  await first.page.locator('.pane').getByText(s('assigned'), { exact: true }).first().waitFor();
  await first.page.keyboard.press('u');
  await first.page.locator('.pane').getByText(s('new'), { exact: true }).first().waitFor();
  await first.page.getByText('撤销刚才的“派单”').waitFor();
  await picture(first.page, 'desk-10-undone', false);
  for (const one of [first, second]) expect(one.complaints).toEqual([]);
});

test('everything is reached by keyboard: the table of keys, going by letters, and commands by pinyin initials, English or number', async () => {
  const told = await reported(house, { kind: 'hazard.gas', words: '煤气味很重。' });
  const { page, complaints } = await desk('duty1');
  await page.keyboard.press('?');
  await page.locator('dialog[open]').getByText(q('key_pickTo')).waitFor();
  await picture(page, 'desk-11-keys', false);
  // Behind an open sheet no key moves anything, wherever the focus has gone.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  expect(new URL(page.url()).searchParams.get('open')).toBeNull();
  // Enter on a row opens that one, and only on the open one its whole page.
  await page.keyboard.press('j');
  await page.locator('.queue-row[aria-current]').waitFor();
  const second = page.locator('.queue-slot[data-index="1"] .queue-row');
  await second.press('Enter');
  await expect.poll(() => second.getAttribute('aria-current')).toBe('true');
  expect(new URL(page.url()).pathname).toMatch(/^\/desk\/?$/);
  await second.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/desk\/matters\//);
  await page.goBack();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/figures');
  await page.keyboard.press('Control+k');
  const palette = page.locator('dialog[open]');
  const field = palette.getByRole('combobox');
  await field.fill('sxdl');
  await palette.getByRole('option', { name: '事项队列' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/desk\/?$/);
  await page.keyboard.press('Control+k');
  await field.fill('take a rep');
  await palette.getByRole('option', { name: zh(deskWords)('intake') }).waitFor();
  await field.fill(told.number);
  await palette.getByRole('option', { name: told.number }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`[data-matter="${told.number}"]`).waitFor();
  await page.keyboard.press('Control+k');
  await field.fill('hd');
  await picture(page, 'desk-12-palette', false);
  await palette.getByRole('option', { name: m('triage') }).click();
  await page
    .locator('dialog[open]')
    .getByRole('heading', { name: m('triage') })
    .waitFor();
  expect(complaints).toEqual([]);
});

test('an urgent arrival is told by the desktop and counted in the title until it is opened', async () => {
  const { page, context, complaints } = await desk('duty1');
  await context.grantPermissions(['notifications', 'geolocation'], { origin: house.origin });
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    class Notice {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      onclick: (() => void) | null = null;
      constructor(title: string, { body }: { body: string }) {
        told.push(`${title} ${body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: Notice });
  });
  await button(page, q('urgentOff')).click();
  await button(page, q('urgentOn')).waitFor();
  const told = await reported(house, { kind: 'incident.traffic', words: '十字路口两车相撞。' });
  await moved(house, await cookieOf(house, 'duty2'), told.id, 1, { move: 'triage', urgency: 'critical' });
  await expect.poll(() => page.title()).toMatch(/^\(1\) /);
  const said = await page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(told.number);
  expect(said[0]).not.toContain('两车');
  await picture(page, 'desk-13-urgent', false);
  await page.locator('.queue-row', { hasText: told.number }).click();
  await expect.poll(() => page.title()).not.toMatch(/^\(/);
  await page.locator('.pane').getByText(zh(urgencyWords)('critical'), { exact: true }).first().waitFor();
  expect(complaints).toEqual([]);
});

test('a clerk takes a call without a mouse; a reload loses nothing, one keystroke enters it once, Esc can be taken back', async () => {
  const { page, complaints } = await staff(house, 'clerk1', 'desk');
  await page.setViewportSize({ width: 1280, height: 800 });
  const w = zh(takeWords);
  await page.goto('/desk/intake');
  await page.getByLabel(w('words')).waitFor();
  // The words have the focus: the call is typed as it is heard.
  await page.keyboard.type('来电说小区门口窨井盖没了。');
  await page.getByLabel(w('phone')).fill('13905791234');
  await page.reload();
  await page.getByLabel(w('words')).waitFor();
  await expect.poll(() => page.getByLabel(w('words')).inputValue()).toBe('来电说小区门口窨井盖没了。');
  await expect.poll(() => page.getByLabel(w('phone')).inputValue()).toBe('13905791234');
  // The key that ends a word of the input method clears nothing.
  for (const how of [{ isComposing: true }, { keyCode: 229 }])
    await page
      .getByLabel(w('words'))
      .dispatchEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...how });
  await page.waitForTimeout(300);
  expect(await page.getByLabel(w('words')).inputValue()).toBe('来电说小区门口窨井盖没了。');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByLabel(w('words')).inputValue()).toBe('');
  await button(page, w('restore')).click();
  await expect.poll(() => page.getByLabel(w('words')).inputValue()).toBe('来电说小区门口窨井盖没了。');
  await choosePlace(page, 'cd', '城东');
  await page.locator('.tile', { hasText: '隐患' }).first().click();
  await page.locator('.tile', { hasText: '道路' }).first().click();
  await picture(page, 'desk-14-intake', false);
  for (const question of await page.locator('fieldset').all()) {
    const first = question.locator('.tile, .tick').first();
    if ((await first.isVisible()) && (await question.locator('input:checked').count()) === 0) await first.click();
  }
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await page.locator('.receipt-code').waitFor();
  await picture(page, 'desk-15-intake-done', false);
  const entered = await house.work.pool.query(
    `select count(*) as n from matters.matter where channel = 'hotline' and origin = 'live'`,
  );
  expect(Number(entered.rows[0].n)).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel(w('words')).inputValue()).toBe('');
  await page.reload();
  await page.getByLabel(w('words')).waitFor();
  await expect.poll(() => page.getByLabel(w('words')).inputValue()).toBe('');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  expect(complaints).toEqual([]);
});

test('the desk fits a phone', async () => {
  const { page } = await desk('duty1');
  await page.setViewportSize(SIZES.phone);
  await page.goto('/desk');
  await page.locator('.queue-row').first().waitFor();
  expect(await overflow(page)).toBe(0);
  await picture(page, 'desk-16-phone', false);
});

test('the desk opens with little to fetch: no map, no chart and no table of sounds before they are shown', async () => {
  await reported(house, { kind: 'hazard.fire', words: '疏散门上锁。' });
  const { page } = await desk('duty1');
  await page.reload();
  await page.locator('.queue-row').first().waitFor();
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter((one) => new URL(one.name).pathname.endsWith('.js'))
      .map((one) => ({ name: new URL(one.name).pathname, bytes: one.encodedBodySize, whole: one.decodedBodySize })),
  );
  const sum = scripts.reduce((all, one) => all + one.bytes, 0);
  console.log(
    `the desk's first load: ${Math.round(sum / 1000)} kB of compressed JavaScript in ${scripts.length} files`,
  );
  expect(sum).toBeLessThan(450_000);
  // Compressed as counted.
  expect(sum).toBeLessThan(scripts.reduce((all, one) => all + one.whole, 0) / 2);
  expect(scripts.map((one) => one.name).filter((name) => /maplibre|drawn|echarts|pinyin|palette/.test(name))).toEqual(
    [],
  );
});
