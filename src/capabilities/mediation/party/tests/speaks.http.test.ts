import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyring } from '../../../../../tests/harness/house.ts';
import { smsProvider } from '../../../../platform/identity/sms.ts';
import { deliverDue } from '../../../../platform/journal/outbox.ts';
import { caseDeliverers, turnCases } from '../../mediation.timers.ts';
import { D, type Hall, hall, type Json } from '../../tests/hall.ts';

let it0: Hall;
const clock = () => it0.house.time.now as Date;
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

const CHILD = '13700000001';
const MOTHER = '13700000002';
const LAWYER = '13700000003';
const OTHER = '13700000004';
const STRANGER = '13700000005';

async function did(login: string, id: string, act: object): Promise<Json> {
  const answer = await it0.move(login, id, act);
  expect(answer.status, `${JSON.stringify(act)} ${answer.text}`).toBe(200);
  return answer.body;
}
type Opened = { readonly id: string; readonly code: string; readonly child: string; readonly firm: string };
/** A child whose mother is the guardian, against a firm that a lawyer represents. */
async function opened(over: object = {}): Promise<Opened> {
  const [child, firm] = [randomUUID(), randomUUID()];
  const parties = [
    {
      ...{ id: child, side: 'applicant', name: '小甲', phone: CHILD, minor: true },
      guardian: { name: '甲母', phone: MOTHER, relation: '母亲' },
      ...over,
    },
    {
      ...{ id: firm, side: 'respondent', sort: 'organisation', name: '某店', phone: OTHER },
      representative: { name: '陈律师', phone: LAWYER, relation: '律师' },
    },
  ];
  const { id, passport } = await it0.open({ parties, minors: true });
  await did('duty', id, { move: 'triage' });
  await did('duty', id, { move: 'offer' });
  await did('mediator', id, { move: 'accept' });
  const named = { mediators: [it0.ids['mediator']], chosen: 'committee', noInterest: true };
  await did('mediator', id, { move: 'nameMediators', ...named });
  return { id, code: passport, child, firm };
}
async function page(phone: string, code: string, over: object = {}) {
  const as = await it0.resident(phone);
  return it0.call(as, 'POST', '/api/mediation/mine', { code, ...over });
}
async function act(phone: string, code: string, n: number, one: object) {
  const as = await it0.resident(phone);
  return it0.call(as, 'POST', '/api/mediation/mine/moves', { code, id: randomUUID(), n, act: one });
}

it('a guardian’s own number opens the child’s page, says so, and each line there says by whom it was said', async () => {
  const { id, code, child, firm } = await opened();
  const { status, body } = await page(MOTHER, code);
  expect([status, body.me, body.parts, body.as, body.speaker]).toEqual([
    ...[200, child, [child], 'guardian', { name: '甲母', relation: '母亲' }],
  ]);
  await did('mediator', id, { move: 'tellRights', party: child });
  const said = await act(MOTHER, code, (await it0.show('duty', id)).n, { move: 'consent', party: child });
  expect(said.status, said.text).toBe(200);
  const line = (await it0.show('mediator', id)).history.findLast(({ kind }: Json) => kind === 'case.consented');
  expect(line).toMatchObject({ party: child, who: null, facts: { how: 'page', as: 'guardian' } });
  // The child with its own number is itself, and what it says is said by nobody else.
  expect((await page(CHILD, code)).body).toMatchObject({ me: child, as: 'self', speaker: null });
  await act(CHILD, code, (await it0.show('duty', id)).n, { move: 'letTravel', party: child, may: true });
  const own = (await it0.show('mediator', id)).history.findLast(({ kind }: Json) => kind === 'case.room-travels');
  expect('as' in own.facts).toBe(false);
  // For nobody else, be it that the other side is asked for by its id.
  expect((await page(MOTHER, code, { party: firm })).body.code).toBe('mediation.notParty');
  const wrong = await act(MOTHER, code, (await it0.show('duty', id)).n, { move: 'consent', party: firm });
  expect([wrong.status, wrong.body.code]).toEqual([403, 'mediation.onlyStaff']);
});

it('a representative’s number opens the page of whom it represents, and of nobody else; a stranger is answered as ever', async () => {
  const { code, child, firm } = await opened();
  expect((await page(LAWYER, code)).body).toMatchObject({
    me: firm,
    as: 'representative',
    speaker: { name: '陈律师' },
  });
  expect((await page(OTHER, code)).body).toMatchObject({ me: firm, as: 'self', speaker: null });
  const answers = await Promise.all([
    page(STRANGER, code),
    page(LAWYER, code, { party: child }),
    page(MOTHER, code, { party: randomUUID() }),
  ]);
  const shown = answers.map(({ status, body: { instance: _instance, ...rest } }) => JSON.stringify([status, rest]));
  expect(new Set(shown).size).toBe(1);
  expect(answers[0]?.body.code).toBe('mediation.notParty');
  // Without the case's code a number opens nothing.
  expect((await page(MOTHER, '0000-0000-0000')).status).toBe(404);
});

it('no number of anybody stands on any page, nor the name of who speaks for the other side', async () => {
  const { code } = await opened();
  for (const [phone, other] of [
    [MOTHER, '陈律师'],
    [LAWYER, '甲母'],
    [CHILD, '陈律师'],
  ] as const) {
    const { text } = await page(phone, code);
    for (const number of [CHILD, MOTHER, LAWYER, OTHER]) expect(text).not.toContain(number);
    expect(text).not.toContain(other);
  }
});

it('whoever is withdrawn, or replaced, opens it no more, and their number leads nowhere', async () => {
  const { id, code, child, firm } = await opened();
  const party = { id: firm, side: 'respondent', sort: 'organisation', name: '某店', phone: OTHER };
  expect((await page(LAWYER, code)).status).toBe(200);
  await did('mediator', id, { move: 'changeParty', party });
  expect((await page(LAWYER, code)).body.code).toBe('mediation.notParty');
  const aunt = { name: '甲姨', phone: STRANGER, relation: '姨母' };
  const changed = { id: child, side: 'applicant', name: '小甲', phone: CHILD, minor: true, guardian: aunt };
  await did('mediator', id, { move: 'changeParty', party: changed });
  expect((await page(MOTHER, code)).status).toBe(403);
  expect((await page(STRANGER, code)).body).toMatchObject({ me: child, as: 'guardian', speaker: { name: '甲姨' } });
});

it('a mother who is a party herself chooses for whom she looks; of a number left for the child as well she is the guardian', async () => {
  const [self, child, other] = [randomUUID(), randomUUID(), randomUUID()];
  const guardian = { name: '甲母', phone: MOTHER, relation: '母亲' };
  const parties = [
    { id: self, side: 'applicant', name: '甲母', phone: MOTHER },
    { id: child, side: 'applicant', name: '小甲', phone: MOTHER, minor: true, guardian },
    { id: other, side: 'respondent', name: '乙某', phone: OTHER },
  ];
  const { passport } = await it0.open({ parties, minors: true });
  const own = await page(MOTHER, passport, { party: self });
  expect(own.body.parts.toSorted()).toEqual([self, child].toSorted());
  expect([own.body.me, own.body.as]).toEqual([self, 'self']);
  const ward = await page(MOTHER, passport, { party: child });
  expect([ward.body.me, ward.body.as, ward.body.speaker.name]).toEqual([child, 'guardian', '甲母']);
});

it('a lawyer whom two cases share joins them for nobody', async () => {
  const [one] = [await opened(), await opened({ phone: undefined })];
  const parties = [
    { id: randomUUID(), side: 'applicant', name: '丙某', phone: '13700000011' },
    {
      ...{ id: randomUUID(), side: 'respondent', name: '丁某', phone: '13700000012' },
      representative: { name: '陈律师', phone: LAWYER, relation: '律师' },
    },
  ];
  const { id } = await it0.open({ parties });
  const { rows } = await it0.house.work.pool.query<{ n: number }>(
    `select count(*)::int as n from mediation.trace a join mediation.trace b using (district, value)
     where a.subject = $1 and b.subject <> $1`,
    [id],
  );
  expect(rows[0]?.n).toBe(0);
  expect(one.code).toMatch(/^[0-9A-Z-]{14}$/);
});

it('a child without a number of its own is told of the session by who guards it', async () => {
  const { id, child, firm } = await opened({ phone: undefined });
  for (const party of [child, firm]) {
    await did('mediator', id, { move: 'tellRights', party });
    await did('mediator', id, { move: 'consent', party });
  }
  const session = randomUUID();
  const at = new Date(clock().getTime() + 26 * 3_600_000).toISOString();
  const how = { mode: 'inPerson', joint: false, with: child };
  await did('mediator', id, { move: 'proposeSession', session, proposed: [at], ...how });
  await did('mediator', id, { move: 'setSession', session, at });
  it0.house.time.now = new Date(clock().getTime() + 3 * 3_600_000);
  await turnCases(it0.house.work, keyring, D, clock);
  const sms = smsProvider({ kind: 'outbox' }, it0.house.work);
  await deliverDue(it0.house.work, D, caseDeliverers(it0.house.work, keyring, sms, clock), clock());
  const { number } = await it0.show('duty', id);
  const { rows } = await it0.house.work.pool.query<{ phone: string }>(
    'select phone from identity.sms where words like $1',
    [`%${number}%`],
  );
  expect(rows).toHaveLength(1);
});
