import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blur } from '../../../platform/places/coordinates.rules.ts';
import { FORM, holds, type Open311House, open311House } from './open311House.ts';

let house: Open311House;
beforeAll(async () => {
  house = await open311House();
});
afterAll(() => house?.close());

describe('what everybody may read of reports', () => {
  it('is where and how far they are, by the published schema: never words, names or telephones, and blurred where the kind says so', async () => {
    const exact = await house.reported({
      service_code: 'hazard.test',
      'attribute[where]': 'out',
      description: '只有承办人看得到',
      phone: '13800000004',
      last_name: '李',
    });
    const blurred = await house.reported({ address_string: '人民路7号' });
    const all = await house.list();
    holds('requests', all);
    const found = (id: string) => all.find((one) => one['service_request_id'] === id);
    expect(found(exact)).toMatchObject({
      status: 'open',
      service_code: 'hazard.test',
      service_name: '试验隐患',
      lat: 29.08123,
      long: 119.65321,
      description: null,
      media_url: null,
    });
    const cell = blur({ lon: 119.65321, lat: 29.08123 });
    expect(found(blurred)).toMatchObject({ lat: cell.lat, long: cell.lon });
    for (const one of all)
      for (const name of ['requested_datetime', 'updated_datetime', 'expected_datetime'])
        expect(one[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    const everything = JSON.stringify([
      all,
      (await house.get('servicerequestupdates')).json,
      (await house.get(`requests/${exact}`)).json,
    ]);
    expect(everything).not.toMatch(
      /只有承办人看得到|楼道堆满纸箱|13800000004|13800000003|李|王某|人民路|解放街|wang@example/,
    );
  });

  it('is by id, several ids, kind, state and span of time', async () => {
    const [a, b] = [await house.reported(), await house.reported()];
    const { json } = await house.get(`requests/${a}`);
    holds('requests', json);
    expect((json as Record<string, unknown>[]).map((one) => one['service_request_id'])).toEqual([a]);
    const ids = (await house.list(`?service_request_id=${a},${b},none&status=closed&service_code=hazard.fire`)).map(
      (one) => one['service_request_id'],
    );
    expect(ids.toSorted()).toEqual([a, b].toSorted());
    expect((await house.get(`tokens/${a}`)).json).toEqual([{ service_request_id: a, token: a }]);
    expect((await house.get('tokens/none')).status).toBe(404);

    await house.move('duty1', a, 1, { move: 'assign', body: 'fire' });
    await house.move('handler1', a, 2, { move: 'accept' });
    await house.move('handler1', a, 3, { move: 'handOver', result: '已清走' });
    await house.move('verifier1', a, 4, { move: 'verify' });
    await house.move('verifier1', a, 5, { move: 'close' });
    const has = async (query: string, id: string) =>
      (await house.list(query)).some((one) => one['service_request_id'] === id);
    expect(await has('?status=closed', a)).toBe(true);
    expect(await has('?status=open', a)).toBe(false);
    expect(await has('?status=open,closed', a)).toBe(true);
    expect(await has('?status=open', b)).toBe(true);
    expect(await has('?service_code=hazard.near', b)).toBe(true);
    expect(await has('?service_code=hazard.test,hazard.fire', b)).toBe(false);
    expect(await house.list('?service_code=hazard.closed')).toEqual([]);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(await has(`?start_date=${day(0)}&end_date=${day(0)}`, a)).toBe(true);
    expect(await has(`?start_date=${day(-5)}&end_date=${day(-1)}`, a)).toBe(false);
    expect(await has(`?start_date=${encodeURIComponent(`${day(1)}T00:00:00+08:00`)}`, a)).toBe(false);
    expect((await house.get('requests', `?start_date=${day(-200)}&end_date=${day(0)}`)).status).toBe(400);
    expect((await house.get('requests', '?start_date=yesterday')).status).toBe(400);
    expect((await house.get('requests', '?status=gone')).json).toEqual([
      { code: 400, description: 'status 只能是 open, closed' },
    ]);
    const page = async (n: number) =>
      (await house.list(`?page_size=2&page=${n}`)).map((one) => one['service_request_id']);
    const [first, second] = [await page(1), await page(2)];
    expect([first.length, new Set([...first, ...second]).size]).toEqual([2, 4]);
  });

  it('is the body in charge once one has it, and the steps since, newest first, without a word of what was written', async () => {
    const id = await house.reported();
    await house.move('duty1', id, 1, { move: 'triage', urgency: 'urgent', note: '内部意见' });
    await house.move('duty1', id, 2, { move: 'assign', body: 'fire', note: '请速办' });
    await house.move('handler1', id, 3, { move: 'return', ground: 'duty', cites: '责任清单', reason: '不归我们' });
    await house.move('duty1', id, 4, { move: 'assign', body: 'fire' });
    await house.move('handler1', id, 5, { move: 'accept' });
    const [{ agency_responsible: agency, updated_datetime: updated } = {}] = await house.list(
      `?service_request_id=${id}`,
    );
    expect(agency).toBe('fire单位');
    const { json } = await house.get('servicerequestupdates', `?service_request_id=${id}`);
    const updates = json as Record<string, unknown>[];
    expect(
      updates.map((one) => [one['update_id'], one['status'], one['external_status_code'], one['description']]),
    ).toEqual([
      [`${id}-6`, 'in_progress', 'accepted', '承办单位已受理'],
      [`${id}-5`, 'investigating', 'assigned', '已交承办单位'],
      [`${id}-4`, 'for_triage', 'returned', '已退回，重新分派'],
      [`${id}-3`, 'investigating', 'assigned', '已交承办单位'],
    ]);
    expect(updates[0]?.['updated_datetime']).toBe(updated);
    expect(JSON.stringify(updates)).not.toMatch(/内部意见|请速办|不归我们/);
    expect((await house.get('servicerequestupdates', `?service_request_id=${id}&end_date=2020-01-31`)).json).toEqual(
      [],
    );
    expect(((await house.get('servicerequestupdates', '?page_size=3')).json as unknown[]).length).toBe(3);
    const posted = await house.server.inject({
      method: 'POST',
      url: '/open311/v2/servicerequestupdates.json',
      headers: FORM,
      payload: `api_key=${house.key}`,
    });
    expect(posted.statusCode).toBe(405);
  });

  it('is nothing of a report that was sent to another door, declared void or made hidden', async () => {
    const [door, empty, quiet] = [await house.reported(), await house.reported(), await house.reported()];
    await house.move('duty1', door, 1, { move: 'redirect', door: 'police' });
    await house.move('duty1', empty, 1, { move: 'void', reason: '测试' });
    await house.move('duty1', quiet, 1, { move: 'triage', kind: 'hazard.quiet' });
    const all = JSON.stringify([await house.list(), (await house.get('servicerequestupdates')).json]);
    for (const id of [door, empty, quiet]) {
      expect((await house.get(`requests/${id}`)).status).toBe(404);
      expect(all).not.toContain(id);
    }
  });

  it('is another district’s own: neither sees the other', async () => {
    const id = await house.reported();
    expect(await house.list('?jurisdiction_id=990001')).toEqual([]);
    expect((await house.get(`requests/${id}`, '?jurisdiction_id=990001')).status).toBe(404);
    expect((await house.get('services', '?jurisdiction_id=990001')).json).toEqual([]);
    expect((await house.get('servicerequestupdates', '?jurisdiction_id=990001')).json).toEqual([]);
  });
});
