import { expect, it } from 'vitest';
import { type Boundaries, boxOf, grouped, labelSpot } from './map.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const pixels = ({ lon, lat }: { lon: number; lat: number }) => ({ x: lon * 100, y: lat * 100 });
const point = (id: string, lon: number, lat: number, n?: number) => ({
  id,
  lon,
  lat,
  label: id,
  ...(n === undefined ? {} : { n }),
});

it('a name is written in the middle of the largest part of an area', () => {
  const spot = labelSpot({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] });
  expect(spot.lon).toBeCloseTo(12);
  expect(spot.lat).toBeCloseTo(12);
});

it('the box of the district holds every boundary, and nothing has no box', () => {
  const feature = (ring: number[][]) => ({
    type: 'Feature' as const,
    properties: { code: '330702', name: { zh: '区', en: 'D' } },
    geometry: { type: 'Polygon' as const, coordinates: [ring] },
  });
  const all: Boundaries = { type: 'FeatureCollection', features: [feature(square(1, 2, 1)), feature(square(5, 0, 2))] };
  expect(boxOf(all)).toEqual([1, 0, 7, 3]);
  expect(boxOf({ type: 'FeatureCollection', features: [] })).toBeUndefined();
});

it('matters that would lie on each other are drawn as one group, with their number', () => {
  const { singles, groups } = grouped([point('a', 1, 1), point('b', 1.1, 1.1), point('c', 5, 5)], pixels);
  expect(singles.map((one) => one.id)).toEqual(['c']);
  expect(groups).toEqual([{ n: 2, lon: 1.05, lat: 1.05 }]);
});

it('groups that the server has made keep their number, so that the map adds up', () => {
  const { singles, groups } = grouped([point('', 1, 1, 40), point('', 1.1, 1.1, 2), point('d', 9, 9, 1)], pixels);
  expect(singles).toHaveLength(1);
  expect(groups.reduce((sum, one) => sum + one.n, 0)).toBe(42);
});
