import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from './coordinates.rules.ts';
import { blur, boundsOf, DATUMS, fromWgs84, isOnEarth, isWithin, metresBetween, toWgs84 } from './coordinates.rules.ts';

const inChina = fc.record({
  lon: fc.double({ min: 90, max: 122, noNaN: true }),
  lat: fc.double({ min: 22, max: 42, noNaN: true }),
});
const anywhere = fc.record({
  lon: fc.double({ min: -179, max: 179, noNaN: true }),
  lat: fc.double({ min: -84, max: 84, noNaN: true }),
});
const near = (got: Point, wanted: Point, tolerance: number) =>
  Math.abs(got.lon - wanted.lon) <= tolerance && Math.abs(got.lat - wanted.lat) <= tolerance;

describe('a place from somebody else’s map', () => {
  test('converts by the published vectors within a millionth of a degree', () => {
    expect(near(fromWgs84({ lon: 119.65, lat: 29.08 }, 'gcj02'), { lon: 119.654708, lat: 29.077029 }, 1e-6)).toBe(true);
    expect(near(fromWgs84({ lon: 116.404, lat: 39.915 }, 'gcj02'), { lon: 116.410244, lat: 39.916404 }, 1e-6)).toBe(
      true,
    );
    expect(near(toWgs84({ lon: 119.654708, lat: 29.077029 }, 'gcj02'), { lon: 119.65, lat: 29.08 }, 2e-6)).toBe(true);
  });

  test('comes back to where it was, from every datum', () => {
    fc.assert(
      fc.property(inChina, fc.constantFrom(...DATUMS), (point, datum) => {
        // BD-09's published inverse is itself good to about a metre.
        expect(near(toWgs84(fromWgs84(point, datum), datum), point, datum === 'bd09' ? 2e-5 : 2e-6)).toBe(true);
      }),
    );
  });

  test('is left where it is when it lies outside China', () => {
    const pier = { lon: -122.41, lat: 37.8 };
    expect(toWgs84(pier, 'gcj02')).toEqual(pier);
  });
});

describe('a blurred place', () => {
  test('is at most a cell’s half diagonal away from the true one, and blurring again changes nothing', () => {
    fc.assert(
      fc.property(anywhere, (point) => {
        const shown = blur(point);
        expect(metresBetween(point, shown)).toBeLessThanOrEqual(360);
        expect(blur(shown)).toEqual(shown);
      }),
    );
  });

  test('is the same for all places of a cell, so that repeats tell nothing more', () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.integer({ min: -200, max: 200 }),
        fc.integer({ min: -200, max: 200 }),
        (point, east, north) => {
          const shown = blur(point);
          const near = { lon: shown.lon + east / 111_320, lat: shown.lat + north / 111_320 };
          expect(blur(near)).toEqual(shown);
        },
      ),
    );
  });
});

describe('a point', () => {
  test('that is a placeholder, out of range or not a number is no place', () => {
    expect(isOnEarth({ lon: 119.65, lat: 29.08 })).toBe(true);
    expect(isOnEarth({ lon: -120.5, lat: 90 })).toBe(false);
    expect(isOnEarth({ lon: 0, lat: 0 })).toBe(false);
    expect(isOnEarth({ lon: 180.1, lat: 0 })).toBe(false);
    expect(isOnEarth({ lon: Number.NaN, lat: 1 })).toBe(false);
    expect(isOnEarth({ lon: Infinity, lat: 1 })).toBe(false);
  });

  test('lies within the bounds of points that it belongs to', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 1 }), (points) => {
        const bounds = boundsOf(points.map(({ lon, lat }) => [lon, lat]));
        expect(bounds !== null && points.every((one) => isWithin(one, bounds))).toBe(true);
      }),
    );
    expect(boundsOf([])).toBeNull();
  });
});
