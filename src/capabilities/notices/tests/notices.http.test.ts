import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NoticeHouse, noticeHouse, UNTIL } from './noticeHouse.ts';

let house: NoticeHouse;
beforeAll(async () => {
  house = await noticeHouse();
});
afterAll(() => house?.close());

describe('a member of staff', () => {
  it('hears what their body is to do, and not what they did themselves; what is done is nobody’s to hear of', async () => {
    house.at('2026-03-02T02:00:00.000Z');
    const one = await house.reported();
    await house.move('duty', one.id, { move: 'assign', body: 'fire' });
    expect(await house.heard('lead')).toEqual([[one.number, 'assigned', true]]);
    expect((await house.as('lead', 'GET', '/api/me/notices/count')).body).toEqual({ unseen: 1 });
    // Whoever assigned it has nothing to do, nor has another body.
    expect(await house.heard('duty')).toEqual([]);
    expect(await house.heard('helper')).toEqual([]);
    const { upTo } = (await house.as('lead', 'GET', '/api/me/notices')).body as { upTo: number };
    expect((await house.as('lead', 'POST', '/api/me/notices/seen', { upTo })).status).toBe(200);
    expect(await house.heard('lead')).toEqual([[one.number, 'assigned', false]]);
    expect((await house.as('lead', 'GET', '/api/me/notices/count')).body).toEqual({ unseen: 0 });
    // What was seen is not unseen again, and nobody has seen what was not said yet.
    await house.as('lead', 'POST', '/api/me/notices/seen', { upTo: 0 });
    expect(await house.heard('lead')).toEqual([[one.number, 'assigned', false]]);
    await house.as('lead', 'POST', '/api/me/notices/seen', { upTo: 1_000_000_000 });
    await house.move('lead', one.id, { move: 'accept' });
    expect(await house.heard('lead')).toEqual([]);
    const other = await house.reported();
    await house.move('duty', other.id, { move: 'assign', body: 'fire' });
    expect(await house.heard('lead')).toEqual([[other.number, 'assigned', true]]);
    await house.move('lead', other.id, { move: 'accept' });
  });

  it('is called in, reminded of the task, and the head and the lead hear when its day is over', async () => {
    house.at('2026-03-02T02:00:00.000Z');
    const { id, number } = await house.reported();
    await house.move('duty', id, { move: 'assign', body: 'fire' });
    await house.move('lead', id, { move: 'accept' });
    await house.move('lead', id, { move: 'callIn', body: 'centre', until: '2026-03-03', words: '请断电' });
    const of = async (login: string) => (await house.heard(login)).filter(([shown]) => shown === number);
    expect(await of('helper')).toEqual([[number, 'calledIn', true]]);
    house.at(UNTIL, -86_400_000);
    await house.turn();
    // Still called in: the weightier of the two is said.
    expect(await of('helper')).toEqual([[number, 'calledIn', true]]);
    house.at(UNTIL);
    await house.turn();
    expect(await of('helper')).toEqual([[number, 'overdue', true]]);
    expect(await of('chief')).toEqual([[number, 'escalated', true]]);
    expect(await of('lead')).toEqual([[number, 'overdue', true]]);
    await house.move('lead', id, { move: 'taskCancel', task: await house.taskOf(id), reason: '已解决' });
    expect([await of('helper'), await of('chief'), await of('lead')]).toEqual([[], [], []]);
  });

  it('hears of a deadline as the tree says: who handles it, the head, the town, the district', async () => {
    house.at('2026-03-02T02:00:00.000Z');
    const { id, number } = await house.reported();
    await house.move('duty', id, { move: 'assign', body: 'fire' });
    await house.move('lead', id, { move: 'accept' });
    // Due at the end of Thursday.
    const end = '2026-03-05T16:00:00.000Z';
    const of = async (login: string) =>
      (await house.heard(login)).filter(([shown]) => shown === number).map(([, sort]) => sort);
    const all = async () => Promise.all(['lead', 'second', 'firehead', 'town', 'duty', 'farduty'].map(of));
    house.at(end, -86_400_000);
    await house.turn();
    // Once somebody handles it, its time is theirs: not the other handler’s of the same body.
    expect(await all()).toEqual([['soon'], [], [], [], [], []]);
    house.at(end);
    await house.turn();
    expect(await all()).toEqual([['overdue'], [], ['escalated'], [], [], []]);
    house.at(end, 86_400_000);
    await house.turn();
    expect(await all()).toEqual([['overdue'], [], ['escalated'], ['escalated'], [], []]);
    house.at(end, 3 * 86_400_000);
    await house.turn();
    expect(await all()).toEqual([['overdue'], [], ['escalated'], ['escalated'], ['escalated'], []]);
  });

  it('decides what waits for them: an extension, and whose a matter is after the second return', async () => {
    house.at('2026-03-02T02:00:00.000Z');
    const one = await house.reported();
    await house.move('duty', one.id, { move: 'assign', body: 'fire' });
    await house.move('lead', one.id, { move: 'accept' });
    await house.move('lead', one.id, { move: 'askExtension', days: 1, reason: '等配件' });
    const of = async (login: string, number: string) =>
      (await house.heard(login)).filter(([shown]) => shown === number).map(([, sort]) => sort);
    expect([await of('leader', one.number), await of('duty', one.number), await of('town', one.number)]).toEqual([
      ['extension'],
      ['extension'],
      [],
    ]);
    await house.move('leader', one.id, { move: 'decideExtension', days: 1 });
    expect(await of('duty', one.number)).toEqual([]);
    const back = { move: 'return', ground: 'duty', cites: '责任清单第三条', reason: '不归我们' };
    const other = await house.reported();
    for (const _ of [1, 2]) {
      await house.move('duty', other.id, { move: 'assign', body: 'fire' });
      await house.move('lead', other.id, back);
    }
    expect([await of('leader', other.number), await of('duty', other.number)]).toEqual([['ruling'], []]);
    await house.move('leader', other.id, { move: 'rule', body: 'centre', reason: '以属地为准' });
    expect([await of('leader', other.number), await of('helper', other.number)]).toEqual([[], ['assigned']]);
  });

  it('sees what is theirs by their posts of this moment, and nobody else’s settings', async () => {
    const asked = await house.as('helper', 'GET', '/api/me/notices/settings');
    expect(asked.body).toMatchObject({
      setting: { pace: 'hourly', quiet: { from: 1320, to: 420 }, pass: true, office: true },
      hasHours: false,
      devices: [],
    });
    const setting = { pace: 'morning', quiet: { from: 1260, to: 480 }, pass: false, office: false };
    expect((await house.as('helper', 'PUT', '/api/me/notices/settings', setting)).status).toBe(200);
    expect((await house.as('helper', 'GET', '/api/me/notices/settings')).body).toMatchObject({ setting });
    expect((await house.as('lead', 'GET', '/api/me/notices/settings')).body).toMatchObject({
      setting: { pace: 'hourly' },
    });
    const bad = { ...setting, quiet: { from: 1440, to: 0 } };
    expect((await house.as('helper', 'PUT', '/api/me/notices/settings', bad)).status).toBe(400);
    expect((await house.as('helper', 'DELETE', `/api/me/notices/devices/${randomUUID()}`)).status).toBe(404);
    expect((await house.as(null, 'GET', '/api/me/notices')).status).toBe(401);
    // An administrator sees no matters, and has nothing to be told of.
    expect(await house.heard('sys')).toEqual([]);
  });
});
