import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { type Browser, DISTRICT, type House, identityHouse } from './house.ts';

let house: House;
let sys: Browser;
let sec: Browser;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  await house.appointed('sys1', ['sysadmin']);
  await house.appointed('sec1', ['secadmin']);
  await house.appointed('wang', ['handler', { body: 'wc-t001' }]);
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
  sys = await house.strong('sys1');
  sec = await house.strong('sec1');
});
afterAll(() => house.close());

describe('A sheet of appointments', () => {
  const HEADING = ['登录名', '姓名', '岗位', '单位', '区域代码', '起', '止', '代理'];
  const sheetOf = async (rows: (string | null)[][]) => {
    const cells = [HEADING, ...rows].map((row) =>
      row.map((value) => (value === null ? null : { value, type: String })),
    );
    return (await (await writeXlsxFile(cells as never)).toBuffer()).toString('base64');
  };
  const good = [
    ['zhou1', '周一', '网格员', null, '330702001001', '2026-01-01', null, null],
    ['zhou2', '周二', '网格员', null, '330702001001', '2026-01-01', null, 'zhou1'],
    ['wang', null, '核查员', 'wc-centre', '330702', '2026-01-01', '2027-12-31', null],
  ];

  it('is previewed row by row, each refusal with its reason, and nothing is written', async () => {
    const sheet = await sheetOf([
      ...good,
      ['zhou3', null, '网格员', null, '330702001001', '2026-01-01', null, null],
      ['zhou4', '周四', '总管', null, '330702001001', '2026-02-30', null, null],
      ['duty1', null, 'sysadmin', 'wc-centre', null, '2026-01-01', null, null],
      ['zhou5', '周五', '网格员', 'no-such', '330703', '2026-01-01', null, 'nobody1'],
      ['zhou1', '周一', '网格员', null, '330702001001', '2026-06-01', null, null],
    ]);
    const { status, body } = await sys.call('POST', '/api/appointments/roster/preview', { sheet });
    expect(status).toBe(200);
    const {
      rows,
      good: passed,
      refused,
    } = body as unknown as {
      rows: { row: number; fresh: boolean; refusals: { en: string }[] }[];
      good: number;
      refused: number;
    };
    expect([passed, refused]).toEqual([3, 5]);
    expect(rows.map((one) => one.refusals.map((why) => why.en))).toEqual([
      [],
      [],
      [],
      ['A person who is new needs a name'],
      ['There is no post 总管', 'A date is written 2026-01-31'],
      ['Administering the system, its security, auditing and working in it are held by different people'],
      ['There is no such body'],
      ['The person holds the same appointment over these days'],
    ]);
    expect(rows.map((one) => one.fresh)).toEqual([true, true, false, false, false, false, false, true]);
    expect((await sec.call('GET', '/api/appointments?state=proposed')).body).toMatchObject({ appointments: [] });
    expect((await sec.call('POST', '/api/appointments/roster/preview', { sheet })).status).toBe(403);
  });

  it('is committed as proposals for a second person, whole or not at all', async () => {
    const sheet = await sheetOf(good);
    const preview = (await sys.call('POST', '/api/appointments/roster/preview', { sheet })).body as unknown as {
      digest: string;
    };
    const bad = await sheetOf([...good, ['zhou4', '周四', '总管', null, '330702001001', '2026-01-01', null, null]]);
    expect(await sys.call('POST', '/api/appointments/roster', { sheet: bad, digest: preview.digest })).toMatchObject({
      status: 409,
      body: { code: 'identity.changed' },
    });
    const badPreview = (await sys.call('POST', '/api/appointments/roster/preview', { sheet: bad })).body as unknown as {
      digest: string;
    };
    expect(await sys.call('POST', '/api/appointments/roster', { sheet: bad, digest: badPreview.digest })).toMatchObject(
      { status: 422, body: { fields: [{ path: 'sheet.5' }] } },
    );
    const done = await sys.call('POST', '/api/appointments/roster', { sheet, digest: preview.digest });
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'proposed', appointments: 3, entered: [{ login: 'zhou1' }, { login: 'zhou2' }] },
    });
    const { appointments } = (await sec.call('GET', '/api/appointments?state=proposed')).body as unknown as {
      appointments: { id: string; login: string; deputyOf: string | null }[];
    };
    expect(appointments.map((one) => one.login).sort()).toEqual(['wang', 'zhou1', 'zhou2']);
    expect(appointments.find((one) => one.login === 'zhou2')?.deputyOf).toBe(
      appointments.find((one) => one.login === 'zhou1')?.id,
    );
  });

  it.each([
    ['not a sheet', Buffer.from('not a sheet').toString('base64')],
    ['an empty file', Buffer.from('PK').toString('base64')],
  ])('that is %s is refused in words', async (_, sheet) => {
    expect(await sys.call('POST', '/api/appointments/roster/preview', { sheet })).toMatchObject({
      status: 422,
      body: { code: 'identity.notSheet' },
    });
  });
});

describe('A sheet in a demonstration', () => {
  it('stands at once, since nobody is there to be the second person', async () => {
    const demo = await identityHouse(await testDatabase(), { origin: 'demo' });
    await demo.appointed('sys1', ['sysadmin']);
    const admin = await demo.strong('sys1');
    const cells = [
      ['登录名', '姓名', '岗位', '区域代码', '起'],
      ['zhou1', '周一', 'liaison', '330702001001', '2026-01-01'],
    ].map((row) => row.map((value) => ({ value, type: String })));
    const sheet = (await (await writeXlsxFile(cells as never)).toBuffer()).toString('base64');
    const { digest } = (await admin.call('POST', '/api/appointments/roster/preview', { sheet })).body;
    expect(await admin.call('POST', '/api/appointments/roster', { sheet, digest })).toMatchObject({
      status: 200,
      body: { state: 'standing', appointments: 1 },
    });
    await demo.close();
  });
});
