import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Point } from './coordinates.rules.ts';
import { isOnEarth } from './coordinates.rules.ts';

/** The shape of a territory or of a zone, in WGS-84, as GeoJSON (RFC 7946) has it. */
export type Shape = Polygon | MultiPolygon;
/** One polygon: its outer ring, then its holes; every ring ends where it began. */
export type Rings = readonly (readonly Position[])[];

/** Why a geometry is refused; `at` names polygon and ring, counted from 0. */
export type ShapeFault = {
  readonly why: 'type' | 'empty' | 'position' | 'offEarth' | 'short' | 'open' | 'flat';
  readonly at: string;
};

/** The polygons of a shape. */
export function polygonsOf(shape: Shape): readonly Rings[] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** The first fault of what claims to be a polygon or multipolygon, or null when every ring is closed, has an area and lies on the earth. */
export function shapeFault(geometry: unknown): ShapeFault | null {
  if (!isRecord(geometry) || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon'))
    return { why: 'type', at: '' };
  const polygons: unknown = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { why: 'empty', at: '' };
  for (const [polygon, rings] of polygons.entries()) {
    if (!Array.isArray(rings) || rings.length === 0) return { why: 'empty', at: `${polygon}` };
    for (const [ring, positions] of rings.entries()) {
      const why = ringFault(positions);
      if (why !== null) return { why, at: `${polygon}.${ring}` };
    }
  }
  return null;
}

function ringFault(ring: unknown): ShapeFault['why'] | null {
  if (!Array.isArray(ring)) return 'empty';
  for (const position of ring) {
    if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number')
      return 'position';
    if (!isOnEarth({ lon: position[0], lat: position[1] })) return 'offEarth';
  }
  const first = ring[0];
  const last = ring.at(-1);
  if (first === undefined || first[0] !== last[0] || first[1] !== last[1]) return 'open';
  if (ring.length < 4) return 'short';
  return signedArea(ring) === 0 ? 'flat' : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Area of a ring in square degrees, positive when it runs against the clock. */
export function signedArea(ring: readonly Position[]): number {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let twice = 0;
  for (let at = 1; at < ring.length; at++) {
    const [ax = 0, ay = 0] = ring[at - 1] ?? [];
    const [bx = 0, by = 0] = ring[at] ?? [];
    twice += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return twice / 2;
}

/** Where a name is written: the centroid of the largest polygon's outer ring (which may lie outside of a bent one). */
export function middleOf(shape: Shape): Point {
  let best: readonly Position[] = [];
  for (const [outer = []] of polygonsOf(shape)) {
    if (best.length === 0 || Math.abs(signedArea(outer)) > Math.abs(signedArea(best))) best = outer;
  }
  const [ox = 0, oy = 0] = best[0] ?? [];
  let lon = 0;
  let lat = 0;
  for (let at = 1; at < best.length; at++) {
    const [ax = 0, ay = 0] = best[at - 1] ?? [];
    const [bx = 0, by = 0] = best[at] ?? [];
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    lon += (ax + bx - 2 * ox) * cross;
    lat += (ay + by - 2 * oy) * cross;
  }
  const six = 6 * signedArea(best);
  return six === 0 ? { lon: ox, lat: oy } : { lon: ox + lon / six, lat: oy + lat / six };
}
