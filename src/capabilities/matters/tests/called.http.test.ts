import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { whole } from '../../../platform/db/scope.ts';
import { putBodies } from '../../../platform/identity/bodies.store.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { addKinds } from '../../kinds/kinds.door.ts';
import type { MatterOut } from '../matters.contract.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
/** The kind of fire hazards wants the town, the centre and a body of another town at it. */
beforeAll(async () => {
  house = await testHouse();
  house.time.now = new Date('2026-11-23T02:00:00.000Z');
  const [fire] = TEST_KINDS;
  await house.work.write(whole('330702'), async (tx) => {
    const far = { id: 'far', nameZh: '远镇', nameEn: 'Far town', territory: '330702109' };
    await putBodies(tx, '330702', [{ ...far, parent: null, address: null, phone: null, relays: true }]);
    if (fire === undefined) throw new Error('no kind');
    const called = { ...fire, version: 2, active: true, with: ['town', 'far', 'nobody', 'fire'] };
    await addKinds(tx, '330702', [called], null, new Date('2026-11-23T02:00:00.000Z'));
  });
  as = await staffOf(house, { duty: 'duty', lead: 'handler' });
  await house.appoint('helper', 'handler', { body: 'town' });
});
afterAll(() => house?.close());

type Moved = Omit<MatterOut, 'status'> & { status: string | number; code: string };
const move = async (login: string, id: string, n: number, act: object, line = randomUUID()) =>
  (await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: line, n, act })).body as unknown as Moved;
const reported = async (): Promise<string> => {
  const id = randomUUID();
  await as(null, 'POST', '/api/matters', {
    id,
    kind: 'hazard.fire',
    place: { lon: 119.65, lat: 29.08 },
    words: '出租房通道堵死',
  });
  return id;
};
type Entry = { kind: string; who: object | null; body: { id: string } | null; facts: Record<string, unknown> };
const historyOf = async (id: string) =>
  ((await as('duty', 'GET', `/api/desk/matters/${id}`)).body as { history: Entry[] }).history;

it('whom the kind names is called in as the lead is given the matter, inside its deadline; the lead itself is not', async () => {
  const id = await reported();
  const given = await move('duty', id, 1, { move: 'assign', body: 'fire' });
  expect(given).toMatchObject({ n: 3, status: 'assigned', body: { id: 'fire' } });
  expect(given.tasks).toMatchObject([{ body: { id: 'town' }, status: 'called', until: given.due }]);
  const history = await historyOf(id);
  expect(history.map((one) => one.kind)).toEqual(['matter.reported', 'matter.called-in', 'matter.assigned']);
  expect(history[1]).toMatchObject({ who: null, body: { id: 'town' }, facts: { byRule: true } });
});

it('whom the kind names and who is not there, or answers for another place, is named as missing', async () => {
  const id = await reported();
  await move('duty', id, 1, { move: 'assign', body: 'fire' });
  expect((await historyOf(id)).at(-1)?.facts['missing']).toBe('远镇 · nobody');
});

it('the called body sees the matter and does its task', async () => {
  const cookie = await house.signIn('helper');
  const id = await reported();
  const given = await move('duty', id, 1, { move: 'assign', body: 'fire' });
  const sent = (url: string, payload: object) =>
    house.server.inject({ method: 'POST', url, headers: { cookie }, payload });
  const act = { move: 'taskDone', task: given.tasks[0]?.id, result: '已查房东' };
  const done = await sent(`/api/desk/matters/${id}/moves`, { id: randomUUID(), n: 3, act });
  expect(done.json<Moved>().tasks).toMatchObject([{ status: 'done' }]);
});

it('nobody is called twice: not for the same step again, nor when the matter is given to another lead', async () => {
  const id = await reported();
  const line = randomUUID();
  await move('duty', id, 1, { move: 'assign', body: 'fire' }, line);
  expect((await move('duty', id, 1, { move: 'assign', body: 'fire' }, line)).n).toBe(3);
  const back = { move: 'return', ground: 'duty', cites: '责任清单', reason: '不归我们' };
  await move('lead', id, 3, back);
  expect((await move('duty', id, 4, { move: 'assign', body: 'centre' })).tasks).toHaveLength(1);
});

it('giving it to the lead is taken back as before, and what was called in stands', async () => {
  const id = await reported();
  await move('duty', id, 1, { move: 'assign', body: 'fire' });
  const taken = await as('duty', 'POST', '/api/desk/undo', { items: [{ matter: id, id: randomUUID(), n: 3 }] });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  const again = await move('duty', id, 4, { move: 'assign', body: 'centre' });
  expect(again).toMatchObject({ status: 'assigned', body: { id: 'centre' } });
  expect(again.tasks).toMatchObject([{ body: { id: 'town' }, status: 'called' }]);
});

it('the audit is clean after all of it', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
