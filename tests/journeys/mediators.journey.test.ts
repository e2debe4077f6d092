import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diaryWords } from '../../src/capabilities/mediation/diary/diary.words.ts';
import { screenWords } from '../../src/capabilities/mediation/mediators/screens/books.screen.words.ts';
import { listWords } from '../../src/capabilities/mediation/screens/list.words.ts';
import { screenWords as noticeWords } from '../../src/capabilities/notices/screens/notices.screen.words.ts';
import { feedScreenWords } from '../../src/platform/identity/screens/feed.words.ts';
import { me } from '../../src/platform/identity/signin.contract.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';
import { cookieOf } from './reports.ts';

const w = zh(screenWords);
const CASES = '/api/desk/mediation/cases';

let house: JourneyHouse;
let filed: string;
let running: string;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
  filed = await caseOf(true);
  running = await caseOf(false);
});
afterAll(() => house?.close());

async function post(cookie: string, url: string, payload: object) {
  const answer = await house.server.inject({ method: 'POST', url, headers: { cookie }, payload });
  expect(answer.statusCode, `${url} ${JSON.stringify(payload)} ${answer.body}`).toBe(200);
  return answer.json();
}

/** A case of the first town's committee, told over the desk and mediated by calls; filed after it failed, or running. Its number. */
async function caseOf(isFiled: boolean): Promise<string> {
  const cookie = await cookieOf(house, 'mediator2');
  const { person } = (await house.server.inject({ url: me.path, headers: { cookie } })).json() as { person: string };
  const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
  const { number } = await post(cookie, CASES, {
    ...{
      id,
      channel: 'desk',
      nature: '0201',
      words: '空调外机噪声扰民',
      territory: '330702001001',
      violence: false,
      minors: false,
    },
    parties: [
      { id: a, side: 'applicant', name: '甲某', phone: '13900000001' },
      { id: b, side: 'respondent', name: '乙某' },
    ],
  });
  const act = async (one: object) => {
    const shown = (await house.server.inject({ url: `${CASES}/${id}`, headers: { cookie } })).json() as { n: number };
    await post(cookie, `${CASES}/${id}/moves`, { id: randomUUID(), n: shown.n, act: one });
  };
  await act({ move: 'accept' });
  await act({ move: 'nameMediators', mediators: [person], chosen: 'parties', noInterest: true });
  for (const party of [a, b]) {
    await act({ move: 'tellRights', party });
    await act({ move: 'consent', party });
  }
  const session = randomUUID();
  if (!isFiled) {
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    await act({ move: 'proposeSession', session, mode: 'phone', joint: true, proposed: [soon] });
    await act({ move: 'setSession', session, at: soon });
    return number;
  }
  // They were at the counter already: nobody had to plan it.
  const met = { session, mode: 'phone', joint: true, at: new Date().toISOString(), minutes: 20, present: [a, b] };
  await act({ move: 'recordSession', ...met, record: '双方未能达成一致' });
  for (const party of [a, b]) await act({ move: 'signRecord', session, party });
  await act({ move: 'fail', routes: ['court'], reason: '分歧过大' });
  await act({ move: 'archive', explained: '已告知诉讼途径' });
  return number;
}

const sheet = (page: Page) => page.locator('dialog[open]');
const closed = (page: Page) => sheet(page).waitFor({ state: 'hidden' });

test('a township’s coordinator keeps the register of its committee, which says what the law still asks', async () => {
  const { page, complaints } = await staff(house, 'coordinator1', 'desk');
  await page.getByRole('menuitem', { name: w('registerTitle') }).click();
  await page.getByText(w('fault_tooFew')).first().waitFor();
  await button(page, w('enter')).first().click();
  const who = sheet(page).getByLabel(w('person'));
  await who.selectOption({ index: 1 });
  await sheet(page).getByLabel(w('sort')).selectOption('full');
  await sheet(page).getByLabel(w('from'), { exact: true }).fill('2026-01-01');
  await picture(page, 'mediators-1-enter', false);
  await button(sheet(page), w('save')).click();
  await closed(page);
  await page.getByText(w('untilDay', { from: '2026-01-01', until: '2028-12-31' })).waitFor();
  await button(page, w('state')).first().click();
  await sheet(page).getByLabel(w('from'), { exact: true }).fill('2026-01-01');
  await sheet(page).getByLabel(w('until')).fill('2030-01-01');
  await button(sheet(page), w('save')).click();
  await sheet(page).getByText('第九条').first().waitFor();
  await sheet(page).getByLabel(w('until')).fill('');
  await button(sheet(page), w('save')).click();
  await closed(page);
  await page.getByText(w('woman')).waitFor();
  await page
    .locator('[data-member]')
    .getByRole('button', { name: w('train') })
    .click();
  await sheet(page).getByLabel(w('day')).fill('2026-01-05');
  await sheet(page).getByLabel(w('organiser')).selectOption('wc-justice');
  await button(sheet(page), w('save')).click();
  await closed(page);
  await page.getByText(w('hours', { n: 8 })).waitFor();
  await page.getByRole('heading', { name: w('load') }).waitFor();
  await picture(page, 'mediators-2-register');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'mediators-3-register-phone');
  expect(await overflow(page)).toBe(0);
  expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
});

test('a failed case brings its mediator what an agreed one would: claimed, reviewed by the township, paid by the district', async () => {
  const leader = await cookieOf(house, 'leader1');
  const { n } = (
    await house.server.inject({ url: '/api/desk/mediation/settings', headers: { cookie: leader } })
  ).json() as { n: number };
  expect(n).toBe(0);
  // Amounts that are set after the filing count for later cases alone: the case is filed anew.
  await post(leader, '/api/desk/mediation/settings', {
    ...{ id: randomUUID(), n, reason: '财政批复' },
    change: {
      term: 'subsidy',
      value: { simple: 50, ordinary: 100, difficult: 300, major: 800, oral: 20, written: 60 },
    },
  });
  const number = await caseOf(true);
  const mediator = await staff(house, 'mediator2', 'desk');
  await mediator.page.goto('/desk/mediation/ledger');
  await button(mediator.page, `${w('claim')} ${number}`).click();
  await sheet(mediator.page).getByText(w('difficult')).click();
  await sheet(mediator.page).getByLabel(w('why')).fill('牵涉三户，上门七次');
  await picture(mediator.page, 'ledger-1-claim', false);
  await button(sheet(mediator.page), w('save')).click();
  await closed(mediator.page);
  await mediator.page
    .locator('[data-claim]')
    .getByText(w('yuan', { n: 360 }))
    .waitFor();
  expect(await mediator.page.getByRole('button', { name: w('review') }).count()).toBe(0);

  const coordinator = await staff(house, 'coordinator1', 'desk');
  await coordinator.page.goto('/desk/mediation/ledger');
  await button(coordinator.page, `${w('review')} ${number}`).click();
  await sheet(coordinator.page).getByText(w('alter')).click();
  await sheet(coordinator.page).getByLabel(w('newDifficulty')).selectOption('ordinary');
  await button(sheet(coordinator.page), w('save')).click();
  await sheet(coordinator.page).getByText('请写明理由').first().waitFor();
  await sheet(coordinator.page).getByLabel(w('reviewReason')).fill('实为两户');
  await picture(coordinator.page, 'ledger-2-review', false);
  await button(sheet(coordinator.page), w('save')).click();
  await closed(coordinator.page);
  await coordinator.page
    .locator('[data-claim]')
    .getByText(w('yuan', { n: 160 }))
    .waitFor();

  const { page, complaints } = await staff(house, 'leader1', 'desk');
  await page.getByRole('menuitem', { name: w('ledgerTitle') }).click();
  await button(page, w('pay')).click();
  await sheet(page).getByLabel(w('batch')).fill('2026-11');
  await button(sheet(page), w('save')).click();
  await closed(page);
  await page.getByText(/批次 2026-11/).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: w('csv') }).click()]);
  expect(await readFile(await file.path(), 'utf8')).toContain(number);
  await picture(page, 'ledger-3-paid');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'ledger-4-paid-phone');
  expect(await overflow(page)).toBe(0);
  expect(complaints).toEqual([]);
  expect(filed).not.toBe(number);
});

test('who mediates a case with another finds it in the own list, marked as such, on the desk and on a phone', async () => {
  const l = zh(listWords);
  const cookie = await cookieOf(house, 'mediator2');
  const own = (url: string) => house.server.inject({ url, headers: { cookie } }).then((answer) => answer.json());
  const { person } = await own(me.path);
  const { items } = await own(`${CASES}?number=${running}`);
  const { mediators } = await own('/api/desk/mediation/bodies/wc-pmc-t001/mediators');
  const lead = (mediators as { id: string }[]).find(({ id }) => id !== person)?.id;
  expect(lead).toBeDefined();
  const { page, complaints } = await staff(house, 'mediator2', 'desk');
  await page.goto('/desk/mediation?tab=mine');
  const row = page.locator(`[data-case="${running}"]`);
  await row.waitFor();
  expect(await row.getByText(l('co'), { exact: true }).count()).toBe(0);
  const name = async (mediators: readonly (string | undefined)[]) => {
    const { n } = await own(`${CASES}/${items[0].id}`);
    const act = { move: 'nameMediators', mediators, chosen: 'committee', noInterest: true };
    await post(cookie, `${CASES}/${items[0].id}/moves`, { id: randomUUID(), n, act });
  };
  await name([lead, person]);
  await page.reload();
  await row.getByText(l('co'), { exact: true }).waitFor();
  await picture(page, 'mine-co');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'mine-co-phone');
  expect(await overflow(page)).toBe(0);
  await page.goto('/field/mediation?tab=mine');
  await row.getByText(l('co'), { exact: true }).waitFor();
  await name([person]);
  expect(complaints).toEqual([]);
});

test('a mediator is reminded of the session of tomorrow, with the way to the case', async () => {
  const { page } = await staff(house, 'mediator2', 'desk');
  const v = zh(noticeWords);
  await expect
    .poll(
      async () => {
        await page.goto('/desk/notices');
        await page.getByRole('heading', { name: v('title'), exact: true }).waitFor();
        await page.waitForTimeout(500);
        return page.locator('.notice-line', { hasText: running }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  const line = page.locator('.notice-line', { hasText: running });
  expect(await line.getAttribute('href')).toMatch(/^\/desk\/mediation\/[0-9a-f-]{36}$/);
  await line.getByText('调解会').waitFor();
  await picture(page, 'notices-mediation');
  await page.setViewportSize(SIZES.phone);
  await picture(page, 'notices-mediation-phone');
  expect(await overflow(page)).toBe(0);
});

test('a mediator puts the sessions into a calendar of their own, which fetches them until the address is ended', async () => {
  const [d, f] = [zh(diaryWords), zh(feedScreenWords)];
  const { page } = await staff(house, 'mediator2', 'field');
  await page.goto('/field/mediation?tab=mine');
  const card = sheet(page);
  await button(page, d('title')).click();
  await card.getByText(f('none')).waitFor();
  await picture(page, 'diary-1-none', false);
  await button(card, f('make')).click();
  const address = await card.locator('.once-secret').innerText();
  expect(address).toMatch(/\/calendar\/sessions\/330702-[\w-]{43}\.ics$/);
  await card.getByText(f('how')).waitFor();
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'diary-2-once-360', false);
  const calendar = await (await fetch(address)).text();
  expect(calendar).toContain(`SUMMARY:${d('sitting', { number: running })}`);
  expect(calendar).not.toMatch(/甲某|乙某|13900000001/);
  await button(card, f('kept')).click();
  await page.goto('/desk/mediation?tab=mine');
  await page.setViewportSize(SIZES.desk);
  await picture(page, 'diary-3-desk-1440', false);
  await button(page, d('title')).click();
  await button(card, f('renew')).click();
  expect(await card.locator('.once-secret').innerText()).not.toBe(address);
  expect((await fetch(address)).status).toBe(404);
  await button(card, f('revoke')).click();
  await page.getByText(f('revoked')).waitFor();
  await picture(page, 'diary-4-ended-1440', false);
});
