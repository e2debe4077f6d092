import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { gb18030Of } from './gb18030.ts';
import type { Reading, Row, Source } from './rows.ts';
import { batches, rows } from './rows.ts';
import { Unreadable } from './unreadable.ts';

const all = async (source: Source, reading?: Reading): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const row of rows(source, reading)) found.push(row);
  return found;
};
const refused = async (source: Source, reading?: Reading): Promise<string> => {
  try {
    await all(source, reading);
    return 'read';
  } catch (error) {
    return error instanceof Unreadable ? error.reason.en : String(error);
  }
};
const TABLE = '编号,地址\n1,婺城区城中街道\n\n2,罗店镇\n,\n3,"白龙桥镇,后杜村"\n';
const EXPECTED = [
  [1, ['编号', '地址']],
  [2, ['1', '婺城区城中街道']],
  [4, ['2', '罗店镇']],
  [6, ['3', '白龙桥镇,后杜村']],
];
const shape = (found: readonly Row[]): unknown => found.map((one) => [one.row, one.values]);

describe('a table file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianan-rows-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it('is read from a path, from bytes and from a stream, packed or not, in UTF-8 or GB18030, with empty rows left out', async () => {
    const path = join(folder, 'table.csv.gz');
    await writeFile(path, gzipSync(TABLE));
    expect(shape(await all(path))).toEqual(EXPECTED);
    expect(shape(await all(Buffer.from(`\ufeff${TABLE}`)))).toEqual(EXPECTED);
    expect(shape(await all(gb18030Of(TABLE)))).toEqual(EXPECTED);
    expect(shape(await all(gzipSync(gb18030Of(TABLE))))).toEqual(EXPECTED);
    async function* stream(): AsyncGenerator<Uint8Array> {
      for (const byte of gzipSync(TABLE)) yield Uint8Array.of(byte);
    }
    expect(shape(await all(stream()))).toEqual(EXPECTED);
    expect(shape(await all(Buffer.from(TABLE.replaceAll(',', ';').replace(';后', ',后'))))).toEqual(EXPECTED);
  });

  it('is read from a workbook: numbers, dates, truths and empty cells as text, under the same row numbers', async () => {
    const bytes = await writeXlsxFile(
      [
        {
          sheet: '第一页',
          data: [['无']],
        },
        {
          sheet: '上报',
          data: [
            [{ value: '编号' }, { value: '时间' }, { value: '经度' }, { value: '已办' }],
            [
              { value: '007' },
              { value: new Date(Date.UTC(2026, 2, 1, 8, 30)), type: Date, format: 'yyyy-mm-dd hh:mm:ss' },
              { value: 119.5, type: Number },
              { value: true, type: Boolean },
            ],
            [null, null, null, null],
            [{ value: 'b' }, null, null, null],
          ],
        },
      ],
      {},
    ).toBuffer();
    expect(shape(await all(bytes, { sheet: '上报' }))).toEqual([
      [1, ['编号', '时间', '经度', '已办']],
      [2, ['007', '2026-03-01 08:30:00', '119.5', 'TRUE']],
      [4, ['b', '', '', '']],
    ]);
    expect(shape(await all(bytes))).toEqual([[1, ['无']]]);
    expect(await refused(bytes, { sheet: '处置' })).toBe('The file has no sheet named "处置"');
  });

  it('says what is wrong with a file that cannot be used', async () => {
    const gz = gzipSync(TABLE.repeat(5000));
    expect(await refused(gz.subarray(0, gz.length - 200))).toContain('incomplete or damaged');
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))).toContain(
      'save it as .xlsx',
    );
    expect(await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]))).toContain(
      '.xlsx file cannot be read',
    );
  });

  it('refuses a workbook that would burst, by what its directory declares', async () => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(0xf0000000, 24);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(4, 16);
    expect(await refused(Buffer.concat([Buffer.from('PK\x03\x04'), entry, end]))).toContain(
      '3840 MB unpacked, at most 512 MB',
    );
  });

  it('is empty when it is empty', async () => {
    expect(await all(Buffer.alloc(0))).toEqual([]);
    expect(await all(Buffer.from('\n\n'))).toEqual([]);
    expect(shape(await all(Buffer.from('alone')))).toEqual([[1, ['alone']]]);
  });

  it('tells how far it has read and lets go of the file when the reader stops', async () => {
    const path = join(folder, 'long.csv');
    await writeFile(path, 'a,b\n'.repeat(500_000));
    let bytes = 0;
    for await (const batch of batches(path, {
      onBytes: (sofar) => {
        bytes = sofar;
      },
    })) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(2_000_000);
  });
});
