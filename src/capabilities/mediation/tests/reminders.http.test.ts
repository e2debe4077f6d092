import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../tests/harness/database.ts';
import { keyring } from '../../../../tests/harness/house.ts';
import { noteAll } from '../../../apps/hearing.ts';
import { subjects } from '../../../apps/subjects.ts';
import { smsProvider } from '../../../platform/identity/sms.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { deliverDue } from '../../../platform/journal/outbox.ts';
import { refold } from '../../../platform/journal/refold.ts';
import { caseDeliverers, turnCases } from '../mediation.timers.ts';
import { agreement, D, type Hall, hall, type Json } from './hall.ts';

let it0: Hall;
const clock = () => it0.house.time.now as Date;
/** Ten in the morning of a day after the beginning. */
const at = (n: number) => {
  it0.house.time.now = new Date(Date.parse('2026-03-02T02:00:00Z') + n * 86_400_000);
};
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
  await noteAll(it0.house.work, D);
});
afterAll(() => it0?.house.close());

const turn = async (): Promise<number> => {
  const said = await turnCases(it0.house.work, keyring, D, clock);
  await noteAll(it0.house.work, D);
  return said;
};
async function did(login: string, id: string, act: object) {
  const answer = await it0.move(login, id, act);
  expect(answer.status, `${JSON.stringify(act)} ${answer.text}`).toBe(200);
  await noteAll(it0.house.work, D);
  return answer.body;
}
/** What was said of a case: what, and how many days before. */
const said = async (id: string): Promise<[string, number][]> =>
  (await it0.show('mediator', id)).history
    .filter(({ kind }: Json) => kind === 'case.reminded')
    .map(({ facts }: Json) => [facts.what, facts.said]);
/** What somebody hears of a case: as what, and what falls due. */
const hears = async (login: string, id: string): Promise<string[]> => {
  const { body } = await it0.call(login, 'GET', '/api/me/notices');
  return body.items
    .filter(({ to }: Json) => to === `/mediation/${id}`)
    .map(({ sort, what }: Json) => `${sort} ${what?.zh ?? ''}`.trim());
};

/** A case with the town's committee that has an agreement in effect today, with two promises due on a day. */
async function agreed(due: string, over: object = {}) {
  const { id, a, b } = await it0.mediating(over);
  const text = agreement(a, b, due);
  const [session, now] = [randomUUID(), it0.house.time.now as Date];
  const when = new Date(now.getTime() + 60_000);
  const proposal = { session, mode: 'phone', joint: true, proposed: [when.toISOString()] };
  await did('mediator', id, { move: 'proposeSession', ...proposal });
  await did('mediator', id, { move: 'setSession', session, at: when.toISOString() });
  it0.house.time.now = when;
  const record = { at: when.toISOString(), present: [a, b], record: '双方在电话里谈妥' };
  await did('mediator', id, { move: 'holdSession', session, ...record });
  await did('mediator', id, { move: 'draft', version: 1, agreement: text });
  for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
  await did('mediator', id, { move: 'seal', version: 1 });
  return { id, a, b, promises: text.promises.map((one) => one.id) };
}

describe('an offer that nobody answers', () => {
  it('is heard of by the body that was asked, on the day before, and then by its head and the desks', async () => {
    at(0);
    const { id } = await it0.open();
    await did('duty', id, { move: 'triage' });
    await did('duty', id, { move: 'offer' });
    expect(await hears('mediator', id)).toEqual(['offered']);
    expect(await hears('other', id)).toEqual([]);
    expect(await turn()).toBe(0);
    // Three working days from Monday: Thursday.
    at(2);
    expect(await turn()).toBe(1);
    expect(await turn()).toBe(0);
    expect(await hears('mediator', id)).toEqual(['offered']);
    at(4);
    expect(await turn()).toBe(1);
    expect(await said(id)).toEqual([
      ['offer', 1],
      ['offer', -1],
    ]);
    expect(await hears('mediator', id)).toEqual(['overdue 答复是否接收']);
    expect(await hears('duty', id)).toEqual(['overdue 答复是否接收']);
    const { unseen } = (await it0.call('mediator', 'GET', '/api/me/notices/count')).body;
    expect(unseen).toBe(1);
    await did('mediator', id, { move: 'refuseOffer', ground: 'noCapacity', reason: '人手不足' });
    expect([await hears('mediator', id), await hears('duty', id)]).toEqual([[], []]);
  });
});

describe('the time of mediation', () => {
  it('is said five days before its end, on its day and after it, to its mediator alone; late the body’s head hears too', async () => {
    at(0);
    const { id } = await it0.mediating();
    expect(await turn()).toBe(0);
    at(25);
    await turn();
    expect(await said(id)).toEqual([['term', 5]]);
    expect(await hears('mediator', id)).toEqual(['soon 调解期限']);
    expect(await hears('second', id)).toEqual([]);
    const before = await it0.show('mediator', id);
    at(30);
    await turn();
    at(31);
    await turn();
    expect((await said(id)).map(([, days]) => days)).toEqual([5, 0, -1]);
    expect(await hears('mediator', id)).toEqual(['overdue 调解期限']);
    // What the clock says makes no cold case warm.
    const { rows } = await it0.house.work.pool.query('select updated from mediation.case_file where id = $1', [id]);
    expect(rows[0].updated.toISOString() <= before.updated).toBe(true);
    await did('mediator', id, { move: 'extend', days: 10, by: before.parties.map((one: Json) => one.id) });
    expect(await hears('mediator', id)).toEqual([]);
    await turn();
    expect(await said(id)).toHaveLength(3);
  });

  it('is said once, the last that is due alone, by a worker that was away', async () => {
    at(0);
    const { id } = await it0.mediating();
    await turn();
    at(60);
    await turn();
    expect(await said(id)).toEqual([['term', -1]]);
  });
});

describe('a session', () => {
  it('is said on the day before; a party that left a telephone has a message with number and time, and nothing else', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const one = randomUUID();
    const when = '2026-03-06T06:30:00.000Z';
    await did('mediator', id, {
      ...{ move: 'proposeSession', session: one, mode: 'inPerson', joint: true },
      ...{ proposed: [when], place: '东街司法所' },
    });
    await did('mediator', id, { move: 'setSession', session: one, at: when });
    at(2);
    await turn();
    expect(await said(id)).toEqual([]);
    at(3);
    await turn();
    expect(await said(id)).toEqual([['session', 1]]);
    const sms = smsProvider({ kind: 'outbox' }, it0.house.work);
    const send = () => deliverDue(it0.house.work, D, caseDeliverers(it0.house.work, keyring, sms, clock), clock());
    expect(await send()).toBe(2);
    expect(await send()).toBe(0);
    const { rows } = await it0.house.work.pool.query<{ words: string }>(
      `select words from identity.sms where words like '%调解%' order by at`,
    );
    expect(rows).toHaveLength(2);
    const { number } = await it0.show('mediator', id);
    for (const { words } of rows) {
      expect(words).toContain(number);
      expect(words).toContain('3月6日 14:30');
      for (const secret of ['甲某', '乙某', '东街', '漏水']) expect(words).not.toContain(secret);
    }
    expect([a, b]).toHaveLength(2);
    // Put off to another hour of the very day that they were told: they hear of it at once, and not a second time.
    const later = new Date(Date.parse(when) + 3_600_000).toISOString();
    await did('mediator', id, { move: 'setSession', session: one, at: later });
    expect(await send()).toBe(2);
    await turn();
    expect(await send()).toBe(0);
    const moved = await it0.house.work.pool.query<{ words: string }>(
      `select words from identity.sms where words like '%15:30%'`,
    );
    expect(moved.rows).toHaveLength(2);
  });
});

describe('a session with one side alone', () => {
  it('is said to that side alone, in a message and on its page', async () => {
    at(200);
    const { id, b, passport } = await it0.mediating({ violence: true });
    const one = randomUUID();
    const when = new Date(clock().getTime() + 2 * 86_400_000).toISOString();
    const apart = { session: one, mode: 'inPerson', joint: false, with: b, proposed: [when] };
    await did('mediator', id, { move: 'proposeSession', ...apart });
    await did('mediator', id, { move: 'setSession', session: one, at: when });
    at(201);
    await turn();
    expect(await said(id)).toEqual([['session', 1]]);
    const sms = smsProvider({ kind: 'outbox' }, it0.house.work);
    expect(await deliverDue(it0.house.work, D, caseDeliverers(it0.house.work, keyring, sms, clock), clock())).toBe(1);
    const other = await it0.resident('13900000001');
    const page = await it0.call(other, 'POST', '/api/mediation/mine', { code: passport });
    expect([page.status, page.body.sessions]).toEqual([200, []]);
    expect(page.text).not.toContain(one);
    expect(page.body.next).toBe(page.body.due);
    expect(page.body.history.some((line: { kind: string }) => line.kind === 'case.reminded')).toBe(false);
  });
});

describe('a session that falls', () => {
  const sms = () => smsProvider({ kind: 'outbox' }, it0.house.work);
  const send = () => deliverDue(it0.house.work, D, caseDeliverers(it0.house.work, keyring, sms(), clock), clock());
  const planned = async (id: string, hours: number, over: object = {}) => {
    const session = randomUUID();
    const when = new Date(clock().getTime() + hours * 3_600_000).toISOString();
    const how = { mode: 'inPerson', joint: true, place: '东街司法所', ...over };
    await did('mediator', id, { move: 'proposeSession', session, proposed: [when], ...how });
    await did('mediator', id, { move: 'setSession', session, at: when });
    return session;
  };
  const told = async (id: string): Promise<string[]> => {
    const { number } = await it0.show('duty', id);
    const { rows } = await it0.house.work.pool.query<{ words: string }>(
      'select words from identity.sms where words like $1 order by at',
      [`%${number}%`],
    );
    return rows.map(({ words }) => words);
  };

  it('because another body takes the case is said once to each who was asked, and nobody is reminded of it any more', async () => {
    at(202);
    await send();
    const { id, b } = await it0.mediating();
    await planned(id, 30);
    await planned(id, 50, { joint: false, with: b });
    await did('mediator', id, { move: 'offer', body: 'pmc-other' });
    expect(await send()).toBe(0);
    await did('other', id, { move: 'accept' });
    // Two were asked to the one, the other side alone to the second.
    expect(await send()).toBe(3);
    expect(await send()).toBe(0);
    const words = await told(id);
    expect(words).toHaveLength(3);
    for (const one of words) {
      expect(one).toContain('已取消');
      for (const secret of ['甲某', '乙某', '东街', '漏水', '行业']) expect(one).not.toContain(secret);
    }
    at(203);
    await turn();
    expect(await send()).toBe(0);
    const other = (await it0.show('other', id)).history.map(({ kind }: Json) => kind);
    expect(other).not.toContain('case.reminded');
  });

  it('because it is called off, or the parties agreed before, is said as well; of one that is past, or nearly told, nothing', async () => {
    at(205);
    await turn();
    await send();
    const { id, a, b } = await it0.mediating();
    const off = await planned(id, 30);
    await did('mediator', id, { move: 'cancelSession', session: off, reason: '停电' });
    expect(await send()).toBe(2);
    expect((await told(id)).join()).not.toContain('停电');
    await planned(id, 1);
    await planned(id, 40);
    it0.house.time.now = new Date(clock().getTime() + 2 * 3_600_000);
    await did('mediator', id, { move: 'agreeOrally', agreement: agreement(a, b, '2027-03-20') });
    // The one of an hour ago is nobody's way any more; sent the same again, nothing is said again.
    expect(await send()).toBe(2);
    expect(await told(id)).toHaveLength(4);
  });
});

describe('what comes after an agreement', () => {
  it('is said: promises, the last day for confirmation, the answer to the police and the visit', async () => {
    at(0);
    const { id, promises } = await agreed('2026-03-20');
    // In effect on 2 March: confirmation can be asked for until 1 April.
    for (const n of [15, 18, 19]) {
      at(n);
      await turn();
    }
    const only = async (what: string) => (await said(id)).filter(([word]) => word === what).map(([, days]) => days);
    expect(await only('promise')).toEqual([3, 3, 0, 0, -1, -1]);
    expect(await hears('mediator', id)).toEqual(['overdue 履行约定']);
    for (const n of [23, 27, 29, 30, 31, 40]) {
      at(n);
      await turn();
    }
    expect(await only('confirmation')).toEqual([7, 3, 1]);
    expect(await only('visit')).toEqual([0]);
    for (const promise of promises)
      await did('mediator', id, { move: 'perform', promise, day: '2026-03-19', proof: '收据' });
    await did('mediator', id, { move: 'visit', day: '2026-04-10', kept: true });
    expect(await hears('mediator', id)).toEqual([]);
    // Two promises of one day are two duties; nothing was said twice.
    expect((await said(id)).length).toBe(6 + 3 + 1);
  });

  it('is heard of by the police who entrusted it, when the agreement of a public-order case is performed', async () => {
    at(0);
    const { id, promises } = await agreed('2026-03-10', {
      ...{ channel: 'entrusted', publicOrder: true },
      referrer: { body: 'police', answerBy: '2026-03-09', letter: '吴公调字第 3 号' },
    });
    at(4);
    await turn();
    expect(await said(id)).toContainEqual(['answer', 3]);
    for (const promise of promises) {
      expect(await hears('police', id)).toEqual([]);
      await did('mediator', id, { move: 'perform', promise, day: '2026-03-05', proof: '收据' });
    }
    expect(await hears('police', id)).toEqual(['news 治安调解协议已履行完毕']);
    const { upTo } = (await it0.call('police', 'GET', '/api/me/notices')).body;
    await it0.call('police', 'POST', '/api/me/notices/seen', { upTo });
    expect(await hears('police', id)).toEqual([]);
  });
});

describe('the worker', () => {
  it('that is killed between two turns, or runs twice at once, says nothing twice', async () => {
    at(0);
    const all = await Promise.all([it0.mediating(), it0.mediating(), it0.mediating()]);
    await turn();
    at(25);
    // One dies in the middle of its turn: what it had not committed is not said.
    const dying = it0.house.work.write.bind(it0.house.work);
    let writes = 0;
    const mortal = Object.create(it0.house.work, {
      write: {
        value: (scope: Parameters<typeof dying>[0], work: Parameters<typeof dying>[1]) =>
          dying(scope, async (tx) => {
            const done = await work(tx);
            writes += 1;
            if (writes === 2) throw new Error('killed');
            return done;
          }),
      },
    });
    await expect(turnCases(mortal, keyring, D, clock)).rejects.toThrow('killed');
    expect(writes).toBe(2);
    expect(await said(all[0]?.id ?? '')).toEqual([]);
    await Promise.all([1, 2, 3].map(() => turnCases(it0.house.work, keyring, D, clock)));
    for (const { id } of all) expect(await said(id)).toEqual([['term', 5]]);
  });

  it('speaks of a case that an older release has folded as soon as it is folded anew', async () => {
    at(0);
    const { id } = await it0.mediating();
    await turn();
    const older = (fold: string) =>
      asOwner(it0.house.ownerUrl, (owner) =>
        owner.query(`update mediation.case_file set fold = ${fold} where id = $1`, [id]),
      );
    await older('fold - 1');
    at(25);
    await turn();
    expect(await said(id)).toEqual([]);
    await refold({ db: it0.house.work, subjects });
    at(26);
    await turn();
    expect(await said(id)).toEqual([['term', 5]]);
  });

  it('leaves lines that fold to what stands', async () => {
    const look = () =>
      audit({ db: it0.house.work, subjects, checkpointDir: `${it0.house.dataDir}/checkpoints`, digests: [] });
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
    await asOwner(it0.house.ownerUrl, (owner) =>
      owner.query(`update mediation.case_file set fold = 0, content = content - 'reminded'`),
    );
    await refold({ db: it0.house.work, subjects });
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
    expect(await turn()).toBe(0);
  });
});
