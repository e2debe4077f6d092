import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { FeatureCollection, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Shape } from './geometry.rules.ts';
import { polygonsOf, shapeFault } from './geometry.rules.ts';
import type { Area } from './polygons.rules.ts';
import { PlaceIndex } from './polygons.rules.ts';

/** Held by the boundary, or crossed an odd number of times by a ray to the north: written without boxes, bands and trees. */
function naively(areas: readonly Area[]): (lon: number, lat: number) => string | null {
  const polygons = areas
    .flatMap(({ code, shape }) =>
      polygonsOf(shape).map((rings) => ({
        code,
        edges: new Float64Array(
          rings.flatMap((ring) => ring.slice(1).flatMap((to, at) => [...(ring[at] ?? []), ...to])),
        ),
      })),
    )
    .sort((a, b) => b.code.length - a.code.length || (a.code < b.code ? -1 : 1));
  const holds = (edges: Float64Array, lon: number, lat: number) => {
    let inside = false;
    for (let at = 0; at < edges.length; at += 4) {
      const [ax, ay, bx, by] = [
        edges[at] as number,
        edges[at + 1] as number,
        edges[at + 2] as number,
        edges[at + 3] as number,
      ];
      const isOnLine = (bx - ax) * (lat - ay) === (lon - ax) * (by - ay);
      if (
        isOnLine &&
        lon >= Math.min(ax, bx) &&
        lon <= Math.max(ax, bx) &&
        lat >= Math.min(ay, by) &&
        lat <= Math.max(ay, by)
      )
        return true;
      if (ax > lon !== bx > lon && lat < ay + ((lon - ax) / (bx - ax)) * (by - ay)) inside = !inside;
    }
    return inside;
  };
  return (lon, lat) => polygons.find(({ edges }) => holds(edges, lon, lat))?.code ?? null;
}

const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const area = (code: string, ...rings: Position[][]): Area => ({ code, shape: { type: 'Polygon', coordinates: rings } });

describe('a point finds its territory', () => {
  test('inside a polygon, not in its hole, and in each part of a multipolygon', () => {
    const index = new PlaceIndex([
      area('330702001', square(0, 0, 10), square(4, 4, 2)),
      { code: '330702002', shape: { type: 'MultiPolygon', coordinates: [[square(20, 0, 2)], [square(30, 0, 2)]] } },
    ]);
    expect(index.find(1, 1)).toBe('330702001');
    expect(index.find(5, 5)).toBeNull();
    expect(index.find(21, 1)).toBe('330702002');
    expect(index.find(31, 1)).toBe('330702002');
    expect(index.find(25, 1)).toBeNull();
  });

  test('the boundary belongs to the polygon, a hole’s boundary too, and the smaller code has a shared one', () => {
    const index = new PlaceIndex([
      area('330702002', square(10, 0, 10)),
      area('330702001', square(0, 0, 10), square(4, 4, 2)),
    ]);
    expect(index.find(10, 5)).toBe('330702001');
    expect(index.find(20, 5)).toBe('330702002');
    expect(index.find(4, 5)).toBe('330702001');
    expect(index.find(0, 0)).toBe('330702001');
  });

  test('the smaller code wins an overlap, the village wins over its town', () => {
    const index = new PlaceIndex([
      area('330702', square(0, 0, 30)),
      area('330702002', square(5, 0, 10)),
      area('330702001', square(0, 0, 10)),
      area('330702001001', square(0, 0, 3)),
    ]);
    expect(index.find(7, 5)).toBe('330702001');
    expect(index.find(1, 1)).toBe('330702001001');
    expect(index.find(12, 5)).toBe('330702002');
    expect(index.find(25, 25)).toBe('330702');
    expect(index.all(7, 5)).toEqual(['330702001', '330702002', '330702']);
  });

  test('an index of nothing, and a point that is no number, find nothing', () => {
    expect(new PlaceIndex([]).find(1, 1)).toBeNull();
    expect(new PlaceIndex([]).bounds).toBeNull();
    expect(new PlaceIndex([area('330702001', square(0, 0, 10))]).find(Number.NaN, 1)).toBeNull();
  });

  test('as a naive count of crossings says, for any rings whatever', () => {
    const step = fc.integer({ min: 0, max: 12 });
    const ring = fc
      .array(fc.tuple(step, step), { minLength: 3, maxLength: 12 })
      .map((points) => [...points, points[0] as [number, number]]);
    const shape: fc.Arbitrary<Shape> = fc.oneof(
      fc.array(ring, { minLength: 1, maxLength: 2 }).map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
      fc
        .array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
        .map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates })),
    );
    const code = fc.constantFrom('330702', '330702001', '330702002', '330702002001', '330702002002');
    const areas = fc.uniqueArray(fc.record({ code, shape }), { selector: (one) => one.code, maxLength: 5 });
    fc.assert(
      fc.property(areas, (some) => {
        const index = new PlaceIndex(some);
        const naive = naively(some);
        for (let lon = 0; lon <= 12; lon++)
          for (let lat = 0; lat <= 12; lat++) expect(index.find(lon, lat)).toBe(naive(lon, lat));
      }),
      { numRuns: 300 },
    );
  });
});

const data = new URL('../../../../shared/data/sf/', import.meta.url);
const here = existsSync(new URL('neighbourhoods.geojson', data));

describe.runIf(here)(`37 real neighbourhoods${here ? '' : ' (left out: ../shared/data/sf is absent)'}`, () => {
  const features = () =>
    (JSON.parse(readFileSync(new URL('neighbourhoods.geojson', data), 'utf8')) as FeatureCollection<Shape>).features;
  const areas = () =>
    features().map(({ geometry, properties }) => ({
      code: `990001${String(properties?.cartodb_id).padStart(3, '0')}`,
      shape: geometry,
    }));

  test('have no fault', () => {
    expect(features().map(({ geometry }) => shapeFault(geometry))).toEqual(features().map(() => null));
  });

  test('hold 18,205 real incidents where a naive search puts them', () => {
    const rows = parse(gunzipSync(readFileSync(new URL('incidents-2012q2.csv.gz', data))), { columns: true }) as {
      X: string;
      Y: string;
    }[];
    expect(rows).toHaveLength(18_205);
    const index = new PlaceIndex(areas());
    const naive = naively(areas());
    const spots = new Map(rows.map((row) => [`${row.X} ${row.Y}`, row]));
    const found = [...spots.values()].map((row) => index.find(Number(row.X), Number(row.Y)));
    expect(found).toEqual([...spots.values()].map((row) => naive(Number(row.X), Number(row.Y))));
    expect(found.filter((code) => code !== null).length).toBeGreaterThan(found.length * 0.98);
  });
});
