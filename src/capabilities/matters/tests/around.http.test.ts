import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { blur } from '../../../platform/places/coordinates.rules.ts';

const EXACT = { lon: 119.65321, lat: 29.08123 };
const NEAR_BY = { lon: 119.65333, lat: 29.08131 };
const WORDS = '楼道里堆满纸箱，老李家门口';
const PHONE = '13800000077';
const BOX = '119.6,29.0,119.7,29.2';

let house: TestHouse;
let duty = '';
beforeAll(async () => {
  const [fire, family] = TEST_KINDS;
  if (!fire || !family) throw new Error('no kinds');
  house = await testHouse({
    kinds: [fire, { ...family, open311: true }, { ...fire, code: 'help.aid', group: 'help', visibility: 'blurred' }],
  });
  await house.appoint('duty1', 'duty', { body: 'centre', territory: '330702' });
  duty = await house.signIn('duty1');
});
afterAll(() => house?.close());

type Told = { id: string; number: string; code: string };
async function reported(kind: string, place: object, path = '/api/matters'): Promise<Told> {
  const answer = await house.server.inject({
    method: 'POST',
    url: path,
    payload: {
      id: randomUUID(),
      kind,
      place,
      words: WORDS,
      ...(path === '/api/matters' ? { phone: PHONE, name: '李某' } : {}),
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as Told;
}
async function moved(one: Told, n: number, act: object): Promise<void> {
  const answer = await house.server.inject({
    method: 'POST',
    url: `/api/desk/matters/${one.id}/moves`,
    payload: { id: randomUUID(), n, act },
    headers: { cookie: duty },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}
const get = async (url: string) => {
  const answer = await house.server.inject({ method: 'GET', url });
  return { status: answer.statusCode, text: answer.body, json: answer.statusCode < 400 ? answer.json() : null };
};
const numbers = async (query: string): Promise<string[]> =>
  ((await get(`/api/around?${query}`)).json as { items: { number: string }[] }).items.map((one) => one.number);

test('what everybody may see is the place as exact as the kind says, days without minutes, and no words, name or telephone', async () => {
  const exact = await reported('hazard.fire', EXACT);
  const blurred = await reported('help.aid', EXACT);
  const again = await reported('help.aid', NEAR_BY);
  await moved(exact, 1, { move: 'assign', body: 'fire' });
  const { items } = (await get('/api/around')).json as { items: Record<string, unknown>[] };
  const found = (one: Told) => items.find(({ number }) => number === one.number);
  const today = new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
  expect(found(exact)).toEqual({
    number: exact.number,
    kind: 'hazard.fire',
    state: 'going',
    visibility: 'exact',
    territory: '330702',
    territoryName: { zh: '', en: '' },
    ...EXACT,
    body: { id: 'fire', zh: 'fire单位', en: 'fire body' },
    reported: today,
    closed: null,
  });
  // Two neighbours within one cell stand on the same spot, and every reading gives the same.
  const cell = blur(EXACT);
  expect(found(blurred)).toMatchObject(cell);
  expect(found(again)).toMatchObject(cell);
  const one = (await get(`/api/around/${exact.number.toLowerCase()}`)).json;
  expect(one).toMatchObject({
    history: [
      { step: 'reported', day: today },
      { step: 'assigned', day: today },
    ],
  });
  const everything = [
    (await get('/api/around')).text,
    (await get(`/api/around/map?box=${BOX}`)).text,
    (await get(`/api/around/${blurred.number}`)).text,
    (await get(`/api/around/${exact.number}`)).text,
  ].join('\n');
  expect(everything).not.toMatch(/纸箱|老李|李某|13800000077|T\d\d:\d\d/);
  for (const id of [exact.id, blurred.id, again.id]) expect(everything).not.toContain(id);
  expect(everything).not.toContain(String(NEAR_BY.lon));
});

test('a hidden matter changes nothing at all in any public answer', async () => {
  await reported('hazard.fire', EXACT);
  const asks = [
    '/api/around',
    '/api/around?days=all&limit=100',
    '/api/around?kind=dispute',
    '/api/around?kind=dispute.family&state=waiting,going,closed',
    `/api/around?box=${BOX}`,
    '/api/around?territory=330702',
    `/api/around/map?box=${BOX}`,
    '/api/around/map?box=119.65,29.08,119.66,29.09&days=all',
    `/api/around/map?box=${BOX}&kind=dispute`,
    `/api/public/near?lon=${EXACT.lon}&lat=${EXACT.lat}`,
    '/open311/v2/requests.json',
    '/open311/v2/servicerequestupdates.json',
    '/feeds/area.atom?territory=330702',
    `/feeds/area.atom?lon=${EXACT.lon}&lat=${EXACT.lat}&r=2000`,
  ];
  const answers = () =>
    Promise.all(
      asks.map(async (url) => {
        const { statusCode, body } = await house.server.inject({ method: 'GET', url });
        expect(statusCode, url).toBe(200);
        return body;
      }),
    );
  const before = await answers();
  const hidden = await reported('dispute.family', EXACT);
  expect(await answers()).toEqual(before);
  expect((await get(`/api/around/${hidden.number}`)).status).toBe(404);
  await moved(hidden, 1, { move: 'assign', body: 'town' });
  expect(await answers()).toEqual(before);
  expect(before.join('')).not.toContain(hidden.number);
  // What was public and is hidden by the duty officer is gone at once.
  const shut = await reported('hazard.fire', EXACT);
  expect(await numbers('')).toContain(shut.number);
  await moved(shut, 1, { move: 'triage', kind: 'dispute.family' });
  expect(await numbers('')).not.toContain(shut.number);
  expect((await get(`/api/around/${shut.number}`)).status).toBe(404);
  expect(await answers()).toEqual(before);
});

test('an anonymous report is seen when its day is over and not before', async () => {
  const { number } = await reported('hazard.fire', EXACT, '/api/matters/anonymous');
  expect(await numbers('')).not.toContain(number);
  expect((await get(`/api/around/${number}`)).status).toBe(404);
  await house.work.pool.query(`update matters.matter set reported = reported - interval '1 day' where number = $1`, [
    number,
  ]);
  expect(await numbers('')).toContain(number);
});

test('the list is narrowed by kind, group, state, time and place, and read on page by page', async () => {
  const [fire, aid] = [await reported('hazard.fire', EXACT), await reported('help.aid', EXACT)];
  const old = await reported('hazard.fire', EXACT);
  await house.work.pool.query(`update matters.matter set reported = reported - interval '40 days' where number = $1`, [
    old.number,
  ]);
  expect(await numbers('kind=help')).toContain(aid.number);
  expect(await numbers('kind=help')).not.toContain(fire.number);
  expect(await numbers('kind=hazard.fire')).toContain(fire.number);
  expect(await numbers('days=30')).not.toContain(old.number);
  expect(await numbers('days=90')).toContain(old.number);
  expect(await numbers('state=closed')).toEqual([]);
  expect(await numbers('box=100,20,101,21')).toEqual([]);
  expect(await numbers('territory=330702001')).toEqual([]);
  const all = await numbers('days=all&limit=100');
  const read: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { json } = await get(`/api/around?days=all&limit=2${after === '' ? '' : `&after=${after}`}`);
    const page = json as { items: { number: string }[]; after: string | null };
    read.push(...page.items.map((one) => one.number));
    after = page.after;
  }
  expect(read).toEqual(all);
  expect((await get('/api/around?box=1,2,3')).status).toBe(400);
  const { cells, total } = (await get(`/api/around/map?box=${BOX}&days=all`)).json as {
    cells: { n: number }[];
    total: number;
  };
  expect(total).toBe(all.length);
  expect(cells.reduce((sum, one) => sum + one.n, 0)).toBe(all.length);
});
