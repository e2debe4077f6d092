import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { whole } from '../../../platform/db/scope.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { putAuthority, putTerritories } from '../../../platform/places/places.store.ts';
import type { MatterOut } from '../matters.contract.ts';
import { carryTransfers } from '../transfer/transfer.timers.ts';
import { type As, staffOf } from './staff.ts';

const D = '330702';
let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  house.time.now = new Date('2026-11-23T02:00:00.000Z');
  const why = { zh: '责任表', en: 'table' };
  await house.work.write(whole(D), async (tx) => {
    const days = { from: '2020-01-01', to: null, successors: [] };
    await putTerritories(tx, D, [{ code: D, level: 'district', name: { zh: '区', en: 'District' }, ...days }]);
    await putAuthority(tx, D, [{ territory: D, kind: '', body: 'fire', from: '2020-01-01', to: null, why }]);
  });
  as = await staffOf(house, { duty: 'duty', lead: 'handler', system: 'sysadmin', security: 'secadmin' });
  await house.appoint('heir', 'handler', { body: 'town' });
});
afterAll(() => house?.close());

type Moved = Omit<MatterOut, 'status'> & { status: string | number; code: string };
const move = async (login: string, id: string, n: number, act: object) =>
  (await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act })).body as unknown as Moved;
const report = async () =>
  (
    await as(null, 'POST', '/api/matters', {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08 },
      words: '配电间冒烟',
    })
  ).body as { id: string; code: string; body: { id: string } };
const TRANSFER = { what: 'body-transfer', id: 'fire', to: 'town', territories: [D], kinds: [''], from: '2026-11-25' };
type Change = { id: string; state: string; code: string; progress: object | null; fields: { path: string }[] };
const propose = async (login: string, over: object = {}, id = randomUUID()) =>
  (await as(login, 'POST', '/api/places/changes', { id, change: { ...TRANSFER, ...over }, basis: '区政府〔2026〕8号' }))
    .body as unknown as Change;
const decide = (login: string, id: string) =>
  as(login, 'POST', `/api/places/changes/${id}/moves`, { id: randomUUID(), act: { move: 'approve' } });
/** Somebody at the body that takes over. */
async function heir(method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { cookie: await house.signIn('heir') };
  const answer = await house.server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

/** From a report to its closing, at the body `fire`; answers the matter's id and version. */
async function closedByFire(): Promise<{ id: string; n: number }> {
  const { id } = await report();
  let n = 1;
  for (const [login, act] of [
    ['duty', { move: 'assign', body: 'fire' }],
    ['lead', { move: 'accept' }],
    ['lead', { move: 'handOver', result: '已处理' }],
    ['duty', { move: 'verify' }],
    ['duty', { move: 'close' }],
  ] as const)
    n = (await move(login, id, n, act)).n;
  return { id, n };
}

let ended: { id: string; n: number };
let mine: { id: string; code: string };
let change: string;

it('is proposed with how much would pass today, by the one and decided by another', async () => {
  ended = await closedByFire();
  mine = await report();
  await move('duty', mine.id, 1, { move: 'assign', body: 'fire' });
  await move('lead', mine.id, 2, { move: 'accept' });
  const waits = await report();
  expect(waits.body.id).toBe('fire');
  const preview = await as('system', 'GET', `/api/places/desk/bodies/fire/transfer?territories=${D}`);
  expect(preview.body).toEqual({ lead: 1, waiting: 1, tasks: 0, answers: 1 });
  expect((await as('duty', 'GET', `/api/places/desk/bodies/fire/transfer?territories=${D}`)).status).toBe(403);
  const refused = async (over: object) => (await propose('system', over)).fields?.[0]?.path;
  expect(await refused({ to: 'fire' })).toBe('body.change.to');
  expect(await refused({ to: 'nobody' })).toBe('body.change.to');
  expect(await refused({ from: '2026-11-22' })).toBe('body.change.from');
  expect(await refused({ territories: ['330702999'] })).toBe('body.change.territories.0');
  expect(await refused({ id: 'centre', to: 'town' })).toBe('body.change.kinds');

  const proposed = await propose('system');
  expect(proposed).toMatchObject({ state: 'proposed', progress: null });
  change = proposed.id;
  expect((await decide('system', change)).status).toBe(403);
  expect((await decide('security', change)).body).toMatchObject({
    state: 'in-force',
    progress: { lead: 0, tasks: 0, finished: null },
  });
});

it('changes nothing before its day; from its day on new matters go to the other body', async () => {
  expect(await carryTransfers(house.work, D, () => house.time.now as Date)).toBe(0);
  expect((await report()).body.id).toBe('fire');
  house.time.now = new Date('2026-11-25T01:00:00.000Z');
  expect((await report()).body.id).toBe('town');
});

it('moves what is open to the other body, which sees it, takes it on and knows who had it; its time runs on', async () => {
  const before = (await as('lead', 'GET', `/api/desk/matters/${mine.id}`)).body['matter'] as MatterOut;
  expect((await heir('GET', `/api/desk/matters/${mine.id}`)).status).toBe(404);
  expect(await carryTransfers(house.work, D, () => house.time.now as Date)).toBe(3);
  expect((await as('lead', 'GET', `/api/desk/matters/${mine.id}`)).status).toBe(404);
  const { body } = await heir('GET', `/api/desk/matters/${mine.id}`);
  const { matter, history } = body as unknown as {
    matter: MatterOut;
    history: { kind: string; facts: Record<string, unknown> }[];
  };
  expect(matter).toMatchObject({ status: 'assigned', body: { id: 'town' }, due: before.due });
  expect(history.at(-1)).toMatchObject({
    kind: 'matter.transferred',
    facts: { basis: '区政府〔2026〕8号', lead: true, had: expect.any(String) },
  });
  const act = { id: randomUUID(), n: matter.n, act: { move: 'accept' } };
  expect((await heir('POST', `/api/desk/matters/${mine.id}/moves`, act)).body['status']).toBe('accepted');
});

it('tells the reporter who has it now, and nothing of persons', async () => {
  const followed = await as(null, 'POST', '/api/follow', { code: mine.code });
  const { history } = followed.body as unknown as { history: { kind: string; facts: Record<string, unknown> }[] };
  const line = history.find((one) => one.kind === 'matter.transferred');
  expect(line).toMatchObject({ body: { id: 'town' }, facts: { fromZh: 'fire单位' } });
  expect(Object.keys(line?.facts ?? {})).not.toContain('had');
});

it('is shown with what passed: as numbers to administrators, as a list to those whose matters they are', async () => {
  const { changes } = (await as('system', 'GET', '/api/places/desk/bodies/town')).body as { changes: Change[] };
  expect(changes[0]).toMatchObject({ id: change, progress: { lead: 1, tasks: 0, finished: expect.any(String) } });
  const { items } = (await as('duty', 'GET', '/api/desk/transfers')).body as { items: object[] };
  expect(items).toMatchObject([{ id: change, from: { id: 'fire' }, to: { id: 'town' }, kinds: [], lead: 1 }]);
  const one = (await as('duty', 'GET', `/api/desk/transfers/${change}`)).body as {
    items: { id: string; lead: boolean }[];
  };
  expect(one.items.filter((each) => each.lead).map((each) => each.id)).toEqual([mine.id]);
  expect((await as('system', 'GET', '/api/desk/transfers')).status).toBe(403);
  expect((await as('duty', 'GET', `/api/desk/transfers/${randomUUID()}`)).status).toBe(404);
});

it('leaves the body that gave it up with nothing that would keep it from being closed', async () => {
  const { hanging } = (await as('system', 'GET', '/api/places/desk/bodies/fire')).body as { hanging: object };
  expect(hanging).toMatchObject({ open: 0, answers: 0 });
});

it('the audit is clean after all of it', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});

it('what was closed before is taken up again by who answers by now; what was given to the former body afterwards was meant for it', async () => {
  const meant = await closedByFire();
  const again = { move: 'reopen', reason: '又冒烟了' };
  expect(await move('duty', ended.id, ended.n, again)).toMatchObject({ status: 'assigned', body: { id: 'town' } });
  expect((await heir('GET', `/api/desk/matters/${ended.id}`)).status).toBe(200);
  expect((await as('lead', 'GET', `/api/desk/matters/${ended.id}`)).status).toBe(404);
  expect(await move('duty', meant.id, meant.n, again)).toMatchObject({ status: 'assigned', body: { id: 'fire' } });
  const checkpointDir = `${house.dataDir}/checkpoints`;
  const done = await audit({ db: house.work, subjects, checkpointDir, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
