import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { formOf, photo } from '../../../../../tests/walks/photo.ts';
import { noteAll } from '../../../../apps/hearing.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { openFileStore } from '../../../../platform/files/files.door.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { fileDigests, sealedDigests } from '../../../../platform/journal/digests.ts';
import type { Text } from '../../../../platform/language/language.ts';
import { putTerritories } from '../../../../platform/places/places.store.ts';
import { freshPlacesOf } from '../../../../platform/places/places.ts';
import type { Case } from '../../mediation.rules.ts';
import type { RoundLineOut, RoundOut } from '../rounds.contract.ts';
import { closeRounds, remindRounds } from '../rounds.timers.ts';

const TOWN = '330702101';
const [A, B, C] = [`${TOWN}001`, `${TOWN}002`, `${TOWN}003`];
const FAR = '330702102001';
const ROUNDS = '/api/desk/mediation/rounds';
const DAY = 86_400_000;
const START = new Date('2026-11-02T02:00:00.000Z');

let house: TestHouse;
let cookies = new Map<string, string>();
beforeAll(async () => {
  house = await testHouse();
  const named = (code: string, level: 'town' | 'village') => ({
    ...{ code, level, name: { zh: `地${code}`, en: `place ${code}` } },
    ...{ from: '1900-01-01', to: null, successors: [] },
  });
  await house.work.write(whole('330702'), (tx) =>
    putTerritories(tx, '330702', [
      ...[TOWN, FAR.slice(0, 9)].map((code) => named(code, 'town')),
      ...[A, B, C, FAR].map((code) => named(code, 'village')),
    ]),
  );
  await freshPlacesOf(house.db, '330702');
  const people = {
    duty: ['duty', '330702'],
    town: ['coordinator', TOWN],
    other: ['coordinator', FAR.slice(0, 9)],
    mayor: ['leader', TOWN],
    lian: ['liaison', A],
    liben: ['liaison', B],
    lone: ['liaison', FAR],
  } as const;
  for (const [login, [post, territory]] of Object.entries(people))
    await house.appoint(login, post, { territory, body: 'centre' });
  await house.appoint('handler', 'handler', { body: 'fire' });
  at(START);
});
afterAll(() => house?.close());

const at = (now: Date) => {
  house.time.now = now;
  cookies = new Map();
};
async function as(login: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const cookie = cookies.get(login) ?? (await house.signIn(login));
  cookies.set(login, cookie);
  const answer = await house.server.inject({
    method,
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, text: answer.body };
}
async function upload(login: string): Promise<string> {
  const { payload, type } = await formOf(await photo());
  const cookie = cookies.get(login) ?? (await house.signIn(login));
  const url = '/api/files';
  const answer = await house.server.inject({ method: 'POST', url, headers: { cookie, 'content-type': type }, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return String(answer.json().token);
}

const day = (n = 0) => dayOf(new Date((house.time.now ?? START).getTime() + n * DAY));
const plan = (login: string, over: object = {}) =>
  as(login, 'POST', ROUNDS, { id: randomUUID(), territories: [A, B, C], from: day(), to: day(6), ...over });
async function planned(over: object = {}): Promise<RoundOut> {
  const answer = await plan('town', over);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as RoundOut;
}
const HERE = { lon: 119.651234, lat: 29.081234 };
const visit = (login: string, round: string, over: object = {}) =>
  as(login, 'POST', `${ROUNDS}/${round}/visits`, { id: randomUUID(), territory: A, place: HERE, ...over });
const move = (login: string, round: string, act: object, id = randomUUID()) =>
  as(login, 'POST', `${ROUNDS}/${round}/moves`, { id, act });
const seen = async (login: string, round: string) =>
  (await as(login, 'GET', `${ROUNDS}/${round}`)).body as unknown as RoundOut;
const dispute = (over: object = {}) => ({
  ...{ id: randomUUID(), violence: false, minors: false, nature: '0201', words: '两家为排水沟起争执' },
  parties: [
    { id: randomUUID(), side: 'applicant', name: '张甲' },
    { id: randomUUID(), side: 'respondent', name: '李乙', phone: '13800000001' },
  ],
  ...over,
});
const code = (answer: { readonly status: number; readonly body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
];
/** Everything counted of rounds, by measure, day and territory. */
const counted = async (): Promise<Record<string, number>> => {
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{ key: string; n: number }>`select measure || ' ' || to_char(day, 'YYYY-MM-DD') || ' ' || territory as key,
      sum(n)::int as n from journal.count where measure like 'round%' group by 1 having sum(n) <> 0`.execute(tx),
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
};
const sumOf = (counts: Record<string, number>, measure: string, territory = '') =>
  Object.entries(counts)
    .filter(([key]) => key.startsWith(`${measure}/screening.round `) && key.includes(` ${territory}`))
    .reduce((sum, [, n]) => sum + n, 0);

describe('a round', () => {
  it('is planned by a desk whose reach holds every territory of it, and by nobody else', async () => {
    const round = await planned({ theme: 'festival', words: '节前看看各家' });
    expect(round).toMatchObject({ state: 'running', theme: 'festival', words: '节前看看各家' });
    expect(round.coverage).toEqual({ planned: 3, visited: 0, blank: 3 });
    expect(round.planned).toMatchObject({ post: 'coordinator', name: 'town姓名' });
    expect(round.abilities).toEqual(['add', 'remind', 'close']);
    expect(code(await plan('town', { territories: [A, FAR] }))).toEqual([403, 'rounds.notYours']);
    for (const login of ['other', 'mayor', 'lian', 'handler'])
      expect(code(await plan(login)), login).toEqual([403, 'rounds.notYours']);
    expect((await plan('duty', { territories: [A, FAR] })).status).toBe(200);
  });

  it('has days that lie in order and not behind, and territories that are there', async () => {
    expect(code(await plan('town', { from: day(3), to: day(2) }))).toEqual([422, 'rounds.daysTurned']);
    expect(code(await plan('town', { from: day(-3), to: day(-1) }))).toEqual([422, 'rounds.past']);
    expect(code(await plan('town', { to: day(92) }))).toEqual([422, 'rounds.tooLong']);
    expect((await plan('town', { to: day(91) })).status).toBe(200);
    expect(code(await plan('town', { territories: [`${TOWN}999`] }))).toEqual([422, 'rounds.unknown']);
    expect((await plan('town', { territories: [TOWN] })).status).toBe(400);
  });

  it('sent twice is one; another under its id is refused', async () => {
    const given = { id: randomUUID(), territories: [A], from: day(), to: day(1) };
    const before = sumOf(await counted(), 'roundTerritories');
    expect((await plan('town', given)).status).toBe(200);
    expect((await plan('town', given)).body['id']).toBe(given.id);
    expect(sumOf(await counted(), 'roundTerritories')).toBe(before + 1);
    expect(code(await plan('town', { ...given, to: day(2) }))).toEqual([409, 'rounds.taken']);
  });

  it('is there for whoever reaches one of its territories, each with their own, and for nobody else', async () => {
    const { id } = await planned();
    expect((await seen('duty', id)).territories).toHaveLength(3);
    expect((await seen('mayor', id)).territories.map((one) => [one.code, one.visit])).toEqual([
      [A, false],
      [B, false],
      [C, false],
    ]);
    const own = await seen('lian', id);
    expect(own.territories.map((one) => [one.code, one.visit])).toEqual([[A, true]]);
    expect([own.coverage.planned, own.abilities]).toEqual([1, []]);
    for (const login of ['lone', 'other', 'handler']) {
      expect(code(await as(login, 'GET', `${ROUNDS}/${id}`)), login).toEqual([404, 'rounds.notFound']);
      expect(code(await visit(login, id)), login).toEqual([404, 'rounds.notFound']);
      expect(code(await move(login, id, { move: 'close', reason: '好了' })), login).toEqual([404, 'rounds.notFound']);
    }
    const listed = async (login: string) =>
      ((await as(login, 'GET', `${ROUNDS}?limit=100`)).body['items'] as RoundLineOut[]).map((one) => one.id);
    expect(await listed('liben')).toContain(id);
    expect(await listed('lone')).not.toContain(id);
    expect(code(await as('handler', 'GET', ROUNDS))).toEqual([403, 'rounds.noDesk']);
    const { items } = (await as('lian', 'GET', `${ROUNDS}/today`)).body as { items: RoundOut[] };
    expect(items.find((one) => one.id === id)?.territories.map((one) => one.code)).toEqual([A]);
  });

  it('is listed page by page, each once', async () => {
    const all: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await as('duty', 'GET', `${ROUNDS}?limit=2${after === '' ? '' : `&after=${after}`}`);
      all.push(...(body['items'] as RoundLineOut[]).map((one) => one.id));
      if (body['after'] === null) break;
      after = String(body['after']);
    }
    expect(all.length).toBeGreaterThan(4);
    expect(new Set(all).size).toBe(all.length);
    expect(code(await as('duty', 'GET', `${ROUNDS}?after=x`))).toEqual([400, 'rounds.badPage']);
  });
});

describe('a visit', () => {
  it('is recorded by the territory’s own liaison with a photo or the place, once however often it is sent', async () => {
    const { id } = await planned();
    expect(code(await visit('lian', id, { place: undefined }))).toEqual([422, 'rounds.needProof']);
    const given = { id: randomUUID(), photos: [await upload('lian')], words: '走了三十户' };
    const once = await visit('lian', id, given);
    expect(once.status, once.text).toBe(200);
    expect((await visit('lian', id, { ...given, waited: 90 })).status).toBe(200);
    const [place] = (await seen('town', id)).territories;
    expect(place?.visits).toHaveLength(1);
    expect(place?.visits[0]).toMatchObject({ post: 'liaison', name: 'lian姓名', found: 0, words: '走了三十户' });
    expect(place?.visits[0]?.checkedIn).toEqual({ lon: 119.6512, lat: 29.0812, inside: false });
    expect((await seen('town', id)).coverage).toEqual({ planned: 3, visited: 1, blank: 2 });
    expect(code(await visit('lian', id, { ...given, words: '别的' }))).toEqual([409, 'rounds.taken']);
    expect(code(await visit('lian', id, { territory: B }))).toEqual([403, 'rounds.notYours']);
    expect(code(await visit('town', id, { territory: FAR }))).toEqual([409, 'rounds.notPlanned']);
    // The photo opens to whoever reaches the village, not to the neighbours' liaison.
    const file = `/api/files/${place?.visits[0]?.photos[0]}`;
    const statusOf = async (login: string) => {
      const headers = { cookie: cookies.get(login) ?? (await house.signIn(login)) };
      return (await house.server.inject({ method: 'GET', url: file, headers })).statusCode;
    };
    expect([await statusOf('town'), await statusOf('lian'), await statusOf('liben')]).toEqual([200, 200, 404]);
  });

  it('is made again within a round, counts as one covered territory, and the same photo proves it once', async () => {
    const { id } = await planned();
    const { payload, type } = await formOf(await photo(0x123456));
    const token = async () => {
      const headers = { cookie: cookies.get('lian') ?? '', 'content-type': type };
      return (await house.server.inject({ method: 'POST', url: '/api/files', headers, payload })).json().token;
    };
    const before = await counted();
    expect((await visit('lian', id, { photos: [await token()] })).status).toBe(200);
    expect(code(await visit('lian', id, { photos: [await token()] }))).toEqual([422, 'rounds.photoUsed']);
    expect((await visit('lian', id)).status).toBe(200);
    expect((await seen('lian', id)).territories[0]?.visits).toHaveLength(2);
    const after = await counted();
    for (const measure of ['roundVisited', 'roundCovered'])
      expect(sumOf(after, measure, A) - sumOf(before, measure, A)).toBe(1);
  });

  it('is kept beside another that comes at the same moment, and is one when it comes twice at once', async () => {
    const { id } = await planned();
    const twice = { id: randomUUID() };
    await Promise.all(['lian', 'liben'].map((login) => seen(login, id)));
    const answers = await Promise.all([
      visit('lian', id, twice),
      visit('liben', id, { territory: B }),
      visit('lian', id, twice),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await seen('town', id)).territories.map((one) => one.visits.length)).toEqual([1, 1, 0]);
  });

  it('in a liaison’s stead says so, and how it is known', async () => {
    const { id } = await planned();
    expect(code(await visit('town', id, { territory: C }))).toEqual([422, 'rounds.needWords']);
    expect((await visit('town', id, { territory: C, words: '村支书来电' })).status).toBe(200);
    const c = (await seen('town', id)).territories.find((one) => one.code === C);
    expect(c?.visits[0]?.post).toBe('coordinator');
  });

  it('keeps every dispute that was found, sealed; nothing of a person is in the journal', async () => {
    const { id } = await planned();
    const found = [dispute(), dispute({ nature: '0102', violence: true, minors: true })];
    const answer = await visit('lian', id, { found });
    expect(answer.status, answer.text).toBe(200);
    const [one] = (await seen('town', id)).territories[0]?.visits ?? [];
    expect([one?.found, one?.cases]).toEqual([2, found.map((it) => it.id)]);
    const { rows } = await house.work.read(whole('330702'), (tx) =>
      sql<{
        text: string;
      }>`select convert_from(bytes, 'UTF8') as text from journal.line where subject = ${id}::uuid`.execute(tx),
    );
    expect(rows.length).toBe(2);
    expect(rows.map((row) => row.text).join('')).not.toMatch(/张甲|李乙|13800000001|排水沟/);
    expect((await visit('lian', id, { found: [dispute({ nature: '1601' })] })).status).toBe(400);
    expect((await visit('lian', id, { found: [dispute({ parties: [] })] })).status).toBe(400);
  });

  it('opens the case of each dispute in its own transaction: both are kept or neither, and once', async () => {
    const { id } = await planned();
    const cases = async () => {
      const { rows } = await house.work.read(whole('330702'), (tx) =>
        sql<{ content: Case }>`select content from mediation.case_file
          where content ->> 'round' = ${id} order by nature`.execute(tx),
      );
      return rows.map(({ content }) => content);
    };
    const [first, second] = [dispute(), dispute({ nature: '0102', violence: true, minors: true })];
    const given = { id: randomUUID(), found: [first, second] };
    expect((await visit('lian', id, given)).status).toBe(200);
    expect((await visit('lian', id, given)).status).toBe(200);
    expect(await cases()).toMatchObject([
      { id: second.id, channel: 'round', screened: true, status: 'applied', territory: A, nature: '0102' },
      { id: first.id, round: id, protection: { violence: false, minors: false } },
    ]);
    expect((await cases())[0]?.protection).toEqual({ violence: true, minors: true });
    // One whose id stands for another case takes the whole visit with it, and the other dispute too.
    const fresh = dispute();
    expect(code(await visit('lian', id, { found: [fresh, dispute({ id: first.id })] }))).toEqual([
      409,
      'mediation.taken',
    ]);
    expect((await seen('town', id)).territories[0]?.visits).toHaveLength(1);
    expect((await cases()).map((one) => one.id)).toEqual([second.id, first.id]);
  });

  it('is taken back by its maker for ten minutes, afterwards by the desk with a reason; with a dispute found it stands', async () => {
    const { id } = await planned();
    const wrong = { id: randomUUID() };
    expect((await visit('lian', id, wrong)).status).toBe(200);
    const counts = await counted();
    expect(code(await move('liben', id, { move: 'correct', visit: wrong.id }))).toEqual([403, 'rounds.notYours']);
    const taken = randomUUID();
    const act = { move: 'correct', visit: wrong.id };
    expect((await move('lian', id, act, taken)).status).toBe(200);
    expect((await move('lian', id, act, taken)).status).toBe(200);
    expect(code(await move('lian', id, act))).toEqual([409, 'rounds.corrected']);
    expect((await seen('lian', id)).coverage.visited).toBe(0);
    expect(sumOf(await counted(), 'roundVisited', A)).toBe(sumOf(counts, 'roundVisited', A) - 1);
    const late = { id: randomUUID() };
    await visit('lian', id, late);
    at(new Date(START.getTime() + 11 * 60_000));
    expect(code(await move('lian', id, { move: 'correct', visit: late.id }))).toEqual([403, 'rounds.undoOver']);
    expect(code(await move('town', id, { move: 'correct', visit: late.id }))).toEqual([422, 'rounds.needReason']);
    expect((await move('town', id, { move: 'correct', visit: late.id, reason: '走错了村' })).status).toBe(200);
    const withCase = { id: randomUUID(), found: [dispute()] };
    await visit('lian', id, withCase);
    expect(code(await move('lian', id, { move: 'correct', visit: withCase.id }))).toEqual([409, 'rounds.hasCases']);
    expect(code(await move('town', id, { move: 'correct', visit: randomUUID() }))).toEqual([409, 'rounds.noVisit']);
    at(START);
  });
});

describe('a round ends', () => {
  it('by hand with a reason, and what was never visited is counted as a blank', async () => {
    const { id } = await planned();
    await visit('lian', id);
    const before = await counted();
    expect((await move('town', id, { move: 'close', reason: '' })).status).toBe(400);
    expect(code(await move('mayor', id, { move: 'close', reason: '好' }))).toEqual([403, 'rounds.notYours']);
    expect((await move('town', id, { move: 'close', reason: '台风停走' })).status).toBe(200);
    expect(await seen('duty', id)).toMatchObject({
      state: 'closed',
      closed: { reason: '台风停走', post: 'coordinator' },
    });
    const after = await counted();
    expect(sumOf(after, 'roundBlank', B) - sumOf(before, 'roundBlank', B)).toBe(1);
    expect(sumOf(after, 'roundBlank', A)).toBe(sumOf(before, 'roundBlank', A));
    expect(code(await move('town', id, { move: 'close', reason: '再关' }))).toEqual([409, 'rounds.closed']);
    expect(code(await move('town', id, { move: 'add', territories: [FAR] }))).toEqual([409, 'rounds.closed']);
    at(new Date(START.getTime() + 60_000));
    expect(code(await visit('liben', id, { territory: B }))).toEqual([409, 'rounds.afterEnd']);
    // What was done before it was closed, on a phone without a line, still arrives, and the blank goes.
    expect((await visit('liben', id, { territory: B, waited: 3600 })).status).toBe(200);
    expect(sumOf(await counted(), 'roundBlank', B)).toBe(sumOf(before, 'roundBlank', B));
    at(START);
  });

  it('by itself after its last day; late phones are heard for a week', async () => {
    const { id } = await planned({ to: day(1) });
    expect((await move('town', id, { move: 'add', territories: [A] })).status).toBe(409);
    await visit('lian', id);
    const end = new Date(START.getTime() + 2 * DAY);
    at(end);
    expect(code(await visit('liben', id, { territory: B }))).toEqual([409, 'rounds.afterEnd']);
    expect((await seen('town', id)).state).toBe('over');
    expect(await closeRounds(house.work, '330702', () => end)).toBeGreaterThan(0);
    expect(await closeRounds(house.work, '330702', () => end)).toBe(0);
    expect(await seen('town', id)).toMatchObject({ state: 'closed', closed: { post: null, reason: null } });
    expect((await visit('liben', id, { territory: B, waited: 36 * 3600 })).status).toBe(200);
    at(new Date(START.getTime() + 10 * DAY));
    const old = { territory: C, words: '补', waited: 9 * 86_400 };
    expect(code(await visit('town', id, old))).toEqual([409, 'rounds.tooLate']);
    at(START);
  });

  it('is not begun before its first day', async () => {
    const { id } = await planned({ from: day(1), to: day(2) });
    expect((await seen('lian', id)).state).toBe('coming');
    expect(code(await visit('lian', id))).toEqual([409, 'rounds.early']);
    expect((await seen('lian', id)).territories[0]?.visit).toBe(false);
  });

  it('may be given territories more while it goes on', async () => {
    const { id } = await planned({ territories: [A] });
    const before = await counted();
    expect(code(await move('town', id, { move: 'add', territories: [FAR] }))).toEqual([403, 'rounds.notYours']);
    expect((await move('town', id, { move: 'add', territories: [B, A] })).status).toBe(200);
    expect((await seen('liben', id)).territories.map((one) => one.code)).toEqual([B]);
    expect(sumOf(await counted(), 'roundTerritories', B) - sumOf(before, 'roundTerritories', B)).toBe(1);
  });
});

describe('what is still to be visited', () => {
  /** What somebody hears of a round: what falls due, where, and where it leads. */
  const hears = async (login: string, id: string): Promise<string[]> => {
    await noteAll(house.work, '330702');
    const { body } = await as(login, 'GET', '/api/me/notices');
    const items = body['items'] as { subject: string; sort: string; what: Text; onPhone: string; due: string }[];
    return items
      .filter(({ subject }) => subject === id)
      .map(({ sort, what, onPhone, due }) => `${sort} ${what.zh} ${onPhone} ${due}`);
  };
  const remind = (login: string, id: string, line = randomUUID()) => move(login, id, { move: 'remind' }, line);

  it('is said to its own liaisons when whoever runs the round reminds of it, once a day of each territory', async () => {
    // The worker looks on from where it first looked.
    await noteAll(house.work, '330702');
    const { id } = await planned({ to: day(9) });
    await visit('lian', id);
    for (const login of ['lian', 'mayor', 'handler', 'other'])
      expect(code(await remind(login, id))[0], login).toBeGreaterThan(400);
    const line = randomUUID();
    const done = await remind('town', id, line);
    expect(done.status, done.text).toBe(200);
    const shown = done.body as unknown as RoundOut;
    expect(shown.territories.map(({ reminded }) => reminded !== null)).toEqual([false, true, true]);
    expect([shown.remindable, shown.abilities.includes('remind')]).toEqual([0, true]);
    // The same request again changes nothing; another one is refused until tomorrow.
    expect((await remind('town', id, line)).status).toBe(200);
    expect(code(await remind('town', id))).toEqual([409, 'rounds.remindedToday']);
    const end = `${day(9)}T16:00:00.000Z`;
    expect(await hears('liben', id)).toEqual([`soon 还有 1 处没有走访 /rounds ${end}`]);
    expect([await hears('lian', id), await hears('lone', id), await hears('town', id)]).toEqual([[], [], []]);
    // Who went there hears of it no more.
    await visit('liben', id, { territory: B });
    expect(await hears('liben', id)).toEqual([]);
    at(new Date(START.getTime() + DAY));
    expect(((await seen('town', id)) as RoundOut).remindable).toBe(1);
    await visit('town', id, { territory: C, words: '代为走访' });
    expect(code(await remind('town', id))).toEqual([409, 'rounds.allVisited']);
    at(START);
    await move('town', id, { move: 'close', reason: '走完' });
  });

  it('is said by the round itself two days before its end, once, and no more when it was closed', async () => {
    const { id } = await planned({ to: day(5) });
    await visit('lian', id);
    const turn = async (days: number) => {
      at(new Date(START.getTime() + days * DAY));
      const before = ((await seen('town', id)) as RoundOut).territories.map(({ reminded }) => reminded);
      await Promise.all([1, 2].map(() => remindRounds(house.work, '330702', () => house.time.now as Date)));
      const after = ((await seen('town', id)) as RoundOut).territories.map(({ reminded }) => reminded);
      return after.filter((one, i) => one !== before[i]).length;
    };
    expect(await turn(2)).toBe(0);
    expect(await hears('liben', id)).toEqual([]);
    expect(await turn(3)).toBe(2);
    expect((await hears('liben', id)).length).toBe(1);
    expect([await turn(3), await turn(4)]).toEqual([0, 0]);
    expect(code(await remind('town', id))[0]).toBe(200);
    await move('town', id, { move: 'close', reason: '台风停走' });
    expect(await hears('liben', id)).toEqual([]);
    at(START);
  });

  it('stands on the ground of all rounds under way, each reader’s own, until it was visited', async () => {
    const { id } = await planned({ territories: [A, B] });
    await visit('lian', id, { found: [dispute()] });
    const ground = async (login: string) => {
      const answer = await as(login, 'GET', `${ROUNDS}/ground`);
      expect(answer.status, answer.text).toBe(200);
      const all = answer.body['territories'] as { code: string; state: string; round: string }[];
      return new Map(all.map((one) => [one.code, one]));
    };
    const own = await ground('liben');
    expect([...own.keys()]).toEqual([B]);
    const town = await ground('town');
    // Of several rounds the one in which it is still to be visited.
    expect(town.get(B)?.state).toBe('waiting');
    expect([...town.keys()].every((one) => one.startsWith(TOWN))).toBe(true);
    for (const one of (await as('duty', 'GET', `${ROUNDS}?limit=100`)).body['items'] as RoundLineOut[])
      if (one.state === 'running' && one.id !== id) await move('duty', one.id, { move: 'close', reason: '并入另一轮' });
    const left = await ground('town');
    expect([left.get(A)?.state, left.get(A)?.round, left.get(B)?.state]).toEqual(['found', id, 'waiting']);
    expect((await as('handler', 'GET', `${ROUNDS}/ground`)).status).toBe(403);
  });
});

it('figures equal a recount of the rounds, and the audit finds nothing amiss', async () => {
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{
      content: { to: string; closed: unknown; territories: string[]; visits: Visits };
    }>`select content from mediation.round`.execute(tx),
  );
  type Visits = { territory: string; happened: string; corrected: unknown }[];
  const expected: Record<string, number> = {};
  const add = (measure: string, on: string, territory: string) => {
    const key = `${measure}/screening.round ${on} ${territory}`;
    expected[key] = (expected[key] ?? 0) + 1;
  };
  for (const { content } of rows) {
    for (const territory of content.territories) {
      const days = content.visits
        .filter((one) => one.corrected === null && one.territory === territory)
        .map((one) => dayOf(new Date(one.happened)))
        .sort();
      add('roundTerritories', content.to, territory);
      if (days[0] !== undefined) {
        add('roundVisited', days[0], territory);
        add('roundCovered', content.to, territory);
      } else if (content.closed !== null) add('roundBlank', content.to, territory);
    }
  }
  expect(Object.keys(expected).length).toBeGreaterThan(10);
  expect(await counted()).toEqual(expected);
  house.time.now = null;
  const digests = [sealedDigests, fileDigests(openFileStore({ dataDir: house.dataDir }))];
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
