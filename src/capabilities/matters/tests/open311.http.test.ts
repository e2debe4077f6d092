import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../../demonstration/kinds.ts';
import { FORM, holds, type Open311House, OWN, open311House, PLACE } from './open311House.ts';

let house: Open311House;
beforeAll(async () => {
  house = await open311House();
});
afterAll(() => house?.close());

describe('what an application reads first', () => {
  it('is where the service is, in both formats; a district of imports calls itself a test', async () => {
    const { status, json } = await house.get('discovery');
    expect(status).toBe(200);
    const [endpoint] = (json as { endpoints: Record<string, unknown>[] }).endpoints;
    expect(endpoint).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: 'http://localhost/open311/v2',
      type: 'production',
      formats: ['text/xml', 'application/json'],
    });
    const other = (await house.get('discovery', '?jurisdiction_id=990001')).json as {
      endpoints: Record<string, unknown>[];
    };
    expect(other.endpoints[0]?.['type']).toBe('test');
  });

  it('is every kind that is taken, in the reader’s language, by the published schema', async () => {
    const { json } = await house.get('services');
    holds('services', json);
    const services = json as Record<string, unknown>[];
    const codes = services.map((one) => one['service_code']);
    expect(codes.toSorted()).toEqual([...kinds, ...OWN].flatMap((one) => (one.open311 ? one.code : [])).toSorted());
    expect(services.find((one) => one['service_code'] === 'hazard.test')).toEqual({
      service_code: 'hazard.test',
      service_name: '试验隐患',
      description: '每一种问题各一',
      metadata: true,
      type: 'realtime',
      keywords: '试, 验',
      group: 'hazard',
    });
    expect(services.find((one) => one['service_code'] === 'hazard.quiet')?.['type']).toBe('blackbox');
    const fire = (language: string) =>
      house
        .get('services', '', language)
        .then(({ json: all }) =>
          (all as Record<string, unknown>[]).find((one) => one['service_code'] === 'hazard.fire'),
        );
    const name = kinds.find((one) => one.code === 'hazard.fire')?.name;
    expect([(await fire('zh'))?.['service_name'], (await fire('en'))?.['service_name']]).toEqual([name?.zh, name?.en]);
  });

  it('is each kind’s questions, by the published schema; a kind that is not taken has none', async () => {
    for (const { code, open311 } of [...kinds, ...OWN]) {
      const { status, json } = await house.get(`services/${code}`);
      expect([code, status]).toEqual([code, open311 ? 200 : 404]);
      if (open311) holds('service-definition', json);
    }
    const { json } = await house.get('services/hazard.test');
    const { attributes } = json as { attributes: Record<string, unknown>[] };
    expect(attributes.map((one) => [one['code'], one['datatype'], one['required'], one['order']])).toEqual([
      ['where', 'singlevaluelist', true, 1],
      ['what', 'multivaluelist', false, 2],
      ['many', 'number', false, 3],
      ['open', 'singlevaluelist', false, 4],
      ['more', 'text', false, 5],
    ]);
    expect(attributes[3]?.['values']).toEqual([
      { key: 'true', name: '是' },
      { key: 'false', name: '否' },
    ]);
  });

  it('is 404 for what is not here, in the format asked for', async () => {
    expect(await house.get('services/hazard.none')).toMatchObject({
      status: 404,
      json: [{ code: 404, description: '没有这个服务代码:hazard.none' }],
    });
    expect((await house.get('services', '?jurisdiction_id=123456')).status).toBe(404);
    expect((await house.get('requests/0702-20260101-ABCDEF')).status).toBe(404);
    expect((await house.get('nothing')).status).toBe(404);
    expect((await house.server.inject({ method: 'GET', url: '/open311/v2/services' })).statusCode).toBe(404);
    const wrong = await house.server.inject({
      method: 'POST',
      url: '/open311/v2/services.json',
      headers: FORM,
      payload: 'a=b',
    });
    expect([wrong.statusCode, wrong.json()]).toEqual([405, [{ code: 405, description: '这个地址不支持 POST' }]]);
  });
});

describe('a report by an application', () => {
  it('becomes a matter with its answers, words and contact, and is answered with its number, in both formats', async () => {
    const fields = {
      api_key: house.key,
      service_code: 'hazard.test',
      ...PLACE,
      address_string: '解放街1号二楼',
      description: '楼道堆满纸箱',
      first_name: '某',
      last_name: '王',
      phone: '+86 138-0000-0003',
      email: 'wang@example.com',
      device_id: 'd-1',
      account_id: 'a-1',
      'attribute[where]': 'in',
      'attribute[what][]': ['a', 'c'],
      'attribute[many]': '3',
      'attribute[open]': 'true',
      'attribute[more]': '门口也有',
      'attribute[unknown]': 'x',
    };
    const { status, said } = await house.post(fields);
    expect(status, JSON.stringify(said)).toBe(200);
    expect(said).toEqual([
      { service_request_id: expect.stringMatching(/^0702-\d{8}-[0-9A-Z]{6}$/), service_notice: null, account_id: null },
    ]);
    const id = await house.idOf(String(said[0]?.['service_request_id']));
    const { body } = await house.as('duty1', 'GET', `/api/desk/matters/${id}`);
    expect(body).toMatchObject({
      matter: {
        kind: 'hazard.test',
        channel: 'open311',
        words: '楼道堆满纸箱',
        address: '解放街1号二楼',
        lon: 119.65321,
        lat: 29.08123,
      },
      answers: { where: 'in', what: ['a', 'c'], many: 3, open: true, more: '门口也有' },
      hasContact: true,
    });
    const contact = await house.as('duty1', 'POST', `/api/desk/matters/${id}/contact`, { reason: 'contact' });
    expect(contact.body).toEqual({ phone: '+8613800000003', name: '王某' });
    const xml = await house.post(fields, 'xml');
    expect([xml.status, Object.keys(xml.said[0] ?? {})]).toEqual([
      200,
      ['service_request_id', 'service_notice', 'account_id'],
    ]);
  });

  it('needs a key of this district that stands and is for this', async () => {
    const fields = { service_code: 'hazard.near', ...PLACE };
    const why = async (over: Record<string, string>) => {
      const { status, said } = await house.post({ ...fields, ...over });
      return [status, said[0]?.['code'], said[0]?.['description']];
    };
    expect(await why({})).toEqual([403, 403, '缺少 api_key']);
    expect(await why({ api_key: '' })).toEqual([403, 403, '缺少 api_key']);
    expect(await why({ api_key: `${house.key}x` })).toEqual([403, 403, 'api_key 无效']);
    expect(await why({ api_key: await house.keyFor(['figures']) })).toEqual([403, 403, 'api_key 无效']);
    expect(await why({ api_key: house.key, jurisdiction_id: '990001' })).toEqual([403, 403, 'api_key 无效']);
    const xml = await house.post({ ...fields }, 'xml');
    expect([xml.status, xml.said]).toEqual([403, [{ code: 403, description: '缺少 api_key' }]]);
  });

  it('that does not fit is refused with everything that is wrong', async () => {
    const codes = async (over: Record<string, string | readonly string[]>) => {
      const { status, said } = await house.post({
        api_key: house.key,
        service_code: 'hazard.test',
        ...PLACE,
        'attribute[where]': 'in',
        ...over,
      });
      return [status, ...said.map((one) => one['description'])];
    };
    expect(await codes({ service_code: '' })).toEqual([400, '缺少 service_code']);
    expect(await codes({ service_code: 'hazard.none' })).toEqual([404, '没有这个服务代码:hazard.none']);
    expect(await codes({ service_code: 'hazard.closed' })).toEqual([404, '没有这个服务代码:hazard.closed']);
    expect(await codes({ lat: '', long: '' })).toEqual([400, '需要 lat 和 long,或 address_string,或 address_id']);
    expect(await codes({ long: '' })).toEqual([400, 'lat 与 long 必须同时提供']);
    expect(await codes({ lat: '0', long: '0' })).toEqual([400, 'lat, long 不是有效的 WGS-84 坐标']);
    expect(await codes({ lat: '', long: '', address_id: '330702999' })).toEqual([400, '没有这个区划，请重新选择地点']);
    expect(await codes({ description: 'x'.repeat(4001) })).toEqual([400, 'description 最多 4000 个字符']);
    expect(await codes({ description: '<b>x</b>' })).toEqual([400, 'description 不能含有 HTML']);
    expect(
      await codes({ 'attribute[where]': '', 'attribute[many]': 'x', email: 'x', media_url: 'file:///etc/passwd' }),
    ).toEqual([
      400,
      'media_url 不是有效的网址',
      'email 不是有效的邮箱地址',
      '缺少 attribute[where](在哪里)',
      'attribute[many] 不是数字',
    ]);
    const before = await house.list();
    const raw = (payload: string | Buffer, type = FORM['content-type']) =>
      house.server.inject({
        method: 'POST',
        url: '/open311/v2/requests.json',
        headers: { 'content-type': type },
        payload,
      });
    expect((await raw('x'.repeat(140_000))).json()).toEqual([{ code: 413, description: '请求体最大 131072 字节' }]);
    expect((await raw(Buffer.from([0x61, 0x3d, 0xff]))).statusCode).toBe(400);
    expect((await raw('{"service_code":"hazard.near"}', 'application/json')).statusCode).toBe(400);
    expect(await house.list()).toEqual(before);
  });

  it('names pictures by their addresses, and nobody fetches them', async () => {
    let fetched = 0;
    const server = createServer((_request, answer) => {
      fetched += 1;
      answer.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await house.reported({ media_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/photo.jpg` });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await new Promise((resolve) => server.close(resolve));
    expect(fetched).toBe(0);
  });

  it('of a kind that is not public is taken, and gives no id', async () => {
    const { status, said } = await house.post({
      api_key: house.key,
      service_code: 'hazard.quiet',
      ...PLACE,
      description: '不公开的事',
    });
    expect([status, said]).toEqual([200, [{ service_notice: null, account_id: null }]]);
    const { body } = await house.as('duty1', 'GET', '/api/desk/matters?kind=hazard.quiet');
    const [{ number } = { number: '' }] = body['items'] as { number: string }[];
    expect(number).not.toBe('');
    expect((await house.get(`requests/${number}`)).status).toBe(404);
    expect((await house.get(`tokens/${number}`)).status).toBe(404);
    expect(await house.list(`?service_request_id=${number}`)).toEqual([]);
    expect(await house.list('?service_code=hazard.quiet')).toEqual([]);
    expect(JSON.stringify((await house.get('servicerequestupdates')).json)).not.toContain(number);
  });
});

it('a reader who asks too often is told so in the format that they asked for, and reporting goes on', async () => {
  const ask = () =>
    house.server.inject({ method: 'GET', url: '/open311/v2/discovery.json', remoteAddress: '10.1.1.1' });
  for (let at = 0; at < 300; at += 1) expect((await ask()).statusCode).toBe(200);
  const over = await ask();
  expect([over.statusCode, over.json()]).toEqual([429, [{ code: 429, description: '请求过于频繁,请稍后再试' }]]);
  expect(over.headers['retry-after']).toBeDefined();
  const other = house.server.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: FORM,
    payload: 'a=b',
    remoteAddress: '10.1.1.1',
  });
  expect((await other).statusCode).toBe(403);
});

it('reports leave no metric, reading does, and neither an address', async () => {
  await house.reported();
  const { body } = await house.server.inject({ method: 'GET', url: '/metrics' });
  expect(body).toMatch(/method="GET"[^}]*route="\/open311\/v2\/\*"/);
  expect(body).not.toMatch(/method="POST"[^}]*route="\/open311\/v2\/\*"/);
  expect(body).not.toMatch(/0702-\d{8}/);
});
