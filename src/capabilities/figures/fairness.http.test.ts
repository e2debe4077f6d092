import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { foldTallies } from '../../platform/journal/tally.ts';
import { FLOOR } from './withheld.rules.ts';

const D = '330702';
const TOWN = `${D}001`;
const FAR = `${D}101`;
const DAY = (text: string) => new Date(`2026-03-${text}:00.000+08:00`);
let house: TestHouse;
const cookies: Record<string, string> = {};

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function send(method: 'GET' | 'POST', url: string, login?: string, payload?: object) {
  const headers = login === undefined ? {} : { cookie: cookies[login] };
  const answer = await house.server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json() as Json };
}
async function done(method: 'GET' | 'POST', url: string, login?: string, payload?: object): Promise<Json> {
  const { status, body } = await send(method, url, login, payload);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}
const report = (at: Date, place: object, kind = 'hazard.fire'): Promise<Json> => {
  house.time.now = at;
  return done('POST', '/api/matters', undefined, { id: randomUUID(), kind, place, words: '情况' });
};
const move = (id: string, login: string, n: number, act: object, at: Date): Promise<Json> => {
  house.time.now = at;
  return done('POST', `/api/desk/matters/${id}/moves`, login, { id: randomUUID(), n, act });
};
const minutes = (at: Date, n: number) => new Date(at.getTime() + n * 60_000);
/** A matter that a body handled, so many minutes after it took it on. */
async function handled(at: Date, took: number, place: object = { territory: TOWN }, kind?: string): Promise<string> {
  const { id } = await report(at, place, kind);
  await move(id, 'duty1', 1, { move: 'assign', body: 'fire' }, minutes(at, 1));
  await move(id, 'handler1', 2, { move: 'accept' }, minutes(at, 2));
  await move(id, 'handler1', 3, { move: 'handOver', result: '已清' }, minutes(at, 2));
  await move(id, 'verifier1', 4, { move: 'verify' }, minutes(at, 2 + took));
  await move(id, 'verifier1', 5, { move: 'close' }, minutes(at, 2 + took));
  return id;
}
/** A liaison's find in the field, mended in one step at a point so many metres from the first. */
async function mended(login: string, at: Date, place: object): Promise<string> {
  house.time.now = at;
  const { id, status } = await done('POST', '/api/desk/matters', login, {
    ...{ id: randomUUID(), kind: 'hazard.fire', place, words: '楼道堆物', channel: 'field', fixed: '当场搬走' },
  });
  expect(status).toBe('handled');
  await move(id, 'verifier1', 2, { move: 'verify' }, minutes(at, 30));
  await move(id, 'verifier1', 3, { move: 'close' }, minutes(at, 31));
  return id;
}

beforeAll(async () => {
  house = await testHouse();
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en) values
      ('${D}', '${D}', '2020-01-01', 'district', '婺城区', 'Wucheng'), ('${D}', '${TOWN}', '2020-01-01', 'town', '城东街道', 'Chengdong'),
      ('${D}', '${FAR}', '2020-01-01', 'town', '雅畈镇', 'Yafan');
      insert into places.revision values ('${D}', 1)`),
  );
  await house.appoint('duty1', 'duty', { territory: D, body: 'centre' });
  await house.appoint('handler1', 'handler', { body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: D });
  await house.appoint('liaison1', 'liaison', { territory: TOWN });
  await house.appoint('liaison2', 'liaison', { territory: TOWN });
  await house.appoint('faraway', 'coordinator', { territory: FAR });
  house.time.now = DAY('02T08:00');
  for (const login of ['duty1', 'handler1', 'verifier1', 'liaison1', 'liaison2', 'faraway'])
    cookies[login] = await house.signIn(login);

  // Twelve are handled on the second within minutes, twelve take an hour.
  for (let i = 0; i < 12; i += 1) await handled(DAY('02T08:00'), 5);
  for (let i = 0; i < 12; i += 1) await handled(DAY('02T09:00'), 60);
  // Of a kind that is not told publicly.
  await handled(DAY('02T10:00'), 5, { territory: TOWN }, 'dispute.family');
  // One more is given back, one is sent back.
  const { id } = await report(DAY('02T11:00'), { territory: TOWN });
  await move(id, 'duty1', 1, { move: 'assign', body: 'fire' }, DAY('02T11:01'));
  await move(
    id,
    'handler1',
    2,
    { move: 'return', ground: 'duty', cites: '权责清单', reason: '不归我们' },
    DAY('02T11:02'),
  );
  const { id: bad } = await report(DAY('02T11:30'), { territory: FAR });
  await move(bad, 'duty1', 1, { move: 'assign', body: 'fire' }, DAY('02T11:31'));
  await move(bad, 'handler1', 2, { move: 'accept' }, DAY('02T11:32'));
  await move(bad, 'handler1', 3, { move: 'handOver', result: '已清' }, DAY('02T11:33'));
  await move(bad, 'verifier1', 4, { move: 'sendBack', reason: '还在' }, DAY('02T11:40'));
  // Three of one liaison at one spot, and one of another liaison beside them.
  for (let i = 0; i < 3; i += 1) await mended('liaison1', DAY(`02T13:0${i}`), { territory: TOWN });
  await mended('liaison2', DAY('02T13:30'), { territory: TOWN });
  house.time.now = DAY('02T20:00');
});
afterAll(() => house?.close());

const period = 'from=2026-03-01&to=2026-03-02';
const fair = (query = '', login?: string): Promise<Json> =>
  done('GET', `/api/figures/fairness?${period}${query}`, login);

describe('beside the rate stands', () => {
  it('how often work was closed on arrival, given back and found not done, for the place and the body, and never in the rate', async () => {
    const { territory, bodies } = await fair('', 'duty1');
    expect(territory.closedSoon).toMatchObject({ part: 13, whole: 29, found: 'look' });
    expect(territory.returned).toMatchObject({ part: 1, whole: 27, found: 'usual' });
    expect(territory.sentBack).toMatchObject({ part: 1, whole: 30, found: 'usual' });
    expect(bodies.map((one: Json) => one.id)).toEqual(['fire']);
    expect(bodies[0]).toMatchObject({ closed: 25, closedSoon: { part: 13, whole: 25, found: 'look' } });
    expect(bodies[0].returned).toMatchObject({ part: 1, whole: 27 });
    const { total } = await done('GET', `/api/figures?${period}`, 'duty1');
    expect(total).toMatchObject({ returned: 1, sentBack: 1, verified: 29, closedSoon: 13, onTimeRate: 1 });
  });

  it('the same once the worker has rolled the counts up', async () => {
    const before = await fair('', 'duty1');
    await foldTallies(house.work);
    expect(await fair('', 'duty1')).toEqual(before);
  });

  it('of one town what was there', async () => {
    const { territory, bodies } = await fair(`&territory=${FAR}`, 'duty1');
    expect(territory.sentBack).toMatchObject({ part: 1, whole: 1, found: 'few' });
    expect(bodies[0].sentBack).toMatchObject({ part: 1, whole: 1 });
    expect(territory.closedSoon.whole).toBe(0);
  });

  it('and each part of a body opens to its records, which add up to it', async () => {
    for (const [measure, n] of [
      ['closedSoon:fire/', 13],
      ['returned:fire/', 1],
      ['sentBack:fire/', 1],
    ] as const) {
      const opened = await done('GET', `/api/figures/open?${period}&measure=${measure}`, 'duty1');
      expect(opened.value).toBe(n);
      expect(opened.items.reduce((sum: number, one: Json) => sum + one.n, 0)).toBe(n);
      expect(opened.items.every((one: Json) => one.id !== null)).toBe(true);
    }
  });

  it('the ends of months, where one lies in the period', async () => {
    expect((await fair('', 'duty1')).burst).toMatchObject({ found: 'few', months: [], rest: { n: 29, days: 2 } });
  });
});

describe('one finding entered as many', () => {
  it('is told in groups by hands, kind, day and spot, and opens to those whose reach has it', async () => {
    const { splits } = await fair('', 'duty1');
    expect(splits).toEqual({ groups: 1, beyond: 2, floor: null, found: 'look', opens: true });
    const { groups, more } = await done('GET', `/api/figures/splits?${period}`, 'duty1');
    expect(more).toBe(0);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ day: '2026-03-02', kind: 'hazard.fire', body: null, n: 3 });
    expect(groups[0].matters).toHaveLength(3);
    const far = await done('GET', `/api/figures/splits?${period}`, 'faraway');
    expect(far.groups[0]).toMatchObject({ n: 3, matters: [] });
  });

  it('names nobody: neither who found nor who mended', async () => {
    const told = JSON.stringify(await done('GET', `/api/figures/splits?${period}`, 'duty1'));
    const { rows } = await house.work.pool.query<{ handed: string }>(
      'select distinct handed::text from matters.matter where handed is not null',
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { handed } of rows) expect(told).not.toContain(handed);
    expect(told).not.toContain('姓名');
  });
});

describe('the public', () => {
  it('reads the counts of open kinds alone, and no small number of groups', async () => {
    const { territory, bodies, splits } = await fair();
    expect(territory.closedSoon).toMatchObject({ part: 12, whole: 28 });
    expect(bodies[0].closedSoon).toMatchObject({ part: 12, whole: 24 });
    expect(splits).toEqual({ groups: null, beyond: null, floor: FLOOR, found: null, opens: false });
    expect((await send('GET', `/api/figures/splits?${period}`)).status).toBe(401);
    expect((await send('GET', `/api/figures/fairness?${period}&kind=dispute.family`)).status).toBe(403);
  });

  it('is told once there are as many as anybody may know of', async () => {
    for (let group = 0; group < FLOOR; group += 1)
      for (let i = 0; i < 3; i += 1) await mended('liaison1', DAY(`0${3 + group}T13:0${i}`), { territory: TOWN });
    house.time.now = DAY('09T20:00');
    const { splits } = await done('GET', '/api/figures/fairness?from=2026-03-01&to=2026-03-09');
    expect(splits).toMatchObject({ groups: FLOOR + 1, beyond: 2 * (FLOOR + 1), found: 'look', opens: false });
  });
});
