import { createHash } from 'node:crypto';
import type { Position } from 'geojson';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { nothing, whole } from '../db/scope.ts';
import type { AuthorityRow } from './authority.rules.ts';
import { canonicalMap, geometryText } from './import.rules.ts';
import {
  addMap,
  mapOf,
  placesOfDistrict,
  putAuthority,
  putKnown,
  putTerritories,
  putZones,
  revisionOf,
} from './places.store.ts';
import { freshPlacesOf, placesOf } from './places.ts';
import type { Area } from './polygons.rules.ts';
import type { Territory } from './territories.rules.ts';

const district = '990002';
const other = '990003';
const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const area = (code: string, west: number): Area => ({
  code,
  shape: { type: 'Polygon', coordinates: [square(west, 20, 1)] },
});
const territory = (
  code: string,
  level: Territory['level'],
  zh: string,
  from = '2001-01-01',
  to: string | null = null,
): Territory => ({ code, level, name: { zh, en: `${zh} (en)` }, from, to, successors: [] });
const row = (
  code: string,
  kind: string,
  body: string,
  from = '2020-01-01',
  to: string | null = null,
): AuthorityRow => ({ territory: code, kind, body, from, to, why: { zh: '职责清单', en: 'List of duties' } });

let base: TestDatabase;
const bring = (areas: readonly Area[], approximate = true) =>
  base.work.write(whole(district), (tx) =>
    addMap(
      tx,
      district,
      {
        hash: createHash('sha256').update(canonicalMap(areas)).digest('hex'),
        source: 'test',
        approximate,
        loaded: new Date('2026-11-23T08:00:00Z'),
      },
      areas.map(({ code, shape }) => ({ code, text: geometryText(shape), approximate })),
    ),
  );

beforeAll(async () => {
  base = await testDatabase();
  await base.work.write(whole(district), async (tx) => {
    await putTerritories(tx, district, [
      territory(district, 'district', '试验区'),
      territory(`${district}001`, 'town', '东街道'),
      territory(`${district}002`, 'town', '西镇'),
      { ...territory(`${district}003`, 'town', '旧乡', '2001-01-01', '2025-01-01'), successors: [`${district}002`] },
    ]);
    await putZones(tx, district, [
      {
        id: 'zone',
        kind: 'development',
        name: { zh: '开发区', en: 'Development Zone' },
        territories: [`${district}002`],
        shape: null,
        approximate: false,
        from: '2020-01-01',
        to: null,
      },
      {
        id: 'lake',
        kind: 'resort',
        name: { zh: '度假区', en: 'Resort' },
        territories: [],
        shape: { type: 'Polygon', coordinates: [square(100.4, 20.4, 0.2)] },
        approximate: true,
        from: '2020-01-01',
        to: '2026-01-01',
      },
    ]);
    await putKnown(tx, district, [
      {
        id: 'school',
        name: { zh: '东小学', en: 'East Primary School' },
        initials: 'dxx',
        lon: 100.5,
        lat: 20.5,
        territory: `${district}001`,
      },
    ]);
    await putAuthority(tx, district, [row(district, '', 'centre'), row(`${district}002`, 'hazard', 'zone-office')]);
  });
  await bring([area(`${district}001`, 100), area(`${district}002`, 101)]);
});
afterAll(() => base.drop());

describe('a district’s places', () => {
  test('answer from memory where a point lies, what it is called, in which zones, and who answers', async () => {
    const places = await placesOf(base.db, district);
    expect(places.locate({ lon: 100.5, lat: 20.5 })).toEqual({ code: `${district}001`, outside: false, map: 1 });
    expect(places.locate({ lon: 99, lat: 20.5 })).toEqual({ code: district, outside: true, map: 1 });
    expect(places.pathOf(`${district}001`).zh).toBe('东街道');
    expect(places.pathOf(district).zh).toBe('试验区');
    expect(places.middleOf(`${district}001`)?.lon).toBeCloseTo(100.5, 6);
    expect(places.zonesAt(`${district}002`, null, '2025-05-01').map(({ id }) => id)).toEqual(['zone']);
    expect(places.zonesAt(`${district}001`, { lon: 100.5, lat: 20.5 }, '2025-05-01').map(({ id }) => id)).toEqual([
      'lake',
    ]);
    expect(places.zonesAt(`${district}001`, { lon: 100.5, lat: 20.5 }, '2026-05-01')).toEqual([]);
    expect(places.responsible(`${district}002001`, 'hazard.fire', '2026-05-01')?.body).toBe('zone-office');
    expect(places.responsible(`${district}001`, 'hazard.fire', '2026-05-01')?.body).toBe('centre');
    expect(places.responsible(`${district}001`, 'hazard.fire', '2019-05-01')).toBeNull();
  });

  test('know which territories were in force on a day, and find the ended ones no more', async () => {
    const places = await placesOf(base.db, district);
    expect(places.territories('2024-12-31').map(({ code }) => code)).toContain(`${district}003`);
    expect(places.has(`${district}003`, '2025-01-01')).toBe(false);
    expect(places.territory(`${district}003`, '2026-01-01')?.successors).toEqual([`${district}002`]);
    expect(places.find('jx', '2026-01-01', 10)).toEqual([]);
    expect(places.find('jx', '2024-01-01', 10).map(({ id }) => id)).toEqual([`${district}003`]);
    expect(places.find('dxx', '2026-01-01', 10).map(({ id }) => id)).toEqual(['school']);
    expect(places.drawn('town').map(({ code, approximate }) => [code, approximate])).toEqual([
      [`${district}001`, true],
      [`${district}002`, true],
    ]);
  });

  test('are new for whoever asks afresh after a change, and a new map follows the old one', async () => {
    const before = await placesOf(base.db, district);
    expect(await bring([area(`${district}001`, 110)], false)).toBe(2);
    await base.db.write(nothing(district), (tx) =>
      putAuthority(tx, district, [
        row(`${district}002`, 'hazard', 'zone-office', '2020-01-01', '2026-06-01'),
        row(`${district}002`, 'hazard', 'centre', '2026-06-01'),
      ]),
    );
    const after = await freshPlacesOf(base.db, district);
    expect(after.revision).toBe(before.revision + 2);
    expect(after.map).toMatchObject({ version: 2, approximate: false });
    expect(after.locate({ lon: 110.5, lat: 20.5 })).toEqual({ code: `${district}001`, outside: false, map: 2 });
    expect(after.responsible(`${district}002`, 'hazard.gas', '2026-05-31')?.body).toBe('zone-office');
    expect(after.responsible(`${district}002`, 'hazard.gas', '2026-06-01')?.body).toBe('centre');
    expect(before.locate({ lon: 100.5, lat: 20.5 }).map).toBe(1);
  });

  test('come by themselves to a process that goes on asking', async () => {
    const { revision } = await placesOf(base.db, district);
    await base.db.write(nothing(district), (tx) =>
      putAuthority(tx, district, [row(`${district}001`, 'help', 'centre')]),
    );
    expect((await placesOf(base.db, district)).revision).toBe(revision);
    const later = performance.now() + 10_000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    await placesOf(base.db, district);
    await vi.waitFor(async () => expect((await placesOf(base.db, district)).revision).toBe(revision + 1));
    clock.mockRestore();
  });

  test('do not exist for another district', async () => {
    const rows = await base.db.read(nothing(other), (tx) => placesOfDistrict(tx, district));
    expect(rows).toMatchObject({
      revision: 0,
      territories: [],
      map: null,
      areas: [],
      zones: [],
      authority: [],
      known: [],
    });
    const empty = await placesOf(base.db, other);
    expect(empty.locate({ lon: 100.5, lat: 20.5 })).toEqual({ code: other, outside: false, map: null });
    await expect(
      base.db.write(nothing(other), (tx) => putAuthority(tx, district, [row(district, '', 'x')])),
    ).rejects.toThrow(/row-level security/);
  });

  test('are added to by the desk and never taken out by it: neither names, nor maps, nor boundaries', async () => {
    for (const table of ['territory', 'map', 'boundary']) {
      await expect(
        base.db.pool.query(`delete from places.${table} where district = $1`, [district]),
        table,
      ).rejects.toThrow(/permission denied/);
    }
    await expect(base.db.pool.query("update places.map set source = ''")).rejects.toThrow(/permission denied/);
    await expect(base.db.pool.query("update places.drawing set geojson = ''")).rejects.toThrow(/permission denied/);
    expect((await base.db.read(nothing(district), (tx) => mapOf(tx, district)))?.version).toBe(2);
    expect(await base.db.read(nothing(district), (tx) => revisionOf(tx, district))).toBeGreaterThan(0);
  });
});
