import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { foundMatters } from '../../src/capabilities/matters/matters.door.ts';
import { kinds } from '../../src/demonstration/kinds.ts';
import { mapFileOf } from '../../src/gateways/tabular/map-file.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { putBodies } from '../../src/platform/identity/bodies.store.ts';
import { bringMap } from '../../src/platform/places/bringMap.ts';
import { putAuthority } from '../../src/platform/places/places.store.ts';
import { freshPlacesOf } from '../../src/platform/places/places.ts';

const here = (path: string) => fileURLToPath(new URL(`../../../shared/data/sf/${path}`, import.meta.url));
/** 18,205 located incidents of April to June 2012, and 37 neighbourhoods: city open data, see ../shared/data/README.md. */
export const INCIDENTS = here('incidents-2012q2.csv.gz');
const NEIGHBOURHOODS = here('neighbourhoods.geojson');
export const isThere: boolean = existsSync(INCIDENTS) && existsSync(NEIGHBOURHOODS);

export const incidentMap = mapFileOf(
  readFileSync(new URL('../../src/gateways/tabular/maps/sf-incidents.json', import.meta.url), 'utf8'),
);
/** The kind of each category, as the map says. */
export const kindOf: Readonly<Record<string, string>> = (incidentMap.kind as { values: Record<string, string> }).values;

/** A row as the file has it: only its place, time and category are read. */
export type Incident = { readonly category: string; readonly lon: number; readonly lat: number };
export function incidents(): Incident[] {
  const rows = parse(gunzipSync(readFileSync(INCIDENTS)), { columns: true }) as Record<string, string>[];
  return rows.map((row) => ({ category: row['Category'] ?? '', lon: Number(row['X']), lat: Number(row['Y']) }));
}

type Ring = readonly (readonly [number, number])[];
type Neighbourhood = { readonly id: number; readonly polygons: readonly (readonly Ring[])[] };
let read: readonly Neighbourhood[] | undefined;

/** The neighbourhood of a point by the plainest means: every polygon in the order of its number, every edge of it, even-odd. */
export function neighbourhoodAt(lon: number, lat: number): number | null {
  read ??= neighbourhoods();
  return read.find(({ polygons }) => polygons.some((rings) => isInside(rings, lon, lat)))?.id ?? null;
}

function neighbourhoods(): Neighbourhood[] {
  const { features } = JSON.parse(readFileSync(NEIGHBOURHOODS, 'utf8')) as {
    features: { properties: { cartodb_id: number }; geometry: { coordinates: Ring[][] } }[];
  };
  return features
    .map(({ properties, geometry }) => ({ id: properties.cartodb_id, polygons: geometry.coordinates }))
    .sort((a, b) => a.id - b.id);
}

function isInside(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, last = ring.length - 1; at < ring.length; last = at, at += 1) {
      const [ax = 0, ay = 0] = ring[at] ?? [];
      const [bx = 0, by = 0] = ring[last] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** The code of a neighbourhood below a district; the district's own where there is none. */
export const codeOf = (district: string, id: number | null): string =>
  id === null ? district : `${district}${String(id).padStart(3, '0')}`;

/** Who answers, so that routing has something to decide: a body for a kind, one for a place, one for both, and the centre for the rest. */
export const ANSWERS = [
  { below: null, kind: '', body: 'centre' },
  { below: null, kind: 'hazard', body: 'fire' },
  { below: 21, kind: '', body: 'south' },
  { below: 11, kind: 'incident.theft', body: 'thefts' },
] as const;

/** What `npm run places` and the beginning of `npm run import` do: a district of imports with its map, kinds and bodies. */
export async function foundSanFrancisco(work: Database, district: string): Promise<void> {
  const file = { name: 'neighbourhoods.geojson', text: readFileSync(NEIGHBOURHOODS, 'utf8') };
  const wish = { district, code: 'cartodb_id', name: 'name', create: true, approximate: false, districtName: 'SF' };
  await bringMap(work, file, wish, new Date(), () => {});
  await work.write(whole(district), async (tx) => {
    await putBodies(
      tx,
      district,
      ['centre', 'fire', 'south', 'thefts'].map((id) => ({
        ...{ id, nameZh: `${id}单位`, nameEn: `${id} body`, territory: district },
        ...{ parent: null, address: null, phone: null, relays: true },
      })),
    );
    const row = { from: '1949-10-01', to: null, why: { zh: '试验', en: 'For the test' } };
    const rows = ANSWERS.map(({ below, kind, body }) => ({ ...row, territory: codeOf(district, below), kind, body }));
    await putAuthority(tx, district, rows);
  });
  await freshPlacesOf(work, district);
  // All kinds are open here, so that every row can also be posted.
  const open = kinds.map((kind) => ({ ...kind, open311: true }));
  await foundMatters(work, district, open, new Date());
}
