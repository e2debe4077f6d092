import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { nothing } from '../db/scope.ts';
import { districtsOf, originOf } from '../journal/lines.store.ts';
import type { Wish } from './bringMap.ts';
import { bringMap, MapRefused } from './bringMap.ts';
import { freshPlacesOf } from './places.ts';

const now = new Date('2026-11-23T08:00:00Z');
const wish: Wish = { district: '990007', code: 'id', name: 'name', create: true, approximate: false };
const feature = (id: number, west: number, name = `Ward ${id}`) => ({
  type: 'Feature',
  properties: { id, name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 10],
        [west + 1, 10],
        [west + 1, 11],
        [west, 10],
      ],
    ],
  },
});
const file = (...features: unknown[]) => ({
  name: 'wards.geojson',
  text: JSON.stringify({ type: 'FeatureCollection', features }),
});
const said: string[] = [];
const bring = (one: { name: string; text: string }, changed: Partial<Wish> = {}) =>
  bringMap(base.work, one, { ...wish, ...changed }, now, ({ en }) => said.push(en));

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('an administrator brings in a map', () => {
  test('founds the district when asked to, and says what it does', async () => {
    await expect(bring(file(feature(1, 10)), { create: false })).rejects.toThrow(/--create-district/);
    expect(await bring(file(feature(1, 10), feature(2, 11)), { districtName: 'Wards' })).toMatchObject({
      version: 1,
      areas: 2,
      isNew: true,
    });
    expect(await districtsOf(base.work.pool)).toContain('990007');
    expect(await base.db.read(nothing('990007'), (tx) => originOf(tx, '990007'))).toBe('import');
    expect(said.join('\n')).toMatch(/Made district 990007 \(Wards\)[\s\S]*written 2\/2[\s\S]*map version 1, 2 areas/);
    const places = await freshPlacesOf(base.db, '990007');
    expect(places.locate({ lon: 11.9, lat: 10.1 })).toEqual({ code: '990007002', outside: false, map: 1 });
    expect(places.pathOf('990007002').en).toBe('Ward 2');
    expect(places.nameOf('990007')?.en).toBe('Wards');
  });

  test('makes no new version of the same map, and the next one of another', async () => {
    expect(await bring(file(feature(2, 11), feature(1, 10)))).toMatchObject({ version: 1, isNew: false });
    expect(await bring(file(feature(1, 10), feature(2, 12)))).toMatchObject({ version: 2, isNew: true });
    const places = await freshPlacesOf(base.db, '990007');
    expect(places.locate({ lon: 11.9, lat: 10.1 }).outside).toBe(true);
    expect(places.territories('2026-11-23')).toHaveLength(3);
  });

  test('is told every fault, and nothing is written', async () => {
    const wrong = file(feature(3, 10), feature(3, 11), feature(4, 10, ''), {
      type: 'Feature',
      properties: { id: 5, name: 'E' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 1],
            [2, 2],
          ],
        ],
      },
    });
    const refused = await bring(wrong).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MapRefused);
    expect((refused as MapRefused).reasons.map(({ en }) => en)).toEqual([
      'feature 2 (Ward 3): code 990007003 is that of feature 1 already',
      'feature 3 (4): property name is missing or empty',
      'feature 4 (E): a ring is not closed (ring 0.0)',
      'Refused: 3 faults; the database is as it was.',
    ]);
    expect((await freshPlacesOf(base.db, '990007')).has('990007003', '2026-11-23')).toBe(false);
    await expect(bring({ name: 'x', text: '{"type":' })).rejects.toThrow(/cannot be read/);
    await expect(bring({ name: 'x', text: '{}' })).rejects.toThrow(/FeatureCollection/);
  });
});

const real = new URL('../../../../shared/data/sf/neighbourhoods.geojson', import.meta.url);
const here = existsSync(real);

describe.runIf(here)(`37 real neighbourhoods${here ? '' : ' (left out: ../shared/data/sf is absent)'}`, () => {
  test('become district 990001 beside the other one, neither seeing the other', async () => {
    const brought = await bring(
      { name: 'neighbourhoods.geojson', text: readFileSync(real, 'utf8') },
      { district: '990001', code: 'cartodb_id', districtName: 'San Francisco' },
    );
    expect(brought).toMatchObject({ version: 1, areas: 37, isNew: true });
    const places = await freshPlacesOf(base.db, '990001');
    expect(places.territories('2012-06-01').map(({ code }) => code)).toEqual([
      '990001',
      ...Array.from({ length: 37 }, (_, at) => `990001${String(at + 1).padStart(3, '0')}`),
    ]);
    expect(places.nameOf('990001001')?.en).toBe('Seacliff');
    expect(places.drawn('town')).toHaveLength(37);
    expect(JSON.stringify(places.drawn('town')).length).toBeLessThan(200_000);
    expect(places.find('mission', '2026-11-23', 5).map(({ name }) => name.en)).toContain('Mission');
    expect((await freshPlacesOf(base.db, '990007')).has('990001001', '2026-11-23')).toBe(false);
  });
});
