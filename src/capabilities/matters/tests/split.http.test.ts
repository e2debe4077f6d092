import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { audit } from '../../../platform/journal/audit.ts';
import type { MatterOut } from '../matters.contract.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  house.time.now = new Date('2026-11-23T02:00:00.000Z');
  as = await staffOf(house, { duty: 'duty', lead: 'handler', verifier: 'verifier' });
});
afterAll(() => house?.close());

type Reported = { readonly id: string; readonly code: string; readonly due: string };
const report = async (over: object = {}, path = '/api/matters'): Promise<Reported> =>
  (
    await as(null, 'POST', path, {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08, address: '八一北街 12 号' },
      words: '配电间冒烟，门口还堆着纸箱',
      ...over,
    })
  ).body as unknown as Reported;
type Moved = Omit<MatterOut, 'status'> & { status: string | number; code: string; fields: { path: string }[] };
const move = async (login: string, id: string, n: number, act: object, line = randomUUID()) =>
  (await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: line, n, act })).body as unknown as Moved;
type Linked = { readonly id: string; readonly number: string; readonly split: boolean };
type Page = {
  readonly matter: MatterOut;
  readonly history: { kind: string; at: string; facts: Record<string, unknown> }[];
  readonly joint: { readonly parent: Linked | null; readonly split: boolean; readonly children: Linked[] };
  readonly hasContact: boolean;
};
const pageOf = async (id: string, login = 'duty') =>
  (await as(login, 'GET', `/api/desk/matters/${id}`)).body as unknown as Page;
const SPLIT = { move: 'split', kind: 'dispute.family', words: '门口的纸箱要另行清理' };

/** A matter off which one was split some days after its report; both pages. */
async function splitAfter(days: number, over: object = {}, path = '/api/matters', act: object = SPLIT) {
  house.time.now = new Date('2026-11-23T02:00:00.000Z');
  const told = await report(over, path);
  house.time.now = new Date(Date.parse('2026-11-23T02:00:00.000Z') + days * 86_400_000);
  const moved = await move('duty', told.id, 1, act);
  expect(moved, JSON.stringify(moved)).toMatchObject({ n: 2, status: 'new' });
  const parent = await pageOf(told.id);
  const child = await pageOf(parent.joint.children[0]?.id ?? '');
  return { told, parent, child };
}

describe('a matter that is split off', () => {
  it('has a number, kind and body of its own, and either shows the other', async () => {
    const { parent, child } = await splitAfter(0);
    expect(child.matter).toMatchObject({
      status: 'new',
      kind: 'dispute.family',
      words: '门口的纸箱要另行清理',
      address: '八一北街 12 号',
      territory: parent.matter.territory,
      channel: 'public',
    });
    expect(child.matter.number).not.toBe(parent.matter.number);
    expect(child.joint).toMatchObject({ split: true, parent: { number: parent.matter.number } });
    expect(parent.joint.children).toMatchObject([{ number: child.matter.number, split: true }]);
    expect(parent.history.at(-1)).toMatchObject({ kind: 'matter.split', facts: { number: child.matter.number } });
    expect(child.history[0]?.facts['splitFrom']).toBe(parent.matter.number);
  });

  it('has no more time than a report of its kind had on the day of the first one', async () => {
    house.time.now = new Date('2026-11-23T02:00:00.000Z');
    const then = await report({ kind: 'dispute.family' });
    const late = await splitAfter(2);
    expect(late.child.matter).toMatchObject({ due: then.due, reported: '2026-11-23T02:00:00.000Z' });
    expect(late.child.history[0]?.at).toBe('2026-11-25T02:00:00.000Z');
    // A report of today would have had two days more.
    expect((await report({ kind: 'dispute.family' })).due > then.due).toBe(true);
  });

  it('owes nobody an answer of its own, and splitting it off was a first action on both', async () => {
    const { parent, child } = await splitAfter(1);
    type Clocked = { readonly clock: { readonly stages: { readonly stage: string }[] } };
    const stagesOf = async (id: string) =>
      ((await as('duty', 'GET', `/api/desk/matters/${id}`)).body as unknown as Clocked).clock.stages.map(
        (one) => one.stage,
      );
    expect(await stagesOf(child.matter.id)).toEqual(['handle']);
    expect(await stagesOf(parent.matter.id)).not.toContain('first');
  });

  it('has its clock run from the report whatever happens to it later', async () => {
    house.time.now = new Date('2026-11-23T02:00:00.000Z');
    const then = await report({ kind: 'dispute.family' });
    const { child } = await splitAfter(2);
    const stopped = async (id: string) => {
      house.time.now = new Date('2026-11-25T02:00:00.000Z');
      await move('duty', id, 1, { move: 'suspend', ground: 'court', until: '2026-11-28', reason: '等待裁定' });
      house.time.now = new Date('2026-11-27T02:00:00.000Z');
      return (await move('duty', id, 2, { move: 'resume' })).due;
    };
    const due = await stopped(child.matter.id);
    expect(due).toBe(await stopped(then.id));
    expect(due > then.due).toBe(true);
  });

  it('of an anonymous report is anonymous as well, and nobody holds a code to it', async () => {
    const { child } = await splitAfter(1, {}, '/api/matters/anonymous');
    expect(child.matter).toMatchObject({ channel: 'anonymous', reported: '2026-11-23' });
    expect(child.hasContact).toBe(false);
    expect(child.matter.abilities).not.toContain('ask');
    const again = await move('duty', child.matter.id, 1, { move: 'assign', body: 'fire' });
    expect(again.status).toBe('assigned');
  });

  it('shows no more in the open than the matter off which it was split, nor than its own kind', async () => {
    const fire = { ...SPLIT, kind: 'hazard.fire' };
    const { child } = await splitAfter(0, { kind: 'dispute.family' }, '/api/matters', fire);
    expect(child.matter).toMatchObject({ kind: 'hazard.fire', visibility: 'hidden' });
    expect((await splitAfter(0)).child.matter.visibility).toBe('hidden');
    expect((await splitAfter(0, {}, '/api/matters', fire)).child.matter.visibility).toBe('exact');
  });

  it('stays linked: it is neither let go, nor gathered elsewhere, nor split again', async () => {
    const { child } = await splitAfter(0);
    const refused = async (act: object) => (await move('duty', child.matter.id, 1, act)).code;
    const other = await report();
    expect(await refused({ move: 'letGo' })).toBe('matters.splitStays');
    expect(await refused({ move: 'gather', under: other.id })).toBe('matters.splitStays');
    expect(await refused(SPLIT)).toBe('matters.liesUnder');
  });
});

it('its reporter follows one matter and hears of one', async () => {
  const { told, parent } = await splitAfter(0, { phone: '13911110000' });
  const followed = (await as(null, 'POST', '/api/follow', { code: told.code })).body as {
    number: string;
    history: { kind: string }[];
  };
  expect(followed.number).toBe(parent.matter.number);
  expect(followed.history.map((one) => one.kind)).toEqual(['matter.reported']);
  const { rows } = await house.work.pool.query(
    `select (select count(*)::int from matters.receipt r where r.subject = m.id) as codes,
       (select count(*)::int from matters.reporter r where r.subject = m.id) as phones
     from matters.matter m where m.split_from = $1`,
    [told.id],
  );
  expect(rows).toEqual([{ codes: 0, phones: 0 }]);
});

it('whoever handles it splits as well; who only sees it does not', async () => {
  const { id } = await report();
  expect((await move('verifier', id, 1, SPLIT)).code).toMatch(/notYours|elsewhere/);
  await move('duty', id, 1, { move: 'assign', body: 'fire' });
  expect((await move('lead', id, 2, SPLIT)).n).toBe(3);
  expect((await pageOf(id)).joint.children).toHaveLength(1);
});

it('one splitting that is sent twice makes one matter, and one that fails makes none', async () => {
  const { id } = await report();
  const line = randomUUID();
  const both = await Promise.all([move('duty', id, 1, SPLIT, line), move('duty', id, 1, SPLIT, line)]);
  expect(both.map((one) => one.n)).toEqual([2, 2]);
  const unknown = await move('duty', id, 2, { ...SPLIT, kind: 'hazard.nothing' });
  expect([unknown.status, unknown.fields?.[0]?.path]).toEqual([422, 'body.act.kind']);
  const wordless = await move('duty', id, 2, { ...SPLIT, words: ' ' });
  expect(wordless.status).toBe(400);
  expect((await pageOf(id)).joint.children).toHaveLength(1);
});

it('the audit is clean after all of it', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
