-- Targets of figures and the bases that rates are reckoned to, each of one territory, from days on and with their sources. The row is
-- the fold of its lines (references.rules.ts); all of it is public.
create table figures.reference (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  -- `target:closingRate`, `base:residents`.
  what text collate "C" not null,
  territory text collate "C" not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id),
  -- One of a sort in a territory, whoever asks at the same moment; lists and look-ups go by it.
  unique (district, territory, what)
);
select db.district_only('figures.reference');
grant select, insert, update on figures.reference to lianan_serve, lianan_work;
