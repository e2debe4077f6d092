import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { difference, intersection } from 'polyclip-ts';
import { boundsOf } from '../coordinates.rules.ts';
import { polygonsOf, type Rings, type Shape, shapeFault, signedArea } from '../geometry.rules.ts';
import type { Area } from '../polygons.rules.ts';

/** Points of a boundary at the most: some seven metres apart around a town; the clipper takes about a second for as many. */
const MOST_POINTS = 3_000;
/** The part of an area that may lie where it should not: survey lines never meet to the metre. */
export const TOLERANCE = 0.01;

/** Why a boundary is refused. `about`: what is wrong with the form and in which ring, position or code; `share`: the part of the area that lies wrong, 0 to 1. */
export type BoundaryFault = {
  readonly why: 'form' | 'points' | 'crossing' | 'muddled' | 'outside' | 'overlap' | 'uncovered';
  readonly about: string;
  readonly share: number | null;
};

/** What a boundary has to fit with: that of its parent, its neighbours on the same level, and those below it. */
export type Around = {
  readonly parent: Shape | null;
  readonly siblings: readonly Area[];
  readonly children: readonly Area[];
};

/** Every fault of what claims to be a boundary; empty where it may stand. Pure. */
export function boundaryFaults(geometry: unknown, around: Around): BoundaryFault[] {
  const form = shapeFault(geometry);
  // The halves of a bow cancel each other: what is wrong with it is that it crosses itself.
  if (form !== null && form.why !== 'flat') return [{ why: 'form', about: `${form.why} ${form.at}`, share: null }];
  const shape = geometry as Shape;
  if (pointsOf(shape) > MOST_POINTS) return [{ why: 'points', about: String(MOST_POINTS), share: null }];
  const crossing = crossingOf(shape);
  if (crossing !== null)
    return [{ why: 'crossing', about: crossing.map((one) => one.toFixed(5)).join(', '), share: null }];
  if (form !== null) return [{ why: 'form', about: `${form.why} ${form.at}`, share: null }];
  try {
    return fitFaults(shape, around);
  } catch {
    // The clipper gives up on rings that lie on themselves.
    return [{ why: 'muddled', about: '', share: null }];
  }
}

function fitFaults(shape: Shape, { parent, siblings, children }: Around): BoundaryFault[] {
  const own = areaOf(shape);
  const faults: BoundaryFault[] = [];
  if (parent !== null) {
    const share = sizeOf(difference(geomOf(shape), geomOf(parent))) / own;
    if (share > TOLERANCE) faults.push({ why: 'outside', about: '', share });
  }
  for (const one of siblings) {
    if (!meets(shape, one.shape)) continue;
    const share = sizeOf(intersection(geomOf(shape), geomOf(one.shape))) / Math.min(own, areaOf(one.shape));
    if (share > TOLERANCE) faults.push({ why: 'overlap', about: one.code, share });
  }
  for (const one of children) {
    const share = sizeOf(difference(geomOf(one.shape), geomOf(shape))) / areaOf(one.shape);
    if (share > TOLERANCE) faults.push({ why: 'uncovered', about: one.code, share });
  }
  return faults;
}

type Pairs = [number, number][];
/** A shape as the clipper takes it: a multipolygon of plain pairs. */
function geomOf(shape: Shape): Pairs[][] {
  return polygonsOf(shape).map((rings) =>
    rings.map((ring) => ring.map(([lon = 0, lat = 0]): [number, number] => [lon, lat])),
  );
}

/** Square degrees of what the clipper gives: outer rings less their holes. */
function sizeOf(parts: readonly (readonly Position[])[][]): number {
  return parts.reduce((sum, rings) => sum + ringsArea(rings), 0);
}

function ringsArea(rings: Rings): number {
  const [outer = [], ...holes] = rings;
  return Math.abs(signedArea(outer)) - holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
}

const areaOf = (shape: Shape): number => polygonsOf(shape).reduce((sum, rings) => sum + ringsArea(rings), 0);

/** Length of a degree of latitude in kilometres (WGS-84, mean). */
const DEGREE_KM = 111.195;

/** About how many square kilometres a shape has (its degrees taken for a plane at its middle latitude). */
export function squareKilometres(shape: Shape): number {
  const box = boundsOf(polygonsOf(shape).flatMap((rings) => rings.flat()));
  const lat = box === null ? 0 : (box.north + box.south) / 2;
  return areaOf(shape) * DEGREE_KM ** 2 * Math.cos((lat * Math.PI) / 180);
}

export const pointsOf = (shape: Shape): number =>
  polygonsOf(shape)
    .flat()
    .reduce((sum, ring) => sum + ring.length, 0);

function meets(a: Shape, b: Shape): boolean {
  const one = boundsOf(polygonsOf(a).flatMap((rings) => rings.flat()));
  const other = boundsOf(polygonsOf(b).flatMap((rings) => rings.flat()));
  if (one === null || other === null) return false;
  return one.west < other.east && other.west < one.east && one.south < other.north && other.south < one.north;
}

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/** Where two edges of a shape cross each other, or null; rings that only touch in a point are let pass. */
function crossingOf(shape: Shape): readonly [number, number] | null {
  const edges: Edge[] = polygonsOf(shape)
    .flat()
    .flatMap((ring) =>
      ring.slice(1).map(([bx = 0, by = 0], at): Edge => [ring[at]?.[0] ?? 0, ring[at]?.[1] ?? 0, bx, by]),
    );
  const boxes = new Flatbush(edges.length);
  const box = ([ax, ay, bx, by]: Edge) =>
    [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
  for (const edge of edges) boxes.add(...box(edge));
  boxes.finish();
  for (const [at, edge] of edges.entries()) {
    for (const hit of boxes.search(...box(edge), (other) => other > at)) {
      const met = crossed(edge, edges[hit] as Edge);
      if (met !== null) return met;
    }
  }
  return null;
}

/** Which side of an edge a point lies on. */
const side = ([ax, ay, bx, by]: Edge, x: number, y: number): number => (bx - ax) * (y - ay) - (x - ax) * (by - ay);

function crossed(one: Edge, other: Edge): readonly [number, number] | null {
  const a = side(other, one[0], one[1]);
  const b = side(other, one[2], one[3]);
  if (a * b >= 0) return null;
  if (side(one, other[0], other[1]) * side(one, other[2], other[3]) >= 0) return null;
  const part = a / (a - b);
  return [one[0] + part * (one[2] - one[0]), one[1] + part * (one[3] - one[1])];
}
