import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import { importTable } from '../../src/capabilities/matters/matters.door.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { sealedDigests } from '../../src/platform/journal/digests.ts';
import { settleDay } from '../../src/platform/journal/waiting.ts';
import { asOwner } from '../harness/database.ts';
import { keyring, type TestHouse, testHouse } from '../harness/house.ts';
import {
  codeOf,
  foundSanFrancisco,
  INCIDENTS,
  type Incident,
  incidentMap,
  incidents,
  isThere,
  kindOf,
  neighbourhoodAt,
} from './sanFrancisco.ts';

const SF = '990001';
const AGAIN = '990002';
const ROWS = 18_205;
const LONG = 240_000;

/** Who answers by the plainest reading of the table in `foundSanFrancisco`. */
function bodyFor(id: number | null, kind: string): string {
  if (id === 21) return 'south';
  if (id === 11 && kind === 'incident.theft') return 'thefts';
  return kind.startsWith('hazard.') ? 'fire' : 'centre';
}

describe.runIf(isThere)(`18,205 real incidents${isThere ? '' : ' (left out: ../shared/data/sf is absent)'}`, () => {
  let house: TestHouse;
  let folder: string;
  let rows: readonly (Incident & { readonly id: number | null; readonly kind: string })[];
  const query = async (sql: string, ...parameters: unknown[]) =>
    (await house.work.pool.query(sql, parameters)).rows as Record<string, unknown>[];
  const bring = (district: string, work: Database = house.work, file = INCIDENTS) =>
    importTable(work, keyring, { district, file, map: incidentMap, refusedTo: join(folder, `${district}.csv`) });
  /** Everything that an import writes of a matter, but what is drawn by lot. */
  const fingerprint = (district: string) =>
    query(
      `select m.id, substr(m.territory, 7) as below, m.kind, m.outside, m.lon, m.lat, m.proposed, m.reported, m.due, m.status, l.happened
        from matters.matter m join journal.line l on l.district = m.district and l.subject = m.id where m.district = $1 order by m.id`,
      district,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianan-real-'));
    house = await testHouse();
    rows = incidents().map((one) => ({
      ...one,
      id: neighbourhoodAt(one.lon, one.lat),
      kind: kindOf[one.category] ?? '',
    }));
    await foundSanFrancisco(house.work, SF);
    expect(await bring(SF)).toEqual({ stored: ROWS, known: 0, refused: 0 });
  }, LONG);
  afterAll(async () => {
    await house?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('become one routed matter each: kind, territory and body as an independent count has them', async () => {
    expect(rows).toHaveLength(ROWS);
    const slow = Map.groupBy(rows, ({ id, kind }) => [codeOf(SF, id), kind, id === null, bodyFor(id, kind)].join(' '));
    const found = await query(
      `select concat_ws(' ', territory, kind, outside::text, proposed) as name, count(*)::int as n
        from matters.matter where district = $1 and status = 'new' group by 1`,
      SF,
    );
    expect(Object.fromEntries(found.map((one) => [one['name'], one['n']]))).toEqual(
      Object.fromEntries([...slow].map(([name, some]) => [name, some.length])),
    );
    // The four answers of the table are all among them, and so is a point that lies in no neighbourhood.
    expect(new Set(rows.map(({ id, kind }) => bodyFor(id, kind))).size).toBe(4);
    expect(rows.filter(({ id }) => id === null).length).toBeGreaterThan(0);
  });

  it('are counted where an independent count finds them', async () => {
    const slow = Map.groupBy(rows, ({ id, kind }) => `${codeOf(SF, id)} opened/${kind}`);
    const found = await query(
      `select concat(territory, ' ', measure) as name, sum(n)::int as n from journal.count
        where district = $1 and measure like 'opened/%' group by 1`,
      SF,
    );
    expect(Object.fromEntries(found.map((one) => [one['name'], one['n']]))).toEqual(
      Object.fromEntries([...slow].map(([name, some]) => [name, some.length])),
    );
  });

  it('hold nothing but place, time and category', async () => {
    for (const table of ['sealing.sealed', 'sealing.key', 'matters.receipt', 'matters.reporter'])
      expect(await query(`select 1 from ${table} where district = $1`, SF)).toEqual([]);
    const [first] = await query(
      `select convert_from(bytes, 'UTF8') as text from journal.line where district = $1 limit 1`,
      SF,
    );
    const { body } = JSON.parse(String(first?.['text'])) as { body: Record<string, unknown> };
    expect(body).toMatchObject({
      words: null,
      address: null,
      answers: null,
      contact: false,
      files: [],
      channel: 'import',
    });
  });

  it(
    'change nothing when they are imported again, not even when what was asked is long forgotten',
    async () => {
      const stands = () => query('select seq::int as seq from journal.head where district = $1', SF);
      expect(await stands()).toEqual([{ seq: ROWS }]);
      expect(await bring(SF)).toEqual({ stored: 0, known: ROWS, refused: 0 });
      await settleDay(house.work, subjects, '2026-11-24');
      expect(await query('select 1 from journal.asked where district = $1 limit 1', SF)).toEqual([]);
      expect(await bring(SF)).toEqual({ stored: 0, known: ROWS, refused: 0 });
      expect(await stands()).toEqual([{ seq: ROWS }]);
    },
    LONG,
  );

  it(
    'are audited clean, and each line is marked as imported for ever',
    async () => {
      const ask = { db: house.work, subjects, checkpointDir: folder, digests: [sealedDigests] };
      const all = await audit(ask);
      expect(all.map((one) => [one.district, one.firstDifference?.text.en])).toEqual([
        ['330702', undefined],
        [SF, undefined],
      ]);
      expect(await query('select distinct origin from journal.line where district = $1', SF)).toEqual([
        { origin: 'import' },
      ]);
    },
    LONG,
  );

  it(
    'come out the same where the import was cut off in the middle and started again',
    async () => {
      await foundSanFrancisco(house.work, AGAIN);
      const kept = async () =>
        (await query('select count(*)::int as n from matters.matter where district = $1', AGAIN))[0]?.['n'] as number;
      for (const after of [3, 9]) {
        const before = await kept();
        await expect(bring(AGAIN, failingAfter(house.work, after))).rejects.toThrow();
        expect(await kept()).toBeGreaterThan(before);
        expect(await kept()).toBeLessThan(ROWS);
      }
      const before = await kept();
      expect(await bring(AGAIN)).toEqual({ stored: ROWS - before, known: before, refused: 0 });
      // The server's own look at the tables comes a minute after the import; without it the join below is planned for a few rows.
      await asOwner(house.ownerUrl, (owner) => owner.query('analyze matters.matter, journal.line'));
      expect(await fingerprint(AGAIN)).toEqual(await fingerprint(SF));
    },
    LONG,
  );

  it('that have no place, no kind or no shape are refused by name, with the row as it was', async () => {
    const file = join(folder, 'bad.csv');
    const row = (x: string, y: string, over: Record<string, string> = {}) =>
      [
        over['date'] ?? '2012-05-01 10:00:00',
        over['category'] ?? 'ASSAULT',
        'BATTERY',
        'Tuesday',
        'MISSION',
        'NONE',
        'MISSION ST',
        x,
        y,
      ].join(',');
    await writeFile(
      file,
      [
        'Dates,Category,Descript,DayOfWeek,PdDistrict,Resolution,Address,X,Y',
        row('-122.4191', '37.7601'),
        row('-120.5', '90'),
        row('-122.42', '37.76', { category: 'PIRACY' }),
        row('-122.42', '37.76', { date: '2099-01-01 00:00:00' }),
        row('-122.42', '37.76', { date: 'last spring' }),
        row('', ''),
        '2012-05-01 10:00:00,ASSAULT,too short',
      ].join('\n'),
    );
    const refusedTo = join(folder, 'bad.refused.csv');
    const ask = { district: SF, file, map: incidentMap, refusedTo };
    expect(await importTable(house.work, keyring, ask)).toEqual({ stored: 2, known: 0, refused: 5 });
    const text = await readFile(refusedTo, 'utf8');
    const lines = text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '行号,文本行号,列',
      '3,3,Y',
      '4,4,Category',
      '6,6,Dates',
      '7,7,X',
      '8,8,',
    ]);
    expect(lines[1]).toContain('Y = 90 是原数据的占位值:地点不详');
    expect(lines[1]).toContain(',BATTERY,Tuesday,MISSION,NONE,MISSION ST,-120.5,90');
  });
});

/** The same database, which goes away after so many statements of the intake. */
function failingAfter(work: Database, statements: number): Database {
  let left = statements;
  const intake = new Proxy(work.intake, {
    get(pool, name) {
      if (name !== 'query') return Reflect.get(pool, name) as unknown;
      return (asked: pg.QueryConfig) => {
        left -= 1;
        return left < 0
          ? Promise.reject(Object.assign(new Error('the power is out'), { code: '57P01' }))
          : pool.query(asked);
      };
    },
  });
  return { ...work, intake };
}
