import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { audit } from '../../../platform/journal/audit.ts';
import type { MatterOut } from '../matters.contract.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
let helper: As;
beforeAll(async () => {
  house = await testHouse();
  house.time.now = new Date('2026-11-23T02:00:00.000Z');
  as = await staffOf(house, { duty: 'duty', lead: 'handler', verifier: 'verifier' });
  // Somebody of another body, who sees nothing of the matter until called in.
  await house.appoint('helper', 'handler', { body: 'centre' });
  const cookie = await house.signIn('helper');
  helper = async (_login, method, url, payload) => {
    const answer = await house.server.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json(), raw: answer.rawPayload };
  };
});
afterAll(() => house?.close());

const reported = async (): Promise<{ id: string; code: string }> =>
  (
    await as(null, 'POST', '/api/matters', {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08 },
      words: '配电间冒烟',
    })
  ).body as { id: string; code: string };
type Moved = Omit<MatterOut, 'status'> & { status: string | number; code: string; fields: { path: string }[] };
const by =
  (who: As) =>
  async (login: string, id: string, n: number, act: object, line = randomUUID()) =>
    (await who(login, 'POST', `/api/desk/matters/${id}/moves`, { id: line, n, act })).body as unknown as Moved;
const move = (...args: Parameters<ReturnType<typeof by>>) => by(as)(...args);
const help = (...args: Parameters<ReturnType<typeof by>>) => by(helper)(...args);
const call = { move: 'callIn', body: 'centre', until: '2026-11-25', words: '请协助断电' };
type Entry = { readonly kind: string; readonly words: string | null };
type Page = { readonly matter: MatterOut; readonly history: Entry[]; readonly joint: Joint };
type Joint = { readonly parent: { number: string } | null; readonly children: { id: string }[] };
const pageOf = async (who: As, login: string, id: string) =>
  (await who(login, 'GET', `/api/desk/matters/${id}`)) as unknown as { status: number; body: Page };

/** A matter that the lead has accepted, with the body `centre` called in; the task's id. */
async function together() {
  const { id, code } = await reported();
  await move('duty', id, 1, { move: 'assign', body: 'fire' });
  await move('lead', id, 2, { move: 'accept' });
  const task = randomUUID();
  const called = await move('lead', id, 3, call, task);
  return { id, code, task, called };
}

describe('a body that is called in', () => {
  it('sees the matter from then on, accepts and does its task, and the lead sees who owes what', async () => {
    const { id } = await reported();
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    expect((await pageOf(helper, 'helper', id)).status).toBe(404);
    const task = randomUUID();
    expect((await move('lead', id, 2, call, task)).tasks).toMatchObject([
      { id: task, body: { id: 'centre' }, status: 'called', until: '2026-11-25T16:00:00.000Z' },
    ]);
    const listed = async (query: string) =>
      ((await helper('helper', 'GET', `/api/desk/matters?${query}`)).body as { items?: { id: string }[] }).items?.map(
        (one) => one.id,
      );
    expect(await listed('owed=true')).toContain(id);
    const { body } = await pageOf(helper, 'helper', id);
    expect(body.matter.abilities).toEqual(expect.arrayContaining(['taskAccept', 'taskReturn', 'taskDone', 'note']));
    expect(body.matter.abilities).not.toContain('handOver');
    expect((await help('helper', id, 3, { move: 'taskAccept', task })).tasks[0]?.status).toBe('accepted');
    expect((await help('helper', id, 4, { move: 'taskDone', task, result: '已断电' })).tasks[0]?.status).toBe('done');
    expect(await listed('owed=true')).not.toContain(id);
    const { body: lead } = await pageOf(as, 'lead', id);
    expect(lead.history.at(-1)).toMatchObject({ kind: 'matter.task-done', words: '已断电' });
  });

  it('gives its task back by a rule, and sees the matter no more', async () => {
    const { id, task } = await together();
    const bare = await help('helper', id, 4, { move: 'taskReturn', task, reason: '不归我们' });
    expect(bare.status).toBe(400);
    const back = { move: 'taskReturn', task, ground: 'duty', cites: '责任清单', reason: '不归我们' };
    expect((await help('helper', id, 4, back)).tasks[0]?.status).toBe('returned');
    expect((await pageOf(helper, 'helper', id)).status).toBe(404);
  });

  it('does nobody else’s task, and nothing that is done already', async () => {
    const { id, task } = await together();
    const lead = await move('lead', id, 4, { move: 'taskDone', task, result: '我替他们' });
    expect([lead.status, lead.code]).toEqual([403, expect.stringMatching(/notYours|elsewhere/)]);
    await help('helper', id, 4, { move: 'taskDone', task, result: '已断电' });
    const again = await help('helper', id, 5, { move: 'taskDone', task, result: '再断一次' });
    expect([again.status, again.code]).toEqual([403, expect.stringMatching(/notYours|elsewhere/)]);
  });
});

describe('the shared board', () => {
  type Board = { tasks: { id: string; matter: string; body: { id: string }; lead: { id: string }; until: string }[] };
  const boardOf = async (who: As, login: string, side: string) =>
    ((await who(login, 'GET', `/api/desk/board?side=${side}`)).body as unknown as Board).tasks;

  it('shows who owes what to whom until it is done, to each side as theirs and to nobody else', async () => {
    const { id, task } = await together();
    const listed = async (who: As, login: string, side: string) =>
      (await boardOf(who, login, side)).filter((one) => one.matter === id).map((one) => [one.body.id, one.lead.id]);
    const owed = [['centre', 'fire']];
    expect(await listed(helper, 'helper', 'owes')).toEqual(owed);
    expect(await listed(as, 'lead', 'owed')).toEqual(owed);
    expect(await listed(as, 'lead', 'owes')).toEqual([]);
    expect(await listed(as, 'duty', 'all')).toEqual(owed);
    const ends = (await boardOf(as, 'duty', 'all')).map((one) => one.until);
    expect(ends).toEqual(ends.toSorted());
    await help('helper', id, 4, { move: 'taskDone', task, result: '已断电' });
    expect(await listed(as, 'duty', 'all')).toEqual([]);
  });
});

describe('the lead', () => {
  it('calls in another body, once at a time, inside its own deadline', async () => {
    const { id, called } = await together();
    const refused = async (over: object) => {
      const answer = await move('lead', id, 4, { ...call, ...over });
      return [answer.status, answer.code, answer.fields?.[0]?.path];
    };
    expect(called.due).toBe('2026-11-26T16:00:00.000Z');
    expect(await refused({})).toEqual([422, 'matters.calledAlready', 'body.act.body']);
    expect(await refused({ body: 'fire' })).toEqual([422, 'matters.callsItself', 'body.act.body']);
    expect(await refused({ body: 'nobody' })).toEqual([422, 'matters.unknownBody', 'body.act.body']);
    await move('lead', id, 4, { move: 'taskCancel', task: called.tasks[0]?.id, reason: '不需要了' });
    const late = await move('lead', id, 5, { ...call, until: '2026-11-27' });
    expect([late.status, late.code]).toEqual([422, 'matters.untilAfterLead']);
    const past = await move('lead', id, 5, { ...call, until: '2026-11-22' });
    expect([past.status, past.code]).toEqual([422, 'matters.untilPast']);
  });

  it('does not hand over above an open task without saying why', async () => {
    const { id } = await together();
    const silent = await move('lead', id, 4, { move: 'handOver', result: '清了' });
    expect([silent.status, silent.code, silent.fields[0]?.path]).toEqual([422, 'matters.openTasks', 'body.act.over']);
    const said = await move('lead', id, 4, { move: 'handOver', result: '清了', over: '断电已无必要' });
    expect(said.status).toBe('handled');
  });

  it('and its own people read what is written within the body; others and the reporter do not', async () => {
    const { id, code } = await together();
    await move('lead', id, 4, { move: 'note', note: '内部：注意安全', within: true });
    const wordsOf = async (who: As, login: string) =>
      (await pageOf(who, login, id)).body.history.find((one) => one.kind === 'matter.noted')?.words;
    expect(await wordsOf(as, 'lead')).toBe('内部：注意安全');
    expect(await wordsOf(helper, 'helper')).toBeNull();
    expect(await wordsOf(as, 'duty')).toBeNull();
    expect(JSON.stringify((await as(null, 'POST', '/api/follow', { code })).body)).not.toContain('注意安全');
  });
});

it('the resident sees one matter, one deadline, one voice', async () => {
  const { id, code, task } = await together();
  await help('helper', id, 4, { move: 'taskAccept', task });
  await help('helper', id, 5, { move: 'taskDone', task, result: '已断电' });
  const followed = (await as(null, 'POST', '/api/follow', { code })).body as { history: Entry[] };
  expect(followed.history.map((one) => one.kind)).toEqual(['matter.reported', 'matter.assigned', 'matter.accepted']);
});

it('matters are gathered under one that answers for all, one deep, and let go again', async () => {
  const [one, other, third] = [await reported(), await reported(), await reported()];
  const self = await move('duty', one.id, 1, { move: 'gather', under: one.id });
  expect([self.status, self.code]).toEqual([422, 'matters.gatherSelf']);
  expect((await move('duty', one.id, 1, { move: 'gather', under: other.id })).status).toBe('new');
  const deep = await move('duty', third.id, 1, { move: 'gather', under: one.id });
  expect([deep.status, deep.code]).toEqual([422, 'matters.gatherUnder']);
  const holds = await move('duty', other.id, 1, { move: 'gather', under: third.id });
  expect([holds.status, holds.code]).toEqual([422, 'matters.gatherHolds']);
  expect((await pageOf(as, 'duty', other.id)).body.joint.children.map(({ id }) => id)).toEqual([one.id]);
  expect((await pageOf(as, 'duty', one.id)).body.joint.parent).not.toBeNull();
  await move('duty', one.id, 2, { move: 'letGo' });
  expect((await pageOf(as, 'duty', other.id)).body.joint.children).toEqual([]);
});

it('the audit is clean after all of it', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
