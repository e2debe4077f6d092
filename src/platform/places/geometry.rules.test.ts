import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { middleOf, shapeFault, signedArea } from './geometry.rules.ts';

const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

describe('a boundary that is brought in', () => {
  test('is taken when every ring is closed, has an area and lies on the earth', () => {
    expect(shapeFault({ type: 'Polygon', coordinates: [square(119, 29, 1), square(119.4, 29.4, 0.1)] })).toBeNull();
    expect(shapeFault({ type: 'MultiPolygon', coordinates: [[square(119, 29, 1)], [square(121, 29, 1)]] })).toBeNull();
  });

  test('is refused with the reason and the ring that is wrong', () => {
    expect(shapeFault(null)?.why).toBe('type');
    expect(shapeFault({ type: 'Point', coordinates: [119, 29] })?.why).toBe('type');
    expect(shapeFault({ type: 'Polygon', coordinates: [] })?.why).toBe('empty');
    expect(shapeFault({ type: 'MultiPolygon', coordinates: [] })?.why).toBe('empty');
    expect(
      shapeFault({ type: 'Polygon', coordinates: [square(119, 29, 1), square(119, 29, 0.1).slice(0, 4)] }),
    ).toEqual({ why: 'open', at: '0.1' });
    expect(
      shapeFault({
        type: 'Polygon',
        coordinates: [
          [
            [119, 29],
            [120, 29],
            [119, 29],
          ],
        ],
      })?.why,
    ).toBe('short');
    expect(
      shapeFault({
        type: 'Polygon',
        coordinates: [
          [
            [119, 29],
            [120, 29],
            [121, 29],
            [119, 29],
          ],
        ],
      })?.why,
    ).toBe('flat');
    expect(shapeFault({ type: 'Polygon', coordinates: [square(119, 89.5, 1)] })?.why).toBe('offEarth');
    expect(
      shapeFault({
        type: 'Polygon',
        coordinates: [
          [
            ['119', 29],
            [120, 29],
            [121, 30],
            ['119', 29],
          ],
        ],
      })?.why,
    ).toBe('position');
  });

  test('has its name written at the middle of its largest part', () => {
    expect(middleOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] })).toEqual({
      lon: 12,
      lat: 12,
    });
    expect(signedArea(square(0, 0, 2))).toBe(4);
    expect(signedArea(square(0, 0, 2).toReversed())).toBe(-4);
  });
});
