import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import {
  ANOTHER_BODY,
  BODY,
  FAR_TOWN,
  type Peopled,
  peopledHouse,
  reportOf,
  TOWN,
  VILLAGE,
  type Walker,
} from './district.ts';
import { type Reported, stepsIn } from './steps.ts';

const DUTY = 'duty in reach';
let house: Peopled;
let steps: ReturnType<typeof stepsIn>;
beforeAll(async () => {
  const wanted = [
    'clerk in reach',
    DUTY,
    'coordinator in reach',
    'coordinator out of reach',
    'liaison in reach',
    'liaison out of reach',
    'liaison at its body',
    'verifier in reach',
    'handler at its body',
    'handler at another body',
  ];
  house = await peopledHouse(({ post, place }) => wanted.includes(`${post} ${place}`));
  steps = stepsIn(house);
}, 120_000);
afterAll(() => house?.close());

describe('the second look', () => {
  it('is never by who accepted or handed over, though they are verifiers too', async () => {
    const both = await house.enter('twohats', [
      { post: 'handler', body: BODY, territory: null },
      { post: 'verifier', body: null, territory: TOWN },
    ]);
    const matter = await steps.reported();
    const way: [Walker, Move][] = [
      [house.walker(DUTY), 'assign'],
      [both, 'accept'],
      [both, 'handOver'],
    ];
    for (const [at, [who, move]] of way.entries())
      expect((await steps.make(who, move, matter, at + 1)).status, move).toBe(200);
    for (const move of ['verify', 'sendBack'] as const) {
      const refused = await steps.make(both, move, matter, 4);
      expect([refused.status, refused.json['code']], move).toEqual([409, 'matters.ownWork']);
    }
    expect((await steps.make('verifier in reach', 'verify', matter, 4)).status).toBe(200);
    expect((await steps.make(both, 'close', matter, 5)).json['code']).toBe('matters.ownWork');
  });

  it('comes to every fix of what somebody else reported; of a liaison’s own find to those that the sample draws', async () => {
    const liaison = house.walker('liaison in reach');
    const others = await steps.reported();
    expect((await steps.make(liaison, 'fixOnSpot', others, 1)).json['status']).toBe('handled');
    const own = await house.send(liaison, 'POST', '/api/desk/matters', {
      ...reportOf(),
      channel: 'field',
      fixed: '当场搬走',
    });
    // The trial's kind draws every one.
    expect(own.json['status'], own.text).toBe('handled');
  });

  it('may send back what was fixed at no body, and somebody can take it up again', async () => {
    const liaison = house.walker('liaison in reach');
    const own = (
      await house.send(liaison, 'POST', '/api/desk/matters', { ...reportOf(), channel: 'field', fixed: '当场搬走' })
    ).json as Reported;
    expect((await steps.make('verifier in reach', 'sendBack', own, 2)).json['status']).toBe('new');
    expect((await steps.make(DUTY, 'assign', own, 3)).json['status']).toBe('assigned');
  });
});

describe('a report that says it is fixed', () => {
  const fixed = (who: string, over: Record<string, unknown> = {}) =>
    house.send(house.walker(who), 'POST', '/api/desk/matters', {
      ...reportOf(over),
      channel: 'field',
      fixed: '当场搬走',
    });
  const known = async () =>
    (await house.work.pool.query('select count(*)::int as n from matters.matter')).rows[0].n as number;

  it('from somebody who may not fix it there keeps nothing', async () => {
    const before = await known();
    for (const who of [
      'clerk in reach',
      'duty in reach',
      'coordinator in reach',
      'liaison out of reach',
      'liaison at its body',
    ]) {
      const refused = await fixed(who);
      // A liaison may elsewhere, and hears that the place is the reason.
      const why = who.startsWith('liaison') ? 'matters.elsewhere' : 'matters.notYours';
      expect([who, refused.status, refused.json['code']]).toEqual([who, 403, why]);
    }
    expect(await known()).toBe(before);
    expect((await fixed('liaison out of reach', { place: { territory: FAR_TOWN } })).status).toBe(200);
  });

  it('sent twice is fixed once', async () => {
    const one = { ...reportOf(), channel: 'field', fixed: '当场搬走' };
    const liaison = house.walker('liaison in reach');
    const [first, second] = [
      await house.send(liaison, 'POST', '/api/desk/matters', one),
      await house.send(liaison, 'POST', '/api/desk/matters', one),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.json).toEqual({ ...first.json, repeated: true });
    expect((await house.send(liaison, 'GET', `/api/desk/matters/${one.id}`)).json['matter']).toMatchObject({
      n: 2,
      status: 'handled',
    });
  });

  it('sent again after a fall between its two steps makes the second', async () => {
    const one = { ...reportOf(), channel: 'field' };
    const liaison = house.walker('liaison in reach');
    await house.send(liaison, 'POST', '/api/desk/matters', one);
    expect((await house.send(liaison, 'POST', '/api/desk/matters', { ...one, fixed: '当场搬走' })).json).toMatchObject({
      status: 'handled',
      repeated: true,
    });
  });
});

it('what a body gave back or what went elsewhere leaves its sight', async () => {
  const matter = await steps.reported();
  const handler = house.walker('handler at its body');
  const looks = async (who = handler) => (await house.send(who, 'GET', `/api/desk/matters/${matter.id}`)).status;
  expect(await looks()).toBe(404);
  await steps.make(DUTY, 'assign', matter, 1);
  expect(await looks()).toBe(200);
  expect((await steps.make(handler, 'return', matter, 2)).status).toBe(200);
  expect(await looks()).toBe(404);
  const act = { move: 'assign', body: ANOTHER_BODY };
  await house.send(house.walker(DUTY), 'POST', `/api/desk/matters/${matter.id}/moves`, { id: randomUUID(), n: 3, act });
  expect([await looks(), await looks(house.walker('handler at another body'))]).toEqual([404, 200]);
});

it('a coordinator who puts the place right into another town hands it over, and sees it no more', async () => {
  const matter = await steps.reported({ words: '位置报错了' });
  const coordinator = house.walker('coordinator in reach');
  const act = { move: 'triage', place: { territory: FAR_TOWN } };
  const moved = await house.send(coordinator, 'POST', `/api/desk/matters/${matter.id}/moves`, {
    id: randomUUID(),
    n: 1,
    act,
  });
  expect([moved.status, moved.json['territory'], moved.json['abilities']], moved.text).toEqual([200, FAR_TOWN, []]);
  expect((await house.send(coordinator, 'GET', `/api/desk/matters/${matter.id}`)).status).toBe(404);
  const there = await house.send(house.walker('coordinator out of reach'), 'GET', `/api/desk/matters/${matter.id}`);
  expect((there.json['matter'] as { words: string }).words).toBe('位置报错了');
});

it('the reporter reopens once within fifteen days, and the duty officer after that', async () => {
  const matter = await steps.reported();
  const way: [string, Move][] = [
    [DUTY, 'assign'],
    ['handler at its body', 'accept'],
    ['handler at its body', 'handOver'],
    ['verifier in reach', 'verify'],
    ['verifier in reach', 'close'],
  ];
  for (const [at, [who, move]] of way.entries()) expect((await steps.make(who, move, matter, at + 1)).status).toBe(200);
  const n = way.length + 1;
  const closed = Date.now();
  house.time.now = new Date(closed + 15 * 86_400_000 + 60_000);
  expect((await steps.makeAsReporter(matter, 'reopen', n)).json['code']).toBe('matters.tooLate');
  house.time.now = new Date(closed + 15 * 86_400_000 - 60_000);
  expect((await steps.makeAsReporter(matter, 'reopen', n)).status).toBe(200);
  house.time.now = null;
});

it('a question is put only where an answer can come', async () => {
  const clerk = house.walker('clerk in reach');
  const called = (await house.send(clerk, 'POST', '/api/desk/matters', { ...reportOf(), channel: 'hotline' }))
    .json as Reported;
  expect((await steps.make(DUTY, 'ask', called, 1)).json['code']).toBe('matters.noContact');
  expect((await steps.make(DUTY, 'seeContact', called, 1)).json['code']).toBe('matters.noContact');
  const queue = await house.send(house.walker(DUTY), 'GET', `/api/desk/matters?territory=${VILLAGE}&sort=newest`);
  const shown = (queue.json['items'] as { id: string; abilities: string[] }[]).find((one) => one.id === called.id);
  expect(shown?.abilities).not.toContain('seeContact');
});
