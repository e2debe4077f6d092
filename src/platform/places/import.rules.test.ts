import { describe, expect, test } from 'vitest';
import { canonicalMap, featuresOf, readMap } from './import.rules.ts';
import type { Territory } from './territories.rules.ts';

const reading = { district: '990001', code: 'id', name: 'name', from: '1900-01-01' };
const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 10],
      [west + 1, 10],
      [west + 1, 11],
      [west, 10],
    ],
  ],
});
const feature = (id: unknown, name: unknown = 'A', geometry: unknown = square(1)) => ({
  properties: { id, name },
  geometry,
});
const whys = (...features: ReturnType<typeof feature>[]) =>
  readMap(features, reading, []).faults.map(({ at, why }) => `${at} ${why}`);

describe('a file of boundaries', () => {
  test('gives short numbers a code below the district, so that the numeric order stays', () => {
    const { areas, territories, faults } = readMap([feature(10), feature(9), feature('2')], reading, []);
    expect(faults).toEqual([]);
    expect(areas.map(({ code }) => code)).toEqual(['990001002', '990001009', '990001010']);
    expect(territories[0]).toEqual({
      code: '990001002',
      level: 'town',
      name: { zh: 'A', en: 'A' },
      from: '1900-01-01',
      to: null,
      successors: [],
    });
  });

  test('takes our codes and the statistical form alike', () => {
    const { areas } = readMap([feature('990001001'), feature('990001002000'), feature('990001002003')], reading, []);
    expect(areas.map(({ code }) => code)).toEqual(['990001001', '990001002', '990001002003']);
  });

  test('is refused feature by feature, each with its reason', () => {
    expect(
      whys(feature(1), feature(undefined), feature('x1'), feature('12345'), feature('330702001'), feature(0)),
    ).toEqual(['2 noCode', '3 noCode', '4 badCode', '5 foreignCode', '6 badCode']);
    expect(whys(feature(1), feature('001'), feature(2, ''), feature(3, null))).toEqual([
      '2 twice',
      '3 noName',
      '4 noName',
    ]);
    expect(
      whys(
        feature(1, 'A', null),
        feature(2, 'B', { type: 'Polygon', coordinates: [square(1).coordinates[0]?.slice(0, 3)] }),
      ),
    ).toEqual(['1 type', '2 open']);
    expect(whys(feature('990001001001'))).toEqual(['1 orphan']);
  });

  test('keeps the days of territories that are known already', () => {
    const known: Territory = {
      code: '990001001',
      level: 'town',
      name: { zh: 'old', en: 'old' },
      from: '2001-02-01',
      to: null,
      successors: [],
    };
    expect(readMap([feature(1, 'new')], reading, [known]).territories[0]).toEqual({
      ...known,
      name: { zh: 'new', en: 'new' },
    });
  });

  test('has the same digest text whatever the order of its features', () => {
    const one = readMap([feature(1), feature(2, 'B', square(5))], reading, []);
    const other = readMap([feature(2, 'B', square(5)), feature(1)], reading, []);
    expect(canonicalMap(one.areas)).toBe(canonicalMap(other.areas));
  });

  test('is not one when it is no collection, or an empty one', () => {
    expect(featuresOf({ type: 'FeatureCollection', features: [] })).toBeNull();
    expect(featuresOf({ type: 'Feature' })).toBeNull();
    expect(featuresOf(null)).toBeNull();
  });
});
