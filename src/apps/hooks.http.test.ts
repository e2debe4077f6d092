import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { WAITS_S } from '../platform/webhooks/webhooks.rules.ts';
import {
  as,
  clock,
  DISTRICT,
  dayBack,
  dayOver,
  end,
  hookHouse,
  hookOf,
  house,
  later,
  moved,
  own,
  receiver,
  reported,
  standing,
  turn,
  worker,
} from './tests/hookHouse.ts';

hookHouse();

describe('A hook', () => {
  it('is told in the order of the journal, signed, with nothing of a person and no free text', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    const two = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    await moved(two, 1, { move: 'assign', body: 'fire', note: '请尽快' });
    await turn();
    expect(there.came.map((each) => [each.message.type, each.status])).toEqual([
      ['matter.reported', 200],
      ['matter.reported', 200],
      ['matter.assigned', 200],
      ['matter.assigned', 200],
    ]);
    const order = there.came.map((each) => each.message.data.seq);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(there.came.map((each) => each.message.data.subject['status'])).toEqual([
      'new',
      'new',
      'assigned',
      'assigned',
    ]);
    const [first] = there.came;
    expect(Object.keys(first?.message.data ?? {}).sort()).toEqual([
      'district',
      'happened',
      'line',
      'recorded',
      'seq',
      'subject',
      'territory',
    ]);
    expect(Object.keys(first?.message.data.subject ?? {}).sort()).toEqual([
      'closed',
      'due',
      'kind',
      'number',
      'reported',
      'status',
    ]);
    for (const each of there.came) expect(each.raw).not.toMatch(/13800000009|杂物|尽快/);
    expect(there.came[0]?.id).toBe(first?.message.data.line);
    expect(await hookOf(id)).toMatchObject({ behind: 0, failures: 0 });
    await turn();
    expect(there.came.length).toBe(4);
    await end(id);
  });

  it('hears of no hidden kind, and of a nameless report only its day', async () => {
    const there = await receiver();
    const id = await standing(there);
    await reported({ kind: 'dispute.family' });
    const place = { lon: 119.65, lat: 29.08 };
    const nameless = await as(null, 'POST', '/api/matters/anonymous', {
      ...{ id: randomUUID(), kind: 'hazard.fire', place, words: '有人不敢说的话' },
    });
    expect(nameless.status, JSON.stringify(nameless.body)).toBe(200);
    await turn();
    expect(there.came).toEqual([]);
    await dayOver();
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual(['matter.reported']);
    const { recorded, subject } = there.came[0]?.message.data ?? {
      recorded: '',
      subject: {} as Record<string, unknown>,
    };
    expect([recorded, subject['reported']]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), recorded]);
    expect(there.came[0]?.message.timestamp).toBe(recorded);
    expect(there.came[0]?.raw).not.toContain('不敢');
    await end(id);
    await dayBack();
  });

  it('hears what a body did with a nameless report on its day with the report itself, once that day is over, each once', async () => {
    const [there, only] = [await receiver(), await receiver()];
    const ids = [await standing(there), await standing(only, { events: ['matter.assigned'] })];
    const place = { lon: 119.65, lat: 29.08 };
    const nameless = await as(null, 'POST', '/api/matters/anonymous', {
      ...{ id: randomUUID(), kind: 'hazard.fire', place, words: '仓库门锁着' },
    });
    await moved(String(nameless.body['id']), 1, { move: 'assign', body: 'fire' });
    const named = await reported();
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual(['matter.reported']);
    await dayOver();
    there.status = 503;
    await turn();
    there.status = 200;
    later(6);
    await turn();
    await moved(named, 1, { move: 'assign', body: 'fire' });
    await turn();
    const told = there.came.slice(1).filter((each) => each.status === 200);
    expect(told.map((each) => [each.message.type, each.message.data.subject['status']])).toEqual([
      ['matter.reported', 'new'],
      ['matter.assigned', 'assigned'],
      ['matter.assigned', 'assigned'],
    ]);
    expect(told[0]?.message.data.subject['number']).toBe(nameless.body['number']);
    expect(told[1]?.message.data.subject['number']).toBe(nameless.body['number']);
    expect(new Set(told.map((each) => each.id)).size).toBe(3);
    expect(only.came.map((each) => each.message.type)).toEqual(['matter.assigned', 'matter.assigned']);
    for (const id of ids) expect(await hookOf(id)).toMatchObject({ behind: 0, failures: 0 });
    for (const id of ids) await end(id);
    await dayBack();
  });

  it('is told of a step that was taken back by what stands again', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    const undone = await as('duty1', 'POST', '/api/desk/undo', { items: [{ matter: one, id: randomUUID(), n: 2 }] });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await turn();
    expect(there.came.map((each) => [each.message.type, each.message.data.subject['status']])).toEqual([
      ['matter.reported', 'new'],
      ['matter.assigned', 'assigned'],
      ['matter.returned', 'new'],
    ]);
    await end(id);
  });

  it('is told again after a failure, in order and under the same id, ever more slowly, and is paused after a day', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    there.status = 503;
    await turn();
    await turn();
    expect(there.came.length).toBe(1);
    expect(await hookOf(id)).toMatchObject({ state: 'standing', failures: 1, behind: 2 });
    later(6);
    await turn();
    expect(there.came.length).toBe(2);
    there.status = 200;
    later(WAITS_S[1] ?? 0);
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual([
      ...['matter.reported', 'matter.reported', 'matter.reported', 'matter.assigned'],
    ]);
    expect(new Set(there.came.slice(0, 3).map((each) => each.id)).size).toBe(1);
    expect(await hookOf(id)).toMatchObject({ failures: 0, behind: 0 });

    there.status = 500;
    await reported();
    const began = clock().getTime();
    for (const wait of [...WAITS_S, 1]) {
      await turn();
      later(wait + 1);
    }
    expect(await hookOf(id)).toMatchObject({ state: 'paused', why: 'failing', behind: 2 });
    expect((clock().getTime() - began) / 3_600_000).toBeGreaterThan(23);
    there.status = 200;
    const before = there.came.length;
    await turn();
    expect(there.came.length).toBe(before);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/moves`, { move: 'resume' })).body).toEqual({
      state: 'standing',
    });
    await turn();
    expect(there.came.length).toBe(before + 1);
    await end(id);
  });

  it('whose other side says that it is gone (410) is paused at once', async () => {
    const there = await receiver();
    const id = await standing(there);
    there.status = 410;
    await reported();
    await turn();
    expect(await hookOf(id)).toMatchObject({ state: 'paused', why: 'gone' });
    later(90_000);
    await turn();
    expect(there.came.length).toBe(1);
    await end(id);
  });

  it('that is dead or slow keeps nobody else waiting', async () => {
    const [slow, quick] = [await receiver(), await receiver()];
    const ids = [await standing(slow), await standing(quick)];
    slow.delayMs = 1_500;
    await reported();
    await own.turn(DISTRICT);
    await expect.poll(() => quick.came.length, { timeout: 1_200 }).toBe(1);
    expect(slow.came.length).toBe(0);
    await own.settled();
    expect(slow.came.length).toBe(1);
    for (const id of ids) await end(id);
  });

  it('is told by one of two workers, and goes on after one that died in the middle', async () => {
    const there = await receiver();
    const id = await standing(there);
    there.delayMs = 50;
    for (let at = 0; at < 5; at += 1) await reported();
    const other = worker();
    await Promise.all([own.turn(DISTRICT), other.turn(DISTRICT)]);
    await Promise.all([own.settled(), other.settled()]);
    expect(there.came.length).toBe(5);
    expect(new Set(there.came.map((each) => each.id)).size).toBe(5);

    // What kill -9 leaves: the hook is held, the message went out, and nothing was noted of it.
    await reported();
    const until = new Date(clock().getTime() + 30_000);
    await house.work.pool.query('update webhooks.progress set holder = $1, held_until = $2 where hook = $3', [
      randomUUID(),
      until,
      id,
    ]);
    await turn();
    expect(there.came.length).toBe(5);
    later(31);
    await turn();
    expect(there.came.length).toBe(6);
    await end(id);
  });

  it('that answers slowly and has much to hear makes room for those that wait longer', async () => {
    const [slow, quick] = [await receiver(), await receiver()];
    const ids = [await standing(slow), await standing(quick)];
    slow.delayMs = 50;
    for (let at = 0; at < 4; at += 1) await reported();
    await house.work.pool.query("update webhooks.progress set due = due - interval '1 minute' where hook = $1", [
      ids[0],
    ]);
    const narrow = worker({ atOnce: 1, turnMs: 0 });
    await turn(narrow);
    expect([slow.came.length, quick.came.length]).toEqual([1, 0]);
    await turn(narrow);
    expect([slow.came.length, quick.came.length]).toEqual([1, 1]);
    for (let at = 0; at < 6; at += 1) await turn(narrow);
    for (const one of [slow, quick]) expect(new Set(one.came.map((each) => each.id)).size).toBe(4);
    for (const id of ids) await end(id);
  });
});
