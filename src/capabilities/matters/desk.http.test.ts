import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { addDays, dayOf, isWorkingDay, startOf } from '../../platform/calendar/calendar.rules.ts';
import { chineseCalendar } from '../../platform/calendar/holidays.ts';
import { type As, staffOf } from './tests/staff.ts';

let house: TestHouse;
let as: As;

beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty', duty2: 'duty', handler1: 'handler', verifier1: 'verifier' });
});
afterAll(() => house?.close());

type Matter = { id: string; n: number; status: string; urgency: string; body: { id: string } | null };
const report = async (over: Record<string, unknown> = {}): Promise<string> => {
  const sent = await as(null, 'POST', '/api/matters', {
    id: randomUUID(),
    kind: 'hazard.fire',
    place: { lon: 119.65, lat: 29.08 },
    words: '楼道堆满杂物',
    ...over,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return String(sent.body['id']);
};
const move = (login: string, id: string, n: number, act: object) =>
  as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
const page = async (login: string, id: string) =>
  (await as(login, 'GET', `/api/desk/matters/${id}`)).body as {
    matter: Matter;
    undo: { move: string; until: string } | null;
    history: { kind: string; facts: Record<string, unknown> }[];
  };
type Row = { matter: string; id: string; n: number };
const row = (matter: string, n: number): Row => ({ matter, id: randomUUID(), n });
type Outcome = { done: Matter | null; refused: { code: string } | null };
const undo = async (login: string, ...items: Row[]) =>
  (await as(login, 'POST', '/api/desk/undo', { items })).body['outcomes'] as Outcome[];

describe('a number of the strip', () => {
  const rowsOf = async (query: string) =>
    ((await as('duty1', 'GET', `/api/desk/matters?limit=200&${query}`)).body['items'] as Matter[]).length;

  it('opens to exactly so many rows', async () => {
    // The morning of the last working day: on others nothing falls due.
    let day = dayOf(new Date());
    while (!isWorkingDay(day, chineseCalendar()) || startOf(day).getTime() + 8 * 3_600_000 > Date.now())
      day = addDays(day, -1);
    const now = new Date(startOf(day).getTime() + 8 * 3_600_000);
    const at = async (hoursAgo: number) => {
      house.time.now = new Date(now.getTime() - hoursAgo * 3_600_000);
      return report();
    };
    // Hazards of fire are due after some days: told over four weeks, some are late, some are due within the day.
    for (let hours = 0; hours < 24 * 28; hours += 7) await at(hours);
    house.time.now = now;
    const taken = await report();
    await move('duty1', taken, 1, { move: 'assign', body: 'fire' });
    await move('handler1', taken, 2, { move: 'accept' });
    const counts = (await as('duty1', 'GET', '/api/desk/counts')).body as Record<string, number>;
    expect(counts['fresh']).toBeGreaterThan(0);
    expect(counts['overdue']).toBeGreaterThan(0);
    expect(counts['dueToday']).toBeGreaterThan(0);
    const open = 'status=new,assigned,accepted,handled,verified';
    expect({
      fresh: await rowsOf(`${open}&fresh=true`),
      unassigned: await rowsOf(`${open}&unassigned=true`),
      dueToday: await rowsOf(`${open}&dueToday=true`),
      overdue: await rowsOf(`${open}&overdue=true`),
      mine: await rowsOf(`${open}&mine=true`),
    }).toEqual(counts);
    const theirs = (await as('handler1', 'GET', '/api/desk/counts')).body['mine'];
    expect(theirs).toBe(1);
    expect((await as('handler1', 'GET', `/api/desk/matters?${open}&mine=true`)).body['items']).toHaveLength(1);
    house.time.now = null;
  });
});

describe('a list that hears of changes', () => {
  it('asks for the changed ones alone, and gets those that still belong to it', async () => {
    const [a, b] = [await report(), await report()];
    await move('duty1', b, 1, { move: 'assign', body: 'fire' });
    const asked = await as('duty1', 'GET', `/api/desk/matters?status=new&ids=${a},${b}`);
    expect((asked.body['items'] as Matter[]).map((one) => one.id)).toEqual([a]);
    expect((await as('duty1', 'GET', '/api/desk/matters?ids=nonsense')).status).toBe(400);
  });
});

describe('a step', () => {
  it('of assigning is taken back by a line more: nobody has it again, and the body sees it no more', async () => {
    const id = await report();
    await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    expect((await page('handler1', id)).matter.status).toBe('assigned');
    expect((await page('duty1', id)).undo).toMatchObject({ move: 'assign' });
    expect((await page('duty2', id)).undo).toBeNull();
    const [outcome] = await undo('duty1', row(id, 2));
    expect(outcome).toMatchObject({ refused: null, done: { status: 'new', body: null, n: 3 } });
    expect((await as('handler1', 'GET', `/api/desk/matters/${id}`)).status).toBe(404);
    const { history, undo: again } = await page('duty1', id);
    expect(history.map((one) => one.kind)).toEqual(['matter.reported', 'matter.assigned', 'matter.undone']);
    expect(history[2]?.facts['undone']).toBe('assign');
    expect(again).toBeNull();
  });

  it('of assigning to another body goes back to the one before', async () => {
    const id = await report();
    await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    await move('duty1', id, 2, { move: 'assign', body: 'town' });
    expect((await as('handler1', 'GET', `/api/desk/matters/${id}`)).status).toBe(404);
    expect((await undo('duty1', row(id, 3)))[0]?.done).toMatchObject({ status: 'assigned', body: { id: 'fire' } });
    expect((await move('handler1', id, 4, { move: 'accept' })).status).toBe(200);
  });

  it('of triage goes back to kind and urgency as they were', async () => {
    const id = await report();
    await move('duty1', id, 1, { move: 'triage', urgency: 'critical' });
    expect((await undo('duty1', row(id, 2)))[0]?.done).toMatchObject({ urgency: 'normal', n: 3 });
  });

  it('that answered a call for help leaves the call standing when it is taken back', async () => {
    const id = await report();
    expect((await move('duty2', id, 1, { move: 'note', note: '请求支援', asksHelp: true })).status).toBe(200);
    const calls = async () => (await as('duty1', 'GET', `/api/desk/matters?help=true&ids=${id}`)).body['items'];
    expect(await calls()).toHaveLength(1);
    await move('duty1', id, 2, { move: 'assign', body: 'fire' });
    expect(await calls()).toHaveLength(0);
    expect((await undo('duty1', row(id, 3)))[0]?.done).toMatchObject({ status: 'new' });
    expect(await calls()).toHaveLength(1);
  });

  it('of closing is taken back with its count, and the reporter is told', async () => {
    const id = await report({ phone: '13800000009' });
    await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    await move('handler1', id, 2, { move: 'accept' });
    await move('handler1', id, 3, { move: 'handOver', result: '已清理' });
    await move('verifier1', id, 4, { move: 'verify' });
    await move('verifier1', id, 5, { move: 'close' });
    const sum = async () =>
      Number(
        (
          await house.work.pool.query(
            `select coalesce(sum(n), 0) as n from journal.count where measure = 'closed/hazard.fire'`,
          )
        ).rows[0].n,
      );
    const closed = await sum();
    expect((await undo('duty1', row(id, 6)))[0]?.refused).toMatchObject({ code: 'matters.notYours' });
    expect((await undo('verifier1', row(id, 6)))[0]?.done).toMatchObject({ status: 'verified' });
    expect(await sum()).toBe(closed - 1);
    const { rows } = await house.work.pool.query(`select topic from journal.outbox where subject = $1 order by topic`, [
      id,
    ]);
    expect(rows.map((one: { topic: string }) => one.topic)).toContain('matter.unclosed');
  });

  it('is not taken back twice, nor after ten minutes, nor when something happened since, nor when it is no such step', async () => {
    const id = await report();
    await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    const once = row(id, 2);
    expect((await undo('duty1', once))[0]?.done).toMatchObject({ n: 3 });
    expect((await undo('duty1', once))[0]).toMatchObject({ done: { n: 3 }, refused: null });
    expect((await undo('duty1', row(id, 3)))[0]?.refused).toMatchObject({ code: 'matters.nothingToUndo' });
    await move('duty1', id, 3, { move: 'assign', body: 'fire' });
    house.time.now = new Date(Date.now() + 11 * 60_000);
    expect((await undo('duty1', row(id, 4)))[0]?.refused).toMatchObject({ code: 'matters.undoTooLate' });
    house.time.now = null;
    expect((await undo('duty1', row(id, 3)))[0]?.refused).toMatchObject({ code: 'matters.changed' });
  });
});

describe('several at once', () => {
  it('each have their outcome: what changed meanwhile is refused and the others are done; a repeat changes nothing', async () => {
    const [a, b, c] = [await report(), await report(), await report()];
    await move('duty2', b, 1, { move: 'triage', urgency: 'urgent' });
    const items = [row(a, 1), row(b, 1), row(c, 1), row(randomUUID(), 1)];
    const sent = { items, act: { move: 'assign', body: 'fire' } };
    const first = (await as('duty1', 'POST', '/api/desk/moves', sent)).body['outcomes'] as Outcome[];
    expect(first.map((one) => one.done?.status ?? one.refused?.code)).toEqual([
      'assigned',
      'matters.changed',
      'assigned',
      'matters.notFound',
    ]);
    const again = (await as('duty1', 'POST', '/api/desk/moves', sent)).body['outcomes'] as Outcome[];
    expect(again.map((one) => one.done?.n ?? null)).toEqual([2, null, 2, null]);
    expect((await page('duty1', b)).matter).toMatchObject({ status: 'new', urgency: 'urgent', n: 2 });
    const back = await undo('duty1', row(a, 2), row(c, 2));
    expect(back.map((one) => one.done?.status)).toEqual(['new', 'new']);
  });

  it('are urged or noted, by those who may', async () => {
    const id = await report();
    const urged = await as('duty1', 'POST', '/api/desk/moves', {
      items: [row(id, 1)],
      act: { move: 'triage', urgency: 'urgent' },
    });
    expect((urged.body['outcomes'] as Outcome[])[0]?.done).toMatchObject({ urgency: 'urgent' });
    const noted = await as('duty1', 'POST', '/api/desk/moves', {
      items: [row(id, 2)],
      act: { move: 'note', note: '台风后统一复查' },
    });
    expect((noted.body['outcomes'] as Outcome[])[0]?.done).toMatchObject({ n: 3 });
    const strange = await as('verifier1', 'POST', '/api/desk/moves', {
      items: [row(id, 3)],
      act: { move: 'assign', body: 'fire' },
    });
    expect((strange.body['outcomes'] as Outcome[])[0]?.refused).toMatchObject({ code: 'matters.notYours' });
    const many = Array.from({ length: 51 }, () => row(id, 3));
    expect((await as('duty1', 'POST', '/api/desk/undo', { items: many })).status).toBe(400);
  });
});

describe('who has a matter open', () => {
  const be = (login: string, id: string, doing: string) =>
    as(login, 'PUT', `/api/desk/matters/${id}/presence`, { doing });

  it('is seen by those who see the matter, for seconds, and leaves no line', async () => {
    const id = await report();
    expect((await be('duty1', id, 'assign')).body).toEqual({ others: [] });
    expect((await be('duty2', id, 'open')).body['others']).toMatchObject([
      { name: 'duty1姓名', post: 'duty', doing: 'assign' },
    ]);
    expect((await as('duty2', 'GET', '/api/desk/presence')).body['matters']).toMatchObject([
      { id, who: [{ name: 'duty1姓名', doing: 'assign' }] },
    ]);
    // The body that does not have it knows nothing of it.
    expect((await be('handler1', id, 'open')).status).toBe(404);
    expect((await as('handler1', 'GET', '/api/desk/presence')).body['matters']).toEqual([]);
    await be('duty1', id, 'gone');
    expect((await be('duty2', id, 'open')).body).toEqual({ others: [] });
    expect((await page('duty1', id)).history).toHaveLength(1);
    house.time.now = new Date(Date.now() + 26_000);
    expect((await be('duty1', id, 'open')).body).toEqual({ others: [] });
    house.time.now = null;
  });

  it('is said by nobody in another’s name, even past the routes', async () => {
    const id = await report();
    const scope = { district: '330702', reach: ['330702'], bodies: [], subjects: [randomUUID()] };
    const { sql } = await import('kysely');
    await expect(
      house.db.write(scope, (tx) =>
        sql`insert into matters.presence (district, subject, person, post, doing, at) values ('330702', ${id}, ${randomUUID()}, 'duty', 'open', now())`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
