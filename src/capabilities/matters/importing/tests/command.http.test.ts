import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { keyring, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { kinds } from '../../../../demonstration/kinds.ts';
import { gb18030Of } from '../../../../gateways/tabular/gb18030.ts';
import { mapFileOf } from '../../../../gateways/tabular/map-file.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { createDistrict } from '../../../../platform/journal/lines.store.ts';
import { foundMatters, importTable } from '../../matters.door.ts';
import { type As, staffOf } from '../../tests/staff.ts';

const LIVE = '330702';
const PAST = '990003';
const map = mapFileOf(
  JSON.stringify({
    name: 'old-ledger',
    title: { zh: '旧台账', en: 'Old ledger' },
    externalId: { columns: ['编号'] },
    happened: { columns: ['时间'], formats: ['YYYY-MM-DD HH:mm'], timezone: 'Asia/Shanghai' },
    place: { lon: '经度', lat: '纬度', datum: 'gcj02' },
    kind: { column: '类别', values: { 火灾: 'hazard.fire', 家庭: 'dispute.family', 已停用: 'hazard.gone' } },
    words: { column: '内容' },
    address: { column: '地址' },
  }),
);
const HEADER = '编号,时间,类别,内容,地址,经度,纬度';
const row = (n: number, over = '火灾,楼道堆物') => `L${n},2026-02-0${n} 08:30,${over},解放街${n}号,119.65,29.08`;

let house: TestHouse;
let as: As;
const bring = async (name: string, bytes: string | Buffer, district = LIVE) => {
  const file = join(house.dataDir, name);
  await writeFile(file, bytes);
  const refusedTo = join(house.dataDir, `${name}.refused.csv`);
  const seen: number[] = [];
  const say = (part: number) => seen.push(part);
  const counts = await importTable(house.work, keyring, { district, file, map, refusedTo, say });
  return { counts, refused: existsSync(refusedTo) ? await readFile(refusedTo, 'utf8') : null, seen };
};
const queue = async () =>
  (await as('duty1', 'GET', '/api/desk/matters?sort=oldest')).body['items'] as Record<string, unknown>[];

beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty' });
  const past = { district: PAST, name: { zh: '旧区', en: 'Old district' }, origin: 'import' } as const;
  await house.work.write(whole(PAST), (tx) => createDistrict(tx, past));
  await foundMatters(house.work, PAST, kinds, new Date());
});
afterAll(() => house?.close());

describe('a table that is imported', () => {
  it('becomes matters on the desk, words and addresses sealed, each recorded now with the time when it happened', async () => {
    const before = Date.now();
    const { counts, refused, seen } = await bring('a.csv', [HEADER, row(1), row(2, '家庭,婆媳争吵')].join('\n'));
    expect([counts, refused, seen.at(-1)]).toEqual([{ stored: 2, known: 0, refused: 0 }, null, 1]);
    const [first, second] = (await queue()).sort((a, b) => (String(a['address']) < String(b['address']) ? -1 : 1));
    expect(first).toMatchObject({
      kind: 'hazard.fire',
      channel: 'import',
      origin: 'import',
      words: '楼道堆物',
      address: '解放街1号',
    });
    expect(first?.['lon']).toBeCloseTo(119.6453, 3);
    expect(second).toMatchObject({ kind: 'dispute.family', visibility: 'hidden' });
    expect(Date.parse(String(first?.['reported']))).toBeGreaterThanOrEqual(before);
    const { rows } = await house.work.pool.query(
      `select happened, bytes::text as bytes from journal.line where kind = 'matter.reported' order by happened`,
    );
    expect(rows.map((one: { happened: Date }) => one.happened.toISOString())).toEqual([
      '2026-02-01T00:30:00.000Z',
      '2026-02-02T00:30:00.000Z',
    ]);
  });

  it('stands at the time when it happened in a district that was founded for imports', async () => {
    await bring('b.csv', [HEADER, row(1)].join('\n'), PAST);
    const { rows } = await house.work.pool.query(
      'select reported, proposed, kind from matters.matter where district = $1',
      [PAST],
    );
    expect(rows).toEqual([{ reported: new Date('2026-02-01T00:30:00.000Z'), proposed: 'centre', kind: 'hazard.fire' }]);
  });

  it('may be in GB18030, a workbook, or have grown since: rows that are there stay as they are', async () => {
    const lines = [HEADER, row(1), row(2, '家庭,婆媳争吵'), row(3)];
    expect((await bring('c.csv', gb18030Of(lines.join('\r\n')))).counts).toEqual({ stored: 1, known: 2, refused: 0 });
    const cells = lines.map((line) => line.split(',').map((value) => ({ value })));
    expect((await bring('c.xlsx', await writeXlsxFile(cells).toBuffer())).counts).toEqual({
      stored: 0,
      known: 3,
      refused: 0,
    });
    // The number that the source gave names the row, whatever was written about it later.
    expect((await bring('d.csv', [HEADER, row(1, '火灾,已整改')].join('\n'))).counts).toEqual({
      stored: 0,
      known: 1,
      refused: 0,
    });
    expect(await queue()).toHaveLength(3);
  });

  it('gives back what the map, the district or the database cannot take, whole and with the reason, and takes it when it is mended', async () => {
    const bad = [
      HEADER,
      row(4, '已停用,旧类别'),
      row(5, '洪水,没有这一类'),
      row(6, '火灾,好的'),
      'L7,2099-01-01 00:00,火灾,还没发生,x,119.65,29.08',
    ];
    const { counts, refused } = await bring('e.csv', bad.join('\n'));
    expect(counts).toEqual({ stored: 1, known: 0, refused: 3 });
    const lines =
      refused
        ?.replace(/^\ufeff/, '')
        .trimEnd()
        .split('\r\n') ?? [];
    expect(lines[0]).toBe(`行号,文本行号,列,未导入原因,${HEADER}`);
    expect(lines.slice(1)).toEqual([
      `2,2,,没有这个事项类别，请重新选择,${bad[1]}`,
      `3,3,类别,“类别”的值“洪水”不在对照表里,${bad[2]}`,
      `5,5,,发生时间不能晚于现在,${bad[4]}`,
    ]);
    const mended = await bring(
      'e.csv',
      bad.join('\n').replace('已停用', '火灾').replace('洪水', '家庭').replace('2099', '2026'),
    );
    expect(mended).toMatchObject({ counts: { stored: 3, known: 1, refused: 0 }, refused: null });
  });

  it('is refused whole when it is no such table, before anything is written', async () => {
    const before = await queue();
    await expect(bring('f.csv', '编号,内容\nL9,x')).rejects.toThrow('The file lacks columns which the map needs');
    await expect(bring('g.csv', '')).rejects.toThrow('The file has no header row');
    expect(await queue()).toEqual(before);
  });
});
