import { afterAll, beforeAll, expect, test } from 'vitest';
import { followWords } from '../../src/capabilities/matters/screens/follow.words.ts';
import { historyWords } from '../../src/capabilities/matters/screens/history.words.ts';
import { caseWords } from '../../src/capabilities/mediation/screens/case.words.ts';
import { formWords } from '../../src/capabilities/mediation/screens/forms.words.ts';
import { moveWords } from '../../src/capabilities/mediation/screens/moves.words.ts';
import { ofMatterWords } from '../../src/capabilities/mediation/screens/ofMatter.words.ts';
import { openWords } from '../../src/capabilities/mediation/screens/open.words.ts';
import { say } from '../../src/platform/language/language.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, resident, staff, zh } from './people.ts';
import { reported } from './reports.ts';

const [c, f, h, m, o, q, r] = [
  zh(caseWords),
  zh(formWords),
  zh(historyWords),
  zh(moveWords),
  zh(openWords),
  zh(ofMatterWords),
  zh(followWords),
];

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20, cases: 'none' });
});
afterAll(() => house?.close());

test('a dispute goes from the page of its matter to mediation and back, and whoever reported it reads how it ended', async () => {
  const matter = await reported(house, {
    kind: 'dispute.neighbour',
    words: '楼上装修漏水，天花板起泡，对方不肯来看。',
    phone: '13905790089',
    territory: '330702001001',
  });

  const { page, complaints } = await staff(house, 'duty1', 'desk');
  await page.goto(`/desk/matters/${matter.id}`);
  const part = page.locator('[data-mediation]');
  await part.getByText(q('lead')).waitFor();
  await picture(page, 'handed-01-before-1440');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'handed-01-before-360');
  await page.setViewportSize(SIZES.desk);
  await part.getByRole('link', { name: q('hand') }).click();

  // What was told is there already; what must be asked first is not.
  await page.getByText(o('fromMatter', { number: matter.number })).waitFor();
  expect(await page.getByLabel(o('words')).inputValue()).toContain('天花板起泡');
  const no = (label: string) => page.getByRole('group', { name: label }).getByText(f('no'), { exact: true }).click();
  await no(f('violence'));
  await no(f('minors'));
  await page.getByLabel(o('nature'), { exact: true }).selectOption('02');
  await page.getByLabel(o('natureWithin')).selectOption('0201');
  const party = (n: number) => page.getByRole('group', { name: o('partyN', { n }) });
  await party(1).getByLabel(o('name'), { exact: true }).fill('陈一');
  await party(2).getByLabel(o('name'), { exact: true }).fill('李二');
  await button(page, o('send')).click();
  await page.getByRole('heading', { name: o('takenTitle') }).waitFor();
  const number = await page.locator('.mediation-receipt .mediation-number').innerText();
  await page.getByRole('link', { name: o('open') }).click();

  // From the case to the matter, where the case stands with its number and state, and the way to hand it over does not.
  const back = page.getByRole('link', { name: c('matterNumber', { number: matter.number }) });
  await back.waitFor();
  await picture(page, 'handed-02-case-1440');
  await back.click();
  await part.getByRole('link', { name: q('case', { number }) }).waitFor();
  expect(await part.getByRole('link', { name: q('hand') }).count()).toBe(0);
  await page.getByText(h('matter.mediated', { number, stands: h('mediated_begun') })).waitFor();
  await picture(page, 'handed-03-under-way-1440');

  // Who would hand it over once more is told before anything is filled in.
  await page.goto(`/desk/mediation/new?matter=${matter.id}`);
  await page.getByText(o('alreadyThere', { number })).waitFor();
  await page.goBack();

  // Somebody of the village has it on the phone, and may go to the case as well.
  const liaison = await staff(house, 'coordinator1', 'field');
  await liaison.page.goto(`/field/matters/${matter.id}`);
  const there = liaison.page.locator('[data-mediation]');
  await there.getByRole('link', { name: q('case', { number }) }).waitFor();
  expect(await overflow(liaison.page)).toBe(0);
  await picture(liaison.page, 'handed-04-phone');

  // The parties think better of it; the matter's page hears of it by itself.
  await part.getByRole('link', { name: q('case', { number }) }).click();
  await button(page, m('more')).click();
  await button(page, m('withdraw')).click();
  await button(page.locator('dialog[open]'), m('withdraw')).click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await there.getByText(q('withdrawn'), { exact: true }).waitFor();
  await there.getByRole('link', { name: q('hand') }).waitFor();
  // An ended case is looked at for its file first.
  await page.getByRole('tab', { name: c('tab_case'), exact: true }).click();
  await back.click();
  await part.getByText(q('withdrawn'), { exact: true }).waitFor();
  const ended = h('matter.mediated', { number, stands: h('mediated_withdrawn') });
  await page.getByText(ended).waitFor();
  await picture(page, 'handed-05-ended-1440');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, 'handed-05-ended-360');

  // Whoever reported it reads the same with the code that they were given.
  const one = await resident(house);
  await one.page.goto('/follow');
  await one.page.getByLabel(r('code')).fill(matter.code);
  await one.page.getByLabel(r('code')).press('Enter');
  await one.page.getByText(ended).waitFor();
  expect(await one.page.getByText(/陈一|李二/).count()).toBe(0);
  expect(await overflow(one.page)).toBe(0);
  await picture(one.page, 'handed-06-reporter');
  // In the language of whoever reads it.
  await one.page.setViewportSize(SIZES.phone);
  await button(one.page, zh(webWords)('languageName')).click();
  const stands = say(historyWords, 'en', 'mediated_withdrawn');
  await one.page.getByText(say(historyWords, 'en', 'matter.mediated', { number, stands })).waitFor();
  expect(await overflow(one.page)).toBe(0);
  await picture(one.page, 'handed-07-reporter-en-360');
  expect([...complaints, ...liaison.complaints, ...one.complaints]).toEqual([]);
});
