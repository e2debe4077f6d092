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
  as = await staffOf(house, {
    duty: 'duty',
    leader: 'leader',
    handler: 'handler',
    verifier: 'verifier',
    liaison: 'liaison',
  });
});
afterAll(() => house?.close());

type Reported = { readonly id: string; readonly code: string };
type Entry = {
  readonly kind: string;
  readonly words: string | null;
  readonly happened: string | null;
  readonly at: string;
};
const reported = async (over: object = {}): Promise<Reported> =>
  (
    await as(null, 'POST', '/api/matters', {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08 },
      words: '楼道堆满杂物',
      ...over,
    })
  ).body as Reported;
const move = async (login: string, id: string, n: number, act: object, over: object = {}) => {
  const answer = await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act, ...over });
  return answer.body as Omit<MatterOut, 'status'> & {
    status: string | number;
    code: string;
    fields: { path: string }[];
  };
};
const pageOf = async (login: string, id: string) =>
  (await as(login, 'GET', `/api/desk/matters/${id}`)).body as { matter: MatterOut; history: Entry[] };
const listed = async (query: string) =>
  ((await as('duty', 'GET', `/api/desk/matters?${query}`)).body['items'] as MatterOut[]).map((one) => one.id);

describe('a leader', () => {
  it('instructs: those who handle the matter read it, its reporter sees no such line', async () => {
    const { id, code } = await reported();
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    // Said while somebody else moved: it changes nothing, and may cross.
    expect(await move('leader', id, 1, { move: 'instruct', words: '请今日到场' })).toMatchObject({
      status: 'assigned',
      n: 3,
    });
    const { history } = await pageOf('handler', id);
    expect(history.at(-1)).toMatchObject({ kind: 'matter.instructed', words: '请今日到场' });
    const followed = (await as(null, 'POST', '/api/follow', { code })).body;
    expect(JSON.stringify(followed)).not.toContain('今日到场');
    expect((followed['history'] as Entry[]).map((one) => one.kind)).toEqual(['matter.reported', 'matter.assigned']);
  });

  it('puts a matter under supervision until a day; it is marked until it is closed', async () => {
    const { id, code } = await reported();
    const past = await move('leader', id, 1, { move: 'supervise', until: '2020-01-01', reason: '久拖未决' });
    expect([past.status, past.code, past.fields[0]?.path]).toEqual([422, 'matters.untilPast', 'body.act.until']);
    const put = await move('leader', id, 1, { move: 'supervise', until: '2036-05-01', reason: '久拖未决' });
    // The day counts to its end in Asia/Shanghai.
    expect(put.supervised).toBe('2036-05-01T16:00:00.000Z');
    await expect(listed('supervised=true')).resolves.toContain(id);
    await move('duty', id, 2, { move: 'assign', body: 'fire' });
    await move('handler', id, 3, { move: 'accept' });
    await move('handler', id, 4, { move: 'handOver', result: '清完了' });
    await move('verifier', id, 5, { move: 'verify' });
    expect((await pageOf('handler', id)).matter.supervised).toBe('2036-05-01T16:00:00.000Z');
    expect(await move('verifier', id, 6, { move: 'close' })).toMatchObject({ status: 'closed', supervised: null });
    await expect(listed('supervised=true')).resolves.not.toContain(id);
    expect(JSON.stringify((await as(null, 'POST', '/api/follow', { code })).body)).not.toMatch(/supervised|久拖未决/);
  });

  it('ends it before, as the duty officer may; what is not supervised cannot be released', async () => {
    const { id } = await reported();
    await move('duty', id, 1, { move: 'supervise', until: '2036-05-01', reason: '群众反映集中' });
    expect(await move('leader', id, 2, { move: 'release', reason: '已理顺' })).toMatchObject({ supervised: null });
    expect((await move('duty', id, 3, { move: 'release' })).code).toBe('matters.notSupervised');
  });
});

describe('whoever is at it', () => {
  it('asks for help, which stands until somebody else of the staff does something', async () => {
    const { id, code } = await reported({ phone: '13800000009' });
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    await move('handler', id, 2, { move: 'accept' });
    expect(
      (await move('handler', id, 3, { move: 'note', note: '门锁着，请派出所到场', asksHelp: true })).helpAsked,
    ).toBe(true);
    await expect(listed('help=true')).resolves.toContain(id);
    expect((await move('handler', id, 4, { move: 'note', note: '还在等' })).helpAsked).toBe(true);
    await as(null, 'POST', '/api/follow/moves', {
      code,
      id: randomUUID(),
      n: 5,
      act: { move: 'note', note: '我在家', asksHelp: true },
    });
    expect((await pageOf('duty', id)).matter.helpAsked).toBe(true);
    expect((await move('duty', id, 6, { move: 'note', note: '已请派出所，十分钟到' })).helpAsked).toBe(false);
    await expect(listed('help=true')).resolves.not.toContain(id);
  });
});

describe('what a phone kept while it had no line', () => {
  it('happened so many seconds before it is told, by the clock of the server, and never before the matter', async () => {
    const { id } = await reported();
    house.time.now = new Date(Date.now() + 7_200_000);
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    const line = { id: randomUUID() };
    const sent = await move('handler', id, 2, { move: 'accept' }, { ...line, waited: 3600 });
    expect(sent.status).toBe('accepted');
    // Sent again it has waited longer, and is the same.
    const again = await move('handler', id, 2, { move: 'accept' }, { ...line, waited: 5400 });
    expect([again.status, again.n]).toEqual(['accepted', 3]);
    await move('handler', id, 3, { move: 'note', note: '到场' }, { waited: 2_592_000 });
    house.time.now = null;
    const [report, , accepted, noted] = (await pageOf('duty', id)).history;
    expect(Date.parse(accepted?.at ?? '') - Date.parse(accepted?.happened ?? '')).toBe(3_600_000);
    expect(noted?.happened).toBe(report?.at);
    expect((await move('handler', id, 4, { move: 'note', note: '又' }, { waited: -5 })).status).toBe(400);
  });

  it('is reported once, however long it waited and however often it is sent', async () => {
    const body = {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08 },
      words: '消防栓漏水',
      channel: 'field',
      fixed: '关了阀门',
    };
    const first = await as('liaison', 'POST', '/api/desk/matters', { ...body, waited: 60 });
    const second = await as('liaison', 'POST', '/api/desk/matters', { ...body, waited: 90_000 });
    expect([first.status, second.status, second.body['repeated']]).toEqual([200, 200, true]);
    expect((await pageOf('duty', body.id)).history).toHaveLength(2);
  });
});

it('all of it folds again to what stands in the rows', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
