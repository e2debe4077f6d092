import { describe, expect, test } from 'vitest';
import type { Shape } from '../geometry.rules.ts';
import { boundaryFaults, squareKilometres } from './shapes.rules.ts';

const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
/** A box in degrees from a corner of the district. */
const near = (west: number, south: number, east: number, north: number): Shape =>
  box(119 + west, 29 + south, 119 + east, 29 + north);
const alone = { parent: null, siblings: [], children: [] };
const whys = (shape: unknown, around = {}) => boundaryFaults(shape, { ...alone, ...around }).map((one) => one.why);

describe('a boundary', () => {
  test('may stand beside its neighbours, on a common border', () => {
    const around = {
      parent: near(0, 0, 2, 1),
      siblings: [{ code: '330702002', shape: box(1, 0, 2, 1) }],
      children: [{ code: '330702001001', shape: near(0, 0, 0.5, 1) }],
    };
    expect(boundaryFaults(near(0, 0, 1, 1), { ...alone, ...around })).toEqual([]);
  });

  test('is refused where it crosses itself, naming the place', () => {
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [119, 29],
          [120, 30],
          [120, 29],
          [119, 30],
          [119, 29],
        ],
      ],
    };
    expect(boundaryFaults(bow, alone)).toEqual([{ why: 'crossing', about: '119.50000, 29.50000', share: null }]);
    const lopsided = structuredClone(bow);
    lopsided.coordinates[0] = [
      [119, 29],
      [120, 30],
      [120, 29],
      [119, 29.5],
      [119, 29],
    ];
    expect(boundaryFaults(lopsided, alone)).toEqual([
      { why: 'crossing', about: expect.stringMatching(/^119\.3\d+, 29\.3\d+$/), share: null },
    ]);
  });

  test('is refused outside its parent, over a neighbour, and away from what lies below it, beyond one part in a hundred', () => {
    expect(whys(near(0, 0, 1.02, 1), { parent: near(0, 0, 1, 1) })).toEqual(['outside']);
    expect(whys(near(0, 0, 1.005, 1), { parent: near(0, 0, 1, 1) })).toEqual([]);
    const [over] = boundaryFaults(near(0, 0, 1, 1), {
      ...alone,
      siblings: [{ code: '330702002', shape: near(0.9, 0, 1.1, 1) }],
    });
    // Of the smaller of the two.
    expect(over).toEqual({ why: 'overlap', about: '330702002', share: expect.closeTo(0.5, 6) });
    expect(whys(near(0, 0, 1, 1), { children: [{ code: '330702001001', shape: near(0.5, 0, 1.5, 1) }] })).toEqual([
      'uncovered',
    ]);
  });

  test('is refused where it is no area at all', () => {
    expect(whys(null)).toEqual(['form']);
    expect(whys({ type: 'Point', coordinates: [1, 2] })).toEqual(['form']);
    expect(whys({ type: 'Polygon', coordinates: [[[1, 2]]] })).toEqual(['form']);
  });

  test('has its size told in square kilometres', () => {
    // A hundredth of a degree at 29° north: 1.112 km by 0.9725 km.
    expect(squareKilometres(box(119, 29, 119.01, 29.01))).toBeCloseTo(1.081, 2);
  });
});
