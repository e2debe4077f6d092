import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { type As, staffOf } from '../tests/staff.ts';
import { turnClocks } from './clock.timers.ts';

const D = '330702';
const CALLED = '2026-11-23T02:00:00.000Z';
/** The end of the task's last day in Asia/Shanghai. */
const UNTIL = '2026-11-25T16:00:00.000Z';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  at(CALLED);
  as = await staffOf(house, { duty: 'duty', lead: 'handler' });
  await house.appoint('helper', 'handler', { body: 'centre' });
});
afterAll(() => house?.close());

const at = (time: string, plusMs = 0) => {
  house.time.now = new Date(Date.parse(time) + plusMs);
};
const turn = () => turnClocks(house.work, keyring, D, () => house.time.now as Date);
const move = (login: string, id: string, n: number, act: object, line = randomUUID()) =>
  as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: line, n, act });
/** A matter with the body `centre` called in until the 25th. */
async function together() {
  const { body } = await as(null, 'POST', '/api/matters', {
    id: randomUUID(),
    kind: 'hazard.fire',
    place: { lon: 119.65, lat: 29.08 },
    words: '配电间冒烟',
  });
  const { id } = body as { id: string };
  await move('duty', id, 1, { move: 'assign', body: 'fire' });
  await move('lead', id, 2, { move: 'accept' });
  const task = randomUUID();
  await move('lead', id, 3, { move: 'callIn', body: 'centre', until: '2026-11-25', words: '请协助断电' }, task);
  return { id, task };
}
type Entry = { readonly kind: string; readonly facts: Record<string, unknown>; readonly body: { id: string } | null };
const spoken = async (id: string) =>
  ((await as('lead', 'GET', `/api/desk/matters/${id}`)).body as { history: Entry[] }).history.filter((one) =>
    one.kind.startsWith('matter.task-'),
  );

it('reminds whoever was called in a day before, tells its head and the lead at the end and a day after, once with two workers', async () => {
  const { id, task } = await together();
  await turn();
  at(UNTIL, -86_400_000 - 1);
  await turn();
  expect(await spoken(id)).toEqual([]);
  at(UNTIL, -86_400_000);
  await Promise.all([turn(), turn()]);
  await turn();
  expect(await spoken(id)).toMatchObject([
    { kind: 'matter.task-reminded', body: { id: 'centre' }, facts: { due: UNTIL } },
  ]);
  // What the clock says is in nobody's way: they act upon what they had looked at.
  const accepted = await move('lead', id, 4, { move: 'note', note: '已联系' });
  expect(accepted.status).toBe(200);
  at(UNTIL);
  await Promise.all([turn(), turn()]);
  expect((await spoken(id)).at(-1)).toMatchObject({ kind: 'matter.task-escalated', body: { id: 'centre' } });
  const listed = (await as('duty', 'GET', '/api/desk/overdue?stage=task')).body as {
    items: { matter: string; task: string; body: { id: string } }[];
  };
  expect(listed.items).toMatchObject([{ matter: id, task, body: { id: 'centre' } }]);
  at(UNTIL, 86_400_000);
  await turn();
  await turn();
  expect((await spoken(id)).map((one) => one.kind)).toEqual([
    'matter.task-reminded',
    'matter.task-escalated',
    'matter.task-escalated',
  ]);
});

it('says one thing after an outage, and nothing once the task is over', async () => {
  at(CALLED);
  const one = await together();
  const other = await together();
  await move('lead', other.id, 4, { move: 'taskCancel', task: other.task, reason: '不需要了' });
  at(UNTIL, 5 * 86_400_000);
  await turn();
  await turn();
  expect((await spoken(one.id)).map(({ kind }) => kind)).toEqual(['matter.task-escalated']);
  expect((await spoken(other.id)).map(({ kind }) => kind)).toEqual(['matter.task-cancelled']);
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((found) => found.firstDifference)).toEqual([null]);
});
