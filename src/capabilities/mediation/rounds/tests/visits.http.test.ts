import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formOf, photo } from '../../../../../tests/walks/photo.ts';
import { noteAll } from '../../../../apps/hearing.ts';
import { whole } from '../../../../platform/db/scope.ts';
import type { Text } from '../../../../platform/language/language.ts';
import type { Case } from '../../mediation.rules.ts';
import type { RoundLineOut, RoundOut } from '../rounds.contract.ts';
import { remindRounds } from '../rounds.timers.ts';
import {
  A,
  as,
  at,
  B,
  C,
  code,
  cookies,
  counted,
  DAY,
  day,
  dispute,
  FAR,
  house,
  move,
  planned,
  ROUNDS,
  recounted,
  roundsHouse,
  START,
  seen,
  sumOf,
  TOWN,
  upload,
  visit,
} from './roundsHouse.ts';

roundsHouse();

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

it('of what was found once, taken for another nature and back again, one line opens, whoever has it', async () => {
  const { id } = await planned({ territories: [A] });
  const found = dispute({ nature: '0201' });
  expect((await visit('lian', id, { found: [found] })).status).toBe(200);
  const opens = async (kind: string) => {
    const asked = new URLSearchParams({ measure: `medFound:none/${kind}`, territory: A, from: day(), to: day() });
    const { body } = await as('duty', 'GET', `/api/figures/open?${asked}`);
    const items = body['items'] as { n: number }[];
    return [body['value'], items.length, items.reduce((sum, { n }) => sum + n, 0)];
  };
  const [before = 0, lines = 0] = (await opens('mediation.n02')) as number[];
  const url = `/api/desk/mediation/cases/${found.id}`;
  for (const nature of ['0301', '0201', '0301', '0201']) {
    const { n } = (await as('duty', 'GET', url)).body;
    const act = { move: 'triage', nature, track: 'people', body: 'centre', reason: '重新认定' };
    const answer = await as('duty', 'POST', `${url}/moves`, { id: randomUUID(), n, act });
    expect(answer.status, answer.text).toBe(200);
    const here = nature === '0201' ? 1 : 0;
    expect([nature, await opens('mediation.n02')]).toEqual([
      nature,
      [before - 1 + here, lines - 1 + here, before - 1 + here],
    ]);
    expect([nature, await opens('mediation.n03')]).toEqual([nature, [1 - here, 1 - here, 1 - here]]);
  }
});

it('figures equal a recount of the rounds, and the audit finds nothing amiss', recounted);
