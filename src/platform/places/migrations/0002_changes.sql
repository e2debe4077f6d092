-- Territories and bodies change at the desk by proposals that a second person approves. The row is the fold of its lines
-- (changes/changes.rules.ts).
create table places.change (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  what text collate "C" not null check (what in ('territory-found', 'territory-rename', 'territory-end', 'territory-boundary',
    'body-found', 'body-change', 'body-end')),
  -- Codes of territories, or the id of a body: in whose history it stands.
  targets text[] collate "C" not null check (cardinality(targets) > 0),
  state text collate "C" not null check (state in ('proposed', 'in-force', 'refused', 'withdrawn')),
  territory text collate "C" not null,
  -- What shall stand, and the document that it rests on.
  content jsonb not null,
  -- Who signed, in which post, when, and why it was refused.
  signed jsonb not null,
  proposed timestamptz(3) not null,
  updated timestamptz(3) not null,
  primary key (district, id)
);
create index change_newest on places.change (district, proposed desc, id desc);

-- Boundaries as they were sent in, under the digest that the line names; text, since the digest is over every letter of it.
create table places.drawing (
  district text collate "C" not null,
  digest text collate "C" not null check (digest ~ '^[0-9a-f]{64}$'),
  geojson text not null,
  primary key (district, digest)
);

select db.district_only('places.change');
select db.district_only('places.drawing');
grant select, insert, update on places.change to lianan_serve, lianan_work;
grant select, insert on places.drawing to lianan_serve, lianan_work;
-- What is approved at the desk comes into force there.
grant insert on places.map, places.boundary to lianan_serve;
grant insert, update on places.territory to lianan_serve;
