import gcoordModule from 'gcoord';

/** Degrees, longitude east and latitude north. */
export type Point = { readonly lon: number; readonly lat: number };
export type Bounds = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** Datums met at the edge. Inside there is WGS-84 alone; CGCS2000 differs from it by decimetres and is taken as equal (identifiers.md E.7). */
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof DATUMS)[number];

// Its types describe a module with a `default`; at run time the import is that default itself, in Node as in a bundle.
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default'];
const SYSTEMS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** A point where somebody can stand. The poles and the point 0, 0 are no places: there sit the placeholders of other people's systems. */
export function isOnEarth({ lon, lat }: Point): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) < 90 && (lon !== 0 || lat !== 0);
}

/** To WGS-84 from what a map of Amap, Tencent (GCJ-02) or Baidu (BD-09) gave; outside China these do not shift. */
export function toWgs84(point: Point, datum: Datum): Point {
  return converted(point, datum, 'wgs84');
}

/** From WGS-84, for links into somebody else's map. */
export function fromWgs84(point: Point, datum: Datum): Point {
  return converted(point, 'wgs84', datum);
}

function converted(point: Point, from: Datum, to: Datum): Point {
  if (from === to) return point;
  const [lon, lat] = gcoord.transform([point.lon, point.lat], SYSTEMS[from], SYSTEMS[to]);
  return { lon, lat };
}

/** Side of the public grid in metres: a blurred thing is shown at the centre of its cell of about 500 m by 500 m. */
export const BLUR_METRES = 500;
const METRES_A_DEGREE = 111_320;

/**
 * The centre of the grid cell that a point lies in, rounded to 6 decimals. The grid is fixed on the earth: rows of equal
 * height, each cut into columns of equal width, so that one place always shows at one spot and repeats add no knowledge.
 */
export function blur(point: Point, metres: number = BLUR_METRES): Point {
  const height = metres / METRES_A_DEGREE;
  const lat = (Math.floor(point.lat / height) + 0.5) * height;
  const width = height / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  const lon = (Math.floor(point.lon / width) + 0.5) * width;
  return { lon: rounded(lon), lat: rounded(lat) };
}

/** Six decimals: about a decimetre. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** Metres between two points near each other (a flat earth around their middle; below 0.1 % off within 50 km). */
export function metresBetween(a: Point, b: Point): number {
  const middle = (((a.lat + b.lat) / 2) * Math.PI) / 180;
  return Math.hypot((a.lon - b.lon) * Math.cos(middle), a.lat - b.lat) * METRES_A_DEGREE;
}

export function isWithin({ lon, lat }: Point, { west, south, east, north }: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** The smallest bounds that hold all points, or null for none. */
export function boundsOf(points: Iterable<readonly number[]>): Bounds | null {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [lon = Number.NaN, lat = Number.NaN] of points) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return west <= east && south <= north ? { west, south, east, north } : null;
}
