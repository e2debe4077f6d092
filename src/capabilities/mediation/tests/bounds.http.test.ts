import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreement, audited, type Hall, hall, type Json, VILLAGE } from './hall.ts';

// What stays with whom, whose telephone it is, and what a day that has passed leaves open.

let it0: Hall;
const BEGIN = Date.parse('2026-03-02T02:00:00Z');
/** Ten in the morning of a day after the beginning. */
const at = (n: number): Date => {
  it0.house.time.now = new Date(BEGIN + n * 86_400_000);
  return it0.house.time.now;
};
beforeAll(async () => {
  it0 = await hall(new Date(BEGIN).toISOString());
});
afterAll(() => it0?.house.close());

const did: Hall['did'] = (...of) => it0.did(...of);
async function refused(login: string, id: string, act: object): Promise<[number, string]> {
  const { status, body } = await it0.move(login, id, act);
  return [status, body.code];
}
const met = (present: readonly string[], record: string, when = new Date(at0().getTime() - 3_600_000)) => ({
  ...{ move: 'recordSession', session: randomUUID(), mode: 'phone', joint: present.length > 1 },
  ...{ at: when.toISOString(), minutes: 30, present, record },
});
const at0 = (): Date => it0.house.time.now as Date;
const note = (room: string, text: string) => ({ move: 'note', room, text });
/** Which of these texts somebody of the staff is shown. */
const reads = async (login: string, id: string, texts: readonly string[]): Promise<boolean[]> => {
  const shown = JSON.stringify(await it0.show(login, id));
  return texts.map((one) => shown.includes(one));
};
const take = async (login: string, id: string): Promise<void> => {
  await did(login, id, { move: 'accept' });
  const mediators = { mediators: [it0.ids[login]], chosen: 'committee', noInterest: true };
  await did(login, id, { move: 'nameMediators', ...mediators });
};

describe('a case that another body takes', () => {
  it('brings the rooms along of which their parties said so, and no others', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const texts = [
      '甲方单独说的话',
      '乙方单独说的话',
      '调解员自己的看法',
      '双方都在的记录',
      '只与甲方通话',
      '三方通话记录',
    ];
    const [ofA, ofB, own, shared, alone, joint] = texts as [string, string, string, string, string, string];
    await did('mediator', id, note(a, ofA));
    await did('mediator', id, note(b, ofB));
    await did('mediator', id, note('mediators', own));
    await did('mediator', id, note('shared', shared));
    await did('mediator', id, met([a], alone));
    await did('mediator', id, met([a, b], joint, new Date(at0().getTime() - 7_200_000)));
    await did('mediator', id, { move: 'letTravel', party: b, may: true });
    expect(await refused('duty', id, { move: 'offer', body: 'pmc-other', rooms: [a] })).toEqual([
      422,
      'mediation.roomStays',
    ]);
    await did('duty', id, { move: 'offer', body: 'pmc-other', rooms: [b] });
    // Whoever is merely asked reads what both sides know; the desk reads no room either.
    const known = [false, false, false, true, false, true];
    expect([await reads('other', id, texts), await reads('duty', id, texts)]).toEqual([known, known]);
    await take('other', id);
    expect(await reads('other', id, texts)).toEqual([false, true, false, true, false, true]);
    const record = await it0.call('other', 'GET', `/api/desk/mediation/cases/${id}/documents/record?as=docx`);
    expect(record.status).toBe(200);
    // What is said to the new one it reads, and when the case comes back the first one reads its own again.
    await did('other', id, note(a, '甲方后来说的话'));
    expect(await reads('other', id, ['甲方后来说的话'])).toEqual([true]);
    await did('duty', id, { move: 'offer', body: 'pmc-town' });
    await take('mediator', id);
    expect(await reads('mediator', id, [...texts, '甲方后来说的话'])).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('has the talks with one side alone for its mediators, and for its body when it keeps the file', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const texts = ['只与甲方在电话里谈', '双方在电话里谈'];
    await did('mediator', id, met([a], texts[0] ?? ''));
    await did('mediator', id, met([a, b], texts[1] ?? '', new Date(at0().getTime() - 7_200_000)));
    for (const login of ['duty', 'second']) expect(await reads(login, id, texts)).toEqual([false, true]);
    expect(await reads('mediator', id, texts)).toEqual([true, true]);
    await did('mediator', id, { move: 'fail', routes: ['court'], reason: '谈不拢' });
    expect([await reads('second', id, texts), await reads('duty', id, texts)]).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

it('the police who are called read what they were told, and of the parties no more than before', async () => {
  at(0);
  const { id } = await it0.mediating();
  await did('mediator', id, {
    move: 'alarm',
    why: 'escalation',
    body: 'police',
    words: '扬言今晚去对方家里砸门，住东街 8 号',
  });
  expect(await reads('police', id, ['今晚去对方家里砸门', '甲某', '楼上漏水多次'])).toEqual([true, false, false]);
  expect(await reads('leader', id, ['今晚去对方家里砸门'])).toEqual([false]);
});

describe('one telephone', () => {
  const speaks = (phone: string) => ({ name: '某代理人', phone, relation: '朋友' });
  const party = (side: string, over: object = {}) => ({
    id: randomUUID(),
    side,
    name: side === 'applicant' ? '丙某' : '丁某',
    ...over,
  });

  it('is not left for both sides of a dispute, at the desk, by an applicant, or in a change', async () => {
    at(0);
    const phone = '13900000051';
    const both = [
      [party('applicant', { phone }), party('respondent', { phone })],
      [party('applicant', { phone }), party('respondent', { phone: '13900000052', representative: speaks(phone) })],
    ];
    const told = { nature: '0201', words: '漏水', territory: VILLAGE };
    for (const parties of both) {
      await expect(it0.open({ parties })).rejects.toThrow('mediation.oneNumber');
      const applied = await it0.call(null, 'POST', '/api/mediation/applications', {
        ...told,
        id: randomUUID(),
        violence: false,
        minors: false,
        parties,
      });
      expect([applied.status, applied.body.code]).toEqual([422, 'mediation.oneNumber']);
    }
    const { id, b } = await it0.open();
    const change = (over: object) => ({ move: 'changeParty', party: { ...party('respondent', over), id: b } });
    expect(await refused('duty', id, change({ phone: '13900000001' }))).toEqual([422, 'mediation.oneNumber']);
    expect(await refused('duty', id, change({ representative: speaks('13900000001') }))).toEqual([
      422,
      'mediation.oneNumber',
    ]);
    const added = { move: 'addParty', party: party('applicant', { phone: '13900000002' }) };
    expect(await refused('duty', id, added)).toEqual([422, 'mediation.oneNumber']);
    await did('duty', id, change({ phone: '13900000053' }));
    await did('duty', id, added);
  });
});

describe('a day that has passed', () => {
  it('the last evening’s talk is written down the next morning, and one after the time is not', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const { due } = await it0.show('mediator', id);
    const evening = new Date(`${due}T19:00:00+08:00`);
    it0.house.time.now = new Date(evening.getTime() + 14 * 3_600_000);
    expect(await refused('mediator', id, met([a, b], '过期后的谈话', new Date(at0().getTime() - 3_600_000)))).toEqual([
      422,
      'mediation.overTime',
    ]);
    await did('mediator', id, met([a, b], '最后一晚的谈话', evening));
    expect(
      await refused('mediator', id, { move: 'draft', version: 1, agreement: agreement(a, b, '2026-05-01') }),
    ).toEqual([409, 'mediation.overTime']);
  });

  it('more time reaches to today at least, and without a talk it has come to nothing', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    at(40);
    expect(await refused('mediator', id, { move: 'extend', days: 3, by: [a, b] })).toEqual([422, 'mediation.tooShort']);
    const { case: shown } = await did('mediator', id, { move: 'fail', routes: ['court'], reason: '对方一直没有来' });
    expect(shown.filing.filter((one: Json) => one.mandatory && !one.there)).toEqual([]);
    await did('duty', id, { move: 'archive' });
  });

  it('no agreement takes effect with a day that is over', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    await did('mediator', id, met([a, b], '谈妥'));
    await did('mediator', id, { move: 'draft', version: 1, agreement: agreement(a, b, '2026-03-05') });
    for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
    at(5);
    expect(await refused('mediator', id, { move: 'seal', version: 1 })).toEqual([422, 'mediation.promisePast']);
    at(3);
    await did('mediator', id, { move: 'seal', version: 1 });
  });
});

it('whom it was applied against takes nothing back', async () => {
  at(0);
  const { id, passport } = await it0.open();
  const by = async (phone: string) => {
    const who = await it0.resident(phone);
    const { n } = await it0.show('duty', id);
    return it0.call(who, 'POST', '/api/mediation/mine/moves', {
      code: passport,
      id: randomUUID(),
      n,
      act: { move: 'withdraw' },
    });
  };
  expect((await by('13900000002')).status).toBe(403);
  expect((await by('13900000001')).status).toBe(200);
});

it('who pays after it was found broken says so, and whoever it is owed to is asked', async () => {
  at(0);
  const { id, a, b, passport } = await it0.mediating();
  await did('mediator', id, met([a, b], '谈妥'));
  const text = agreement(a, b, '2026-03-05');
  await did('mediator', id, { move: 'draft', version: 1, agreement: text });
  for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
  await did('mediator', id, { move: 'seal', version: 1 });
  const [promise] = text.promises.map((one) => one.id);
  const debtor = await it0.resident('13900000002');
  const paid = async (day: string) => {
    const act = { move: 'perform', promise, day, proof: '已转账' };
    const { n } = await it0.show('mediator', id);
    const said = await it0.call(debtor, 'POST', '/api/mediation/mine/moves', {
      code: passport,
      id: randomUUID(),
      n,
      act,
    });
    return said.body.promises.find((one: Json) => one.id === promise);
  };
  at(1);
  expect(await paid('2026-03-03')).toMatchObject({ state: 'owed', claimed: true });
  at(4);
  const { case: broken } = await did('mediator', id, { move: 'breach', promise, words: '没有到账' });
  expect(broken.promises.find((one: Json) => one.id === promise)).toMatchObject({ state: 'breached', claimed: false });
  at(6);
  expect(await paid('2026-03-08')).toMatchObject({ state: 'breached', claimed: true });
});

it('what was asked once is answered again to nobody who may not ask it any more', async () => {
  at(0);
  const { id, a } = await it0.mediating();
  const asked = { id: randomUUID(), n: 1, act: { move: 'seeEarlier' } };
  const send = () => it0.call('mediator', 'POST', `/api/desk/mediation/cases/${id}/moves`, asked);
  expect((await send()).body.earlier).not.toBeNull();
  expect((await send()).body.earlier).not.toBeNull();
  const look = { id: randomUUID(), n: 1, act: { move: 'seeIdentity', party: a, reason: '电话联系' } };
  const seen = () => it0.call('mediator', 'POST', `/api/desk/mediation/cases/${id}/moves`, look);
  expect((await seen()).body.identity).toMatchObject({ phone: '13900000001' });
  await did('mediator', id, { move: 'recuse', mediator: it0.ids['mediator'], reason: '是我亲戚' });
  const again = await send();
  expect([again.status, again.body.earlier]).toEqual([200, null]);
  await did('mediator', id, { move: 'withdraw', reason: '申请人不再追究' });
  await did('duty', id, { move: 'archive' });
  const later = await seen();
  expect([later.status, later.body.identity]).toEqual([200, null]);
});

it('a page that no list has given out is refused in words', async () => {
  for (const after of [`infinity_${'-'.repeat(36)}`, `2026-03-02_${'0'.repeat(36)}`, 'x'])
    expect((await it0.call('duty', 'GET', `/api/desk/mediation/cases?whose=reach&after=${after}`)).status).toBe(400);
});

it('whatever was written, the audit finds nothing', () => audited(it0), 120_000);
