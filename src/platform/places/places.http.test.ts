import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { whole } from '../db/scope.ts';
import { fromWgs84 } from './coordinates.rules.ts';
import type { Shape } from './geometry.rules.ts';
import { addMap, putKnown, putTerritories, putZones } from './places.store.ts';
import { freshPlacesOf } from './places.ts';
import type { Territory } from './territories.rules.ts';

const district = '330702';
const square = (west: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 29],
      [west + 0.1, 29],
      [west + 0.1, 29.1],
      [west, 29.1],
      [west, 29],
    ],
  ],
});
const territory = (code: string, level: Territory['level'], zh: string, en: string): Territory => ({
  code,
  level,
  name: { zh, en },
  from: '2001-01-01',
  to: null,
  successors: [],
});

let house: TestHouse;
const get = async (path: string) => {
  const answer = await house.server.inject({ method: 'GET', url: path });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

beforeAll(async () => {
  house = await testHouse();
  await house.work.write(whole(district), async (tx) => {
    await putTerritories(tx, district, [
      territory(district, 'district', '婺城区', 'Wucheng'),
      territory(`${district}001`, 'town', '城东街道', 'Chengdong Street'),
      territory(`${district}106`, 'town', '汤溪镇', 'Tangxi Town'),
    ]);
    const text = (west: number) => JSON.stringify(square(west));
    await addMap(
      tx,
      district,
      { hash: 'a'.repeat(64), source: 'drawn for a test', approximate: true, loaded: new Date('2026-01-01T00:00:00Z') },
      [
        { code: `${district}001`, text: text(119.6), approximate: true },
        { code: `${district}106`, text: text(119.4), approximate: true },
      ],
    );
    await putZones(tx, district, [
      {
        id: 'dev',
        kind: 'development',
        name: { zh: '开发区', en: 'Development Zone' },
        territories: [`${district}106`],
        shape: null,
        approximate: true,
        from: '2020-01-01',
        to: null,
      },
    ]);
    await putKnown(tx, district, [
      {
        id: 'bus',
        name: { zh: '汤溪客运站', en: 'Tangxi Bus Station' },
        initials: 'txkyz',
        lon: 119.45,
        lat: 29.05,
        territory: `${district}106`,
      },
    ]);
  });
  await freshPlacesOf(house.db, district);
});
afterAll(() => house?.close());

describe('anybody may ask', () => {
  test('for the tree of territories, with names in both languages and where each is', async () => {
    const { status, headers, body } = await get('/api/places/territories');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('private, max-age=60');
    expect(body.map).toMatchObject({ version: 1, approximate: true, source: 'drawn for a test' });
    expect(body.territories[0]).toEqual({
      code: district,
      parent: null,
      level: 'district',
      name: { zh: '婺城区', en: 'Wucheng' },
      middle: null,
    });
    expect(body.territories[1]).toMatchObject({ code: `${district}001`, parent: district });
    expect(body.territories[1].middle.lon).toBeCloseTo(119.65, 6);
  });

  test('for boundaries as GeoJSON that say that they are approximate, of one level and one place', async () => {
    const { body } = await get('/api/places/boundaries?level=town');
    expect(body.type).toBe('FeatureCollection');
    expect(body.features).toHaveLength(2);
    expect(body.features[0]).toMatchObject({
      id: `${district}001`,
      properties: { code: `${district}001`, name: { zh: '城东街道' }, approximate: true },
      geometry: { type: 'Polygon' },
    });
    expect((await get(`/api/places/boundaries?level=town&within=${district}106`)).body.features).toHaveLength(1);
    expect((await get('/api/places/boundaries?level=village')).body.features).toEqual([]);
    expect((await get('/api/places/boundaries?level=province')).status).toBe(400);
  });

  test('for zones that cut across the tree', async () => {
    const { body } = await get('/api/places/zones');
    expect(body.zones).toMatchObject([
      { id: 'dev', kind: 'development', territories: [`${district}106`], geometry: null },
    ]);
  });

  test('for a place by Chinese, by first letters or by English', async () => {
    const names = async (words: string) =>
      (await get(`/api/places/find?words=${encodeURIComponent(words)}`)).body.places.map(
        (one: { name: { zh: string } }) => one.name.zh,
      );
    expect(await names('汤溪')).toEqual(['汤溪镇', '汤溪客运站']);
    expect(await names('txk')).toEqual(['汤溪客运站']);
    expect(await names('bus')).toEqual(['汤溪客运站']);
    expect((await get('/api/places/find?words=')).status).toBe(400);
  });

  test('where a point lies, whatever map it was read from, and a point outside is named so', async () => {
    const gcj = fromWgs84({ lon: 119.45, lat: 29.05 }, 'gcj02');
    const inside = await get(`/api/places/locate?lon=${gcj.lon}&lat=${gcj.lat}&datum=gcj02`);
    expect(inside.body).toMatchObject({
      territory: `${district}106`,
      path: { zh: '汤溪镇' },
      outside: false,
      map: 1,
      zones: [{ id: 'dev' }],
    });
    expect(inside.body.point.lon).toBeCloseTo(119.45, 5);
    expect((await get('/api/places/locate?lon=100&lat=20')).body).toMatchObject({ territory: district, outside: true });
    expect((await get('/api/places/locate?lon=-120.5&lat=90')).body).toMatchObject({
      status: 422,
      code: 'places.nowhere',
    });
    expect((await get('/api/places/locate?lon=200&lat=1')).status).toBe(400);
  });
});
