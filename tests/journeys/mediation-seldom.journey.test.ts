import { randomUUID } from 'node:crypto';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusableWords } from '../../src/capabilities/mediation/law/refusable.words.ts';
import { move, open, show } from '../../src/capabilities/mediation/mediation.contract.ts';
import { documentOf } from '../../src/capabilities/mediation/papers.contract.ts';
import { caseWords as partyWords } from '../../src/capabilities/mediation/party/screens/case.words.ts';
import { ownWords } from '../../src/capabilities/mediation/party/screens/own.words.ts';
import { agreementWordsOfScreen } from '../../src/capabilities/mediation/screens/agreement.screen.words.ts';
import { caseWords } from '../../src/capabilities/mediation/screens/case.words.ts';
import { formWords } from '../../src/capabilities/mediation/screens/forms.words.ts';
import { moveWords } from '../../src/capabilities/mediation/screens/moves.words.ts';
import { openWords } from '../../src/capabilities/mediation/screens/open.words.ts';
import { statusWords } from '../../src/capabilities/mediation/screens/status.words.ts';
import { talkWords } from '../../src/capabilities/mediation/screens/talk.words.ts';
import { residentScreenWords } from '../../src/platform/identity/screens/resident.words.ts';
import { me } from '../../src/platform/identity/signin.contract.ts';
import { photoWords } from '../../src/platform/web/kit/photos.words.ts';
import { barriers } from './axe.ts';
import { picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { settled, sticksOut } from './looking.ts';
import { button, resident, staff, takePhoto, zh } from './people.ts';
import { cookieOf } from './reports.ts';

const [a, c, f, law, m, o, own, party, photos, r, s, t] = [
  zh(agreementWordsOfScreen),
  zh(caseWords),
  zh(formWords),
  zh(refusableWords),
  zh(moveWords),
  zh(openWords),
  zh(ownWords),
  zh(partyWords),
  zh(photoWords),
  zh(residentScreenWords),
  zh(statusWords),
  zh(talkWords),
];

const DAY = 86_400_000;
const MINE = '13805790081';
const THEIRS = '13805790082';

let house: JourneyHouse;
let duty = '';
let mediator = '';
let mediatorId = '';
beforeAll(async () => {
  house = await journeyHouse({ count: 10, cases: 'none' });
  duty = await cookieOf(house, 'duty1');
  mediator = await cookieOf(house, 'mediator2');
  mediatorId = (await ask('GET', me.path, mediator)).person;
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function ask(method: 'GET' | 'POST', url: string, cookie: string, payload?: object): Promise<Json> {
  const answer = await house.server.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
  return answer.json();
}
/** A move of somebody whose screen is not what is looked at. */
async function did(cookie: string, id: string, act: object): Promise<Json> {
  const { n } = await ask('GET', show.path.replace(':id', id), duty);
  return ask('POST', move.path.replace(':id', id), cookie, { id: randomUUID(), n, act });
}
type Told = {
  readonly name: string;
  readonly phone?: string;
  readonly minor?: boolean;
  readonly guardian?: { readonly name: string; readonly phone: string; readonly relation: string };
};
type Opened = { readonly id: string; readonly code: string; readonly parties: readonly string[] };
/** Registers a dispute, the last of the named the respondent. */
async function opened(words: string, ...told: readonly Told[]): Promise<Opened> {
  const id = randomUUID();
  const parties = told.map((one, at) => ({
    ...{ id: randomUUID(), side: at === told.length - 1 ? 'respondent' : 'applicant' },
    ...one,
  }));
  const { caseCode } = await ask('POST', open.path, duty, {
    ...{ id, channel: 'phone', nature: '0201', words, territory: '330702001001', violence: false, minors: false },
    parties,
  });
  return { id, code: caseCode, parties: parties.map((one) => one.id) };
}
async function taken({ id }: Opened): Promise<void> {
  await did(duty, id, { move: 'triage' });
  await did(duty, id, { move: 'offer', body: 'wc-pmc-t001' });
  await did(mediator, id, { move: 'accept' });
  const named = { mediators: [mediatorId], chosen: 'committee', noInterest: true };
  await did(mediator, id, { move: 'nameMediators', ...named });
}
async function willing({ id }: Opened, parties: readonly string[]): Promise<void> {
  for (const party of parties)
    for (const act of ['tellRights', 'consent']) await did(mediator, id, { move: act, party });
}

const sheet = (page: Page): Locator => page.locator('dialog[open]');
const inDays = (days: number): string => new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 16);
const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
/** Looks at what stands there: nothing sticks out, nothing bars anybody. */
async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await sticksOut(page), name).toEqual([]);
  expect(await barriers(page), name).toEqual([]);
  await picture(page, `mediation-seldom-${name}`, !(await sheet(page).isVisible()));
}
/** What the page offers by a move's name as the next step, or among the others. */
async function offered(page: Page, move: keyof typeof moveWords.zh): Promise<Locator> {
  const named = page.locator('#content').getByRole('button', { name: new RegExp(`^${m(move)}(：|$)`) });
  const more = button(page, m('more'));
  await expect
    .poll(
      async () => {
        const shown = await named.first().isVisible();
        if (!shown && (await more.isVisible()) && (await more.getAttribute('aria-pressed')) !== 'true')
          await more.click();
        return named.first().isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return named.first();
}
/** Makes a move with what is filled in. */
async function make(
  page: Page,
  move: keyof typeof moveWords.zh,
  fill?: (form: Locator) => Promise<unknown>,
  send: string = m(move),
): Promise<void> {
  await (await offered(page, move)).click();
  const form = sheet(page);
  await form.waitFor();
  await fill?.(form);
  await button(form, send).click();
  await form.waitFor({ state: 'hidden' });
}

/** Opens a case's own page by its code and a telephone that is proved by a message. */
async function opens(page: Page, context: BrowserContext, code: string, phone: string): Promise<void> {
  await page.goto(`/mediation/case#${code}`);
  await page.getByLabel(r('phone'), { exact: true }).fill(phone);
  await button(page, r('ask')).click();
  const letters = await context.newPage();
  await letters.goto('/outbox');
  const message = letters.locator('article').first();
  await message.waitFor();
  const digits = /\d{6}/.exec(await message.locator('p').last().innerText())?.[0] ?? '';
  await letters.close();
  await page.getByLabel(r('code'), { exact: true }).fill(digits);
  await button(page, r('enter')).click();
}

let refused: Opened;

test('the desk tells the police, takes an offer back, and does not take what may not be mediated: the right door is named', async () => {
  refused = await opened('楼上漏水，对方扬言要动手。', { name: '陈一', phone: MINE }, { name: '李二', phone: THEIRS });
  const { page, complaints } = await staff(house, 'duty1', 'desk');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/desk/mediation/${refused.id}`);
  await make(page, 'alarm', async (form) => {
    await form.getByText(f('escalation'), { exact: true }).click();
    // The police stand first; nobody else's name has to be looked for in a hurry.
    await expect(form.getByLabel(f('alarmBody')).locator('option').nth(1).innerText()).resolves.toMatch(/公安/);
    await form.getByLabel(f('alarmBody')).selectOption('wc-police');
    await form.getByLabel(f('alarmWords')).fill('李二扬言今晚上门，陈一一人在家。');
    await look(page, 'alarm');
  });
  await page.getByText(/已报告公安机关$/).waitFor();
  await make(page, 'triage');
  await page.getByText(s('waits_offer'), { exact: true }).waitFor();
  await make(page, 'offer', (form) => form.getByLabel(f('offerBody')).selectOption('wc-pmc-t001'));
  await make(page, 'takeBack', (form) => form.getByLabel(a('withdrawReason')).fill('先等公安机关答复'));
  await page.getByText(s('offer_takenBack'), { exact: true }).waitFor();
  await make(page, 'refuse', async (form) => {
    await form.getByText(law('ask_crime'), { exact: true }).click();
    await form.getByText(f('refuseDoor', { door: law('door_police') })).waitFor();
    await form.getByLabel(f('reason')).fill('李二伤人，公安机关已经立案。');
    await look(page, 'refuse');
  });
  // Whoever opens it later reads where they were sent, whom the police were, and who did it.
  await page.getByText(f('refuseDoor', { door: law('door_police') }), { exact: true }).waitFor();
  await tab(page, c('tab_way'));
  await page.getByText(`应去：${law('door_police')}`).waitFor();
  await page.getByText('报告公安机关 · 婺城区公安分局 · 可能激化').waitFor();
  await look(page, 'refused-way');
  expect(complaints).toEqual([]);
}, 120_000);

test('a mediator on a phone: a guardian for a minor, earlier cases, more time, a session put off, minutes signed on the screen, an oral agreement filed, and one who steps back', async () => {
  const one = await opened(
    '楼上漏水，天花板起泡。',
    { name: '陈一', phone: THEIRS },
    { name: '李二', phone: MINE, minor: true },
  );
  const [first = '', second = ''] = one.parties;
  await taken(one);
  await willing(one, [first]);
  await did(mediator, one.id, { move: 'tellRights', party: second });
  const { page, complaints } = await staff(house, 'mediator2', 'field');
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/field/mediation/${one.id}`);

  // Nobody says yes for a minor but a guardian: the next step is to enter one, and it stands on the first screen.
  const next = await offered(page, 'changeParty');
  const box = await next.boundingBox();
  expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThan(SIZES.phone.height - 60);
  await button(page.locator('.mediation-party', { hasText: '李二' }), m('consent')).click();
  await sheet(page)
    .getByText(f('consentNoGuardian', { name: '李二', move: m('changeParty') }))
    .waitFor();
  await expect(button(sheet(page), m('consent')).isDisabled()).resolves.toBe(true);
  await page.keyboard.press('Escape');
  await next.click();
  await sheet(page).getByLabel(f('identityReason')).fill('补登监护人');
  await button(sheet(page), m('seeIdentity')).click();
  await sheet(page).getByLabel(o('guardian'), { exact: true }).fill('李母');
  await look(page, 'guardian');
  await button(sheet(page), m('changeParty')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  await make(page, 'consent', (form) => form.getByText(f('consentGuardian', { name: '李二' })).waitFor());
  await page.getByText(s('status_mediating'), { exact: true }).first().waitFor();

  // Earlier cases are found now; pressing twice in one place marks nothing.
  await (await offered(page, 'seeEarlier')).click();
  await button(sheet(page), m('seeEarlier')).dblclick();
  await sheet(page)
    .getByText(f('earlierFound', { n: 1 }))
    .waitFor();
  await button(sheet(page), m('markRepeat')).click();
  await sheet(page)
    .getByText(/是同一起纠纷？/)
    .waitFor();
  await look(page, 'earlier');
  expect((await ask('GET', show.path.replace(':id', one.id), duty)).repeats).toBeNull();
  await button(sheet(page), f('confirmSend')).click();
  await sheet(page).waitFor({ state: 'hidden' });

  // A call that became a talk: written down in one step, and read by that side alone.
  await (await offered(page, 'recordSession')).click();
  await sheet(page).getByText(s('mode_phone'), { exact: true }).click();
  await sheet(page).getByRole('checkbox', { name: '李二' }).check();
  await sheet(page).getByRole('checkbox', { name: '陈一' }).check();
  await sheet(page).getByText(t('metJoint')).waitFor();
  await sheet(page).getByText(t('metEach')).waitFor();
  await look(page, 'met-each');
  await sheet(page).getByRole('checkbox', { name: '李二' }).uncheck();
  await sheet(page)
    .getByText(t('metAlone', { names: '陈一' }))
    .waitFor();
  await sheet(page).getByLabel(t('metMinutes')).fill('15');
  await expect(button(sheet(page), m('recordSession')).isDisabled()).resolves.toBe(true);
  await sheet(page).getByLabel(t('record')).fill('陈一来电，说天花板又湿了一片，愿意再谈。');
  await look(page, 'met-alone');
  await button(sheet(page), m('recordSession')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  const met = page.locator('.mediation-session[data-session=held]');
  await met.getByText(new RegExp(`${t('unplanned')}.*${t('aloneWith', { name: '陈一' })}`)).waitFor();
  await look(page, 'met');
  const { sessions } = await ask('GET', show.path.replace(':id', one.id), mediator);
  await did(mediator, one.id, { move: 'signRecord', session: sessions[0].id, party: first });
  // The next move is sent from a page that has heard of it.
  await met.getByText(t('recordSigned')).waitFor();

  // More time as everybody says so, and not more than may be.
  const due = (await ask('GET', show.path.replace(':id', one.id), duty)).due;
  await make(page, 'extend', async (form) => {
    await expect(button(form, m('extend')).isDisabled()).resolves.toBe(true);
    await form.getByText('陈一、李二').waitFor();
    await form.getByText(t('extendBy'), { exact: true }).click();
  });
  await (await offered(page, 'extend')).click();
  await sheet(page).getByLabel(t('extendDays')).selectOption('30');
  await sheet(page).getByText(t('extendBy'), { exact: true }).click();
  await button(sheet(page), m('extend')).click();
  await sheet(page)
    .getByText(/最多还能延长 15 天/)
    .first()
    .waitFor();
  await look(page, 'too-long');
  await page.keyboard.press('Escape');
  const extended = (await ask('GET', show.path.replace(':id', one.id), duty)).due;
  expect(Date.parse(extended) - Date.parse(due)).toBe(15 * DAY);

  // A session where a minor is: together only with a reason; then put off, held and signed.
  await make(page, 'proposeSession', async (form) => {
    await form.getByText(t('jointYes'), { exact: true }).click();
    await form.getByLabel(t('timeN', { n: 1 })).fill(inDays(1));
    await expect(button(form, m('proposeSession')).isDisabled()).resolves.toBe(true);
    await form.getByLabel(t('apartReason')).fill('监护人在场，双方都愿意当面谈');
  });
  await make(page, 'setSession');
  await button(page, t('postpone')).click();
  await sheet(page)
    .getByRole('heading', { name: t('postpone'), exact: true })
    .waitFor();
  await sheet(page).getByRole('textbox').or(sheet(page).locator('input[type=datetime-local]')).last().fill(inDays(2));
  await look(page, 'put-off');
  await button(sheet(page), t('postpone')).click();
  await page.getByText(t('postponed', { n: 1 })).waitFor();
  await button(page, m('holdSession')).click();
  await sheet(page).getByLabel(t('record')).fill('双方各自说了经过，愿意口头约定。');
  await button(sheet(page), m('holdSession')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  const sign = t('handSign');
  await make(
    page,
    'signRecord',
    async (form) => {
      await form.getByText(t('handTitle', { name: '陈一' })).waitFor();
      await form.getByText(t('handRead'), { exact: true }).click();
      await button(form, sign).click();
      // The next one has read nothing yet.
      await form.getByText(t('handTitleGuardian', { name: '李二' })).waitFor();
      await expect(button(form, sign).isDisabled()).resolves.toBe(true);
      await form.getByText(t('handRead'), { exact: true }).click();
      await look(page, 'hand');
    },
    sign,
  );

  // What was agreed by word of mouth is recorded, kept, and filed.
  await make(
    page,
    'agreeOrally',
    async (form) => {
      await form.getByText(a('oralLead')).waitFor();
      await form.getByLabel(a('facts')).fill('楼上漏水，陈一家天花板起泡。');
      await form.getByLabel(a('issues')).fill('由谁修、怎么修');
      await form.getByLabel(a('responsibility')).fill('李二家漏水，由李二的母亲请人修好');
      await form.getByLabel(a('pointN', { n: 1 })).fill('李二家重做卫生间防水');
      const promise = form.getByRole('group', { name: a('promiseN', { n: 1 }) });
      await promise.getByLabel(a('what')).fill('重做卫生间防水');
      await promise.getByLabel(a('how')).fill('请施工队上门，闭水试验合格');
      await promise.getByLabel(a('due')).fill(inDays(10).slice(0, 10));
      await form.getByText(a('checked'), { exact: true }).waitFor();
      await look(page, 'oral');
    },
    a('saveOral'),
  );
  await page.getByText(s('status_agreed'), { exact: true }).first().waitFor();
  await make(page, 'perform');
  await tab(page, c('tab_file'));
  await page.getByText(/即第8项/).waitFor();
  await look(page, 'oral-file');
  await make(page, 'archive');
  await page.getByText(c('filed'), { exact: true }).waitFor();

  // On the desk: a scanned paper into the file; who has an interest steps back; no seal before a record.
  const other = await opened('楼道堆物。', { name: '周三', phone: '13805790083' }, { name: '吴四' });
  await taken(other);
  await willing(other, other.parties);
  await page.setViewportSize(SIZES.desk);
  await page.goto(`/desk/mediation/${other.id}?tab=talk`);
  const paper = documentOf.path.replace(':id', other.id).replace(':code', 'rights');
  const scan = await house.server.inject({ url: `${paper}?as=pdf`, headers: { cookie: mediator } });
  await page.getByRole('button', { name: m('note'), exact: true }).click();
  await sheet(page).getByText(f('sort_evidence'), { exact: true }).click();
  await sheet(page)
    .getByLabel(photos('addFile'))
    .setInputFiles({ name: '扫描件.pdf', mimeType: 'application/pdf', buffer: scan.rawPayload });
  await expect.poll(() => button(sheet(page), m('note')).isEnabled(), { timeout: 20_000 }).toBe(true);
  await look(page, 'scan');
  await button(sheet(page), m('note')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  await page.locator('.mediation-files a[download]').waitFor();
  const promise = { id: randomUUID(), by: other.parties[1], to: other.parties[0], due: inDays(9).slice(0, 10) };
  await did(mediator, other.id, {
    ...{ move: 'draft', version: 1 },
    agreement: {
      ...{ facts: '楼道堆放旧家具，妨碍通行。', issues: '何时清走', responsibility: '吴四负责清走，周三帮忙搬运' },
      ...{ points: ['吴四清走旧家具'], promises: [{ ...promise, what: '清走旧家具', how: '自行搬运' }] },
    },
  });
  for (const party of [...other.parties, null]) await did(mediator, other.id, { move: 'sign', version: 1, party });
  await tab(page, c('tab_agreement'));
  await page.getByText(a('sealNeedsRecord')).waitFor();
  expect(await button(page, a('sealButton')).count()).toBe(0);
  await look(page, 'no-seal-yet');
  // They had met on the stairs and nobody had planned it: written down, it is the record that was lacking.
  await tab(page, c('tab_talk'));
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: m('recordSession'), exact: true })
    .click();
  await sheet(page).getByRole('checkbox', { name: '周三' }).check();
  await sheet(page).getByRole('checkbox', { name: '吴四' }).check();
  await sheet(page).getByLabel(t('record')).fill('楼道里碰面，吴四答应清走旧家具。');
  await look(page, 'met-desk');
  await button(sheet(page), m('recordSession')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  await page.locator('.mediation-session[data-session=held]').getByText(t('unplanned')).waitFor();
  await look(page, 'met-there');
  await tab(page, c('tab_agreement'));
  await button(page, a('sealButton')).first().waitFor();
  await make(page, 'recuse', (form) => form.getByLabel(f('reason')).fill('周三是我的表兄'));
  await (await offered(page, 'nameMediators')).waitFor();
  await page.getByText(s('waits_mediator'), { exact: true }).waitFor();
  // The signature of whoever stepped back is none.
  await page.locator('.mediation-signers').getByText(a('notSigned'), { exact: true }).waitFor();
  await look(page, 'stepped-back');
  expect(complaints.filter((text) => !/422/.test(text))).toEqual([]);
}, 300_000);

test('a party on a phone: two parts with one number, what was asked of earlier cases, proof of what was done, and the right door', async () => {
  const both = await opened(
    '楼下油烟。',
    { name: '陈一', phone: MINE },
    { name: '陈母', phone: MINE },
    { name: '面馆老板', phone: THEIRS },
  );
  await taken(both);
  const { page, context, complaints } = await resident(house);
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opens(page, context, both.code, MINE);

  // Each part says yes on its own; what was ticked for one is not ticked for the other.
  const part = (name: string) => page.getByRole('group', { name: party('parts') }).getByText(name);
  for (const name of ['陈一', '陈母']) {
    await part(name).click();
    await page
      .getByText(`${name}${own('meMark')}`)
      .first()
      .waitFor();
    await expect(page.getByLabel(own('rightsRead')).isChecked()).resolves.toBe(false);
    if (name === '陈母') await look(page, 'parts');
    await page.getByLabel(own('rightsRead')).check();
    await button(page, own('consent')).click();
    await page.getByLabel(own('rightsRead')).waitFor({ state: 'detached' });
  }
  const { parties } = await ask('GET', show.path.replace(':id', both.id), duty);
  expect(parties.map((one: Json) => one.consent)).toEqual([true, true, null]);

  // Something was promised by word of mouth, and is done.
  await willing(both, both.parties.slice(2));
  await did(mediator, both.id, { move: 'seeEarlier' });
  const [mine = '', , shop = ''] = both.parties;
  const promise = { what: '擦净面馆的排烟口', how: '自带工具', due: inDays(8).slice(0, 10) };
  await did(mediator, both.id, {
    move: 'agreeOrally',
    agreement: {
      ...{ facts: '面馆油烟飘入陈一家。', issues: '排烟口怎么装', responsibility: '面馆改装排烟口，陈一帮忙擦净' },
      ...{ points: ['面馆老板改装排烟口', '陈一擦净排烟口'] },
      promises: [
        { id: randomUUID(), by: mine, to: shop, ...promise },
        { id: randomUUID(), by: shop, to: mine, ...promise, what: '改装排烟口' },
      ],
    },
  });
  await page.goto('/mediation');
  await page.goto(`/mediation/case#${both.code}`);
  await part('陈一').click();
  await page.locator('.next-step', { hasText: own('next_perform') }).waitFor();
  await page.getByText(own('earlierTitle'), { exact: true }).waitFor();
  await page.getByText(own('agreementForm'), { exact: true }).waitFor();
  await button(page, own('perform')).click();
  await takePhoto(page, '排烟口');
  await look(page, 'proof');
  await button(sheet(page), own('send')).click();
  await sheet(page).waitFor({ state: 'hidden' });
  await page.getByText(own('claimed'), { exact: true }).waitFor();
  await look(page, 'claimed');

  // Another case of the same number was not taken: where to go stands on its page.
  await button(page, party('another')).click();
  await page.getByLabel(party('code')).fill(refused.code);
  await button(page, party('look')).click();
  await page.getByText(own('waysDoor', { door: law('door_police') })).waitFor();
  await page.locator('.next-step', { hasText: own('next_door') }).waitFor();
  // That the police were told is not.
  expect(await page.getByText('已报告').count()).toBe(0);
  await look(page, 'door');
  expect(complaints).toEqual([]);
}, 120_000);

test('a guardian opens the page of a child by her own phone: it says for whom, and the mediator reads who said yes', async () => {
  const one = await opened(
    '同学间打闹，弄坏了眼镜。',
    { name: '王五', phone: '13805790085' },
    { name: '小赵', minor: true, guardian: { name: '赵母', phone: '13805790086', relation: '母亲' } },
  );
  await taken(one);
  await did(mediator, one.id, { move: 'tellRights', party: one.parties[1] });
  const { page, context, complaints } = await resident(house);
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opens(page, context, one.code, '13805790086');
  await page.getByText(own('acting_guardian', { party: '小赵', speaker: '赵母' })).waitFor();
  await page
    .getByText(`小赵${own('mark_guardian')}`)
    .first()
    .waitFor();
  await look(page, 'guardian-page');
  await page.getByLabel(own('rightsRead')).check();
  await button(page, own('consent')).click();
  await page.getByLabel(own('rightsRead')).waitFor({ state: 'detached' });
  await page.setViewportSize(SIZES.desk);
  await look(page, 'guardian-page-wide');
  expect(complaints).toEqual([]);
  const desk = await staff(house, 'mediator2', 'desk');
  await desk.page.goto(`/desk/mediation/${one.id}?tab=way`);
  await desk.page.getByText(/同意调解 · .*监护人代为/).waitFor();
  await look(desk.page, 'guardian-way');
  expect(desk.complaints).toEqual([]);
}, 120_000);

test('what was planned falls when the parties agree before: the mediator and the party read that it is cancelled', async () => {
  const one = await opened('宠物扰民。', { name: '孙七', phone: '13805790087' }, { name: '周八' });
  await taken(one);
  await willing(one, one.parties);
  const session = randomUUID();
  const at = `${inDays(3)}:00+08:00`;
  await did(mediator, one.id, {
    ...{ move: 'proposeSession', session, mode: 'inPerson', joint: true, proposed: [at], place: '社区调解室' },
  });
  await did(mediator, one.id, { move: 'setSession', session, at });
  const { page, context, complaints } = await resident(house);
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opens(page, context, one.code, '13805790087');
  await page.getByText(own('state_set'), { exact: true }).waitFor();
  const [first = '', second = ''] = one.parties;
  const promise = { what: '夜间把狗关在屋内', how: '自行做到', due: inDays(8).slice(0, 10) };
  await did(mediator, one.id, {
    move: 'agreeOrally',
    agreement: {
      ...{ facts: '狗夜里叫。', issues: '怎么养', responsibility: '周八管好自家的狗，孙七不再投诉' },
      ...{ points: ['周八夜间关好狗'], promises: [{ id: randomUUID(), by: second, to: first, ...promise }] },
    },
  });
  await page.goto('/mediation');
  await page.goto(`/mediation/case#${one.code}`);
  await page.getByText(own('state_cancelled'), { exact: true }).waitFor();
  await look(page, 'fell-party');
  expect(complaints).toEqual([]);
  const desk = await staff(house, 'mediator2', 'desk');
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
  await desk.page.goto(`/desk/mediation/${one.id}?tab=talk`);
  const fell = desk.page.locator('.mediation-session[data-session=cancelled]');
  await fell.getByText(t('fell')).waitFor();
  expect(await fell.getByRole('button').count()).toBe(0);
  await look(desk.page, 'fell');
  await desk.page.setViewportSize(SIZES.phone);
  await look(desk.page, 'fell-phone');
  expect(desk.complaints).toEqual([]);
}, 120_000);
