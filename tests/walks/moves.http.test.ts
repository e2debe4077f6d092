import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '../../src/capabilities/matters/matters.rules.ts';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import { ANOTHER_BODY, type Answer, BODY, FAR_TOWN, type Peopled, peopledHouse, reportOf, RESIDENT_PHONE, residentOf, some, TOWN, VILLAGE, type Walker } from './district.ts';
import { letterOf, mayEver, mayWhen, shares, TABLE_MOVES } from './moves.table.ts';

let house: Peopled;
/** An open matter that others may be merged into. */
let into = '';
beforeAll(async () => {
  house = await peopledHouse();
  into = (await reported()).id;
}, 120_000);
afterAll(() => house?.close());

type Reported = { readonly id: string; readonly code: string };
const reported = async (over: Record<string, unknown> = {}): Promise<Reported> => {
  const answer = await house.send(house.walker('nobody'), 'POST', '/api/matters', reportOf({ phone: RESIDENT_PHONE, ...over }));
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as Reported;
};

const ACTS: Readonly<Record<Move, Record<string, unknown>>> = {
  triage: { urgency: 'urgent' }, merge: {}, assign: { body: BODY }, accept: {}, return: { reason: '不归我们' }, note: { note: '看过' }, ask: { question: '几楼？' },
  answer: { answer: '三楼' }, handOver: { result: '清了' }, fixOnSpot: { result: '当场搬走' }, verify: {}, sendBack: { reason: '没有清完' }, close: {}, rate: { stars: 4 },
  reopen: { reason: '又堆了' }, withdraw: {}, void: { reason: '重复录入' }, redirect: { door: 'petition' }, seeContact: {}, seeEarlier: {},
};
const make = (who: Walker, move: Move, { id }: Reported, n: number): Promise<Answer> => {
  if (move === 'seeContact') return house.send(who, 'POST', `/api/desk/matters/${id}/contact`, { reason: 'contact' });
  if (move === 'seeEarlier') return house.send(who, 'POST', `/api/desk/matters/${id}/earlier`, {});
  const act = { move, ...ACTS[move], ...(move === 'merge' ? { into } : {}) };
  return house.send(who, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
};
const makeAsReporter = ({ code }: Reported, move: Move, n: number): Promise<Answer> =>
  house.send(house.walker('nobody'), 'POST', '/api/follow/moves', { code, id: randomUUID(), n, act: { move, ...ACTS[move], ...(move === 'merge' ? { into } : {}) } });

/** The moves by which a matter comes into each state, a question open from its first step on; who makes each. */
const DUTY = 'duty in reach';
const TAKEN: [string, Move][] = [[DUTY, 'ask'], [DUTY, 'assign'], ['handler at its body', 'accept']];
const WAYS: Readonly<Record<Status, readonly [string, Move][]>> = {
  new: [[DUTY, 'ask']],
  assigned: TAKEN.slice(0, 2),
  accepted: TAKEN,
  handled: [...TAKEN, ['handler at its body', 'handOver']],
  verified: [...TAKEN, ['handler at its body', 'handOver'], ['verifier in reach', 'verify']],
  closed: [...TAKEN, ['handler at its body', 'handOver'], ['verifier in reach', 'verify'], ['duty in reach', 'close']],
  merged: [...TAKEN.slice(0, 2), [DUTY, 'merge']],
  withdrawn: [...TAKEN.slice(0, 2), ['reporter', 'withdraw']],
  void: [...TAKEN.slice(0, 2), [DUTY, 'void']],
  redirected: [...TAKEN.slice(0, 2), [DUTY, 'redirect']],
};
const driven = async (status: Status): Promise<Reported & { n: number }> => {
  const matter = await reported();
  let n = 1;
  for (const [who, move] of WAYS[status]) {
    const answer = who === 'reporter' ? await makeAsReporter(matter, move, n) : await make(house.walker(who), move, matter, n);
    if (answer.status !== 200) throw new Error(`${who} ${move}: ${answer.text}`);
    n += 1;
    expect(answer.json['n'], move).toBe(n);
  }
  return { ...matter, n };
};

/** What a body keeps in sight of a matter that it was given: not what went back or elsewhere. */
const SHARED: readonly Status[] = ['assigned', 'accepted', 'handled', 'verified', 'closed', 'merged', 'withdrawn', 'void'];
const sees = (who: Walker, status: Status): boolean =>
  !['auditor', 'sysadmin', 'secadmin'].includes(who.post ?? '') && (who.place === 'in reach' || (who.place === 'at its body' && SHARED.includes(status)));
const lettersOf = (who: Walker, status: Status): string =>
  who.post === null || who.place === null || !sees(who, status) ? '' : letterOf(who.post, who.place);

/** The status that the table asks for. */
function expected(who: Walker, move: Move, status: Status): number {
  if (who.is === 'nobody' || who.is === 'resident') return 401;
  if (who.is === 'machine' || who.is === 'owing') return 403;
  if (who.is === 'foreign') return 404;
  if (who.post === 'sysadmin' || who.post === 'secadmin') return 403;
  if (!sees(who, status)) return 404;
  const letters = lettersOf(who, status);
  if (shares(letters, mayWhen(move, status))) return 200;
  return shares(letters, mayEver(move)) ? 409 : 403;
}

describe.each(STATUSES)('a matter that is %s', (status) => {
  it('is open to the moves of the table, shown as buttons, and to no others', { timeout: 120_000 }, async () => {
    const matter = await driven(status);
    const wrong: string[] = [];
    const check = (what: string, answer: Answer, want: number) => {
      const titled = want === 200 || (typeof answer.json['code'] === 'string' && typeof answer.json['title'] === 'string');
      if (answer.status !== want || !titled) wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 160)}, not ${want}`);
    };
    const pairs = house.walkers.flatMap((who) => TABLE_MOVES.map((move) => ({ who, move, want: expected(who, move, status) })));
    // What changes nothing goes to the one matter, all together; each step that is allowed gets a matter of its own.
    const looks = (move: Move) => move === 'seeContact' || move === 'seeEarlier';
    await some(pairs.filter(({ want, move }) => want !== 200 || looks(move)), 6, async ({ who, move, want }) =>
      check(`${who.name} ${move}`, await make(who, move, matter, matter.n), want),
    );
    const seen = await house.send(house.walker(DUTY), 'GET', `/api/desk/matters/${matter.id}`);
    expect(seen.json['matter']).toMatchObject({ status, n: matter.n });
    for (const who of house.walkers.filter((one) => one.is === 'staff')) {
      const one = await house.send(who, 'GET', `/api/desk/matters/${matter.id}`);
      check(`${who.name} looks`, one, sees(who, status) ? 200 : who.post === 'sysadmin' || who.post === 'secadmin' ? 403 : 404);
      if (one.status !== 200) continue;
      const buttons = (one.json['matter'] as { abilities: Move[] }).abilities;
      const want = TABLE_MOVES.filter((move) => expected(who, move, status) === 200);
      if ([...buttons].sort().join() !== [...want].sort().join()) wrong.push(`${who.name} has buttons ${buttons}, not ${want}`);
    }
    expect(wrong).toEqual([]);

    await some(pairs.filter(({ want, move }) => want === 200 && !looks(move)), 4, async ({ who, move, want }) => {
      const own = await driven(status);
      check(`${who.name} ${move}`, await make(who, move, own, own.n), want);
    });
    expect(wrong).toEqual([]);
  });

  it('is open to its reporter as the table says: by the code, and by a proved telephone', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    const want = (move: Move) => (mayWhen(move, status).includes('R') ? 200 : mayEver(move).includes('R') ? 409 : 403);
    const matter = await driven(status);
    const resident = house.walker('resident');
    const other = { ...resident, headers: await residentOf(house, `1390000${String(STATUSES.indexOf(status)).padStart(4, '0')}`) };
    for (const move of TABLE_MOVES.filter((one) => !one.startsWith('see'))) {
      const act = { move, ...ACTS[move], ...(move === 'merge' ? { into } : {}) };
      const mine = (who: Walker, { id }: Reported, n: number) => house.send(who, 'POST', `/api/mine/${id}/moves`, { id: randomUUID(), n, act });
      const [byCode, byPhone] = want(move) === 200 ? [await driven(status), await driven(status)] : [matter, matter];
      for (const [how, answer] of [['code', await makeAsReporter(byCode, move, byCode.n)], ['phone', await mine(resident, byPhone, byPhone.n)]] as const) {
        // Of what was sent to the right door nothing leads from the telephone to it any more.
        const wanted = status === 'redirected' && how === 'phone' ? 404 : want(move);
        if (answer.status !== wanted) wrong.push(`${move} by ${how}: ${answer.status} ${answer.text.slice(0, 160)}, not ${wanted}`);
      }
      const stranger = await mine(other, matter, matter.n);
      if (stranger.status !== 404) wrong.push(`${move} by another resident: ${stranger.status}`);
    }
    const guessed = await makeAsReporter({ id: matter.id, code: '0000-0000-0000' }, 'note', matter.n);
    expect([wrong, guessed.status]).toEqual([[], 404]);
  });
});

describe('the second look', () => {
  it('is never by who accepted or handed over, though they are verifiers too', async () => {
    const both = await house.enter('twohats', [{ post: 'handler', body: BODY, territory: null }, { post: 'verifier', body: null, territory: TOWN }]);
    const matter = await reported();
    const steps: [Walker, Move][] = [[house.walker(DUTY), 'assign'], [both, 'accept'], [both, 'handOver']];
    for (const [at, [who, move]] of steps.entries()) expect((await make(who, move, matter, at + 1)).status, move).toBe(200);
    for (const move of ['verify', 'sendBack'] as const) {
      const refused = await make(both, move, matter, 4);
      expect([refused.status, refused.json['code']], move).toEqual([409, 'matters.ownWork']);
    }
    expect((await make(house.walker('verifier in reach'), 'verify', matter, 4)).status).toBe(200);
    expect((await make(both, 'close', matter, 5)).json['code']).toBe('matters.ownWork');
  });

  it('comes to every fix of what somebody else reported; of a liaison’s own find to those that the sample draws', async () => {
    const liaison = house.walker('liaison in reach');
    const others = await reported();
    expect((await make(liaison, 'fixOnSpot', others, 1)).json['status']).toBe('handled');
    const own = await house.send(liaison, 'POST', '/api/desk/matters', { ...reportOf(), channel: 'field', fixed: '当场搬走' });
    // The trial's kind draws every one.
    expect(own.json['status'], own.text).toBe('handled');
  });

  it('may send back what was fixed at no body, and somebody can take it up again', async () => {
    const liaison = house.walker('liaison in reach');
    const own = (await house.send(liaison, 'POST', '/api/desk/matters', { ...reportOf(), channel: 'field', fixed: '当场搬走' })).json as Reported;
    expect((await make(house.walker('verifier in reach'), 'sendBack', own, 2)).json['status']).toBe('new');
    expect((await make(house.walker(DUTY), 'assign', own, 3)).json['status']).toBe('assigned');
  });
});

describe('a report that says it is fixed', () => {
  const fixed = (who: string, over: Record<string, unknown> = {}) =>
    house.send(house.walker(who), 'POST', '/api/desk/matters', { ...reportOf(over), channel: 'field', fixed: '当场搬走' });
  const known = async () => (await house.work.pool.query('select count(*)::int as n from matters.matter')).rows[0].n as number;

  it('from somebody who may not fix it there keeps nothing', async () => {
    const before = await known();
    for (const who of ['clerk in reach', 'duty in reach', 'coordinator in reach', 'liaison out of reach', 'liaison at its body']) {
      const refused = await fixed(who);
      expect([who, refused.status, refused.json['code']]).toEqual([who, 403, 'matters.notYours']);
    }
    expect(await known()).toBe(before);
    expect((await fixed('liaison out of reach', { place: { territory: FAR_TOWN } })).status).toBe(200);
  });

  it('sent twice is fixed once', async () => {
    const one = { ...reportOf(), channel: 'field', fixed: '当场搬走' };
    const liaison = house.walker('liaison in reach');
    const [first, second] = [await house.send(liaison, 'POST', '/api/desk/matters', one), await house.send(liaison, 'POST', '/api/desk/matters', one)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.json).toEqual({ ...first.json, repeated: true });
    expect((await house.send(liaison, 'GET', `/api/desk/matters/${one.id}`)).json['matter']).toMatchObject({ n: 2, status: 'handled' });
  });

  it('sent again after a fall between its two steps makes the second', async () => {
    const one = { ...reportOf(), channel: 'field' };
    const liaison = house.walker('liaison in reach');
    await house.send(liaison, 'POST', '/api/desk/matters', one);
    expect((await house.send(liaison, 'POST', '/api/desk/matters', { ...one, fixed: '当场搬走' })).json).toMatchObject({ status: 'handled', repeated: true });
  });
});

it('what a body gave back or what went elsewhere leaves its sight', async () => {
  const matter = await reported();
  const handler = house.walker('handler at its body');
  const looks = async (who = handler) => (await house.send(who, 'GET', `/api/desk/matters/${matter.id}`)).status;
  expect(await looks()).toBe(404);
  await make(house.walker(DUTY), 'assign', matter, 1);
  expect(await looks()).toBe(200);
  expect((await make(handler, 'return', matter, 2)).status).toBe(200);
  expect(await looks()).toBe(404);
  const act = { move: 'assign', body: ANOTHER_BODY };
  await house.send(house.walker(DUTY), 'POST', `/api/desk/matters/${matter.id}/moves`, { id: randomUUID(), n: 3, act });
  expect([await looks(), await looks(house.walker('handler at another body'))]).toEqual([404, 200]);
});

it('a coordinator who puts the place right into another town hands it over, and sees it no more', async () => {
  const matter = await reported({ words: '位置报错了' });
  const coordinator = house.walker('coordinator in reach');
  const act = { move: 'triage', place: { territory: FAR_TOWN } };
  const moved = await house.send(coordinator, 'POST', `/api/desk/matters/${matter.id}/moves`, { id: randomUUID(), n: 1, act });
  expect([moved.status, moved.json['territory'], moved.json['abilities']], moved.text).toEqual([200, FAR_TOWN, []]);
  expect((await house.send(coordinator, 'GET', `/api/desk/matters/${matter.id}`)).status).toBe(404);
  const there = await house.send(house.walker('coordinator out of reach'), 'GET', `/api/desk/matters/${matter.id}`);
  expect((there.json['matter'] as { words: string }).words).toBe('位置报错了');
});

it('the reporter reopens once within fifteen days, and the duty officer after that', async () => {
  const matter = await driven('closed');
  const closed = Date.now();
  house.time.now = new Date(closed + 15 * 86_400_000 + 60_000);
  expect((await makeAsReporter(matter, 'reopen', matter.n)).json['code']).toBe('matters.tooLate');
  house.time.now = new Date(closed + 15 * 86_400_000 - 60_000);
  expect((await makeAsReporter(matter, 'reopen', matter.n)).status).toBe(200);
  house.time.now = null;
});

it('a question is put only where an answer can come', async () => {
  const clerk = house.walker('clerk in reach');
  const called = (await house.send(clerk, 'POST', '/api/desk/matters', { ...reportOf(), channel: 'hotline' })).json as Reported;
  expect((await make(house.walker(DUTY), 'ask', called, 1)).json['code']).toBe('matters.noContact');
  expect((await make(house.walker(DUTY), 'seeContact', called, 1)).json['code']).toBe('matters.noContact');
  const queue = await house.send(house.walker(DUTY), 'GET', `/api/desk/matters?territory=${VILLAGE}&sort=newest`);
  const shown = (queue.json['items'] as { id: string; abilities: string[] }[]).find((one) => one.id === called.id);
  expect(shown?.abilities).not.toContain('seeContact');
});
