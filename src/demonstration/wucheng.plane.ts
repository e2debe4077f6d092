import type { Point } from '../platform/places/coordinates.rules.ts';
import { rounded } from '../platform/places/coordinates.rules.ts';
import { outline } from './wucheng.towns.ts';

/** Kilometres east and north of the district's middle, on a flat earth. */
export type Spot = readonly [number, number];

const MIDDLE: Point = { lon: 119.5, lat: 29 };
const NORTH = 111.32;
/** Kilometres a degree of longitude at 29° north. */
const EAST = 97.363;

export function toKilometres({ lon, lat }: Point): Spot {
  return [(lon - MIDDLE.lon) * EAST, (lat - MIDDLE.lat) * NORTH];
}

/** Rounded to six decimals, so that borders computed from two sides are one. */
export function toDegrees([x, y]: Spot): Point {
  return { lon: rounded(MIDDLE.lon + x / EAST), lat: rounded(MIDDLE.lat + y / NORTH) };
}

export type Side = readonly [Spot, Spot];

/** The outline's sides, against the clock: the district lies to the left. */
export const sides: readonly Side[] = outline.slice(1).map((to, at) => {
  const from = outline[at] ?? to;
  return [toKilometres({ lon: from[0], lat: from[1] }), toKilometres({ lon: to[0], lat: to[1] })] as const;
});

/** The nearest spot of a side. */
export function nearestOn([x, y]: Spot, [[ax, ay], [bx, by]]: Side): Spot {
  const along = Math.min(
    1,
    Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
  );
  return [ax + along * (bx - ax), ay + along * (by - ay)];
}

/** A spot mirrored in a side, or null where its foot lies off the side by more than a third of its length. */
export function mirroredIn([x, y]: Spot, [[ax, ay], [bx, by]]: Side): Spot | null {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  if (along < -1 / 3 || along > 4 / 3) return null;
  return [2 * (ax + along * (bx - ax)) - x, 2 * (ay + along * (by - ay)) - y];
}

export function kilometresBetween([ax, ay]: Spot, [bx, by]: Spot): number {
  return Math.hypot(ax - bx, ay - by);
}

/** True inside of the outline, at least so many kilometres from it. */
export function isInOutline(spot: Spot, margin: number): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of sides) {
    if (ay > spot[1] !== by > spot[1] && spot[0] < ax + ((spot[1] - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside && sides.every((side) => kilometresBetween(nearestOn(spot, side), spot) >= margin);
}
