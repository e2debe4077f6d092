import Flatbush from 'flatbush';
import type { Bounds } from './coordinates.rules.ts';
import { boundsOf } from './coordinates.rules.ts';
import type { Rings, Shape } from './geometry.rules.ts';
import { polygonsOf } from './geometry.rules.ts';

/** A territory's shape under its code. */
export type Area = { readonly code: string; readonly shape: Shape };

/**
 * Points to territories, in the process: a packed R-tree over the polygons' boxes (flatbush), then point-in-polygon
 * over edges sorted into bands of latitude. About a microsecond a point.
 *
 * Which code has a point: the deepest level that holds it (a village before its town), and at one level the smaller
 * code. A polygon holds its boundary, a hole's boundary too; a hole's inside is not held.
 */
export class PlaceIndex {
  readonly bounds: Bounds | null;
  readonly #boxes: Flatbush | null;
  readonly #polygons: readonly Polygon[];

  constructor(areas: readonly Area[]) {
    const polygons = areas.flatMap(({ code, shape }) => polygonsOf(shape).map((rings) => new Polygon(code, rings)));
    // In the order of preference, so that the smallest number among the hits is the answer.
    this.#polygons = polygons.sort(
      (a, b) => b.code.length - a.code.length || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
    this.#boxes = polygons.length === 0 ? null : new Flatbush(polygons.length);
    for (const { box } of this.#polygons) this.#boxes?.add(box.west, box.south, box.east, box.north);
    this.#boxes?.finish();
    this.bounds = boundsOf(
      this.#polygons.flatMap(({ box }) => [
        [box.west, box.south],
        [box.east, box.north],
      ]),
    );
  }

  /** The code that has a point, or null outside of every polygon. NaN finds nothing. */
  find(lon: number, lat: number): string | null {
    if (this.#boxes === null) return null;
    let best: Polygon | undefined;
    let rank = this.#polygons.length;
    for (const hit of this.#boxes.search(lon, lat, lon, lat)) {
      const polygon = this.#polygons[hit];
      if (hit < rank && polygon?.holds(lon, lat)) {
        best = polygon;
        rank = hit;
      }
    }
    return best?.code ?? null;
  }

  /** Every code that holds a point, the one that `find` gives first. */
  all(lon: number, lat: number): string[] {
    const hits = this.#boxes?.search(lon, lat, lon, lat) ?? [];
    const codes = hits
      .sort((a, b) => a - b)
      .map((hit) => this.#polygons[hit])
      .filter((one) => one?.holds(lon, lat));
    return [...new Set(codes.map((one) => one?.code ?? ''))];
  }
}

/** About this many edges in a band: below it the walk over the band's list is cheaper than finer bands. */
const EDGES_A_BAND = 4;

class Polygon {
  readonly code: string;
  readonly box: Bounds;
  /** Four numbers an edge: from lon, lat, to lon, lat; outer ring and holes alike, since crossings are counted over all. */
  readonly #edges: Float64Array;
  /** Edges of band b: `#members` from `#starts[b]` to `#starts[b + 1]`. An edge is in every band that its latitudes touch. */
  readonly #members: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #perDegree: number;

  constructor(code: string, rings: Rings) {
    this.code = code;
    this.box = boundsOf(rings.flat()) ?? { west: 1, south: 1, east: -1, north: -1 };
    const edges: number[] = [];
    for (const ring of rings) {
      for (let at = 1; at < ring.length; at++) {
        edges.push(ring[at - 1]?.[0] ?? 0, ring[at - 1]?.[1] ?? 0, ring[at]?.[0] ?? 0, ring[at]?.[1] ?? 0);
      }
    }
    this.#edges = new Float64Array(edges);
    const count = Math.max(1, Math.ceil(edges.length / 4 / EDGES_A_BAND));
    const height = this.box.north - this.box.south;
    this.#perDegree = height > 0 ? count / height : 0;
    const bands = Array.from({ length: count + 1 }, (): number[] => []);
    for (let at = 0; at < edges.length; at += 4) {
      const a = this.#band(edges[at + 1] ?? 0);
      const b = this.#band(edges[at + 3] ?? 0);
      for (let band = Math.min(a, b); band <= Math.max(a, b); band++) bands[band]?.push(at);
    }
    this.#members = new Uint32Array(bands.flat());
    this.#starts = new Uint32Array(count + 2);
    for (const [band, members] of bands.entries()) this.#starts[band + 1] = (this.#starts[band] ?? 0) + members.length;
  }

  /** Rises with the latitude, so that an edge's bands hold every latitude between its ends. */
  #band(lat: number): number {
    return Math.floor((lat - this.box.south) * this.#perDegree);
  }

  holds(lon: number, lat: number): boolean {
    const { west, south, east, north } = this.box;
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return false;
    const edges = this.#edges;
    const band = this.#band(lat);
    const end = this.#starts[band + 1] as number;
    let inside = false;
    for (let at = this.#starts[band] as number; at < end; at++) {
      const edge = this.#members[at] as number;
      const ax = edges[edge] as number;
      const ay = edges[edge + 1] as number;
      const bx = edges[edge + 2] as number;
      const by = edges[edge + 3] as number;
      const side = (bx - ax) * (lat - ay) - (lon - ax) * (by - ay);
      if (side === 0 && between(ax, lon, bx) && between(ay, lat, by)) return true;
      // The edge crosses the ray to the east: half-open in latitude, so that a vertex counts once.
      if (ay > lat !== by > lat && side > 0 === by > ay) inside = !inside;
    }
    return inside;
  }
}

function between(a: number, x: number, b: number): boolean {
  return a <= b ? x >= a && x <= b : x >= b && x <= a;
}
