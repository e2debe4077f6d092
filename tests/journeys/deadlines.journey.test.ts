import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Term } from '../../src/capabilities/clock/clock.rules.ts';
import { clockWords } from '../../src/capabilities/clock/clock.words.ts';
import { dueOf } from '../../src/capabilities/clock/preview.rules.ts';
import { deadlinesWords } from '../../src/capabilities/clock/screens/deadlines.words.ts';
import { proposeWords } from '../../src/capabilities/clock/screens/propose.words.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { chineseCalendar } from '../../src/platform/calendar/holidays.ts';
import { timetableOf, USUAL_HOURS } from '../../src/platform/calendar/hours.rules.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

/** sv: 2026-11-27 17:00:00. */
const SHANGHAI = { timeZone: 'Asia/Shanghai' } as const;
const d = zh(deadlinesWords);
const p = zh(proposeWords);
const c = zh(clockWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const row = (page: Page, name: string): Locator => page.locator('tr', { hasText: name }).first();
const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

test('the duty head shortens a deadline, sees in a sentence what it would mean, another person agrees, and what was stays', async () => {
  const duty = await staff(house, 'duty1', 'desk');
  const { page } = duty;
  await page.goto('/desk');
  await page.getByRole('menuitem', { name: '时限规则' }).click();
  await row(page, '建议的接收或退回').getByText('《信访工作条例》第 23 条').waitFor();
  await picture(page, 'deadlines-1-table');
  // Of hazards: what is for hazards, and what is for all kinds.
  await page.getByLabel(d('kind'), { exact: true }).selectOption('hazard.fire');
  await row(page, '建议的接收或退回').waitFor({ state: 'detached' });
  await row(page, '城东街道隐患快接').waitFor();
  await page.getByLabel(d('show')).selectOption('law');
  await page.getByText(d('none')).waitFor();
  await page.getByLabel(d('kind'), { exact: true }).selectOption('');
  await page.getByLabel(d('show')).selectOption('all');

  const name = '接收或退回';
  await page.getByRole('link', { name: d('changeOf', { name }), exact: true }).click();
  // The Friday that it tries, and when a term that begins then is over.
  const start = new Date(`${await page.getByLabel(p('trialAt')).inputValue()}:00+08:00`);
  const timetable = timetableOf(chineseCalendar(), USUAL_HOURS);
  const due = (term: Term, before = 0) =>
    new Date(dueOf(start, term, timetable).due.getTime() - before).toLocaleString('sv', SHANGHAI).split(/[- ]/);
  const [, month, date] = due({ n: 1, unit: 'workingDays' }, 1).map(Number);
  await page.getByText(new RegExp(`须在\\d+年${month}月${date}日（周.）结束前接收或退回`)).waitFor();
  await page.getByLabel(p('termTitle'), { exact: true }).fill('4');
  await page.getByLabel(`${p('termTitle')} ${p('unit')}`).selectOption('workingHours');
  const [, inMonth, onDate, time = ''] = due({ n: 4, unit: 'workingHours' });
  const day = `${Number(inMonth)}月${Number(onDate)}日`;
  await page.getByText(new RegExp(`须在.*${day} ${time.slice(0, 5)}（周.）前接收或退回`)).waitFor();
  await page.getByText(`按那天执行的规则“${name}”（1 个工作日）`).waitFor();
  // Where a street has promised more, its own rule goes first.
  await page.getByLabel(p('trialTown')).selectOption({ label: '城东街道' });
  await page.getByText(p('trialGoesFirst', { name: '城东街道隐患快接（演示）' })).waitFor();
  await picture(page, 'deadlines-2-trial');
  // A reminder earlier than the whole term is refused while it is typed.
  await page.getByLabel(p('before'), { exact: true }).fill('6');
  await page.getByText(c('tooEarly')).first().waitFor();
  await page.getByLabel(p('before'), { exact: true }).fill('1');
  await page.getByText(c('tooEarly')).first().waitFor({ state: 'detached' });
  await button(page, p('send')).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await page.getByLabel(p('whyZh')).fill('按区综治中心例会意见调整');
  await page.getByLabel(p('whyEn')).fill('As the centre’s meeting advised');
  await button(page, p('send')).click();
  const waiting = section(page, d('waitingTitle'));
  await waiting.getByText('4 工作小时').waitFor();
  await expect(button(waiting, d('approve')).count()).resolves.toBe(0);
  await waiting.getByText(d('ownWaits')).waitFor();
  await picture(page, 'deadlines-3-waiting');
  expect(duty.complaints).toEqual([]);

  const leader = await staff(house, 'leader1', 'desk', 'phone');
  await leader.page.goto('/desk/deadlines');
  await leader.page.getByText(d('waitingTitle')).first().waitFor();
  expect(await overflow(leader.page)).toBe(0);
  await picture(leader.page, 'deadlines-4-phone');
  await button(leader.page, d('approve')).click();
  await button(leader.page.locator('dialog[open]'), d('approve')).click();
  await section(leader.page, d('waitingTitle')).waitFor({ state: 'detached' });
  await row(leader.page, name)
    .getByText(/改为：4 工作小时/)
    .waitFor();
  await leader.page.getByRole('link', { name: d('historyOf', { name }), exact: true }).click();
  await leader.page.getByText(d('why', { why: '按区综治中心例会意见调整' })).waitFor();
  await leader.page.getByText(d('began')).waitFor();
  expect(await overflow(leader.page)).toBe(0);
  await picture(leader.page, 'deadlines-5-history');
  expect(leader.complaints).toEqual([]);

  // Everybody may read it.
  const open = await house.server.inject('/api/deadlines/accept');
  expect(open.json().proposals.map((one: { state: string }) => one.state)).toEqual(['decided', 'decided']);
});

test('a new rule that begins too early is refused in words and loses nothing; sent from a later day, it can be taken back', async () => {
  const duty = await staff(house, 'duty2', 'desk', 'phone');
  const { page } = duty;
  await page.goto('/desk/deadlines');
  await page.getByRole('link', { name: d('newRule') }).click();
  await page.getByLabel(p('stage'), { exact: true }).selectOption('handle');
  await page.getByLabel(p('nameZh')).fill('汤溪镇隐患办理');
  await page.getByLabel(p('nameEn')).fill('Hazards in Tangxi handled');
  await page.getByLabel(p('kind'), { exact: true }).selectOption('hazard');
  await page.getByLabel(p('urgency'), { exact: true }).selectOption('urgent');
  await page.getByLabel(p('town'), { exact: true }).selectOption({ label: '汤溪镇' });
  await page.getByLabel(p('termTitle'), { exact: true }).fill('2');
  await page.getByText(/汤溪镇，一件紧急的/).waitFor();
  await page.getByText(p('trialNone')).waitFor();
  await page.getByLabel(p('mayExtend')).check();
  await page.getByLabel(p('most'), { exact: true }).fill('1');
  await page.getByLabel(p('whyZh')).fill('汛期专项');
  await page.getByLabel(p('whyEn')).fill('For the flood season');
  expect(await overflow(page)).toBe(0);
  await picture(page, 'deadlines-6-new-phone');
  await page.getByLabel(p('from'), { exact: true }).fill('2026-01-01');
  await button(page, p('send')).click();
  await page.getByText(c('past')).first().waitFor();
  await expect(page.getByLabel(p('nameZh')).inputValue()).resolves.toBe('汤溪镇隐患办理');
  await page.getByLabel(p('from'), { exact: true }).fill(addDays(dayOf(new Date()), 140));
  await button(page, p('send')).click();
  await section(page, d('waitingTitle')).getByText('汛期专项').waitFor();
  await button(page, d('withdraw')).click();
  await button(page.locator('dialog[open]'), d('withdraw')).click();
  await section(page, d('waitingTitle')).waitFor({ state: 'detached' });
});

test('who may not propose reads the rules all the same', async () => {
  const handler = await staff(house, 'handler1', 'desk');
  const { page } = handler;
  await page.goto('/desk/deadlines');
  await row(page, '接收或退回').waitFor();
  await expect(page.getByRole('link', { name: d('newRule') }).count()).resolves.toBe(0);
  await page.goto('/desk/deadlines/accept/change');
  await page.getByText(p('mayNot')).waitFor();
  await page.goto('/desk/deadlines/no-such-rule');
  await page.getByText(d('noSuchRule')).waitFor();
});
