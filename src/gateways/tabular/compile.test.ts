import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Imported, Refusal } from './compile.ts';
import { derivedId, digest, Seen } from './derived.ts';
import type { MapFile } from './map-file.ts';
import { mapFileOf } from './map-file.ts';
import { mapped } from './mapped.ts';
import { RefusedRows } from './refused.ts';
import { rows } from './rows.ts';
import { Unreadable } from './unreadable.ts';

const MAP = {
  name: 'grid-reports',
  title: { zh: '网格上报', en: 'Grid reports' },
  happened: { columns: ['日期', '时间'], formats: ['YYYY/M/D H:mm'], timezone: 'Asia/Shanghai' },
  place: { lon: '经度', lat: '纬度', datum: 'gcj02' },
  kind: { column: '类别', values: { 火灾隐患: 'hazard.fire', 邻里纠纷: 'dispute.neighbour' } },
  words: { columns: ['类别', '描述'], between: ':', required: true },
  address: { column: '地址' },
  attributes: {
    source: { constant: 'grid' },
    scale: { column: '规模', values: { 一般: '02', 重大: '03' }, otherwise: 'refuse' },
  },
  refuse: [{ column: '类别', equals: ['作废'], reason: { zh: '原系统已作废', en: 'Voided in the source' } }],
};
const map = (change: object = {}): MapFile => mapFileOf(JSON.stringify({ ...MAP, ...change }));
const HEADER = ['编号', '日期', '时间', '类别', '描述', '地址', '经度', '纬度', '规模'];
const GOOD = ['A1', '2026/3/1', '8:30', '火灾隐患', '楼道堆物', '解放街1号', '119.65', '29.08', '一般'];
const changed = (column: string, value: string): string[] =>
  GOOD.map((one, at) => (HEADER[at] === column ? value : one));

type Outcome = { facts: Imported[]; refusals: Refusal[]; header: readonly string[] };
const run = async (table: readonly string[][], how: MapFile = map()): Promise<Outcome> => {
  const outcome: Outcome = { facts: [], refusals: [], header: [] };
  for await (const batch of mapped(Buffer.from(stringify([HEADER, ...table])), how)) {
    outcome.facts.push(...batch.facts);
    outcome.refusals.push(...batch.refusals);
    outcome.header = batch.header;
  }
  return outcome;
};
const refusedFile = async (json: string): Promise<string> => {
  try {
    mapFileOf(json);
    return 'taken';
  } catch (error) {
    return error instanceof Unreadable ? error.reason.en : String(error);
  }
};

describe('a row of a foreign table', () => {
  it('becomes a report: kind, moment, place in WGS-84, words, address and answers', async () => {
    const { facts, refusals } = await run([GOOD]);
    expect(refusals).toEqual([]);
    expect(facts[0]).toMatchObject({
      row: 2,
      externalId: null,
      kind: 'hazard.fire',
      happened: new Date('2026-03-01T00:30:00Z'),
      address: '解放街1号',
      words: '火灾隐患:楼道堆物',
      attributes: { source: 'grid', scale: '02' },
    });
    // GCJ-02 lies some hundred metres north-east of WGS-84 here.
    expect(facts[0]?.lon).toBeCloseTo(119.6453, 3);
    expect(facts[0]?.lat).toBeCloseTo(29.0827, 3);
  });

  it.each([
    ['类别', '噪音', '类别', 'The value "噪音" of "类别" is not in the map'],
    ['类别', '', '类别', '"类别" must not be empty'],
    ['类别', '作废', '类别', 'Voided in the source'],
    [
      '日期',
      '2026/2/30',
      '日期+时间',
      'The value "2026/2/30 8:30" of "日期+时间" is not a time in the agreed form (YYYY/M/D H:mm)',
    ],
    ['经度', '东经119', '经度', 'The value "东经119" of "经度" is not a coordinate'],
    ['经度', '', '经度', '"经度" must not be empty'],
    ['纬度', '119.65', '纬度', 'The value "119.65" of "纬度" lies outside longitude and latitude'],
    ['纬度', '90', '纬度', 'The coordinates "119.65, 90" are a placeholder, not a place'],
    ['规模', '巨大', '规模', 'The value "巨大" of "规模" is not in the map'],
    ['描述', 'x'.repeat(4001), '类别+描述', '"类别+描述" is longer than 4000 characters'],
    ['描述', 'a\u0000b', '类别+描述', '"类别+描述" holds characters which cannot be read or stored'],
    ['地址', 'a\ufffdb', '地址', '"地址" holds characters which cannot be read or stored'],
  ])('is refused by name when %s is "%.20s"', async (column, value, at, reason) => {
    const { facts, refusals } = await run([changed(column, value), GOOD]);
    expect(facts.map((one) => one.row)).toEqual([3]);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ row: 2, line: 2, column: at, reason: { en: reason } });
    expect(refusals[0]?.reason.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('may have an address and no coordinates, but not neither', async () => {
    const bare = GOOD.with(6, '').with(7, '');
    const { facts, refusals } = await run([bare, bare.with(5, '')]);
    expect(facts[0]).toMatchObject({ lon: null, lat: null, address: '解放街1号' });
    expect(refusals[0]?.reason.en).toBe('Neither coordinates nor an address');
  });

  it('is refused when it has lost or gained a column, and not when empty cells fill it up', async () => {
    const lines = [HEADER, GOOD.slice(0, 8), [...GOOD, 'x'], [...GOOD, '', '']].map((row) => row.join(',')).join('\n');
    const outcome: (Imported | Refusal)[] = [];
    for await (const batch of mapped(Buffer.from(lines), map())) outcome.push(...batch.refusals, ...batch.facts);
    expect(outcome.map((one) => [one.row, one.is])).toEqual([
      [2, 'refusal'],
      [3, 'refusal'],
      [4, 'fact'],
    ]);
  });

  it('of an unlisted kind takes the map’s other kind where it names one', async () => {
    const kind = { ...MAP.kind, otherwise: 'suggestion.other' };
    const { facts } = await run([changed('类别', '噪音')], map({ kind }));
    expect(facts[0]?.kind).toBe('suggestion.other');
  });

  it('is either a report or a refusal, whatever it holds: nothing is thrown and the counts add up', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        ...GOOD,
        '',
        '90',
        '0',
        '作废',
        '1e999',
        '0x10',
        '119.6',
        'NaN',
        '\u0000',
        '__proto__',
        'constructor',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const row = fc.oneof(
      fc.tuple(...HEADER.map(() => cell)),
      fc.constant(GOOD),
      fc.array(cell, { minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.boolean(), async (table, named) => {
        const how = map(named ? { externalId: { columns: ['编号'] } } : {});
        const bytes = Buffer.from(stringify([HEADER, ...table], { quoted: true }));
        const numbers: number[] = [];
        const ids = new Set<string>();
        let expected = 0;
        let facts = 0;
        for await (const one of rows(bytes, { delimiter: ',' })) if (one.row > 1) expected++;
        for await (const batch of mapped(bytes, { ...how, delimiter: ',' })) {
          for (const one of [...batch.facts, ...batch.refusals]) numbers.push(one.row);
          for (const one of batch.facts) ids.add(one.id);
          facts += batch.facts.length;
        }
        expect(ids.size).toBe(facts);
        expect(numbers).toHaveLength(expected);
        expect(new Set(numbers).size).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the id of a row', () => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const ids = (outcome: Outcome): string[] => outcome.facts.map((one) => one.id);

  it('is the same at every reading, in whatever order rows come, and different for rows that repeat', async () => {
    const table = [GOOD, changed('描述', '电线老化'), GOOD, GOOD];
    const once = ids(await run(table));
    expect(new Set(once).size).toBe(4);
    expect(once.every((id) => UUID.test(id))).toBe(true);
    expect(ids(await run(table))).toEqual(once);
    expect(new Set(ids(await run(table.toReversed())))).toEqual(new Set(once));
    expect(ids(await run([GOOD, ...table])).slice(0, 1)).toEqual(once.slice(0, 1));
  });

  it('belongs to its map: another map gives the same row another one', async () => {
    expect(ids(await run([GOOD]))).not.toEqual(ids(await run([GOOD], map({ name: 'other-reports' }))));
  });

  it('follows the number that the source gave, and a number that comes twice is refused with the row where it stood', async () => {
    const named = map({ externalId: { columns: ['编号'] } });
    const first = await run([GOOD, changed('描述', '已清理'), changed('编号', '')], named);
    const later = await run([changed('描述', '已清理')], named);
    expect(first.facts).toHaveLength(1);
    expect(first.facts[0]?.externalId).toBe('A1');
    expect(ids(first)).toEqual(ids(later));
    expect(first.refusals.map((one) => one.reason.en)).toEqual([
      'The number "A1" stands in row 2 of this file already',
      '"编号" must not be empty',
    ]);
  });

  it('remembers a hundred thousand digests exactly as a Map does', () => {
    const seen = new Seen();
    const slow = new Map<string, number>();
    for (let at = 1; at <= 100_000; at++) {
      const hex = digest(String(at % 60_000));
      expect(seen.get(hex) === (slow.get(hex) ?? 0)).toBe(true);
      seen.set(hex, at);
      slow.set(hex, at);
    }
  });

  it('is that of the written rule: SHA-256, version 8', () => {
    expect(derivedId('a', 'b')).toMatch(UUID);
    expect(derivedId('a', 'b').slice(0, 8)).toBe(digest('a\u001fb').slice(0, 8));
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab'));
  });
});

describe('a map file', () => {
  it('is refused with the place and the reason when it is wrong', async () => {
    expect(await refusedFile('{')).toContain('JSON');
    expect(await refusedFile(JSON.stringify({ ...MAP, name: 'Not a slug' }))).toContain('wrong at name');
    expect(
      await refusedFile(JSON.stringify({ ...MAP, happened: { ...MAP.happened, timezone: 'Mars/Base' } })),
    ).toContain('happened.timezone');
    expect(await refusedFile(JSON.stringify({ ...MAP, happened: { ...MAP.happened, formats: ['MM-DD'] } }))).toContain(
      'happened.formats.0',
    );
    expect(await refusedFile(JSON.stringify({ ...MAP, place: undefined, address: undefined }))).toContain(
      'wrong at place',
    );
    expect(await refusedFile(JSON.stringify({ ...MAP, person: '姓名' }))).toContain('wrong at /');
    expect(await refusedFile(JSON.stringify(MAP))).toBe('taken');
  });

  it('that does not fit the table is refused before any row is read, naming the columns', async () => {
    const read = async (table: string): Promise<string> => {
      try {
        for await (const _ of mapped(Buffer.from(table), map())) break;
        return 'read';
      } catch (error) {
        return error instanceof Unreadable ? error.reason.en : String(error);
      }
    };
    expect(await read('编号,日期,时间\n1,2,3\n')).toBe(
      'The file lacks columns which the map needs: 经度, 纬度, 类别, 描述, 地址, 规模',
    );
    expect(await read(`${HEADER.join(',')},类别\n`)).toBe('Columns with the same name cannot be told apart: 类别');
    expect(await read('')).toBe('The file has no header row');
  });

  it('may say that a title stands above the header', async () => {
    const table = `婺城区三月上报汇总\n\n${HEADER.join(',')}\n${GOOD.join(',')}\n`;
    const numbers: number[] = [];
    for await (const batch of mapped(Buffer.from(table), map({ headerRow: 3, delimiter: ',' })))
      numbers.push(...batch.facts.map((one) => one.row));
    expect(numbers).toEqual([4]);
  });
});

describe('the file of refused rows', () => {
  it('names row, line, column and reason, keeps the row as it was, and can be read and imported again', async () => {
    const path = join(tmpdir(), `lianan-refused-${process.pid}.csv`);
    const { refusals, header } = await run([
      changed('描述', '他说:"有,\n火"').with(3, '噪音'),
      changed('纬度', '90'),
      GOOD,
    ]);
    const file = new RefusedRows(path, header, 'zh');
    await file.add(refusals);
    await file.add([]);
    expect(await file.end()).toBe(path);
    expect(file.count).toBe(2);
    const text = await readFile(path, 'utf8');
    expect(text.startsWith('\ufeff行号,文本行号,列,未导入原因,编号')).toBe(true);
    const back: (readonly string[])[] = [];
    for await (const row of rows(path)) back.push(row.values);
    expect(back[1]?.slice(0, 4)).toEqual(['2', '2', '类别', '“类别”的值“噪音”不在对照表里']);
    expect(back[2]?.slice(0, 2)).toEqual(['3', '4']);
    expect(back[1]?.slice(4)).toEqual(changed('描述', '他说:"有,\n火"').with(3, '噪音'));
    const again: Refusal[] = [];
    for await (const batch of mapped(path, map())) again.push(...batch.refusals);
    expect(again.map((one) => one.reason.zh)).toEqual(refusals.map((one) => one.reason.zh));
    await rm(path);
  });

  it('is not made when nothing was refused', async () => {
    const file = new RefusedRows(join(tmpdir(), 'never-made', 'x.csv'), HEADER, 'en');
    await file.add([]);
    expect(await file.end()).toBeNull();
  });
});
