import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RoundLineOut, RoundOut } from '../rounds.contract.ts';
import { closeRounds } from '../rounds.timers.ts';
import {
  A,
  as,
  at,
  B,
  C,
  code,
  counted,
  DAY,
  day,
  FAR,
  house,
  move,
  plan,
  planned,
  ROUNDS,
  recounted,
  roundsHouse,
  START,
  seen,
  sumOf,
  TOWN,
  visit,
} from './roundsHouse.ts';

roundsHouse();

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

it('figures equal a recount of the rounds, and the audit finds nothing amiss', recounted);
