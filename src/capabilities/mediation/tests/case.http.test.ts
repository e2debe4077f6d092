import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../tests/harness/database.ts';
import { bodiesChanged } from '../../matters/matters.door.ts';
import { agreement, application, audited, D, type Hall, hall, VILLAGE } from './hall.ts';

let it0: Hall;
const day = (n: number) => new Date(Date.parse('2026-03-02T02:00:00Z') + n * 86_400_000);
const at = (n: number) => {
  it0.house.time.now = day(n);
};

beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

const did: Hall['did'] = (...of) => it0.did(...of);
/** Tries a move that must be refused, and says by what. */
async function refused(login: string, id: string, act: object, n?: number) {
  const { status, body } = await it0.move(login, id, act, n);
  return [status, body.code];
}
const session = (id: string, joint = true) => ({
  move: 'proposeSession',
  session: id,
  mode: 'inPerson',
  joint,
  proposed: [new Date((it0.house.time.now as Date).getTime() + 86_400_000).toISOString()],
});
async function held(id: string, present: readonly string[], joint = true, login = 'mediator') {
  const one = randomUUID();
  await did(login, id, session(one, joint));
  const now = it0.house.time.now as Date;
  const when = new Date(now.getTime() + 86_400_000);
  await did(login, id, { move: 'setSession', session: one, at: when.toISOString() });
  it0.house.time.now = new Date(when.getTime() + 3_600_000);
  await did(login, id, {
    move: 'holdSession',
    session: one,
    at: when.toISOString(),
    present,
    record: '双方陈述后同意继续协商',
  });
  for (const party of present) await did(login, id, { move: 'signRecord', session: one, party });
}
async function agreed(id: string, a: string, b: string, due: string) {
  const text = agreement(a, b, due);
  await did('mediator', id, { move: 'draft', version: 1, agreement: text });
  for (const party of [a, b]) await did('mediator', id, { move: 'sign', version: 1, party });
  await did('mediator', id, { move: 'sign', version: 1, party: null });
  await did('mediator', id, { move: 'seal', version: 1 });
  return text.promises.map((one) => one.id);
}

describe('a whole case', () => {
  it('is refused by one body, taken by another, mediated twice, agreed, confirmed on day 29, broken in part and filed', async () => {
    at(0);
    const { id, a, b } = await it0.open();
    expect((await it0.show('duty', id)).proposal).toMatchObject({ track: 'people', body: { id: 'pmc-town' } });
    await did('duty', id, { move: 'triage' });
    await did('duty', id, { move: 'offer', body: 'pmc-other' });
    expect(await it0.show('mediator', id)).toMatchObject({ code: 'mediation.notFound' });
    await did('other', id, { move: 'refuseOffer', ground: 'notOurs', reason: '邻里纠纷由镇调委会调解' });
    // Whoever refused it sees it no longer.
    expect((await it0.call('other', 'GET', `/api/desk/mediation/cases/${id}`)).status).toBe(404);
    await did('duty', id, { move: 'offer' });
    const accepted = await did('mediator', id, { move: 'accept' });
    expect(accepted.case).toMatchObject({ status: 'accepted', due: '2026-04-01', refusals: 1 });
    const named = { mediators: [it0.ids['mediator']], chosen: 'parties', noInterest: true };
    await did('mediator', id, { move: 'nameMediators', ...named });
    expect(await refused('mediator', id, { move: 'consent', party: a })).toEqual([409, 'mediation.notTold']);
    expect(await refused('mediator', id, session(randomUUID()))).toEqual([409, 'mediation.notNow']);
    for (const party of [a, b]) {
      await did('mediator', id, { move: 'tellRights', party });
      await did('mediator', id, { move: 'consent', party, openly: true });
    }
    await held(id, [a, b]);
    await held(id, [a], false);
    const promises = await agreed(id, a, b, '2026-03-20');
    const shown = await it0.show('mediator', id);
    expect(shown.agreement).toMatchObject({ form: 'written', number: '（2026）东街人调字第1号', effect: '2026-03-04' });
    expect(shown.agreement.confirmBy).toBe('2026-04-03');
    at(31);
    await did('mediator', id, {
      move: 'applyConfirmation',
      court: 'court',
      day: '2026-04-02',
      documents: ['application', 'agreement'],
    });
    await did('mediator', id, { move: 'decideConfirmation', outcome: 'confirmed', day: '2026-04-02' });
    await did('mediator', id, { move: 'perform', promise: promises[0], day: '2026-03-19', proof: '转账凭证' });
    expect(await refused('mediator', id, { move: 'settle', routes: ['court'] })).toEqual([409, 'mediation.stillOwed']);
    await did('mediator', id, { move: 'breach', promise: promises[1], words: '未施工' });
    await did('mediator', id, { move: 'visit', day: '2026-04-02', kept: false });
    await did('mediator', id, { move: 'settle', routes: ['court'] });
    const filed = await did('mediator', id, { move: 'archive', explained: '一项未履行，已告知申请强制执行' });
    expect(filed.case).toMatchObject({ status: 'archived', outcome: 'broken', archived: expect.any(String) });
    expect(
      filed.case.filing.filter((one: { mandatory: boolean; there: boolean }) => one.mandatory && !one.there),
    ).toEqual([]);
    expect(await refused('mediator', id, session(randomUUID()))).toEqual([409, 'mediation.notNow']);
  });

  it('ends at once when a party says no, and names the other ways', async () => {
    at(0);
    const { id, a, b } = await it0.open();
    await did('duty', id, { move: 'triage' });
    await did('duty', id, { move: 'offer' });
    await did('mediator', id, { move: 'accept' });
    const named = { mediators: [it0.ids['mediator']], chosen: 'committee', noInterest: true };
    await did('mediator', id, { move: 'nameMediators', ...named });
    await did('mediator', id, { move: 'tellRights', party: a });
    await did('mediator', id, { move: 'consent', party: a });
    await did('mediator', id, { move: 'tellRights', party: b });
    const { case: ended } = await did('mediator', id, { move: 'decline', party: b });
    expect(ended).toMatchObject({
      status: 'ended',
      outcome: 'declined',
      routes: ['arbitration', 'administrative', 'court'],
    });
  });
});

describe('what is asked first', () => {
  it('keeps parties apart where there is violence or a minor, unless a reason is written down', async () => {
    at(0);
    const { id, a, b, passport } = await it0.mediating({ violence: true });
    const one = await it0.show('mediator', id);
    expect(one.apart).toBe(true);
    expect(one.protectionRoutes.length).toBeGreaterThan(2);
    expect(await refused('mediator', id, session(randomUUID()))).toEqual([422, 'mediation.apart']);
    // Nor does either hear when and where the other comes.
    expect(await refused('mediator', id, session(randomUUID(), false))).toEqual([422, 'mediation.withWhom']);
    await did('mediator', id, { ...session(randomUUID(), false), with: a, place: '二楼谈话室' });
    const other = await it0.resident('13900000002');
    const seen = await it0.call(other, 'POST', '/api/mediation/mine', { code: passport });
    expect([seen.status, seen.body.sessions]).toEqual([200, []]);
    expect(seen.text).not.toContain('二楼谈话室');
    expect(seen.body.history.map((one: { kind: string }) => one.kind)).not.toContain('case.session-proposed');
    await did('mediator', id, { ...session(randomUUID()), reason: '双方书面要求共同在场，有民警陪同' });
    expect([a, b]).toHaveLength(2);
  });

  it('has no default, and a minor says yes through a guardian alone', async () => {
    at(0);
    const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
    const { violence: _v, ...rest } = application(id, a, b);
    expect((await it0.call('duty', 'POST', '/api/desk/mediation/cases', rest)).status).toBe(400);
    const minor = application(randomUUID(), a, b);
    const parties = minor.parties.map((one, n) => (n === 1 ? { ...one, minor: true } : one));
    const opened = await it0.open({ parties });
    expect((await it0.show('duty', opened.id)).protection).toEqual({ violence: false, minors: true });
    await did('duty', opened.id, { move: 'triage' });
    await did('duty', opened.id, { move: 'offer' });
    await did('mediator', opened.id, { move: 'accept' });
    const named = { mediators: [it0.ids['mediator']], chosen: 'committee', noInterest: true };
    await did('mediator', opened.id, { move: 'nameMediators', ...named });
    await did('mediator', opened.id, { move: 'tellRights', party: b });
    expect(await refused('mediator', opened.id, { move: 'consent', party: b })).toEqual([422, 'mediation.noGuardian']);
    const guardian = { name: '丙某', relation: '母亲' };
    await did('mediator', opened.id, { move: 'changeParty', party: { ...parties[1], guardian } });
    await did('mediator', opened.id, { move: 'consent', party: b });
  });
});

describe('an agreement', () => {
  it('must have what the law asks for, and takes effect when all have signed and the seal is on it', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const text = agreement(a, b, '2026-03-20');
    const bad = { ...text, responsibility: '略', promises: [{ ...text.promises[0], due: '2026-02-01' }] };
    const { status, body } = await it0.move('mediator', id, { move: 'draft', version: 1, agreement: bad });
    expect([status, body.code]).toEqual([422, 'mediation.incomplete']);
    expect(body.fields.map((one: { path: string }) => one.path).sort()).toEqual([
      'body.act.agreement.promises.0',
      'body.act.agreement.responsibility',
    ]);
    await did('mediator', id, { move: 'draft', version: 1, agreement: text });
    // Two drafts of one agreement: whoever comes second is told to look first.
    expect(await refused('mediator', id, { move: 'draft', version: 1, agreement: text })).toEqual([
      409,
      'mediation.draftMoved',
    ]);
    await did('mediator', id, { move: 'sign', version: 1, party: a });
    expect(await refused('mediator', id, { move: 'seal', version: 1 })).toEqual([409, 'mediation.unsigned']);
    await did('mediator', id, { move: 'draft', version: 2, agreement: text });
    expect(await refused('mediator', id, { move: 'sign', version: 1, party: b })).toEqual([
      409,
      'mediation.draftMoved',
    ]);
    // Whoever signed the first version has not signed the second.
    expect((await it0.show('mediator', id)).draft).toMatchObject({ version: 2, signed: [] });
  });

  it('is numbered by committee and year without a gap and never twice, also when two are sealed at once', async () => {
    at(40);
    const cases = await Promise.all([it0.mediating(), it0.mediating(), it0.mediating()]);
    for (const { id, a, b } of cases) {
      await held(id, [a, b]);
      await did('mediator', id, { move: 'draft', version: 1, agreement: agreement(a, b, '2026-06-01') });
      for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
    }
    await Promise.all(cases.map(({ id }) => did('mediator', id, { move: 'seal', version: 1 })));
    const numbers = await Promise.all(
      cases.map(async ({ id }) => Number(/第(\d+)号/.exec((await it0.show('mediator', id)).agreement.number)?.[1])),
    );
    const sorted = numbers.toSorted((x, y) => x - y);
    expect(new Set(sorted).size).toBe(3);
    expect((sorted[2] as number) - (sorted[0] as number)).toBe(2);
  });

  it('of two committees whose names begin alike never has one number', async () => {
    at(45);
    const twins = [
      { id: 'pmc-lake-street', name: '湖畔街道人民调解委员会', login: 'street' },
      { id: 'pmc-lake-market', name: '湖畔市场人民调解委员会', login: 'market' },
      { id: 'pmc-east', name: '东坊人民调解委员会', login: 'east' },
    ] as const;
    await asOwner(it0.house.ownerUrl, async (owner) => {
      for (const { id, name } of twins)
        await owner.query(`insert into identity.body (district, id, name_zh, name_en, territory)
          values ('${D}', '${id}', '${name}', '${id}', '${D}')`);
    });
    bodiesChanged(it0.house.db, D);
    const sealed = async ({ id: body, login }: (typeof twins)[number]) => {
      const person = it0.ids[login] ?? (await it0.appoint(login, 'mediator', { body }));
      const { id, a, b } = await it0.open();
      await did('duty', id, { move: 'triage' });
      await did('duty', id, { move: 'offer', body });
      await did(login, id, { move: 'accept' });
      await did(login, id, { move: 'nameMediators', mediators: [person], chosen: 'committee', noInterest: true });
      for (const party of [a, b]) for (const move of ['tellRights', 'consent']) await did(login, id, { move, party });
      await held(id, [a, b], true, login);
      await did(login, id, { move: 'draft', version: 1, agreement: agreement(a, b, '2026-08-01') });
      for (const party of [a, b, null]) await did(login, id, { move: 'sign', version: 1, party });
      return async () => (await did(login, id, { move: 'seal', version: 1 })).case.agreement.number as string;
    };
    const [street, market, third] = twins;
    expect(await (await sealed(street))()).toBe('（2026）湖畔人调字第1号');
    // Both begin in one moment: each sees what the other has.
    const both = [await sealed(market), await sealed(street)];
    const numbers = await Promise.all(both.map((seal) => seal()));
    expect(numbers[0]).toBe('（2026）湖畔市人调字第1号');
    expect(numbers[1]).toBe('（2026）湖畔人调字第2号');
    expect(await (await sealed(street))()).toBe('（2026）湖畔人调字第3号');

    // A word that was set, numbered by and changed within the year is nobody's default, and is set for nobody else.
    const set = async (value: object) => {
      const { n } = (await it0.call('leader', 'GET', '/api/desk/mediation/settings')).body;
      const change = { term: 'word', value };
      const asked = { id: randomUUID(), n, change, reason: '更名' };
      const { status, body } = await it0.call('leader', 'POST', '/api/desk/mediation/settings', asked);
      return status === 200 ? 200 : body.code;
    };
    expect(await set({ [market.id]: '湖畔' })).toBe('mediation.twinUsed');
    expect(await set({ [market.id]: '东坊' })).toBe(200);
    expect(await (await sealed(market))()).toBe('（2026）东坊人调字第2号');
    expect(await set({ [market.id]: '市' })).toBe(200);
    expect(await set({ [market.id]: '市', [street.id]: '东坊' })).toBe('mediation.twinUsed');
    const seal = await sealed(third);
    // Its own name begins so all the same: it takes as many characters as it needs.
    expect(await seal()).toBe('（2026）东坊人人调字第1号');
    expect(await (await sealed(market))()).toBe('（2026）市人调字第3号');
    // What was left is free for whoever had it.
    expect(await set({})).toBe(200);
    expect(await (await sealed(market))()).toBe('（2026）湖畔市人调字第4号');
  });

  it('is not sealed before a session is recorded, and by word of mouth is filed without one (人民调解法 art. 27, 28)', async () => {
    at(48);
    const written = await it0.mediating();
    const text = agreement(written.a, written.b, '2026-06-01');
    await did('mediator', written.id, { move: 'draft', version: 1, agreement: text });
    for (const party of [written.a, written.b, null])
      await did('mediator', written.id, { move: 'sign', version: 1, party });
    expect(await refused('mediator', written.id, { move: 'seal', version: 1 })).toEqual([409, 'mediation.unrecorded']);
    await held(written.id, [written.a, written.b]);
    await did('mediator', written.id, { move: 'seal', version: 1 });

    const { id, a, b } = await it0.mediating();
    const said = agreement(a, b, '2026-06-01');
    await did('mediator', id, { move: 'agreeOrally', agreement: said });
    const day = new Date((it0.house.time.now as Date).getTime() + 28_800_000).toISOString().slice(0, 10);
    for (const { id: promise } of said.promises) await did('mediator', id, { move: 'perform', promise, day });
    const { case: filed } = await did('mediator', id, { move: 'archive' });
    const items = filed.filing.filter((one: { there: boolean }) => one.there).map((one: { n: number }) => one.n);
    expect([filed.status, items]).toEqual(['archived', [1, 2, 3, 8, 9, 13]]);
  });

  it('is not confirmed on day 31, nor where the law never does', async () => {
    at(50);
    const { id, a, b } = await it0.mediating();
    await held(id, [a, b]);
    await agreed(id, a, b, '2026-08-01');
    const { effect, confirmBy } = (await it0.show('mediator', id)).agreement;
    expect(Date.parse(confirmBy) - Date.parse(effect)).toBeGreaterThanOrEqual(30 * 86_400_000);
    const late = { move: 'applyConfirmation', court: 'court', documents: [] };
    it0.house.time.now = new Date(Date.parse(`${confirmBy}T02:00:00Z`) + 86_400_000);
    const today = (it0.house.time.now as Date).toISOString().slice(0, 10);
    expect(await refused('mediator', id, { ...late, day: today })).toEqual([422, 'mediation.confirmationRefused']);
    expect(await refused('mediator', id, { ...late, day: effect, answers: { identity: true } })).toEqual([
      422,
      'mediation.confirmationRefused',
    ]);
  });
});

describe('time', () => {
  it('is 30 days from acceptance, and longer only as every party says so', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    expect((await it0.show('mediator', id)).due).toBe('2026-04-01');
    at(31);
    expect(await refused('mediator', id, session(randomUUID()))).toEqual([409, 'mediation.overTime']);
    expect(await refused('mediator', id, { move: 'extend', days: 10, by: [a, a] })).toEqual([422, 'mediation.notAll']);
    expect(await refused('mediator', id, { move: 'extend', days: 31, by: [a, b] })).toEqual([422, 'mediation.tooLong']);
    expect((await did('mediator', id, { move: 'extend', days: 10, by: [a, b] })).case.due).toBe('2026-04-11');
    await did('mediator', id, session(randomUUID()));
  });
});

describe('a promise', () => {
  it('is said to be done by whoever owes it, and is performed when the other side or the mediator says so', async () => {
    at(0);
    const { id, a, b, passport } = await it0.mediating();
    await held(id, [a, b]);
    const [first] = await agreed(id, a, b, '2026-03-20');
    const debtor = await it0.resident('13900000002');
    const by = async (who: string, act: object) => {
      const n = (await it0.show('mediator', id)).n;
      return it0.call(who, 'POST', '/api/mediation/mine/moves', { code: passport, id: randomUUID(), n, act });
    };
    const done = { move: 'perform', promise: first, day: '2026-03-03', proof: '已转账' };
    const told = await by(debtor, done);
    expect(told.body.promises[0], told.text).toMatchObject({ state: 'owed', claimed: true });
    expect((await by(debtor, { move: 'breach', promise: first, words: '没有' })).status).toBe(403);
    const creditor = await it0.resident('13900000001');
    const confirmed = await by(creditor, done);
    expect(confirmed.body.promises[0], confirmed.text).toMatchObject({ state: 'performed', claimed: false });
  });
});

describe('who sees what', () => {
  it('reads the rooms by who they are, and every look at a person is read by that person', async () => {
    at(0);
    const { id, a, b, passport } = await it0.mediating();
    const note = (room: string, text: string) => did('mediator', id, { move: 'note', room, text });
    await note('shared', '公共记录一');
    await note(a, '甲的私下陈述');
    await note(b, '乙的私下陈述');
    await note('mediators', '调解员内部意见');
    const texts = ['公共记录一', '甲的私下陈述', '乙的私下陈述', '调解员内部意见'];
    const told = async (login: string) => {
      const text = JSON.stringify(await it0.show(login, id));
      return texts.map((one) => text.includes(one));
    };
    expect(await told('mediator')).toEqual([true, true, true, true]);
    expect(await told('second')).toEqual([true, false, false, false]);
    expect(await told('duty')).toEqual([true, false, false, false]);
    expect(await told('leader')).toEqual([false, false, false, false]);
    expect(JSON.stringify(await it0.show('leader', id))).not.toContain('甲某');
    expect((await it0.call('far', 'GET', `/api/desk/mediation/cases/${id}`)).status).toBe(404);
    const who = await it0.resident('13900000001');
    const mine = await it0.call(who, 'POST', '/api/mediation/mine', { code: passport });
    expect(mine.status, mine.text).toBe(200);
    const own = JSON.stringify(mine.body);
    expect(texts.map((one) => own.includes(one))).toEqual([true, true, false, false]);
    expect(own).not.toContain('13900000002');
    const look = await did('mediator', id, { move: 'seeIdentity', party: a, reason: '电话联系' });
    expect(look.identity).toMatchObject({ name: '甲某', phone: '13900000001' });
    expect(await refused('leader', id, { move: 'seeIdentity', party: a, reason: '看' })).toEqual([
      403,
      'mediation.notYours',
    ]);
    const again = await it0.call(who, 'POST', '/api/mediation/mine', { code: passport });
    expect(again.body.looks).toMatchObject([{ post: 'mediator', reason: '电话联系' }]);
    const stranger = await it0.resident('13911111111');
    expect((await it0.call(stranger, 'POST', '/api/mediation/mine', { code: passport })).status).toBe(403);
    const way = await it0.call(null, 'POST', '/api/mediation/passport', { code: passport });
    expect(way.body.way.map((one: { kind: string }) => one.kind)).toEqual([
      'case.opened',
      'case.triaged',
      'case.offered',
      'case.accepted',
    ]);
    expect((await it0.call(null, 'POST', '/api/mediation/passport', { code: '0000-0000-0000' })).status).toBe(404);
  });

  it('lets one telephone that was left for several parties choose as which of them it looks and acts', async () => {
    at(0);
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const parties = [
      { id: a, side: 'applicant', name: '丁某', phone: '13900000031' },
      { id: b, side: 'respondent', name: '戊某', phone: '13900000032' },
      { id: c, side: 'applicant', name: '丁母', phone: '13900000031' },
    ];
    const { id, passport } = await it0.open({ parties });
    await did('duty', id, { move: 'triage' });
    await did('duty', id, { move: 'offer' });
    await did('mediator', id, { move: 'accept' });
    const named = { mediators: [it0.ids['mediator']], chosen: 'committee', noInterest: true };
    await did('mediator', id, { move: 'nameMediators', ...named });
    const who = await it0.resident('13900000031');
    const mine = (party?: string) =>
      it0.call(who, 'POST', '/api/mediation/mine', { code: passport, ...(party && { party }) });
    const first = (await mine()).body;
    expect([first.me, first.parts]).toEqual([[a, c].toSorted()[0], [a, c].toSorted()]);
    for (const party of [a, c]) {
      expect((await mine(party)).body.me).toBe(party);
      for (const move of ['tellRights', 'consent']) {
        const { n } = (await mine(party)).body;
        const asked = { code: passport, party, id: randomUUID(), n, act: { move, party } };
        const answer = await it0.call(who, 'POST', '/api/mediation/mine/moves', asked);
        expect([answer.status, answer.body.me], answer.text).toEqual([200, party]);
      }
    }
    const shown = await it0.show('mediator', id);
    expect(
      shown.parties.map((one: { id: string; consent: boolean | null }) => [one.id, one.consent]).toSorted(),
    ).toEqual(
      [
        [a, true],
        [b, null],
        [c, true],
      ].toSorted(),
    );
    // The part of another telephone is nobody's choice, nor does one part speak for the other.
    expect((await mine(b)).body.code).toBe('mediation.notParty');
    const asked = { code: passport, party: a, id: randomUUID(), n: shown.n, act: { move: 'decline', party: c } };
    expect((await it0.call(who, 'POST', '/api/mediation/mine/moves', asked)).body.code).toBe('mediation.onlyStaff');
  });

  it('finds earlier cases of the same parties for the mediator who asks, and tells the party', async () => {
    at(0);
    const { id, passport } = await it0.mediating();
    const found = await did('mediator', id, { move: 'seeEarlier' });
    expect(found.earlier.length).toBeGreaterThan(2);
    expect(await refused('duty', id, { move: 'seeEarlier' })).toEqual([403, 'mediation.notYours']);
    await did('mediator', id, { move: 'markRepeat', of: found.earlier[0].id });
    const who = await it0.resident('13900000002');
    const mine = await it0.call(who, 'POST', '/api/mediation/mine', { code: passport });
    expect(mine.body.earlier.length).toBe(found.earlier.length);
  });
});

describe('what is sent twice or at once', () => {
  it('opens one case, and of two who move at once one is told to look again', async () => {
    at(0);
    const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
    const ask = application(id, a, b);
    const [first, second] = await Promise.all(
      [1, 2].map(() => it0.call('duty', 'POST', '/api/desk/mediation/cases', ask)),
    );
    // Of two that cross, one may be told to send again; then it hears what the other did.
    expect([first?.status, second?.status].filter((one) => one !== 200 && one !== 409)).toEqual([]);
    const again = await it0.call('duty', 'POST', '/api/desk/mediation/cases', ask);
    expect(again.status).toBe(200);
    expect([first, second].map((one) => one?.body.caseCode ?? again.body.caseCode)).toEqual([
      again.body.caseCode,
      again.body.caseCode,
    ]);
    const other = await it0.call('duty', 'POST', '/api/desk/mediation/cases', { ...ask, words: '别的' });
    expect([other.status, other.body.code]).toEqual([409, 'mediation.taken']);
    await did('duty', id, { move: 'triage' });
    const n = (await it0.show('duty', id)).n;
    const [one, two] = await Promise.all([
      it0.move('duty', id, { move: 'offer' }, n),
      it0.move('coord', id, { move: 'offer' }, n),
    ]);
    expect([one.status, two.status].toSorted()).toEqual([200, 409]);
  });
});

it('a matter of a dispute is handed over to mediation, and says so to its reporter', async () => {
  at(0);
  const matter = randomUUID();
  const place = { territory: VILLAGE };
  const report = { id: matter, kind: 'dispute.family', place, words: '争吵' };
  expect((await it0.call(null, 'POST', '/api/matters', report)).status).toBe(200);
  const { number } = await it0.open({ channel: 'matter', matter });
  const shown = await it0.call('duty', 'GET', `/api/desk/matters/${matter}`);
  expect(JSON.stringify(shown.body)).toContain(number);
  const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
  const other = { ...application(id, a, b), channel: 'matter', matter: randomUUID() };
  const refused0 = await it0.call('duty', 'POST', '/api/desk/mediation/cases', other);
  expect([refused0.status, refused0.body.code]).toEqual([422, 'mediation.noMatter']);
});

it('whatever was written, the audit finds nothing', () => audited(it0), 120_000);
