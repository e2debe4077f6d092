import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Text } from '../../language/language.ts';
import type { Tone } from '../kit/surfaces.tsx';

/** WGS-84 longitude and latitude in degrees. */
export type Spot = { readonly lon: number; readonly lat: number };

/** One thing on the map, or, with `n`, a group of so many that the server has put together. */
export type MapPoint = Spot & {
  readonly id: string;
  readonly label: string;
  readonly tone?: Tone;
  readonly n?: number;
};

/** What the boundaries' features carry: official code, both names. */
export type BoundaryProperties = { readonly code: string; readonly name: Text };
export type Boundaries = FeatureCollection<Polygon | MultiPolygon, BoundaryProperties>;

/** The part of the ground that is in sight: west, south, east, north in degrees, and the zoom level. */
export type View = {
  readonly bbox: readonly [number, number, number, number];
  readonly zoom: number;
  /** The map brought itself there; nobody moved it. */
  readonly fitted: boolean;
};

/** An area that is shown as it is, or as it shall be. */
export type Compared = { readonly as: 'before' | 'after'; readonly geometry: Polygon | MultiPolygon };

/** An area of the boundaries that is filled in a tone, with a sign on it, so that the tone is never the only way to read it. */
export type Shaded = { readonly code: string; readonly tone: Tone; readonly sign: string };

/** What a map is asked to show, and whom it tells. */
export type MapProps = {
  /** The district's own boundaries: the base map. */
  readonly boundaries?: Boundaries | undefined;
  /** Says on the map that its lines are not legal ones. */
  readonly approximate?: boolean | undefined;
  readonly points?: readonly MapPoint[];
  /** The point that is highlighted. */
  readonly chosen?: string | undefined;
  readonly onOpen?: (id: string) => void;
  /** A pin; with `onPick` the reader places it. */
  readonly pin?: Spot | undefined;
  readonly onPick?: (spot: Spot) => void;
  /** An area that is marked; with `onShape` the reader draws one, or takes it away. */
  readonly shape?: readonly Spot[] | undefined;
  readonly onShape?: (corners: readonly Spot[] | undefined) => void;
  /** Areas shown beside each other, as they are and as they shall be. */
  readonly compared?: readonly Compared[] | undefined;
  /** Areas filled by what stands of them; with `onArea` the reader chooses one. */
  readonly shaded?: readonly Shaded[] | undefined;
  readonly onArea?: (code: string) => void;
  /** The reader asks what is at a spot where no point lies. */
  readonly onGround?: (spot: Spot) => void;
  /** What to bring into view: a spot with its surroundings, or the boundaries when absent. */
  readonly centre?: Spot | undefined;
  readonly onView?: (view: View) => void;
  /** What is brought into view at first in place of the boundaries: west, south, east, north. Later ones move nothing. */
  readonly box?: readonly [number, number, number, number] | undefined;
  /** CSS height. */
  readonly height?: string;
};

/** The rectangle around some boundaries; undefined when there are none. */
export function boxOf(boundaries: Boundaries): [number, number, number, number] | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const feature of boundaries.features) {
    for (const ring of ringsOf(feature.geometry)) {
      for (const [lon = 0, lat = 0] of ring) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    }
  }
  return west <= east ? [west, south, east, north] : undefined;
}

/** The outer rings of an area. */
export function ringsOf(geometry: Polygon | MultiPolygon): readonly (readonly number[][])[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings[0] ?? []);
}

/** Where an area's name is written: the centre of mass of its largest ring (shoelace formula, degrees as a plane). */
export function labelSpot(geometry: Polygon | MultiPolygon): Spot {
  let best = { area: -1, lon: 0, lat: 0 };
  for (const ring of ringsOf(geometry)) {
    let [twice, lon, lat] = [0, 0, 0];
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x0 = 0, y0 = 0] = ring[i] ?? [];
      const [x1 = 0, y1 = 0] = ring[i + 1] ?? [];
      const cross = x0 * y1 - x1 * y0;
      twice += cross;
      lon += (x0 + x1) * cross;
      lat += (y0 + y1) * cross;
    }
    if (twice === 0) continue;
    if (Math.abs(twice) > best.area) best = { area: Math.abs(twice), lon: lon / (3 * twice), lat: lat / (3 * twice) };
  }
  return { lon: best.lon, lat: best.lat };
}

/** Pixels within which single points are drawn as one group. */
const GROUP_PX = 44;

/**
 * Puts points that would lie on each other together, by squares of the screen; what the server has grouped stays a group.
 * A group stands in the middle of its points.
 */
export function grouped(
  points: readonly MapPoint[],
  project: (spot: Spot) => { readonly x: number; readonly y: number },
): { readonly singles: readonly MapPoint[]; readonly groups: readonly (Spot & { readonly n: number })[] } {
  const squares = new Map<string, MapPoint[]>();
  for (const one of points) {
    const { x, y } = project(one);
    const square = `${Math.floor(x / GROUP_PX)},${Math.floor(y / GROUP_PX)}`;
    const there = squares.get(square);
    if (there) there.push(one);
    else squares.set(square, [one]);
  }
  const singles: MapPoint[] = [];
  const groups: (Spot & { n: number })[] = [];
  for (const there of squares.values()) {
    const n = there.reduce((sum, one) => sum + (one.n ?? 1), 0);
    if (n === 1) singles.push(...there);
    else groups.push({ n, lon: middle(there, 'lon'), lat: middle(there, 'lat') });
  }
  return { singles, groups };
}

const middle = (points: readonly MapPoint[], axis: 'lon' | 'lat'): number =>
  points.reduce((sum, one) => sum + one[axis], 0) / points.length;
