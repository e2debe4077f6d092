import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { type As, staffOf } from './staff.ts';

const PHONE = '13805790099';
const WORDS = '=HYPERLINK("http://x")三楼王某家门口';
let house: TestHouse;
let town: string;

let as: As;

beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty', sys1: 'sysadmin' });
  await house.appoint('town1', 'coordinator', { territory: '330702001', body: 'town' });
  town = await house.signIn('town1');
  for (const lon of [119.61, 119.62, 119.63]) {
    const place = { lon, lat: 29.08 };
    const payload = { id: randomUUID(), kind: 'hazard.fire', place, words: WORDS, phone: PHONE, name: '李某' };
    expect((await as(null, 'POST', '/api/matters', payload)).status).toBe(200);
  }
  const hidden = { id: randomUUID(), kind: 'dispute.family', place: { lon: 119.64, lat: 29.08 }, words: '家事' };
  expect((await as(null, 'POST', '/api/matters', hidden)).status).toBe(200);
});
afterAll(() => house?.close());

const table = async (url: string, login = 'duty1') => {
  const answer = await as(login, 'GET', url);
  expect(answer.status, answer.raw.toString('utf8')).toBe(200);
  return parse(answer.raw, { bom: true }) as string[][];
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
    const ofTown = await house.server.inject({ url: '/api/extracts/export', headers: { cookie: town } });
    expect(parse(ofTown.body, { bom: true })).toHaveLength(1);
    expect((await as('sys1', 'GET', '/api/extracts/export')).status).toBe(403);
    expect((await as(null, 'GET', '/api/extracts/export')).status).toBe(401);
  });

  it('as a workbook says the same', async () => {
    const answer = await as('duty1', 'GET', '/api/extracts/export?kind=hazard.fire&sort=oldest&format=xlsx');
    expect(answer.status).toBe(200);
    const sheets = (await readExcel(answer.raw)) as unknown;
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
    expect((await as('duty1', 'PUT', `/api/extracts/${id}`, form)).status).toBe(403);
    expect((await as('sys1', 'PUT', `/api/extracts/${id}`, form)).status).toBe(200);
    const rows = await table(`/api/extracts/export?kind=hazard.fire&extract=${id}`);
    expect(rows[0]).toEqual(['事件编码', '办理状态', '事件类型']);
    expect(rows.slice(1).map((row) => row[1])).toEqual(['01', '01', '01']);
  });

  it('that would hold what the charter rules out is refused at its heading', async () => {
    const bad = { ...form, columns: [{ field: 'kind', heading: '重点人员风险等级' }] };
    const answer = await as('sys1', 'PUT', `/api/extracts/${id}`, bad);
    expect(answer.body).toMatchObject({ status: 422, fields: [{ path: 'body.columns.0.heading' }] });
    const unknown = { ...form, columns: [{ field: 'phone', heading: '电话' }] };
    expect((await as('sys1', 'PUT', `/api/extracts/${id}`, unknown)).status).toBe(400);
  });

  it('is taken away again, and is then no form any more', async () => {
    expect((await as('sys1', 'DELETE', `/api/extracts/${id}`)).status).toBe(200);
    expect((await as('sys1', 'DELETE', `/api/extracts/${id}`)).status).toBe(404);
    expect((await as('duty1', 'GET', `/api/extracts/export?extract=${id}`)).body).toMatchObject({
      status: 422,
      fields: [{ path: 'query.extract' }],
    });
  });
});
