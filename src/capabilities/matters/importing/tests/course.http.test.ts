import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { counts, ImportDesk, KIND, row, table } from './importDesk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk?.house.close());
afterEach(() => desk.clear());

describe('an import that is under way', () => {
  const many = (from: number, n: number) =>
    table(...Array.from({ length: n }, (_, at) => row(from + at, at % 700 === 3 ? '洪水,x' : `${KIND},y`)));

  it('is left at a batch when the worker ends and gone on with by the next one: every row once, every refusal once', async () => {
    const before = await desk.matters();
    const id = await desk.started(many(40_000, 5000));
    const ending = new AbortController();
    const going = desk.turn(ending.signal);
    await desk.hasBegun(id);
    ending.abort();
    await going;
    const left = (await desk.read('duty1', id)).course;
    expect(left.state).toBe('running');
    expect(left.dealt).toBeLessThan(5000);
    await desk.turn();
    const { course } = await desk.read('duty1', id);
    expect(course.state).toBe('done');
    expect(counts(course)).toEqual({ state: 'done', stored: 4992, known: 0, refused: 8 });
    expect(await desk.matters()).toBe(before + 4992);
    const lines = (await desk.as('duty1', 'GET', `/api/imports/${id}/refused`)).raw.toString().trimEnd().split('\r\n');
    const refused = lines.slice(1).map((one) => one.split(',')[0]);
    expect(refused).toEqual(Array.from({ length: 8 }, (_, at) => `B${40_003 + at * 700}`));
  });

  it('is taken over from a worker that is silent for a minute, and not before', async () => {
    const id = await desk.started(table(row(5000)));
    await desk.house.work.pool.query(`update matters.import set beat = now(), turn = turn + 1 where id = $1`, [id]);
    await desk.turn();
    expect((await desk.read('duty1', id)).course.state).toBe('running');
    desk.house.time.now = new Date(Date.now() + 61_000);
    await desk.turn();
    expect((await desk.read('duty1', id)).course.state).toBe('done');
  });

  it('that is taken over half-way is one import: the worker that was thought gone stops, nothing is there twice', async () => {
    const before = await desk.matters();
    const id = await desk.started(many(30_000, 3000));
    const going = desk.turn();
    await desk.hasBegun(id);
    await desk.house.work.pool.query(`update matters.import set beat = null where id = $1`, [id]);
    await Promise.all([desk.turn(), going]);
    const { course } = await desk.read('duty1', id);
    expect(course.state).toBe('done');
    expect([course.stored + course.known, course.refused]).toEqual([2995, 5]);
    expect(await desk.matters()).toBe(before + 2995);
  });

  it('is stopped by whoever holds the post: what was imported stays, the rest is left out, the file is removed', async () => {
    const before = await desk.matters();
    const id = await desk.started(many(20_000, 4000));
    const going = desk.turn();
    await desk.hasBegun(id);
    const stopped = await desk.as('duty2', 'POST', `/api/imports/${id}/cancel`, {});
    expect([stopped.status, stopped.body['state']]).toEqual([200, 'cancelled']);
    await going;
    const { course } = await desk.read('duty1', id);
    const stored = (await desk.matters()) - before;
    expect(course).toMatchObject({ state: 'cancelled', stored, known: 0 });
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(3994);
    expect(await desk.files()).toEqual([]);
    expect((await desk.as('duty1', 'POST', `/api/imports/${id}/start`, {})).status).toBe(409);
    // Brought again, it goes on where it was.
    const again = await desk.checked(many(20_000, 4000));
    expect(again.shown.found).toMatchObject({ taken: 3994 - stored, known: stored, refused: 6 });
    await desk.as('duty1', 'POST', `/api/imports/${again.id}/cancel`, {});
  });
});
