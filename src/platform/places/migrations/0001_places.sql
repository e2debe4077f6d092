-- Where things are, what the places are called, and who answers for them. Runs as lianan_migrate.
create schema places;
grant usage on schema places to lianan_serve, lianan_work;

-- Grows by one with every change to a district's places, so that each process knows when its index is stale.
create table places.revision (
  district text collate "C" primary key check (district ~ '^[1-9][0-9]{5}$'),
  revision integer not null check (revision > 0)
);

-- In force from valid_from until the day before valid_to; a code that ended names those that took its place.
create table places.territory (
  district text collate "C" not null,
  code text collate "C" not null check (code ~ '^[1-9][0-9]{5}([0-9]{3}){0,3}$'),
  valid_from date not null,
  level text collate "C" not null check (level in ('district', 'town', 'village', 'grid')),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  valid_to date check (valid_to > valid_from),
  successors text[] collate "C" not null default '{}',
  primary key (district, code, valid_from),
  check (starts_with(code, district)),
  check (length(code) = case level when 'district' then 6 when 'town' then 9 when 'village' then 12 else 15 end)
);

-- A map is a set of boundaries that were brought in together; the highest version is the one in use.
create table places.map (
  district text collate "C" not null,
  version integer not null check (version > 0),
  hash text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  source text not null,
  approximate boolean not null,
  loaded timestamptz(3) not null,
  primary key (district, version)
);

-- Polygon or MultiPolygon, GeoJSON, WGS-84. json, not jsonb: what was hashed is what is kept.
create table places.boundary (
  district text collate "C" not null,
  map_version integer not null,
  code text collate "C" not null,
  geojson json not null check (geojson ->> 'type' in ('Polygon', 'MultiPolygon')),
  approximate boolean not null,
  primary key (district, map_version, code),
  foreign key (district, map_version) references places.map (district, version)
);

-- Overlays that cut across the tree: given by territories, by a polygon, or by both.
create table places.zone (
  district text collate "C" not null,
  id text collate "C" not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  kind text collate "C" not null check (kind in ('development', 'resort', 'precinct')),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  territories text[] collate "C" not null default '{}',
  geojson json check (geojson ->> 'type' in ('Polygon', 'MultiPolygon')),
  approximate boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (district, id, valid_from),
  check (cardinality(territories) > 0 or geojson is not null)
);

-- Division is not authority: which body answers for a subtree and a kind of matter ('' is every kind), from a day to a day.
create table places.authority (
  district text collate "C" not null,
  territory text collate "C" not null check (territory ~ '^[1-9][0-9]{5}([0-9]{3}){0,3}$'),
  kind text collate "C" not null check (kind = '' or kind ~ '^[a-z]+(\.[a-z0-9-]+)*$'),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  body text collate "C" not null check (body ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  why_zh text not null,
  why_en text not null,
  primary key (district, territory, kind, valid_from),
  check (starts_with(territory, district))
);

-- Places that people name when they call: schools, markets, stations. For type-ahead.
create table places.known (
  district text collate "C" not null,
  id text collate "C" not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  -- First letters of the name's pinyin.
  initials text collate "C" not null,
  lon double precision not null check (abs(lon) <= 180),
  lat double precision not null check (abs(lat) < 90),
  territory text collate "C" not null,
  primary key (district, id)
);

select db.district_only('places.revision');
select db.district_only('places.territory');
select db.district_only('places.map');
select db.district_only('places.boundary');
select db.district_only('places.zone');
select db.district_only('places.authority');
select db.district_only('places.known');

grant select on all tables in schema places to lianan_serve, lianan_work;
-- A map and its boundaries are never changed, only followed by the next version.
grant insert on places.map, places.boundary to lianan_work;
grant insert, update, delete on places.territory, places.zone, places.known to lianan_work;
-- Who answers is decided at the desk too; names and zones of the tree come with an import.
grant insert, update on places.authority, places.revision to lianan_serve, lianan_work;
