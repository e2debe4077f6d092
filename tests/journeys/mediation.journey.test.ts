import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { move as moveCase, show as showCase } from '../../src/capabilities/mediation/mediation.contract.ts';
import { agreementWordsOfScreen } from '../../src/capabilities/mediation/screens/agreement.screen.words.ts';
import { caseWords } from '../../src/capabilities/mediation/screens/case.words.ts';
import { formWords } from '../../src/capabilities/mediation/screens/forms.words.ts';
import { listWords } from '../../src/capabilities/mediation/screens/list.words.ts';
import { moveWords } from '../../src/capabilities/mediation/screens/moves.words.ts';
import { openWords } from '../../src/capabilities/mediation/screens/open.words.ts';
import { partWords } from '../../src/capabilities/mediation/screens/parts.words.ts';
import { statusWords } from '../../src/capabilities/mediation/screens/status.words.ts';
import { talkWords } from '../../src/capabilities/mediation/screens/talk.words.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { live } from '../../src/platform/live/live.contract.ts';
import { overflow, picture, SIZES, type Visitor } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';
import { cookieOf, mediated } from './reports.ts';

const [a, c, f, l, m, o, p, s, t] = [
  zh(agreementWordsOfScreen),
  zh(caseWords),
  zh(formWords),
  zh(listWords),
  zh(moveWords),
  zh(openWords),
  zh(partWords),
  zh(statusWords),
  zh(talkWords),
];

const DAY = 86_400_000;
/** The house begins so many days ago, and is brought up to now as the case goes on. */
let back = 36;
const now = (): Date => new Date(Date.now() - back * DAY);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20, cases: 'none', clock: now, workClock: now });
});
afterAll(() => house?.close());

/** Somebody of the staff whose browser lives in the house's time. */
async function at(login: string, shell: 'desk' | 'field'): Promise<Visitor> {
  const one = await staff(house, login, shell);
  await one.page.clock.setSystemTime(now());
  return one;
}

/** Days go by, for the house and for everybody in it. */
async function pass(days: number, ...pages: readonly Page[]): Promise<void> {
  back -= days;
  for (const page of pages) await page.clock.setSystemTime(now());
}

const sheet = (page: Page): Locator => page.locator('dialog[open]');
/** An instant as a field for one takes it, in the district's time. */
const local = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

/** Opens what the page offers as the next step, or among the others, and sends what was filled in. */
async function make(
  page: Page,
  move: keyof typeof moveWords.zh,
  fill?: (form: Locator) => Promise<void>,
  send: string = m(move),
): Promise<void> {
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
  await named.first().click();
  const form = sheet(page);
  await form.waitFor();
  await fill?.(form);
  await button(form, send).click();
  await form.waitFor({ state: 'hidden' });
}

const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();

async function bothSizes(page: Page, name: string): Promise<void> {
  await picture(page, `${name}-1440`);
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await picture(page, `${name}-360`);
  await page.setViewportSize(SIZES.desk);
}

test('a dispute of neighbours goes its whole way: registered, refused by one body, taken by another, talked about twice, agreed, confirmed on day 29, broken once, filed', async () => {
  const duty = await at('duty1', 'desk');
  const { page } = duty;
  await page.goto('/desk/mediation');
  await page.getByText(l('emptyReach'), { exact: true }).waitFor();
  await bothSizes(page, 'mediation-01-empty');
  await page
    .getByRole('link', { name: l('newCase') })
    .first()
    .click();

  // Nothing is sent before the first two questions are answered; what is lacking is said.
  await button(page, o('send')).click();
  await page.getByText(o('lackProtection')).waitFor();
  const yesNo = (label: string) => page.getByRole('group', { name: label });
  await yesNo(f('violence')).getByText(f('yes'), { exact: true }).click();
  await page.getByText(f('protectionTitle')).waitFor();
  await yesNo(f('violence')).getByText(f('no'), { exact: true }).click();
  await yesNo(f('minors')).getByText(f('no'), { exact: true }).click();
  await page.getByLabel(o('nature'), { exact: true }).selectOption('02');
  await page.getByLabel(o('natureWithin')).selectOption('0201');
  await page.getByText(o('hintTitle', { forum: '村（居）人民调解委员会' })).waitFor();
  await page.getByLabel(o('words')).fill('楼上装修后卫生间漏水，天花板起泡，对方说与他无关。要求修好并赔偿。');
  await page.getByLabel(o('place')).fill('330702001');
  await page.getByLabel(o('place')).fill('城东');
  await page
    .getByRole('list', { name: p('found') })
    .getByRole('button')
    .first()
    .click();
  const party = (n: number) => page.getByRole('group', { name: o('partyN', { n }) });
  await party(1).getByLabel(o('name'), { exact: true }).fill('陈一');
  await party(1).getByLabel(o('phone')).fill('13905790101');
  await party(2).getByLabel(o('name'), { exact: true }).fill('李二');
  await bothSizes(page, 'mediation-02-open');
  await page.getByLabel(o('words')).press('Control+Enter');
  await page.getByRole('heading', { name: o('takenTitle') }).waitFor();
  const number = await page.locator('.mediation-receipt .mediation-number').innerText();
  await expect(page.locator('.mediation-receipt .mediation-code').innerText()).resolves.toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await bothSizes(page, 'mediation-03-opened');
  await page.getByRole('link', { name: o('open') }).click();

  // The rule and the table of duties name who takes it.
  await page.getByRole('heading', { name: new RegExp(number) }).waitFor();
  await bothSizes(page, 'mediation-04-applied');
  await make(page, 'triage');
  await make(page, 'offer', async (form) => {
    await form.getByLabel(f('offerBody')).selectOption('wc-pmc-t001');
    await picture(page, 'mediation-05-offer', false);
  });
  await page.getByText(s('offer_offered')).first().waitFor();

  // One committee does not take it and says why.
  const one = await at('mediator2', 'field');
  await one.page.goto('/field/mediation?tab=offered');
  await one.page.locator(`[data-case="${number}"]`).waitFor();
  expect(await overflow(one.page)).toBe(0);
  await picture(one.page, 'mediation-06-offered');
  await button(one.page, l('notTake')).click();
  await sheet(one.page).getByText(s('ground_noCapacity'), { exact: true }).click();
  await sheet(one.page).getByLabel(f('reason')).fill('本月人手都在排查');
  await picture(one.page, 'mediation-07-refusing', false);
  await button(sheet(one.page), m('refuseOffer')).click();
  await one.page.getByText(l('emptyOffered'), { exact: true }).waitFor();
  expect(one.complaints).toEqual([]);

  // The desk hears of it without asking, and offers it to another, which takes it.
  await page.getByText(s('ground_noCapacity')).first().waitFor();
  await make(page, 'offer', (form) =>
    form
      .getByLabel(f('offerBody'))
      .selectOption('wc-pmc')
      .then(() => undefined),
  );
  const two = await at('mediator1', 'field');
  const phone = two.page;
  await phone.goto('/field/mediation?tab=offered');
  await button(phone, l('accept')).click();
  await phone.waitForURL(/\/field\/mediation\/[0-9a-f-]{36}/);
  await make(phone, 'nameMediators', async (form) => {
    await form.getByText(/演示人民调解员 1/).click();
    await form.getByText(f('chosenParties'), { exact: true }).click();
    await form.getByText(f('noInterest'), { exact: true }).click();
    await picture(phone, 'mediation-08-mediators', false);
  });

  // Both are told their rights and say yes.
  for (const name of ['陈一', '李二']) {
    await make(phone, 'tellRights', (form) => form.getByText(name).first().waitFor(), f('rightsDone'));
  }
  await picture(phone, 'mediation-09-consent');
  for (const name of ['陈一', '李二']) await make(phone, 'consent', (form) => form.getByText(name).first().waitFor());
  await phone.getByText(s('status_mediating'), { exact: true }).first().waitFor();

  // Two sessions, each recorded and signed by who was there.
  for (const round of [1, 2]) {
    const begins = new Date(now().getTime() + DAY);
    await make(phone, 'proposeSession', async (form) => {
      await form.getByLabel(t('timeN', { n: 1 })).fill(local(begins));
      if (round === 1) await picture(phone, 'mediation-10-propose', false);
    });
    await make(phone, 'setSession');
    await pass(1.1, phone, page);
    await phone.reload();
    await make(phone, 'holdSession', async (form) => {
      await form.getByLabel(t('record')).fill(`第 ${round} 次：双方陈述了漏水的经过，同意继续商量赔偿。`);
      if (round === 1) await picture(phone, 'mediation-11-hold', false);
    });
    await make(
      phone,
      'signRecord',
      async (form) => {
        await form.getByText('双方陈述了漏水的经过').waitFor();
        await form.getByText(t('handRead'), { exact: true }).click();
        if (round === 1) await picture(phone, 'mediation-12-hand', false);
        await button(form, t('handSign')).click();
        await form.getByText(t('handTitle', { name: '李二' })).waitFor();
        await form.getByText(t('handRead'), { exact: true }).click();
      },
      t('handSign'),
    );
    await phone.getByText(t('recordSigned'), { exact: true }).first().waitFor();
  }
  await make(phone, 'note', async (form) => {
    await form.getByLabel(f('room')).selectOption({ label: f('roomOf', { name: '陈一' }) });
    await form.getByLabel(f('text')).fill('愿意把赔偿降到三千元，先不告诉对方');
  });
  await tab(phone, '陈一');
  await phone.getByText('愿意把赔偿降到三千元').waitFor();
  await picture(phone, 'mediation-13-talks');
  // The desk reads what is shared, never what one party said alone.
  await tab(page, c('tab_talk'));
  await tab(page, '陈一');
  await page.getByText(t('roomEmpty'), { exact: true }).waitFor();
  expect(await page.getByText('愿意把赔偿降到三千元').count()).toBe(0);

  // What an agreement must have is said as it is written.
  const soon = addDays(dayOf(now()), 10);
  const later = addDays(dayOf(now()), 35);
  await make(
    phone,
    'draft',
    async (form) => {
      await form.getByLabel(a('facts')).fill('李二装修后防水破损，致陈一家卫生间天花板渗水起泡。');
      await form
        .getByText(/缺少争议事项/)
        .first()
        .waitFor();
      await picture(phone, 'mediation-14-draft', false);
      await form.getByLabel(a('issues')).fill('谁来修复、赔偿多少');
      await form.getByLabel(a('responsibility')).fill('李二装修破坏防水，承担全部责任');
      await form.getByLabel(a('pointN', { n: 1 })).fill('李二修复防水并赔偿陈一天花板损失');
      const first = form.getByRole('group', { name: a('promiseN', { n: 1 }) });
      await first.getByLabel(a('what')).fill('赔偿天花板损失');
      await form.getByText(a('vagueTitle')).waitFor();
      await first.getByLabel(a('amount')).fill('3000');
      await first.getByLabel(a('how')).fill('转账到陈一的账户');
      await first.getByLabel(a('due')).fill(soon);
      await button(form, a('addPromise')).click();
      const second = form.getByRole('group', { name: a('promiseN', { n: 2 }) });
      await second.getByLabel(a('what')).fill('重做卫生间防水');
      await second.getByLabel(a('how')).fill('请有资质的施工队，闭水试验合格');
      await second.getByLabel(a('due')).fill(later);
      await form.getByText(a('checked'), { exact: true }).waitFor();
    },
    a('saveDraft', { n: 1 }),
  );
  for (const name of ['陈一', '李二']) {
    await make(
      phone,
      'sign',
      async (form) => {
        await form.getByText(t('handTitle', { name })).waitFor();
        await form.getByText(t('handReadAgreement'), { exact: true }).click();
        if (name === '陈一') await picture(phone, 'mediation-15-sign', false);
      },
      t('handSign'),
    );
  }
  await make(
    phone,
    'sign',
    (form) => form.getByText(t('handReadAgreement'), { exact: true }).click(),
    t('handMediator'),
  );
  await make(phone, 'seal', undefined, a('sealButton'));
  await phone.getByText(s('status_agreed'), { exact: true }).first().waitFor();
  await picture(phone, 'mediation-16-agreed');

  // The first promise is kept; on day 29 the court is asked.
  await make(phone, 'perform', undefined);
  await phone.locator('.badge', { hasText: s('promise_performed') }).waitFor();
  await pass(29, phone, page);
  await phone.reload();
  await phone.getByText(new RegExp(`^${a('confirmCounted', { n: 29 })}`)).waitFor();
  await make(phone, 'applyConfirmation', async (form) => {
    await form.getByText(/物权或者知识产权/).click();
    await form.getByText(a('refusedEarly'), { exact: true }).waitFor();
    await picture(phone, 'mediation-17-confirm', false);
    await form
      .getByText(/物权或者知识产权/)
      .first()
      .click();
    await form.getByLabel(a('court')).selectOption('wc-court');
    for (const paper of ['司法确认申请书', '调解协议', '主持调解的证明', '身份、住所'])
      await form.locator('.tick', { hasText: paper }).first().click();
  });
  await phone.getByText(/已向.*法院.*申请/).waitFor();

  // The second promise is not kept; a visit says so, and the broken agreement is closed.
  await pass(4, phone, page);
  await phone.reload();
  await phone.locator('.mediation-promised', { hasText: '重做卫生间防水' }).waitFor();
  await make(phone, 'breach', (form) => form.getByLabel(a('breachWords')).fill('防水没有重做，联系不上施工队'));
  await phone.locator('.badge', { hasText: s('promise_breached') }).waitFor();
  await make(phone, 'decideConfirmation', (form) =>
    form.getByText(s('confirmation_confirmed'), { exact: true }).click(),
  );
  await make(phone, 'visit', async (form) => {
    await form.getByText(a('keptNo'), { exact: true }).click();
  });
  await make(phone, 'settle');
  await phone.getByText(s('outcome_broken'), { exact: true }).first().waitFor();

  // The file is complete, its documents are made, and it is put away.
  await tab(phone, c('tab_file'));
  await picture(phone, 'mediation-18-file');
  const download = phone.waitForEvent('download');
  await button(phone, c('documentOf', { name: '人民调解协议书', as: c('documentPdf') })).click();
  expect((await download).suggestedFilename()).toBe(`${number} 人民调解协议书.pdf`);
  await make(phone, 'archive');
  await phone.getByText(c('filed'), { exact: true }).waitFor();
  await tab(phone, c('tab_way'));
  await phone.getByText('防水没有重做').waitFor();
  await picture(phone, 'mediation-19-way');
  expect(two.complaints).toEqual([]);

  // The desk finds it by its number, and sees the way that it went.
  await page.goto('/desk/mediation');
  await page.getByLabel(l('find')).first().fill(number);
  await page.getByLabel(l('find')).first().press('Enter');
  await page.locator(`[data-case="${number}"]`).getByText(s('status_archived'), { exact: true }).waitFor();
  await page.locator(`[data-case="${number}"] a`).click();
  await page.getByText(s('offer_refused'), { exact: true }).waitFor();
  await bothSizes(page, 'mediation-20-archived');
  expect(duty.complaints).toEqual([]);
}, 600_000);

test('the centre sees how cases flow between bodies, and each number opens the cases that it counts', async () => {
  const duty = await at('duty1', 'desk');
  const { page } = duty;
  const answer = await page.request.post('/api/desk/mediation/cases', {
    data: {
      id: crypto.randomUUID(),
      channel: 'desk',
      nature: '0402',
      words: '物业费与停车位',
      territory: '330702001',
      violence: false,
      minors: false,
      parties: [
        { id: crypto.randomUUID(), side: 'applicant', name: '王三' },
        { id: crypto.randomUUID(), side: 'respondent', sort: 'organisation', name: '某物业公司' },
      ],
    },
    headers: { origin: house.origin },
  });
  const { number } = (await answer.json()) as { number: string };
  await page.goto('/desk/mediation?tab=flow');
  await page.locator('.mediation-heat').first().waitFor();
  await bothSizes(page, 'mediation-21-flow');
  await page.locator('.mediation-heat').first().click();
  await page.locator(`[data-case="${number}"]`).waitFor();
  // By the keyboard alone: down to the row, Enter opens it.
  await page.locator('h1').click();
  await page.keyboard.press('ArrowDown');
  const first = await page.locator('[data-case]').first().getAttribute('data-case');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: new RegExp(first ?? '') }).waitFor();
  expect(duty.complaints).toEqual([]);
}, 120_000);

test('two desks act on one case at once: whoever comes second is told so, keeps what was typed, and sends it again', async () => {
  const duty = await at('duty1', 'desk');
  const { page } = duty;
  // Without the live line this desk does not hear of the other in time.
  await page.route(`**${live.path}**`, (route) => route.abort());
  const id = await mediated(house, await cookieOf(house, 'duty2'));
  await page.goto(`/desk/mediation/${id}`);
  await button(page, m('more')).click();
  await button(page, m('takeBack')).click();
  const form = sheet(page);
  await form.getByLabel(a('withdrawReason')).fill('改请行业调解委员会');
  const cookie = await cookieOf(house, 'duty2');
  const address = showCase.path.replace(':id', id);
  const { n } = (await house.server.inject({ url: address, headers: { cookie } })).json() as { n: number };
  const asked = await house.server.inject({
    method: 'POST',
    url: moveCase.path.replace(':id', id),
    payload: { id: crypto.randomUUID(), n, act: { move: 'askProtection', violence: false, minors: true } },
    headers: { cookie },
  });
  expect(asked.statusCode).toBe(200);
  await button(form, m('takeBack')).click();
  await form.getByText(m('changedHint'), { exact: true }).waitFor();
  await expect(form.getByLabel(a('withdrawReason')).inputValue()).resolves.toBe('改请行业调解委员会');
  await picture(page, 'mediation-22-changed', false);
  await expect
    .poll(
      async () => {
        if (await form.isVisible())
          await button(form, m('takeBack'))
            .click({ timeout: 1_000 })
            .catch(() => undefined);
        return page.getByText(s('offer_takenBack'), { exact: true }).isVisible();
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(true);
  expect(duty.complaints.filter((text) => !/409|net::ERR_FAILED/.test(text))).toEqual([]);
}, 120_000);
