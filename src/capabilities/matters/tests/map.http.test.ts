import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';

let house: TestHouse;
let cookie: string;
const SIGHT = 'west=119&south=28.5&east=120.2&north=29.6';
const PLACES = [
  { lon: 119.601, lat: 29.001 },
  { lon: 119.602, lat: 29.002 },
  { lon: 119.7, lat: 29.1 },
  { lon: 119.9, lat: 29.3 },
];

const get = async (path: string, as = cookie) => {
  const answer = await house.server.inject({ method: 'GET', url: path, headers: { cookie: as } });
  return { status: answer.statusCode, body: answer.json() as Record<string, never> & { items: { lon: number }[] } };
};

beforeAll(async () => {
  house = await testHouse();
  await house.appoint('duty1', 'duty', { territory: '330702', body: 'centre' });
  cookie = await house.signIn('duty1');
  for (const place of PLACES) {
    const payload = { id: randomUUID(), kind: 'hazard.fire', place, words: '楼道堆物' };
    const sent = await house.server.inject({ method: 'POST', url: '/api/matters', payload });
    expect(sent.statusCode, sent.body).toBe(200);
  }
});
afterAll(() => house?.close());

const cellsIn = async (query: string) => {
  const { status, body } = await get(`/api/desk/map?${query}`);
  expect(status).toBe(200);
  return body as unknown as { total: number; cells: { n: number; lon: number; lat: number; id: string | null }[] };
};

it('a map of the whole district adds up to all matters, and a cell of one names it', async () => {
  const { total, cells } = await cellsIn(SIGHT);
  expect(total).toBe(PLACES.length);
  expect(cells.reduce((sum, one) => sum + one.n, 0)).toBe(PLACES.length);
  for (const one of cells) expect(one.id === null).toBe(one.n > 1);
});

it('cells lie still while the map is pushed about', async () => {
  const near = (await cellsIn('west=119.5&south=28.9&east=119.8&north=29.2')).cells;
  const pushed = (await cellsIn('west=119.503&south=28.901&east=119.803&north=29.201')).cells;
  expect(pushed).toEqual(near);
});

it('an area that was drawn narrows the map and the queue alike, its border included', async () => {
  const shape = '119.59,28.99~119.71,28.99~119.71,29.11~119.59,29.01';
  expect((await cellsIn(`${SIGHT}&shape=${shape}`)).total).toBe(3);
  const { body } = await get(`/api/desk/matters?shape=${shape}`);
  expect(body.items.map((one) => one.lon).toSorted()).toEqual([119.601, 119.602, 119.7]);
  // Hollow towards the third: what lies in the box and not in the area is outside.
  const hollow = '119.59,28.99~119.71,28.99~119.71,29.05~119.59,29.11';
  expect((await cellsIn(`${SIGHT}&shape=${hollow}`)).total).toBe(2);
});

it('an area of two corners, or of letters, is refused by name', async () => {
  for (const shape of ['119.6,29~119.7,29', 'a,b~c,d~e,f', `${'119.6,29~'.repeat(60)}119.7,29`]) {
    const { status, body } = await get(`/api/desk/map?${SIGHT}&shape=${encodeURIComponent(shape)}`);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('query.shape');
  }
});

it('somebody who asks who answers at a place hears it by the dated table, for every kind that is taken', async () => {
  const { status, body } = await get('/api/desk/responsible?lon=119.65&lat=29.08');
  expect(status).toBe(200);
  const { bodies, nobody } = body as unknown as { bodies: { id: string; kinds: string[] }[]; nobody: string[] };
  const named = bodies.flatMap((one) => one.kinds);
  expect(new Set(named).size).toBe(named.length);
  const kinds = await house.server.inject({ method: 'GET', url: '/api/kinds' });
  const taken = (kinds.json() as { kinds: { code: string }[] }).kinds.map((one) => one.code);
  expect([...named, ...nobody].toSorted()).toEqual(taken.toSorted());
  // As the matter's own page says it.
  const list = await get('/api/desk/matters?limit=1');
  const [first] = list.body.items as unknown as { proposed: { id: string } | null }[];
  expect(bodies.find((one) => one.kinds.includes('hazard.fire'))?.id).toBe(first?.proposed?.id);
});

it('maps are drawn on nothing but our own boundaries unless the operator sets a base', async () => {
  expect((await get('/api/places/base-map', '')).body).toEqual({ kind: 'none' });
});
