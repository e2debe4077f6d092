import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { type As, staffOf } from './tests/staff.ts';
import { MOST_VIEWS } from './views.rules.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty', duty2: 'duty', handler1: 'handler', handler2: 'handler' });
});
afterAll(() => house?.close());

type View = { id: string; name: string; share: string; own: boolean; query: Record<string, string> };
const seen = async (login: string) =>
  (await as(login, 'GET', '/api/desk/views')).body as { views: View[]; first: string | null };
const names = async (login: string) => (await seen(login)).views.map((one) => one.name);
const view = (over: Record<string, unknown> = {}) => ({
  name: '今日消防',
  query: { kind: 'hazard.fire', dueToday: 'true', sort: 'due' },
  share: 'mine',
  body: null,
  ...over,
});
const keep = (login: string, id: string, over: Record<string, unknown> = {}) =>
  as(login, 'PUT', `/api/desk/views/${id}`, view(over));

it('somebody keeps a view, renames it, puts it first and deletes it; nobody else sees it and no line is left', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const lines = async () => (await house.work.pool.query('select count(*) as n from journal.line')).rows[0].n;
  const before = await lines();
  expect((await keep('duty1', a)).body).toMatchObject({ id: a, own: true, query: { dueToday: 'true' } });
  await keep('duty1', b, { name: '未派' });
  await keep('duty1', a, { name: '消防·今日' });
  expect(await names('duty1')).toEqual(['消防·今日', '未派']);
  expect(await names('duty2')).toEqual([]);
  await as('duty1', 'PUT', '/api/desk/views', { ids: [b, a], first: b });
  expect(await seen('duty1')).toMatchObject({ first: b, views: [{ id: b }, { id: a }] });
  expect((await as('duty2', 'DELETE', `/api/desk/views/${a}`)).body).toEqual({ dropped: false });
  expect((await keep('duty2', a)).status).toBe(404);
  expect((await as('duty1', 'DELETE', `/api/desk/views/${b}`)).body).toEqual({ dropped: true });
  expect(await seen('duty1')).toMatchObject({ first: null, views: [{ id: a, name: '消防·今日' }] });
  expect(await lines()).toBe(before);
  await as('duty1', 'DELETE', `/api/desk/views/${a}`);
});

it('a view is shared with one’s body by its people, with every desk by duty officers, and with nobody otherwise', async () => {
  const [body, desk] = [randomUUID(), randomUUID()];
  expect((await keep('handler1', body, { name: '消防的', share: 'body', body: 'fire' })).status).toBe(200);
  expect(await names('handler2')).toEqual(['消防的']);
  expect(await names('duty1')).toEqual([]);
  expect((await keep('handler1', randomUUID(), { share: 'body', body: 'centre' })).body).toMatchObject({
    code: 'views.shareBody',
  });
  expect((await keep('handler1', randomUUID(), { share: 'desk' })).body).toMatchObject({
    status: 403,
    code: 'views.shareDesk',
  });
  expect((await keep('duty1', desk, { name: '全区台风', share: 'desk' })).status).toBe(200);
  expect(await names('handler2')).toEqual(['消防的', '全区台风']);
  expect((await seen('handler2')).views[1]).toMatchObject({ own: false, share: 'desk' });
});

it('a view holds filters alone: no number, no open matter, no telephone in its name, nothing without bound', async () => {
  for (const query of [
    { number: '13800000001' },
    { open: randomUUID() },
    { kind: 'x'.repeat(3000) },
    { status: 'nonsense' },
  ])
    expect((await keep('duty2', randomUUID(), { query })).status, JSON.stringify(query).slice(0, 60)).toBe(400);
  expect((await keep('duty2', randomUUID(), { name: '找 138 0000-0001' })).body).toMatchObject({
    code: 'views.namesSomebody',
  });
  expect((await keep('duty2', randomUUID(), { name: '长'.repeat(41) })).status).toBe(400);
  expect((await keep('duty2', randomUUID(), { name: '2026-11-27 值班' })).status).toBe(200);
  for (let n = 1; n < MOST_VIEWS; n++)
    expect((await keep('duty2', randomUUID(), { name: `视图 ${n}` })).status).toBe(200);
  expect((await keep('duty2', randomUUID())).body).toMatchObject({ status: 422, code: 'views.tooMany' });
});

it('the database itself shows nobody another’s view, and keeps none in another’s name', async () => {
  const id = randomUUID();
  await keep('duty1', id, { name: '只给自己' });
  const stranger = { district: '330702', reach: ['330702'], bodies: ['fire'], subjects: [randomUUID()] };
  const { rows } = await house.db.read(stranger, (tx) =>
    sql<{ share: string }>`select share from matters.view`.execute(tx),
  );
  expect(rows.map((one) => one.share).sort()).toEqual(['body', 'desk']);
  await expect(
    house.db.write(stranger, (tx) =>
      sql`insert into matters.view (district, id, owner, name, query, share, made)
        values ('330702', ${randomUUID()}, ${randomUUID()}, 'x', '{}', 'desk', now())`.execute(tx),
    ),
  ).rejects.toThrow(/row-level security/);
});
