import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { formOf, photo } from '../../../tests/walks/photo.ts';
import { whole } from '../../platform/db/scope.ts';
import { addKinds, newestKinds } from '../kinds/kinds.store.ts';

// The same small district, in which a fire hazard's result wants a photo or document.
let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  house = await testHouse();
  await house.work.write(whole('330702'), async (tx) => {
    const kinds = (await newestKinds(tx, '330702')).filter((one) => one.code === 'hazard.fire');
    const next = kinds.map((one) => ({ ...one, version: one.version + 1, evidence: true }));
    await addKinds(tx, '330702', next, null, new Date());
  });
  await house.appoint('duty1', 'duty', { territory: '330702', body: 'centre' });
  await house.appoint('handler1', 'handler', { body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: '330702' });
  await house.appoint('liaison1', 'liaison', { territory: '330702', body: 'town' });
  for (const login of ['duty1', 'handler1', 'verifier1', 'liaison1']) cookies[login] = await house.signIn(login);
});
afterAll(() => house?.close());

const post = async (url: string, payload: object, login = '') => {
  const answer = await house.server.inject({ method: 'POST', url, payload, headers: { cookie: cookies[login] ?? '' } });
  return { status: answer.statusCode, body: answer.json() };
};
const uploaded = async (): Promise<string> => {
  const { payload, type } = await formOf(await photo());
  const answer = await house.server.inject({
    method: 'POST',
    url: '/api/files',
    payload,
    headers: { 'content-type': type },
  });
  return answer.json().token;
};
const report = (over: object = {}) => ({
  id: randomUUID(),
  kind: 'hazard.fire',
  place: { lon: 119.65, lat: 29.08 },
  words: '楼道堆满杂物',
  ...over,
});
const move = (login: string, id: string, n: number, act: object) =>
  post(`/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act }, login);
const inHand = async (photos: readonly string[] = []): Promise<string> => {
  const { id } = (await post('/api/matters', report({ photos }))).body;
  await move('duty1', id, 1, { move: 'assign', body: 'fire' });
  await move('handler1', id, 2, { move: 'accept' });
  return id;
};
const refused = { status: 422, body: { code: 'matters.evidence', fields: [{ path: 'body.act.photos' }] } };

describe('a result that wants evidence', () => {
  it('is refused without a photo or document, and nothing is lost', async () => {
    const id = await inHand([await uploaded()]);
    // What the reporter sent shows what was found, not what was done.
    expect(await move('handler1', id, 3, { move: 'handOver', result: '已清理' })).toMatchObject(refused);
    expect(
      await move('handler1', id, 3, { move: 'handOver', result: '已清理', photos: [await uploaded()] }),
    ).toMatchObject({
      status: 200,
      body: { status: 'handled' },
    });
  });

  it('is handed over with what was shown while it was in hand, so that nobody takes a photo twice', async () => {
    const id = await inHand();
    await move('handler1', id, 3, { move: 'note', photos: [await uploaded()] });
    expect(await move('handler1', id, 4, { move: 'handOver', result: '已清理' })).toMatchObject({ status: 200 });
    // Sent back, it wants to see something new.
    await move('verifier1', id, 5, { move: 'sendBack', reason: '还在' });
    expect(await move('handler1', id, 6, { move: 'handOver', result: '已清理' })).toMatchObject(refused);
  });

  it('and is fixed on the spot is refused before anything is kept, and taken with a photo', async () => {
    const counted = async () =>
      (
        await house.server.inject({ url: '/api/desk/matters?limit=200', headers: { cookie: cookies['duty1'] ?? '' } })
      ).json().items.length;
    const before = await counted();
    const one = { ...report(), channel: 'field', fixed: '当场搬走' };
    expect(await post('/api/desk/matters', one, 'liaison1')).toMatchObject({
      status: 422,
      body: { code: 'matters.evidence', fields: [{ path: 'body.photos' }] },
    });
    expect(await counted()).toBe(before);
    expect((await post('/api/desk/matters', { ...one, photos: [await uploaded()] }, 'liaison1')).status).toBe(200);
  });
});
