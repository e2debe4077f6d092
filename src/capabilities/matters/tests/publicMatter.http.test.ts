import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { addDays, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty', handler1: 'handler', verifier1: 'verifier' });
});
afterAll(() => house?.close());

type Sent = { readonly id: string; readonly number: string; readonly code: string };
async function report(over: Record<string, unknown> = {}, path = '/api/matters'): Promise<Sent> {
  const answer = await as(null, 'POST', path, {
    id: randomUUID(),
    kind: 'hazard.fire',
    place: { lon: 119.65, lat: 29.08, address: '某某家门口' },
    words: '楼道堆满杂物，是三楼那家。',
    ...over,
  });
  expect(answer.status, String(answer.raw)).toBe(200);
  return answer.body as Sent;
}
const seen = (number: string) => as(null, 'GET', `/api/public/matters/${number}`);
const move = async (login: string, id: string, n: number, act: object): Promise<number> => {
  const answer = await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, String(answer.raw)).toBe(200);
  return Number(answer.body['n']);
};

describe('a public matter', () => {
  it('shows by its number which body has it, until when and what happened, and no word that anybody wrote', async () => {
    const { id, number, code } = await report({ phone: '13800000019', name: '张某' });
    let n = await move('duty1', id, 1, { move: 'assign', body: 'fire', note: '内部便条' });
    n = await move('handler1', id, n, { move: 'accept' });
    const until = addDays(dayOf(new Date()), 2);
    n = await move('handler1', id, n, { move: 'suspend', ground: 'appraisal', until, reason: '等检测报告' });
    n = await move('handler1', id, n, { move: 'resume', reason: '报告到了' });
    n = await move('handler1', id, n, { move: 'handOver', result: '已清空，住户签字' });
    await move('verifier1', id, n, { move: 'verify' });
    const { status, body, raw } = await seen(number);
    expect(status).toBe(200);
    expect(body).toMatchObject({ number, kind: 'hazard.fire', status: 'verified', body: { id: 'fire' } });
    expect(body['reported']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((body['steps'] as { kind: string }[]).map((one) => one.kind)).toEqual([
      'matter.assigned',
      'matter.accepted',
      'matter.suspended',
      'matter.resumed',
      'matter.handed-over',
      'matter.verified',
    ]);
    const said = raw.toString('utf8');
    for (const secret of [id, code, '楼道', '门口', '便条', '签字', '138', '张某', '报告', 'appraisal'])
      expect(said).not.toContain(secret);
  });

  it('is nothing where its kind is hidden, where it went to another door, or where there is none', async () => {
    const hidden = await report({ kind: 'dispute.family' });
    const elsewhere = await report();
    await move('duty1', elsewhere.id, 1, { move: 'redirect', door: 'petition' });
    const answers = [];
    for (const number of [hidden.number, elsewhere.number, '0702-20260101-000000']) answers.push(await seen(number));
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
      answers.map(() => [404, 'matters.notFound']),
    );
    expect((await seen('0702')).status).toBe(400);
  });

  it('that nobody signed is nowhere before its day is over, by no way that anybody may ask; then its day and no minute', async () => {
    const { id, number } = await report({}, '/api/matters/anonymous');
    await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    const ways = async () =>
      [
        await seen(number),
        await as(null, 'GET', '/api/public/near?lon=119.65&lat=29.08'),
        await as(null, 'GET', `/api/around/${number}`),
        await as(null, 'GET', `/ogc/collections/matters/items/${number}`),
        await as(null, 'GET', '/ogc/collections/matters/items?limit=1000'),
        await as(null, 'GET', `/open311/v2/requests/${number}.json`),
        await as(null, 'GET', '/open311/v2/requests.json'),
        await as(null, 'GET', `/open311/v2/servicerequestupdates.json?service_request_id=${number}`),
      ].map((one) => one.status === 200 && one.raw.toString('utf8').includes(number));
    expect(await ways()).toEqual(Array(8).fill(false));
    await house.work.pool.query("update matters.matter set reported = reported - interval '1 day' where id = $1", [id]);
    expect(await ways()).toContain(true);
    const { body } = await seen(number);
    expect(body['reported']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((body['steps'] as { kind: string }[]).map((one) => one.kind)).toEqual(['matter.assigned']);
  });

  it('tells of a step that was taken back by what stands again', async () => {
    const { id, number } = await report();
    let n = await move('duty1', id, 1, { move: 'assign', body: 'fire' });
    const back = async () => {
      const answer = await as('duty1', 'POST', '/api/desk/undo', { items: [{ matter: id, id: randomUUID(), n }] });
      expect(answer.status, String(answer.raw)).toBe(200);
      n += 1;
    };
    await back();
    n = await move('duty1', id, n, { move: 'assign', body: 'fire' });
    n = await move('handler1', id, n, { move: 'accept' });
    n = await move('handler1', id, n, { move: 'handOver', result: '已清空' });
    n = await move('verifier1', id, n, { move: 'verify' });
    n = await move('duty1', id, n, { move: 'close' });
    await back();
    const kinds = ((await seen(number)).body['steps'] as { kind: string }[]).map((one) => one.kind.slice(7));
    const around = (await as(null, 'GET', `/api/around/${number}`)).body['history'] as { step: string }[];
    const all = ['assigned', 'returned', 'assigned', 'accepted', 'handed-over', 'verified', 'closed', 'reopened'];
    expect([kinds, around.map((one) => one.step)]).toEqual([all, ['reported', ...all]]);
  });
});

describe('a reporter', () => {
  it('is told for how long the contact is kept: so many days after the end, and once it ended until which day', async () => {
    const { id, code } = await report({ phone: '13800000018' });
    const follow = async () => (await as(null, 'POST', '/api/follow', { code })).body['contact'];
    expect(await follow()).toEqual({ days: 365, until: null });
    await move('duty1', id, 1, { move: 'void', reason: '重复测试' });
    const { rows } = await house.work.pool.query<{ until: string }>(
      "select ((updated + interval '365 days') at time zone 'Asia/Shanghai')::date::text as until from matters.matter where id = $1",
      [id],
    );
    expect(await follow()).toEqual({ days: 365, until: rows[0]?.until });
    const { code: without } = await report();
    expect((await as(null, 'POST', '/api/follow', { code: without })).body['contact']).toBeNull();
  });
});
