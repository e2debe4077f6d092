import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../../../tests/harness/district.ts';
import { PASSWORD, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { callAs, Jar } from '../../../../../tests/harness/jar.ts';
import { codeOf } from '../../../../platform/identity/tests/house.ts';

export const D = '330702';
export const TOWN = `${D}001`;
export const VILLAGE = `${TOWN}002`;
export const FAR = `${D}101`;
export const day = (n: number) => new Date(Date.parse('2026-03-01T02:00:00Z') + n * 86_400_000);
export const PERIOD = { from: '2026-03-01', to: '2026-03-31' };
export let house: TestHouse;
const jars = new Map<string, Jar>();
export const sent: Record<string, { id: string; number: string }> = {};

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
export type Json = any;
export async function call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await callAs(house.server, jars, login, method, url, payload);
  return { status: answer.statusCode, body: answer.json() as Json, text: answer.body };
}
export const get = (login: string | null, url: string, query: Record<string, string> = {}) =>
  call(login, 'GET', `${url}?${new URLSearchParams(query)}`);

async function reported(name: string, n: number, kind: string, territory: string) {
  house.time.now = day(n);
  const { body, status } = await call(null, 'POST', '/api/matters', {
    ...{ id: randomUUID(), kind, place: { territory }, words: '情况' },
  });
  expect(status).toBe(200);
  sent[name] = body;
}
async function moved(name: string, login: string, n: number, act: object, at: Date) {
  house.time.now = at;
  const answer = await call(login, 'POST', `/api/desk/matters/${sent[name]?.id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, answer.text).toBe(200);
}
export const numbered = (name: string) => ({ id: sent[name]?.id, number: sent[name]?.number });
/** A matter that was handled, sent back, handled again, verified and closed. */
export async function handled(name: string, n: number, kind: string, territory: string) {
  const hour = (hours: number) => new Date(day(n).getTime() + hours * 3_600_000);
  await reported(name, n, kind, territory);
  await moved(name, 'duty', 1, { move: 'assign', body: 'fire' }, hour(1));
  await moved(name, 'handler', 2, { move: 'accept' }, hour(2));
  await moved(name, 'handler', 3, { move: 'handOver', result: '已清' }, hour(3));
  await moved(name, 'verifier', 4, { move: 'sendBack', reason: '没有清完' }, hour(4));
  await moved(name, 'handler', 5, { move: 'handOver', result: '已清完' }, hour(5));
  await moved(name, 'verifier', 6, { move: 'verify' }, hour(6));
  await moved(name, 'verifier', 7, { move: 'close' }, hour(7));
}

export const file = (login: string, against: object, more: object = {}) =>
  call(login, 'POST', '/api/desk/appeals', { id: randomUUID(), against, reason: '数不对，见台账', ...more });
export const act = (login: string, id: string, given: object) =>
  call(login, 'POST', `/api/desk/appeals/${id}/moves`, { id: randomUUID(), act: given });
export const reject = { move: 'reject', reason: '数是对的' };
export const setAside = { move: 'uphold', remedy: 'setAside', reason: '退回的是另一件' };
export const rate = (over: object = {}) => ({ is: 'figure', code: 'onTimeRate', territory: TOWN, ...PERIOD, ...over });
export const asked = async (login: string | null, query: Record<string, string> = {}) =>
  (await get(login, '/api/figures/ask', { codes: 'onTimeRate', ...PERIOD, below: 'true', ...query })).body.figures[0];
export const opened = async (login: string | null, measure: string, query: Record<string, string> = {}) =>
  (await get(login, '/api/figures/open', { measure, ...PERIOD, limit: '200', ...query })).body as {
    value: number;
    items: Json[];
  };
/** The item of a matter behind a figure, and what an appeal names of it. */
export async function itemFor(login: string, name: string, measure: string) {
  const found = (await opened(login, measure)).items.find(
    (one) => one.number === sent[name]?.number && !one.correction,
  );
  return { ...found, against: { is: 'line', ...found?.of, day: found?.day, territory: found?.territory } };
}
export const sum = (items: readonly { n: number }[]) => items.reduce((all, one) => all + one.n, 0);

/** Two townships with handled matters behind their figures: opened before the tests of a file, and closed after them. */
export function appealsHouse(): void {
  beforeAll(async () => {
    const [exact, hidden] = TEST_KINDS as [(typeof TEST_KINDS)[0], (typeof TEST_KINDS)[0]];
    house = await testHouse({ kinds: [exact, hidden, { ...exact, code: 'hazard.gas', visibility: 'blurred' }] });
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en)
      select '${D}', c, '2020-01-01', case length(c) when 6 then 'district' when 9 then 'town' else 'village' end, c, c
      from unnest(array['${[D, TOWN, VILLAGE, FAR, `${FAR}001`].join("','")}']) as t(c);
      insert into places.revision values ('${D}', 1)`),
    );
    const people = {
      duty: ['duty', { territory: D, body: 'centre' }],
      handler: ['handler', { body: 'fire' }],
      verifier: ['verifier', { territory: D }],
      coord: ['coordinator', { territory: TOWN, body: 'town' }],
      townhead: ['leader', { territory: TOWN, body: 'town' }],
      far: ['coordinator', { territory: FAR }],
      leader: ['leader', { territory: D, body: 'centre' }],
      leader2: ['leader', { territory: D }],
      own: ['leader', { territory: D, body: 'town' }],
      auditor: ['auditor', { territory: D }],
    } as const;
    for (const [login, [post, at]] of Object.entries(people)) {
      await house.appoint(login, post, at);
      jars.set(login, new Jar(await house.signIn(login)));
    }
    const enrolled = await call('auditor', 'POST', '/api/me/code/enrol', { password: PASSWORD });
    await call('auditor', 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret'])) });
    for (let n = 0; n < 5; n += 1) await handled(`near${n}`, n, 'hazard.fire', VILLAGE);
    for (let n = 0; n < 5; n += 1) await handled(`far${n}`, n, 'hazard.fire', `${FAR}001`);
    await handled('blurred', 4, 'hazard.gas', VILLAGE);
    await handled('hidden', 5, 'dispute.family', VILLAGE);
    house.time.now = day(40);
  });
  afterAll(() => house?.close());
}
