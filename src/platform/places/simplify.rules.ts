import type { Position } from 'geojson';
import type { Shape } from './geometry.rules.ts';
import { polygonsOf } from './geometry.rules.ts';

/**
 * Shapes with fewer vertices, for drawing only (points are placed by the full ones). Neighbours keep a common border:
 * rings are cut where borders part, and each border is simplified once and the same way for both sides
 * (Douglas and Peucker 1973). A ring that would collapse stays as it was.
 *
 * @param tolerance degrees of latitude by which a dropped vertex may lie off the line; 0.0001 is about 11 m
 */
export function simplified(shapes: readonly Shape[], tolerance: number): Shape[] {
  const junctions = junctionsOf(shapes);
  const thin = (ring: readonly Position[]): Position[] => {
    const arcs = arcsOf(ring, junctions).map((arc) => thinned(arc, tolerance));
    const whole = arcs.flatMap((arc, at) => (at === 0 ? arc : arc.slice(1)));
    return whole.length < 4 ? [...ring] : whole;
  };
  return shapes.map((shape) => {
    const polygons = polygonsOf(shape).map((rings) => rings.map(thin));
    return shape.type === 'Polygon'
      ? { type: 'Polygon', coordinates: polygons[0] ?? [] }
      : { type: 'MultiPolygon', coordinates: polygons };
  });
}

const keyOf = (position: Position | undefined): string => `${position?.[0]},${position?.[1]}`;

/** Vertices where borders part: those with other than two different neighbours over all rings. */
function junctionsOf(shapes: readonly Shape[]): Set<string> {
  const neighbours = new Map<string, Set<string>>();
  const meet = (one: string, other: string) => {
    const known = neighbours.get(one);
    if (known === undefined) neighbours.set(one, new Set([other]));
    else known.add(other);
  };
  for (const ring of shapes.flatMap((shape) => polygonsOf(shape).flat())) {
    for (let at = 1; at < ring.length; at++) {
      const from = keyOf(ring[at - 1]);
      const to = keyOf(ring[at]);
      if (from === to) continue;
      meet(from, to);
      meet(to, from);
    }
  }
  return new Set([...neighbours].filter(([, known]) => known.size !== 2).map(([key]) => key));
}

/** A ring cut at its junctions; one without any begins at its smallest vertex, so that it is cut alike wherever it appears. */
function arcsOf(ring: readonly Position[], junctions: ReadonlySet<string>): Position[][] {
  const open = ring.slice(0, -1);
  let start = open.findIndex((position) => junctions.has(keyOf(position)));
  if (start < 0) start = open.reduce((best, position, at) => (keyOf(position) < keyOf(open[best]) ? at : best), 0);
  const turned = [...open.slice(start), ...open.slice(0, start + 1)];
  const arcs: Position[][] = [];
  let from = 0;
  for (let at = 1; at < turned.length; at++) {
    if (at === turned.length - 1 || junctions.has(keyOf(turned[at]))) {
      arcs.push(turned.slice(from, at + 1));
      from = at;
    }
  }
  return arcs;
}

/** The same result whichever way the border is walked. */
function thinned(arc: readonly Position[], tolerance: number): Position[] {
  const ends = [keyOf(arc[0]), keyOf(arc.at(-1))];
  const inner = [keyOf(arc[1]), keyOf(arc.at(-2))];
  const backwards =
    ends[0] === ends[1] ? (inner[0] as string) > (inner[1] as string) : (ends[0] as string) > (ends[1] as string);
  const kept = douglasPeucker(backwards ? arc.toReversed() : arc, tolerance);
  return backwards ? kept.reverse() : kept;
}

function douglasPeucker(line: readonly Position[], tolerance: number): Position[] {
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const narrow = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180);
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let farthest = from;
    let distance = tolerance;
    for (let at = from + 1; at < to; at++) {
      const off = offLine(line[at], line[from], line[to], narrow);
      if (off > distance) {
        farthest = at;
        distance = off;
      }
    }
    if (farthest === from) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, at) => keep[at] === 1);
}

/** Distance of a position from a segment, in degrees of latitude. */
function offLine(
  [px = 0, py = 0]: Position = [],
  [ax = 0, ay = 0]: Position = [],
  [bx = 0, by = 0]: Position = [],
  narrow: number,
): number {
  const dx = (bx - ax) * narrow;
  const dy = by - ay;
  const x = (px - ax) * narrow;
  const y = py - ay;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / square));
  return Math.hypot(x - along * dx, y - along * dy);
}
