import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';

let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  house = await testHouse();
  await house.appoint('duty1', 'duty', { territory: '330702', body: 'centre' });
  await house.appoint('handler1', 'handler', { body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: '330702' });
  await house.appoint('liaison1', 'liaison', { territory: '330702', body: 'town' });
  for (const login of ['duty1', 'handler1', 'verifier1', 'liaison1']) cookies[login] = await house.signIn(login);
});
afterAll(() => house?.close());

const post = (url: string, payload: object, cookie?: string) =>
  house.server.inject({ method: 'POST', url, payload, ...(cookie ? { headers: { cookie } } : {}) });
const get = (url: string, cookie?: string) =>
  house.server.inject({ method: 'GET', url, ...(cookie ? { headers: { cookie } } : {}) });
const report = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: 'hazard.fire',
  place: { lon: 119.65, lat: 29.08 },
  words: '楼道堆满杂物',
  ...over,
});
const move = async (login: string, id: string, n: number, act: object) => {
  const answer = await post(`/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act }, cookies[login]);
  return { status: answer.statusCode, body: answer.json() };
};

describe('a resident reports', () => {
  it('and gets a code by which the matter can be followed', async () => {
    const sent = await post('/api/matters', report({ phone: '13800000001' }));
    expect(sent.statusCode, sent.body).toBe(200);
    const followed = await post('/api/follow', { code: sent.json().code });
    expect(followed.statusCode, followed.body).toBe(200);
    expect(followed.json()).toMatchObject({ words: '楼道堆满杂物', status: 'new', number: sent.json().number });
    expect(followed.json().history).toHaveLength(1);
  });

  it('twice with one id, and it is one matter with one code', async () => {
    const one = report();
    const [first, second] = [await post('/api/matters', one), await post('/api/matters', one)];
    expect(second.json()).toEqual({ ...first.json(), repeated: true });
    const other = await post('/api/matters', { ...one, words: '别的内容' });
    expect(other.statusCode).toBe(409);
  });

  it('and the time for which it waited at the head of the journal is among the metrics', async () => {
    const counted = async () =>
      Number(/^lianan_journal_head_wait_seconds_count (\d+)$/m.exec((await get('/metrics')).body)?.[1] ?? 0);
    const before = await counted();
    expect((await post('/api/matters', report())).statusCode).toBe(200);
    expect(await counted()).toBe(before + 1);
  });

  it('something that does not fit, and is told which field and why', async () => {
    const unknown = await post('/api/matters', report({ kind: 'hazard.none' }));
    expect(unknown.statusCode).toBe(422);
    expect(unknown.json().fields[0].path).toBe('body.kind');
    const nowhere = await post('/api/matters', report({ place: {} }));
    expect(nowhere.statusCode).toBe(400);
    expect(nowhere.json().fields[0].path).toContain('body.place');
  });
});

describe('a matter', () => {
  it('goes from report to rating, and every step leaves a line', async () => {
    const receipt = (await post('/api/matters', report({ phone: '13800000002', name: '王某' }))).json();
    const { id, code } = receipt;
    const queue = (await get('/api/desk/matters?unassigned=true', cookies['duty1'])).json();
    expect(queue.items.map((one: { id: string }) => one.id)).toContain(id);
    expect((await get(`/api/desk/matters/${id}`, cookies['handler1'])).statusCode).toBe(404);

    expect((await move('duty1', id, 1, { move: 'assign', body: 'fire' })).body).toMatchObject({ status: 'assigned' });
    expect((await move('handler1', id, 2, { move: 'accept' })).body).toMatchObject({ status: 'accepted' });
    const handed = await move('handler1', id, 3, { move: 'handOver', result: '已清理' });
    expect(handed.body).toMatchObject({ status: 'handled' });
    expect((await move('handler1', id, 4, { move: 'verify' })).status).toBe(403);
    expect((await move('verifier1', id, 4, { move: 'verify' })).body).toMatchObject({ status: 'verified' });
    expect((await move('verifier1', id, 5, { move: 'close' })).body).toMatchObject({ status: 'closed', onTime: true });

    const seen = await post(`/api/desk/matters/${id}/contact`, { reason: 'contact' }, cookies['duty1']);
    expect(seen.json(), seen.body).toEqual({ phone: '+8613800000002', name: '王某' });
    expect((await post(`/api/desk/matters/${id}/contact`, { reason: 'contact' }, cookies['handler1'])).statusCode).toBe(
      403,
    );

    const followed = (await post('/api/follow', { code })).json();
    expect(followed.abilities).toContain('rate');
    expect(followed.looks).toMatchObject([{ post: 'duty', reason: 'contact' }]);
    expect(JSON.stringify(followed)).not.toContain('姓名');
    const rated = await post('/api/follow/moves', {
      code,
      id: randomUUID(),
      n: followed.n,
      act: { move: 'rate', stars: 5 },
    });
    expect(rated.json(), rated.body).toMatchObject({ rating: 5 });
    expect(
      (await get(`/api/desk/matters/${id}`, cookies['duty1'])).json().history.map((one: { kind: string }) => one.kind),
    ).toEqual([
      'matter.reported',
      'matter.assigned',
      'matter.accepted',
      'matter.handed-over',
      'matter.verified',
      'matter.closed',
      'matter.rated',
    ]);
  });

  it('found and fixed on the spot by a liaison waits for the sample', async () => {
    const answer = await post(
      '/api/desk/matters',
      { ...report(), channel: 'field', fixed: '当场搬走' },
      cookies['liaison1'],
    );
    expect(answer.json(), answer.body).toMatchObject({ status: 'handled' });
  });

  it('fixed on the spot in somebody else’s village is refused for its place', async () => {
    await house.appoint('liaison2', 'liaison', { territory: '330702002', body: 'town' });
    const cookie = await house.signIn('liaison2');
    const answer = await post('/api/desk/matters', { ...report(), channel: 'field', fixed: '当场搬走' }, cookie);
    expect(answer.json()).toMatchObject({ status: 403, code: 'matters.elsewhere', fields: [{ path: 'body.fixed' }] });
  });

  it('merged into another leaves the queue, and the other knows', async () => {
    const a = (await post('/api/matters', report())).json();
    const b = (await post('/api/matters', report())).json();
    const merged = await move('duty1', b.id, 1, { move: 'merge', into: a.id });
    expect(merged.body, JSON.stringify(merged.body)).toMatchObject({ status: 'merged', mergedInto: a.id });
    expect((await get(`/api/desk/matters/${a.id}`, cookies['duty1'])).json().matter.n).toBe(2);
  });

  it('sent to the right door keeps nothing of what was said', async () => {
    const a = (await post('/api/matters', report({ phone: '13800000003', words: '我要信访' }))).json();
    expect((await move('duty1', a.id, 1, { move: 'redirect', door: 'petition' })).body).toMatchObject({
      status: 'redirected',
    });
    const followed = (await post('/api/follow', { code: a.code })).json();
    expect(followed).toMatchObject({ words: null, door: 'petition' });
    expect((await get(`/api/desk/matters/${a.id}`, cookies['duty1'])).json().hasContact).toBe(false);
  });

  it('that changed meanwhile is not overwritten by a step that has not seen it', async () => {
    const a = (await post('/api/matters', report())).json();
    await move('duty1', a.id, 1, { move: 'triage', urgency: 'urgent' });
    expect((await move('duty1', a.id, 1, { move: 'assign', body: 'fire' })).status).toBe(409);
  });
});

describe('an anonymous report', () => {
  it('is on the desk at once, with a day and no time', async () => {
    const sent = await post('/api/matters/anonymous', report());
    expect(sent.statusCode, sent.body).toBe(200);
    const { matter } = (await get(`/api/desk/matters/${sent.json().id}`, cookies['duty1'])).json();
    expect(matter.reported).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((await move('duty1', matter.id, 1, { move: 'assign', body: 'fire' })).body).toMatchObject({
      status: 'assigned',
    });
  });
});
