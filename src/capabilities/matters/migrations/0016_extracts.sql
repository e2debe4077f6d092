-- Forms that higher platforms ask for, as columns in their words and order: settings, nobody's data.
create table matters.extract (
  district text collate "C" not null,
  id uuid not null,
  name text not null,
  columns jsonb not null,
  primary key (district, id)
);
select db.district_only('matters.extract');
grant select, insert, update, delete on matters.extract to lianan_serve;
