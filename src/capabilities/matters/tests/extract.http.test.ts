import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';

const PHONE = '13805790099';
const WORDS = '=HYPERLINK("http://x")三楼王某家门口';
let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  house = await testHouse();
  await house.appoint('duty1', 'duty', { territory: '330702', body: 'centre' });
  await house.appoint('town1', 'coordinator', { territory: '330702001', body: 'town' });
  await house.appoint('sys1', 'sysadmin', { territory: '330702' });
  for (const login of ['duty1', 'town1']) cookies[login] = await house.signIn(login);
  cookies['sys1'] = await house.signIn('sys1');
  for (const lon of [119.61, 119.62, 119.63]) {
    const payload = {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon, lat: 29.08 },
      words: WORDS,
      phone: PHONE,
      name: '李某',
    };
    const sent = await house.server.inject({ method: 'POST', url: '/api/matters', payload });
    expect(sent.statusCode, sent.body).toBe(200);
  }
  const hidden = { id: randomUUID(), kind: 'dispute.family', place: { lon: 119.64, lat: 29.08 }, words: '家事' };
  await house.server.inject({ method: 'POST', url: '/api/matters', payload: hidden });
});
afterAll(() => house?.close());

const call = (login: string, method: 'GET' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  house.server.inject({ method, url, headers: { cookie: cookies[login] ?? '' }, ...(payload ? { payload } : {}) });
const table = async (url: string, login = 'duty1') => {
  const answer = await call(login, 'GET', url);
  expect(answer.statusCode, answer.body).toBe(200);
  return parse(answer.body, { bom: true }) as string[][];
};

describe('a view as a table', () => {
  it('holds every matter of the view, and nothing of a person', async () => {
    const [head, ...rows] = await table('/api/extracts/export?kind=hazard.fire&sort=oldest');
    expect(rows).toHaveLength(3);
    expect(head).toContain('编号');
    const text = rows.flat().join('\n');
    for (const secret of [PHONE, '李某', '王某', 'HYPERLINK', '119.6', '29.08']) expect(text).not.toContain(secret);
    const all = await table('/api/extracts/export');
    expect(all).toHaveLength(5);
  });

  it('shows each post what its queue shows', async () => {
    expect(await table('/api/extracts/export', 'town1')).toHaveLength(1);
    expect((await call('sys1', 'GET', '/api/extracts/export')).statusCode).toBe(403);
    expect((await call('', 'GET', '/api/extracts/export')).statusCode).toBe(401);
  });

  it('as a workbook says the same', async () => {
    const answer = await call('duty1', 'GET', '/api/extracts/export?kind=hazard.fire&sort=oldest&format=xlsx');
    expect(answer.statusCode).toBe(200);
    const sheets = (await readExcel(answer.rawPayload)) as unknown;
    const rows = (Array.isArray(sheets) && sheets[0] && 'data' in sheets[0] ? sheets[0].data : sheets) as unknown[][];
    const csv = await table('/api/extracts/export?kind=hazard.fire&sort=oldest');
    expect(rows.map((row) => row.map((cell) => String(cell ?? '')))).toEqual(csv);
  });
});

describe('a form of a higher platform', () => {
  const id = randomUUID();
  const form = {
    name: '市平安办月报',
    columns: [
      { field: 'number', heading: '事件编码' },
      {
        field: 'status',
        heading: '办理状态',
        values: [
          { from: 'new', to: '01' },
          { from: '已办结', to: '09' },
        ],
      },
      { field: 'kind', heading: '事件类型' },
    ],
  };

  it('is fitted by the system administrator, and fills itself from any view', async () => {
    expect((await call('duty1', 'PUT', `/api/extracts/${id}`, form)).statusCode).toBe(403);
    expect((await call('sys1', 'PUT', `/api/extracts/${id}`, form)).statusCode).toBe(200);
    const rows = await table(`/api/extracts/export?kind=hazard.fire&extract=${id}`);
    expect(rows[0]).toEqual(['事件编码', '办理状态', '事件类型']);
    expect(rows.slice(1).map((row) => row[1])).toEqual(['01', '01', '01']);
  });

  it('that would hold what the charter rules out is refused at its heading', async () => {
    const bad = { ...form, columns: [{ field: 'kind', heading: '重点人员风险等级' }] };
    const answer = await call('sys1', 'PUT', `/api/extracts/${id}`, bad);
    expect(answer.json()).toMatchObject({ status: 422, fields: [{ path: 'body.columns.0.heading' }] });
    const unknown = { ...form, columns: [{ field: 'phone', heading: '电话' }] };
    expect((await call('sys1', 'PUT', `/api/extracts/${id}`, unknown)).statusCode).toBe(400);
  });

  it('is taken away again, and is then no form any more', async () => {
    expect((await call('sys1', 'DELETE', `/api/extracts/${id}`)).statusCode).toBe(200);
    expect((await call('sys1', 'DELETE', `/api/extracts/${id}`)).statusCode).toBe(404);
    expect((await call('duty1', 'GET', `/api/extracts/export?extract=${id}`)).json()).toMatchObject({
      status: 422,
      fields: [{ path: 'query.extract' }],
    });
  });
});
