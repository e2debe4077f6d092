import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Text } from '../language/language.ts';
import type { AuthorityRow } from './authority.rules.ts';
import type { Level } from './codes.rules.ts';
import type { Shape } from './geometry.rules.ts';
import type { KnownPlace, MapVersion, PlacesRows, Territory, Zone, ZoneKind } from './territories.rules.ts';

/** A boundary as it is written: `text` is the GeoJSON geometry, kept to the letter. */
export type BoundaryRow = { readonly code: string; readonly text: string; readonly approximate: boolean };

/** The revision of a district's places; 0 where it has none. */
export async function revisionOf(tx: Tx, district: string): Promise<number> {
  const read = await sql<{
    revision: number;
  }>`select revision from places.revision where district = ${district}`.execute(tx);
  return read.rows[0]?.revision ?? 0;
}

/** Everything about a district's places, of one moment (call it in a transaction that begins with it). */
export async function placesOfDistrict(tx: Tx, district: string): Promise<PlacesRows> {
  const revision = await revisionOf(tx, district);
  const territories = await sql<Named & Dated & { code: string; level: Level; successors: string[] }>`
    select code, level, name_zh, name_en, valid_from, valid_to, successors from places.territory
    where district = ${district} order by code, valid_from`.execute(tx);
  const map = await mapOf(tx, district);
  const areas = await sql<{ code: string; shape: Shape; approximate: boolean }>`
    select code, geojson as shape, approximate from places.boundary
    where district = ${district} and map_version = ${map?.version ?? 0} order by code`.execute(tx);
  const zones = await sql<
    Named & Dated & { id: string; kind: ZoneKind; territories: string[]; shape: Shape | null; approximate: boolean }
  >`
    select id, kind, name_zh, name_en, territories, geojson as shape, approximate, valid_from, valid_to from places.zone
    where district = ${district} order by id, valid_from`.execute(tx);
  const authority = await sql<
    Dated & { territory: string; kind: string; body: string; why_zh: string; why_en: string }
  >`
    select territory, kind, valid_from, valid_to, body, why_zh, why_en from places.authority
    where district = ${district} order by territory, kind, valid_from`.execute(tx);
  const known = await sql<Named & { id: string; initials: string; lon: number; lat: number; territory: string }>`
    select id, name_zh, name_en, initials, lon, lat, territory from places.known
    where district = ${district} order by id`.execute(tx);
  return {
    revision,
    territories: territories.rows.map((row) => ({
      code: row.code,
      level: row.level,
      name: nameOf(row),
      ...daysOf(row),
      successors: row.successors,
    })),
    map,
    areas: areas.rows,
    zones: zones.rows.map(({ id, kind, territories, shape, approximate, ...row }) => ({
      id,
      kind,
      name: nameOf(row),
      territories,
      shape,
      approximate,
      ...daysOf(row),
    })),
    authority: authority.rows.map(({ territory, kind, body, why_zh, why_en, ...row }) => ({
      territory,
      kind,
      body,
      ...daysOf(row),
      why: { zh: why_zh, en: why_en },
    })),
    known: known.rows.map(({ id, initials, lon, lat, territory, ...row }) => ({
      id,
      name: nameOf(row),
      initials,
      lon,
      lat,
      territory,
    })),
  };
}

type Named = { name_zh: string; name_en: string };
type Dated = { valid_from: string; valid_to: string | null };
const nameOf = ({ name_zh, name_en }: Named): Text => ({ zh: name_zh, en: name_en });
const daysOf = ({ valid_from, valid_to }: Dated) => ({ from: valid_from, to: valid_to });

/** The map in use, or null where a district has none yet. */
export async function mapOf(tx: Tx, district: string): Promise<MapVersion | null> {
  const read = await sql<MapVersion>`
    select version, hash, source, approximate from places.map
    where district = ${district} order by version desc limit 1`.execute(tx);
  return read.rows[0] ?? null;
}

/** Says to every process that its index of a district is stale. Each function below that writes calls it. */
async function touch(tx: Tx, district: string): Promise<void> {
  await sql`insert into places.revision as r (district, revision) values (${district}, 1)
    on conflict (district) do update set revision = r.revision + 1`.execute(tx);
}

/** Boundaries of one statement. */
const SLICE = 500;

/** Adds a map as the next version and returns the version. Serving and working roles. @param told called with the number of boundaries written so far. */
export async function addMap(
  tx: Tx,
  district: string,
  map: Omit<MapVersion, 'version'> & { readonly loaded: Date },
  boundaries: readonly BoundaryRow[],
  told: (done: number) => void = () => {},
): Promise<number> {
  const made = await sql<{ version: number }>`
    insert into places.map (district, version, hash, source, approximate, loaded)
    select ${district}, coalesce(max(version), 0) + 1, ${map.hash}, ${map.source}, ${map.approximate}, ${map.loaded}
    from places.map where district = ${district}
    returning version`.execute(tx);
  const version = made.rows[0]?.version ?? 0;
  for (let from = 0; from < boundaries.length; from += SLICE) {
    const slice = boundaries.slice(from, from + SLICE);
    await sql`insert into places.boundary (district, map_version, code, geojson, approximate)
      select ${district}, ${version}::integer, code, text::json, approximate
      from unnest(${slice.map((one) => one.code)}::text[], ${slice.map((one) => one.text)}::text[],
        ${slice.map((one) => one.approximate)}::boolean[]) as one (code, text, approximate)`.execute(tx);
    told(from + slice.length);
  }
  await touch(tx, district);
  return version;
}

/** Adds the next map: that in use with one area in the place of its own and of those that are `left`. For the serving role too. */
export async function redrawMap(
  tx: Tx,
  district: string,
  map: Omit<MapVersion, 'version'> & { readonly loaded: Date },
  area: BoundaryRow,
  left: readonly string[],
): Promise<void> {
  const before = await mapOf(tx, district);
  const version = await addMap(tx, district, map, [area]);
  await sql`insert into places.boundary (district, map_version, code, geojson, approximate)
    select district, ${version}::integer, code, geojson, approximate from places.boundary
    where district = ${district} and map_version = ${before?.version ?? 0} and code <> all (${[area.code, ...left]}::text[])`.execute(
    tx,
  );
}

/** Adds territories, or corrects those known under the same code and first day. Serving and working roles. */
export async function putTerritories(tx: Tx, district: string, rows: readonly Territory[]): Promise<void> {
  await sql`insert into places.territory (district, code, level, name_zh, name_en, valid_from, valid_to, successors)
    select ${district}, code, level, zh, en, "from", "to", successors
    from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, ...row.name })))}::json)
      as one (code text, level text, zh text, en text, "from" date, "to" date, successors text[])
    on conflict (district, code, valid_from) do update set level = excluded.level, name_zh = excluded.name_zh,
      name_en = excluded.name_en, valid_to = excluded.valid_to, successors = excluded.successors`.execute(tx);
  await touch(tx, district);
}

/** Adds zones, or corrects those known under the same id and first day. For the working role. */
export async function putZones(tx: Tx, district: string, rows: readonly Zone[]): Promise<void> {
  await sql`insert into places.zone (district, id, kind, name_zh, name_en, territories, geojson, approximate, valid_from, valid_to)
    select ${district}, id, kind, zh, en, territories, case when json_typeof(shape) = 'object' then shape end, approximate, "from", "to"
    from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, ...row.name })))}::json)
      as one (id text, kind text, zh text, en text, territories text[], shape json, approximate boolean, "from" date, "to" date)
    on conflict (district, id, valid_from) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
      territories = excluded.territories, geojson = excluded.geojson, approximate = excluded.approximate, valid_to = excluded.valid_to`.execute(
    tx,
  );
  await touch(tx, district);
}

/** Adds known places, or corrects those of the same id. For the working role. */
export async function putKnown(tx: Tx, district: string, rows: readonly KnownPlace[]): Promise<void> {
  await sql`insert into places.known (district, id, name_zh, name_en, initials, lon, lat, territory)
    select ${district}, id, zh, en, initials, lon, lat, territory
    from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, ...row.name })))}::json)
      as one (id text, zh text, en text, initials text, lon double precision, lat double precision, territory text)
    on conflict (district, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, initials = excluded.initials,
      lon = excluded.lon, lat = excluded.lat, territory = excluded.territory`.execute(tx);
  await touch(tx, district);
}

/**
 * Writes who answers: new rows, or new ends, bodies and reasons of rows known under the same territory, kind and first day.
 * The caller has checked the whole table with `overlapping`. Serving and working roles.
 */
export async function putAuthority(tx: Tx, district: string, rows: readonly AuthorityRow[]): Promise<void> {
  await sql`insert into places.authority (district, territory, kind, body, valid_from, valid_to, why_zh, why_en)
    select ${district}, territory, kind, body, "from", "to", zh, en
    from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, ...row.why })))}::json)
      as one (territory text, kind text, body text, "from" date, "to" date, zh text, en text)
    on conflict (district, territory, kind, valid_from) do update set body = excluded.body, valid_to = excluded.valid_to,
      why_zh = excluded.why_zh, why_en = excluded.why_en`.execute(tx);
  await touch(tx, district);
}
