import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Shape } from './geometry.rules.ts';
import { polygonsOf, shapeFault, signedArea } from './geometry.rules.ts';
import { simplified } from './simplify.rules.ts';

/** Two neighbours whose common border is a jagged line along longitude 0, one walked up, the other down. */
function neighbours(jags: readonly number[]): [Shape, Shape] {
  const border: Position[] = jags.map((jag, at) => [jag, at + 1]);
  const top = jags.length + 1;
  const west: Position[] = [[0, 0.5], ...border, [0, top], [-20, top], [-20, 0.5], [0, 0.5]];
  const east: Position[] = [[20, 0.5], [20, top], [0, top], ...border.toReversed(), [0, 0.5], [20, 0.5]];
  return [
    { type: 'Polygon', coordinates: [west] },
    { type: 'Polygon', coordinates: [east] },
  ];
}
const jags = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 });
const areaOf = (shape: Shape) =>
  polygonsOf(shape)
    .flat()
    .reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0);

describe('a map made light for drawing', () => {
  test('leaves no gap and no overlap between neighbours', () => {
    fc.assert(
      fc.property(jags, fc.double({ min: 0.01, max: 2, noNaN: true }), (some, tolerance) => {
        const both = neighbours(some);
        const light = simplified(both, tolerance);
        expect(light.reduce((sum, shape) => sum + areaOf(shape), 0)).toBeCloseTo(
          both.reduce((sum, shape) => sum + areaOf(shape), 0),
          6,
        );
        expect(light.map(shapeFault)).toEqual([null, null]);
      }),
    );
  });

  test('drops what lies within the tolerance and keeps what does not', () => {
    const straight = simplified(neighbours([0.1, -0.1, 0.1, -0.1]), 0.5);
    expect(straight.map((shape) => polygonsOf(shape)[0]?.[0]?.length)).toEqual([5, 5]);
    const jagged = simplified(neighbours([0.1, -0.9, 0.9, 0.4]), 0.5);
    expect(jagged.map((shape) => polygonsOf(shape)[0]?.[0]?.length)).toEqual([7, 7]);
  });

  test('keeps a small island that would collapse', () => {
    const island: Shape = {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [0.1, 0],
            [0.1, 0.1],
            [0, 0],
          ],
        ],
      ],
    };
    expect(simplified([island], 5)).toEqual([island]);
  });
});
