import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { move, open, show } from '../../src/capabilities/mediation/mediation.contract.ts';
import { aboutWords } from '../../src/capabilities/mediation/party/screens/about.words.ts';
import { applyWords } from '../../src/capabilities/mediation/party/screens/apply.words.ts';
import { caseWords } from '../../src/capabilities/mediation/party/screens/case.words.ts';
import { ownWords } from '../../src/capabilities/mediation/party/screens/own.words.ts';
import { sentWords } from '../../src/capabilities/mediation/party/screens/sent.words.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { me } from '../../src/platform/identity/signin.contract.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { barriers } from './axe.ts';
import { picture, SIZES, type Visitor } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { judgeOfWords, type Slip, saidOn, settled, sticksOut } from './looking.ts';
import { button, resident, takePhoto, zh } from './people.ts';
import { cookieOf } from './reports.ts';

const about = zh(aboutWords);
const w = zh(applyWords);
const s = zh(sentWords);
const c = zh(caseWords);
const o = zh(ownWords);
const r = zh(residentScreenWords);

const MINE = '13805790071';
const THEIRS = '13805790072';

let house: JourneyHouse;
let duty = '';
let mediator = '';
let mediatorId = '';
let judge: Awaited<ReturnType<typeof judgeOfWords>>;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
  duty = await cookieOf(house, 'duty1');
  mediator = await cookieOf(house, 'mediator2');
  mediatorId = ((await ask('GET', me.path, mediator)) as { person: string }).person;
  judge = await judgeOfWords();
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function ask(method: 'GET' | 'POST', url: string, cookie: string, payload?: object): Promise<Json> {
  const answer = await house.server.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
  return answer.json();
}
/** A move of somebody of the staff, whose screens are not what this journey is about. */
async function staffDid(cookie: string, id: string, act: object): Promise<Json> {
  const { n } = await ask('GET', show.path.replace(':id', id), duty);
  return ask('POST', move.path.replace(':id', id), cookie, { id: randomUUID(), n, act });
}
async function taken(id: string): Promise<void> {
  await staffDid(duty, id, { move: 'triage' });
  await staffDid(duty, id, { move: 'offer' });
  await staffDid(mediator, id, { move: 'accept' });
  const named = { mediators: [mediatorId], chosen: 'committee', noInterest: true };
  await staffDid(mediator, id, { move: 'nameMediators', ...named });
}
const theirYes = async (id: string, party: string): Promise<void> => {
  await staffDid(mediator, id, { move: 'tellRights', party });
  await staffDid(mediator, id, { move: 'consent', party });
};

/** Looks at what stands on the page, small and wide, in both languages, and for what bars somebody. */
async function lookAt(page: Page, name: string): Promise<void> {
  const wrong: string[] = [];
  const note = (what: string, all: readonly string[]) => wrong.push(...all.map((one) => `${name}: ${what}: ${one}`));
  const said = ({ said: text, why }: Slip) => `${why}: ${text}`;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => page.locator('.toast').count(), { timeout: 15_000 }).toBe(0);
  for (const size of ['desk', 'phone'] as const) {
    await page.setViewportSize(SIZES[size]);
    await settled(page);
    note(`${SIZES[size].width} px`, await sticksOut(page));
    note(`bars at ${SIZES[size].width} px`, await barriers(page));
    await picture(page, `mediation-${name}-${SIZES[size].width}`);
  }
  const turn = () =>
    page
      .locator(`[aria-label="${webWords.zh.languageName}"], [aria-label="${webWords.en.languageName}"]`)
      .first()
      .evaluate((it: HTMLElement) => it.click());
  note('zh', judge(await saidOn(page), 'zh').map(said));
  await turn();
  await settled(page);
  note('en', judge(await saidOn(page), 'en').map(said));
  note('en 360 px', await sticksOut(page));
  await turn();
  await settled(page);
  expect(wrong).toEqual([]);
}
/** Has the page ask anew, as it does by itself every half minute; the code stays in the memory of the page's address. */
async function again(page: Page, code: string, step: string): Promise<void> {
  await page.goto('/mediation');
  await page.goto(`/mediation/case#${code}`);
  await page.locator('.next-step', { hasText: step }).waitFor();
}
const choose = (page: Page, label: string, answer: string) =>
  page.getByRole('group', { name: label }).getByText(answer, { exact: true }).click();
const next = (page: Page) => button(page, w('next')).click();
const step = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** Reads the code out of the stand-in for the telephone company, in another window. */
async function textMessage(one: Visitor): Promise<string> {
  const letters = await one.context.newPage();
  await letters.goto('/outbox');
  const message = letters.locator('article').first();
  await message.waitFor();
  const code = /\d{6}/.exec(await message.locator('p').last().innerText())?.[0] ?? '';
  await letters.close();
  return code;
}

test('a resident applies on a phone, says yes, chooses a time, signs, keeps the promise and gives stars', async () => {
  const one = await resident(house);
  const { page } = one;
  await page.getByRole('link', { name: '申请调解' }).click();
  await step(page, about('title'));
  await lookAt(page, 'about');
  await page.getByRole('link', { name: `${about('apply')} ${about('applyHint')}` }).click();

  // Safety comes first, answered by nobody else, and a yes is read before it goes on.
  await step(page, w('safetyTitle'));
  await next(page);
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: w('needAnswer') })
      .count(),
  ).resolves.toBe(2);
  await choose(page, w('violence'), w('yes'));
  await choose(page, w('minors'), w('yes'));
  await next(page);
  await page
    .getByRole('alert')
    .filter({ hasText: w('needRead') })
    .waitFor();
  await expect(page.getByRole('link', { name: w('call') }).getAttribute('href')).resolves.toBe('tel:110');
  await page.getByText(w('order')).waitFor();
  expect(await page.evaluate(() => localStorage.getItem('lianan.mediation'))).toBeNull();
  await lookAt(page, 'safety');
  await choose(page, w('violence'), w('no'));
  await choose(page, w('minors'), w('no'));
  await next(page);

  await step(page, w('aboutTitle'));
  await lookAt(page, 'natures');
  await page.getByLabel(w('find')).fill('排水');
  await page
    .getByRole('list', { name: w('found') })
    .getByRole('button')
    .first()
    .click();
  await page.getByText('村（居）人民调解委员会').waitFor();
  const courtHas = page.getByLabel('人民法院是否已经受理');
  await courtHas.check();
  await page.getByText(w('refused')).waitFor();
  await lookAt(page, 'refused');
  await next(page);
  await step(page, w('aboutTitle'));
  await courtHas.uncheck();
  await lookAt(page, 'about-what');
  await next(page);

  await step(page, w('othersTitle'));
  await next(page);
  await page
    .getByRole('alert')
    .filter({ hasText: w('needName') })
    .waitFor();
  await page.getByLabel(w('name'), { exact: true }).fill('楼上赵先生');
  await page.getByLabel(w('phoneOther')).fill(THEIRS);
  await lookAt(page, 'others');
  await next(page);

  // What was written is there again after the page was lost.
  await step(page, w('meTitle'));
  await page.reload();
  await page.getByText(w('draft')).waitFor();
  for (const name of ['aboutTitle', 'othersTitle', 'meTitle'] as const) {
    await next(page);
    await step(page, w(name));
  }
  await page.getByLabel(w('name'), { exact: true }).fill('李阿姨');
  await page.getByLabel(w('phone'), { exact: true }).fill(MINE);
  await button(page, w('prove')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByLabel(r('phone'), { exact: true }).fill(MINE);
  await button(sheet, r('ask')).click();
  await sheet.getByText(r('outboxNotice')).waitFor();
  await sheet.getByLabel(r('code'), { exact: true }).fill(await textMessage(one));
  await button(sheet, r('enter')).click();
  await page.getByText(w('proved', { phone: '138****0071' })).waitFor();
  await lookAt(page, 'me');
  await next(page);

  await step(page, w('placeTitle'));
  await button(page, w('useMine')).click();
  await button(page, w('changePlace')).click();
  await page.getByLabel(w('place')).fill('城东街道');
  const places = page.getByRole('list', { name: w('places') });
  await places.getByRole('button').first().waitFor();
  await lookAt(page, 'place');
  await places.getByRole('button').first().click();
  await page.getByLabel(w('detail')).fill('三幢二单元 502');
  await next(page);

  await step(page, w('wordsTitle'));
  await page.getByLabel(w('words')).fill('楼上卫生间漏水，天花板泡了，希望修好并赔吊顶。');
  await lookAt(page, 'words');
  await one.context.setOffline(true);
  await page.getByText(w('offline')).waitFor();
  await button(page, w('send')).click();
  await page.locator('.notice.warn[role=alert]').waitFor();
  await one.context.setOffline(false);
  await button(page, w('send')).click();
  await step(page, s('title'));
  const code = await page.locator('.passport-code').innerText();
  expect(await page.evaluate(() => localStorage.getItem('lianan.mediation'))).toBeNull();
  await button(page, s('savePicture')).click();
  await page.locator('.kept-picture').waitFor();
  await lookAt(page, 'sent');
  await button(page, s('open')).click();
  await page.locator('.next-step', { hasText: o('next_triage') }).waitFor();
  expect(page.url()).toBe(`${house.origin}/mediation/case`);

  const number = await page.locator('.card strong').first().innerText();
  const listed = await ask('GET', `/api/desk/mediation/cases?whose=reach&number=${number}`, duty);
  const id: string = listed.items[0].id;
  const { parties } = await ask('GET', show.path.replace(':id', id), duty);
  const [mine, theirs] = parties.map((party: { id: string }) => party.id);

  await taken(id);
  await again(page, code, o('next_consent'));
  await lookAt(page, 'consent');
  await expect(button(page, o('consent')).isDisabled()).resolves.toBe(true);
  await page.getByLabel(o('rightsRead')).check();
  await button(page, o('consent')).click();
  await page.locator('.next-step', { hasText: '楼上赵先生' }).waitFor();
  await theirYes(id, theirs);

  // Something for the mediator alone, which may travel; and a photo for everybody.
  await again(page, code, o('next_propose'));
  await button(page, `${o('ownRoom')}: ${o('writeHere')}`).click();
  await sheet.getByLabel(o('writeHere')).fill('其实少赔一点也可以。');
  await button(sheet, o('put')).click();
  await page.getByText('其实少赔一点也可以。').waitFor();
  await page.getByLabel(o('travels')).check();
  await button(page, `${o('sharedRoom')}: ${o('writeHere')}`).click();
  await sheet.getByLabel(o('writeHere')).fill('天花板现在的样子。');
  await takePhoto(page, '天花板');
  await sheet.getByLabel(o('isEvidence')).check();
  await button(sheet, o('put')).click();
  await page
    .getByRole('button', { name: o('openPhoto') })
    .locator('img')
    .waitFor();
  expect((await ask('GET', show.path.replace(':id', id), duty)).parties[0].travels).toBe(true);
  await lookAt(page, 'rooms');

  const session = randomUUID();
  const times = [2, 3].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  await staffDid(mediator, id, {
    ...{ move: 'proposeSession', session, mode: 'inPerson', joint: true, proposed: times },
    place: '街道办事处二楼调解室',
  });
  await again(page, code, o('next_time'));
  await lookAt(page, 'times');
  await page
    .getByRole('group', { name: o('tick') })
    .getByRole('checkbox')
    .nth(1)
    .check();
  await button(page, o('sendTimes')).click();
  await page.locator('.next-step', { hasText: o('next_timeSet') }).waitFor();
  await staffDid(mediator, id, { move: 'setSession', session, at: times[1] });
  await again(page, code, o('next_come'));
  const download = page.waitForEvent('download');
  await button(page, o('calendar')).click();
  expect((await download).suggestedFilename()).toBe('mediation.ics');
  await lookAt(page, 'session');

  await staffDid(mediator, id, {
    ...{ move: 'holdSession', session, at: new Date().toISOString(), present: [mine, theirs] },
    record: '双方陈述，赵先生愿意修防水并赔吊顶一千二百元，李阿姨接受。',
  });
  await again(page, code, o('next_signRecord'));
  await button(page, o('readRecord')).click();
  await page.getByText('愿意修防水并赔吊顶').waitFor();
  await lookAt(page, 'record');
  await button(page, o('signRecord')).click();
  await page.getByText(o('recordSigned')).waitFor();

  const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const [pays, lets] = [randomUUID(), randomUUID()];
  await staffDid(mediator, id, {
    ...{ move: 'draft', version: 1 },
    agreement: {
      facts: '二〇二六年十一月，五〇二室卫生间渗水，四〇二室吊顶受损。',
      issues: '维修与吊顶赔偿。',
      responsibility: '赵先生负责维修并赔偿，李阿姨配合施工。',
      points: ['赵先生赔偿吊顶损失一千二百元。', '李阿姨配合施工，开门三天。'],
      promises: [
        { id: pays, by: theirs, to: mine, what: '支付吊顶损失一千二百元', how: '银行转账', due, amount: '1200' },
        { id: lets, by: mine, to: theirs, what: '开门配合施工三天', how: '白天在家', due },
      ],
    },
  });
  await again(page, code, o('next_sign'));
  await lookAt(page, 'draft');
  await page.getByLabel(o('readWhole')).check();
  await button(page, o('signVersion', { n: 1 })).click();
  await page.getByText(o('signed')).waitFor();
  await staffDid(mediator, id, { move: 'sign', version: 1, party: theirs, how: 'paper' });
  await staffDid(mediator, id, { move: 'sign', version: 1, party: null });
  await staffDid(mediator, id, { move: 'seal', version: 1 });

  await again(page, code, o('next_perform'));
  await page.getByText('剩 30 天').or(page.getByText('剩 31 天')).or(page.getByText('剩 32 天')).first().waitFor();
  await lookAt(page, 'agreed');
  const paper = page.waitForEvent('download');
  await button(page, o('paper_agreement')).click();
  expect((await paper).suggestedFilename()).toMatch(/\.pdf$/);
  await button(page, o('perform')).click();
  await sheet.getByLabel(o('performProof')).fill('三天都开了门，防水做好了。');
  await takePhoto(page, '防水');
  await lookAt(page, 'perform');
  await button(sheet, o('send')).click();
  await page.locator('.next-step', { hasText: o('next_performOthers', { who: '楼上赵先生' }) }).waitFor();
  await page.getByText(o('claimed')).waitFor();
  // What whoever owes it said is confirmed by the mediator, as is the other side's payment.
  for (const promise of [lets, pays])
    await staffDid(mediator, id, {
      move: 'perform',
      promise,
      day: new Date(Date.now() + 28_800_000).toISOString().slice(0, 10),
      proof: '转账凭证',
    });

  await again(page, code, o('next_rate'));
  await page.locator('.stars label').nth(4).click();
  await page.getByLabel(o('rateWords')).fill('谢谢调解员。');
  await lookAt(page, 'rate');
  await button(page, o('rateSend')).click();
  await page.getByText(o('rated', { n: 5 })).waitFor();
  await page.getByText(c('outcome_performed')).waitFor();
  await lookAt(page, 'over');
  expect(one.complaints.filter((said) => !/ERR_INTERNET_DISCONNECTED/.test(said))).toEqual([]);
});

test('who says no ends it, is told the other ways, and a stranger’s telephone opens nothing but the way between bodies', async () => {
  const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
  const { caseCode } = await ask('POST', open.path, duty, {
    ...{ id, channel: 'phone', nature: '0201', territory: '330702001001', violence: false, minors: false },
    words: '楼道堆物',
    parties: [
      { id: a, side: 'applicant', name: '甲某', phone: '13805790081' },
      { id: b, side: 'respondent', name: '乙某', phone: '13805790082' },
    ],
  });
  await taken(id);
  await theirYes(id, a);
  const enter = async (phone: string) => {
    const one = await resident(house, `resident-${phone.slice(-2)}`);
    const { page } = one;
    await page.goto('/mediation/case');
    await page.getByLabel(c('code')).fill('ABC');
    await button(page, c('look')).click();
    await page.getByText(c('codeWrong')).waitFor();
    await page.getByLabel(c('code')).fill(caseCode.toLowerCase());
    await button(page, c('look')).click();
    await page.getByText(c('way_case.accepted'), { exact: true }).waitFor();
    await expect(page.getByText('乙某').count()).resolves.toBe(0);
    await page.getByLabel(r('phone'), { exact: true }).fill(phone);
    await button(page, r('ask')).click();
    await page.getByText(r('outboxNotice')).waitFor();
    await page.getByLabel(r('code'), { exact: true }).fill(await textMessage(one));
    await button(page, r('enter')).click();
    return page;
  };
  const strange = await enter('13805790099');
  await strange.getByText(c('otherPhone')).waitFor();
  await lookAt(strange, 'stranger');
  await expect(strange.locator('.next-step').count()).resolves.toBe(0);

  const page = await enter('13805790082');
  await page.locator('.next-step', { hasText: o('next_consent') }).waitFor();
  await button(page, o('decline')).click();
  const sheet = page.locator('dialog[open]');
  await sheet.getByText(o('route_court')).waitFor();
  await lookAt(page, 'decline');
  await button(sheet, o('declineYes')).click();
  await page.getByText(c('outcome_declined')).waitFor();
  await button(page, o('paper_notice')).waitFor();
  expect((await ask('GET', show.path.replace(':id', id), duty)).outcome).toBe('declined');
});
