import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskWords } from '../../src/apps/desk/desk.words.ts';
import { appointmentWords } from '../../src/platform/identity/appointments.words.ts';
import { peopleWords } from '../../src/platform/identity/screens/people.words.ts';
import { postWords } from '../../src/platform/identity/screens/posts.words.ts';
import { proposeWords } from '../../src/platform/identity/screens/propose.words.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { administrator, complaintsOf, guestAt, pick, shownOnce } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const p = zh(peopleWords);
const w = zh(proposeWords);
const post = zh(postWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

test('a person is entered, proposed by one administrator, approved by another, acts, and leaves the post', async () => {
  const sys = await administrator(house, 'sysadmin1', '/desk/people');
  const { page } = sys;
  await page.getByRole('heading', { name: p('title') }).waitFor();
  await rowOf(page, 'duty1').waitFor();
  await picture(page, 'admin-people-1-list', false);

  // Entered: the initial password is shown once.
  await button(page, p('enter')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(p('name'), { exact: true }).fill('试验承办人');
  await sheet.getByLabel(p('login'), { exact: true }).fill('13805790001');
  await button(sheet, p('enterYes')).click();
  await sheet.getByText(zh(appointmentWords)('loginForm')).waitFor();
  await sheet.getByLabel(p('login'), { exact: true }).fill('trial-handler');
  await picture(page, 'admin-people-2-enter', false);
  await button(sheet, p('enterYes')).click();
  const password = await shownOnce(page);
  expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await picture(page, 'admin-people-3-password', false);
  await button(page, p('kept')).click();
  await page.locator('.once-secret').waitFor({ state: 'detached' });

  // Proposed: what the rules refuse is said before it is sent.
  await page.getByRole('link', { name: p('propose') }).click();
  await pick(page, w('person'), 'trial', '试验承办人');
  await page.getByLabel(w('post'), { exact: true }).selectOption('handler');
  await page.getByText(zh(appointmentWords)('nowhere')).waitFor();
  await pick(page, w('territory'), '330702001001', '330702001001');
  await page.getByText(zh(appointmentWords)('needsBody')).waitFor();
  await pick(page, w('body'), '教育局', 'wc-education');
  await picture(page, 'admin-people-4-propose', false);
  await button(page, w('send')).click();
  await page.getByText(w('sent')).waitFor();
  const proposed = rowOf(page, '试验承办人');
  await proposed.getByText(p('s_proposed')).waitFor();
  // Who proposed cannot approve.
  expect(await proposed.getByRole('button').allInnerTexts()).toEqual([p('m_withdraw')]);
  await picture(page, 'admin-people-5-proposed', false);

  // Approved by somebody else.
  const sec = await administrator(house, 'secadmin1', '/desk/people');
  await sec.page.getByText(p('waitingFor', { n: 1 })).waitFor();
  await button(sec.page, p('show')).click();
  await rowOf(sec.page, '试验承办人').getByText(p('m_approve'), { exact: true }).click();
  await picture(sec.page, 'admin-people-6-approve', false);
  await button(sec.page.locator('dialog[open]'), p('m_approve')).click();
  const approved = rowOf(sec.page, '试验承办人');
  await approved.getByText(p('s_standing')).waitFor();
  await approved.getByText(p('decidedBy', { name: '演示安全管理员 1' })).waitFor();

  // The person signs in with the initial password, which serves only to be changed, and holds the post.
  const s = zh(signInWords);
  const own = await guestAt(house.origin, 'trial-handler');
  await own.page.goto('/desk/people');
  await own.page.getByLabel(s('login')).fill('trial-handler');
  await own.page.getByLabel(s('password')).fill(password);
  await button(own.page, s('enter')).click();
  await own.page.getByRole('heading', { name: s('changeTitle') }).waitFor();
  await own.page.getByLabel(s('old')).fill(password);
  await own.page.getByLabel(s('fresh'), { exact: true }).fill('Bridge-lamp-2026');
  await own.page.getByLabel(s('again')).fill('Bridge-lamp-2026');
  await button(own.page, s('change')).click();
  await own.page.getByRole('heading', { name: p('titleOwn') }).waitFor();
  const mine = rowOf(own.page, post('handler'));
  await mine.getByText(p('s_standing')).waitFor();
  await mine.getByText(p('m_leave'), { exact: true }).click();
  await button(own.page.locator('dialog[open]'), p('m_leave')).click();
  await rowOf(own.page, post('handler')).getByText(p('away'), { exact: true }).waitFor();

  // The system administrator sees the absence, marks the return, and ends the appointment with a reason.
  await page.goto('/desk/people?q=trial');
  const held = rowOf(page, '试验承办人');
  await held.getByText(p('away'), { exact: true }).waitFor();
  await held.getByText(p('m_return'), { exact: true }).click();
  await button(page.locator('dialog[open]'), p('m_return')).click();
  await held.getByText(p('s_standing')).waitFor();
  await held.getByText(p('m_end'), { exact: true }).click();
  await page.locator('dialog[open]').getByText(p('e_moved')).click();
  await picture(page, 'admin-people-7-end', false);
  await button(page.locator('dialog[open]'), p('m_end')).click();
  await held.getByText(p('s_ended')).waitFor();
  expect(await held.getByRole('button').count()).toBe(0);

  // The person's page keeps what is over, and closes the login.
  await held.getByRole('link', { name: '试验承办人' }).click();
  await page.getByRole('heading', { name: '试验承办人' }).waitFor();
  await page.getByText(p('noPosts')).waitFor();
  await button(page, p('historyShow')).click();
  await page
    .getByRole('table', { name: p('history') })
    .getByText(p('s_ended'))
    .waitFor();
  await picture(page, 'admin-people-8-person', false);
  await page.getByRole('button', { name: p('a_close') }).click();
  await button(page.locator('dialog[open]'), p('a_close')).click();
  await page.getByText(p('closedLogin'), { exact: true }).waitFor();
  expect((await own.context.request.get('/api/appointments')).status()).toBe(401);
  expect([...complaintsOf(sys), ...complaintsOf(sec), ...complaintsOf(own)]).toEqual([]);
});

test('a deputy is proposed for a post and named with it', async () => {
  const { page } = await administrator(house, 'sysadmin1', '/desk/people/propose');
  await pick(page, w('person'), 'duty2', 'duty2');
  await page.locator('.tile', { hasText: w('deputy') }).click();
  await pick(page, w('principal'), '值班长 2', '演示值班长 2');
  await page.getByText(zh(appointmentWords)('deputySelf')).waitFor();
  await pick(page, w('principal'), '热线坐席 1', '演示热线坐席 1');
  await page.getByText(zh(appointmentWords)('deputySelf')).waitFor({ state: 'detached' });
  await button(page, w('send')).click();
  await rowOf(page, 'duty2').getByText(p('s_proposed')).waitFor();
  await page.getByLabel(p('state'), { exact: true }).selectOption('all');
  await rowOf(page, 'duty2')
    .getByText(p('deputyOf', { name: '演示热线坐席 1' }))
    .waitFor();
  await rowOf(page, 'clerk1')
    .getByText(p('deputies', { names: '演示值班长 2' }))
    .waitFor();
});

test('an auditor sees everybody and can change nothing; others see their own posts alone', async () => {
  const auditor = await administrator(house, 'auditor1', '/desk/people?q=sysadmin');
  await rowOf(auditor.page, 'sysadmin1').waitFor();
  expect(await auditor.page.locator('.admin-moves button').count()).toBe(0);
  expect(await auditor.page.getByRole('link', { name: p('propose') }).count()).toBe(0);
  await auditor.page.goto('/desk/people/propose');
  await auditor.page.getByText(w('mayNot')).waitFor();

  const duty = await staff(house, 'duty1', 'desk');
  await duty.page
    .getByRole('navigation', { name: zh(deskWords)('nav') })
    .getByText(zh(deskWords)('people'))
    .click();
  await duty.page.getByRole('heading', { name: p('titleOwn') }).waitFor();
  await rowOf(duty.page, 'duty1').waitFor();
  expect(await duty.page.locator('.admin-table tbody tr').count()).toBe(1);
});

test('the roster of liaisons names who is in office, by street and village', async () => {
  const one = await administrator(house, 'secadmin1', '/desk/people?tab=liaisons');
  const { page } = one;
  await page.getByRole('heading', { name: '城东街道' }).waitFor();
  await page.getByLabel(p('town'), { exact: true }).selectOption({ label: '白龙桥镇' });
  await page.getByRole('heading', { name: '城东街道' }).waitFor({ state: 'detached' });
  expect(await page.locator('.roster-name').count()).toBeGreaterThan(5);
  await page.getByText(p('onlyVacant')).click();
  await page.getByText(p('noneVacant')).waitFor();
  await page.getByText(p('onlyVacant')).click();
  for (const size of ['phone', 'tablet', 'desk'] as const) {
    await page.setViewportSize(SIZES[size]);
    expect(await overflow(page)).toBe(0);
  }
  await picture(page, 'admin-liaisons', false);
  expect(complaintsOf(one)).toEqual([]);
});

test('the pages fit a small phone, in both languages', async () => {
  const { page } = await administrator(house, 'sysadmin1', '/desk/people?q=duty', 'phone');
  await rowOf(page, 'duty1').waitFor();
  for (const language of ['zh', 'en']) {
    await page.evaluate(
      (chosen) => localStorage.setItem('lianan.choices', JSON.stringify({ language: chosen })),
      language,
    );
    for (const path of [
      '/desk/people?q=duty',
      '/desk/people?tab=people&q=duty',
      '/desk/people/propose',
      '/desk/people/import',
      '/desk/me',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('.waiting').count(), { timeout: 20_000 }).toBe(0);
      expect([path, await overflow(page)]).toEqual([path, 0]);
      if (language === 'en') {
        const shown = (await page.locator('main').allInnerTexts()).join();
        // Names of people are data; every word of ours is translated.
        const chinese = shown.replaceAll(/演示\S*( \d)?/g, '').match(/[\u4e00-\u9fff]{2,}/g) ?? [];
        expect([path, chinese.filter((one) => !/登录名|姓名|岗位|单位|区域代码|代理|中文|婺城/.test(one))]).toEqual([
          path,
          [],
        ]);
      }
    }
  }
  await picture(page, 'admin-phone-en', false);
});
