import { Delaunay } from 'd3-delaunay';
import type { Position } from 'geojson';
import type { Shape } from '../platform/places/geometry.rules.ts';
import { signedArea } from '../platform/places/geometry.rules.ts';
import type { Area } from '../platform/places/polygons.rules.ts';
import { PlaceIndex } from '../platform/places/polygons.rules.ts';
import type { Side, Spot } from './wucheng.plane.ts';
import { isInOutline, kilometresBetween, mirroredIn, sides, toDegrees } from './wucheng.plane.ts';
import { villages } from './wucheng.villages.ts';

let known: readonly Area[] | undefined;

/**
 * Boundaries of the district, its 27 towns and all villages, in the order of the codes. Made, not surveyed: a village has
 * what lies nearer to it than to any other (Voronoi), a town is the union of its villages, the district that of its towns, so
 * that no gap and no overlap can be. Every use must call them approximate.
 */
export function boundaries(): readonly Area[] {
  known ??= make();
  return known;
}

function make(): Area[] {
  const all = villages();
  // A village near the outline is mirrored in it, so that the border between the two runs along the outline.
  const mirrored = all.flatMap(({ spot }) => sides.flatMap((side) => mirrorsOf(spot, side)));
  const cells = Delaunay.from(
    [...all.map(({ spot }) => spot), ...mirrored, ...faraway()],
    ([x]) => x,
    ([, y]) => y,
  ).voronoi([-400, -400, 400, 400]);
  const rings = new Map<string, Position[]>();
  for (const [at, { code }] of all.entries()) rings.set(code, degreesOf(cells.cellPolygon(at)));

  const areas: Area[] = [...rings].map(([code, ring]) => ({ code, shape: { type: 'Polygon', coordinates: [ring] } }));
  for (const length of [9, 6]) {
    const parts = Map.groupBy(rings, ([code]) => code.slice(0, length));
    for (const [code, members] of parts) areas.push({ code, shape: unionOf(members.map(([, ring]) => ring)) });
  }
  return areas.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** How near to the outline, in kilometres, a village must lie to be mirrored in it. */
const NEAR = 9;

function mirrorsOf(spot: Spot, side: Side): Spot[] {
  const mirror = mirroredIn(spot, side);
  return mirror !== null && kilometresBetween(spot, mirror) < 2 * NEAR && !isInOutline(mirror, 0) ? [mirror] : [];
}

/** A ring of points around everything, so that no village's cell is endless. */
function faraway(): Spot[] {
  return Array.from(
    { length: 24 },
    (_, at): Spot => [90 * Math.cos((at * Math.PI) / 12), 90 * Math.sin((at * Math.PI) / 12)],
  );
}

function degreesOf(ring: readonly (readonly number[])[]): Position[] {
  const positions = ring.map(([x = 0, y = 0]): Position => {
    const { lon, lat } = toDegrees([x, y]);
    return [lon, lat];
  });
  const distinct = positions.filter((position, at) => at === 0 || keyOf(position) !== keyOf(positions[at - 1]));
  return signedArea(distinct) < 0 ? distinct.reverse() : distinct;
}

const keyOf = (position: Position | undefined): string => `${position?.[0]},${position?.[1]}`;

/** The shape of neighbouring rings together: edges walked in both directions cancel, the rest is chained. */
export function unionOf(rings: readonly (readonly Position[])[]): Shape {
  const edges = new Map<string, { from: string; to: string; position: Position }>();
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const from = keyOf(ring[at - 1]);
      const to = keyOf(ring[at]);
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, { from, to, position: ring[at] as Position });
    }
  }
  const next = new Map([...edges.values()].map((edge) => [edge.from, edge]));
  const joined: Position[][] = [];
  for (let [first] = next.values(); first !== undefined; [first] = next.values()) {
    const ring: Position[] = [];
    for (let edge: typeof first | undefined = first; edge !== undefined; edge = next.get(edge.to)) {
      ring.push(edge.position);
      next.delete(edge.from);
    }
    joined.push([ring.at(-1) as Position, ...ring]);
  }
  // Against the clock: the outside of a part. With the clock: a hole, in the one part that holds it.
  const parts = joined.filter((ring) => signedArea(ring) > 0).map((ring) => [ring]);
  for (const hole of joined.filter((ring) => signedArea(ring) < 0)) {
    const [lon = 0, lat = 0] = hole[0] ?? [];
    parts
      .find(
        (part) => new PlaceIndex([{ code: '', shape: { type: 'Polygon', coordinates: part } }]).find(lon, lat) !== null,
      )
      ?.push(hole);
  }
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] ?? [] }
    : { type: 'MultiPolygon', coordinates: parts };
}
