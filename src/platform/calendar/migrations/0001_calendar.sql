-- What a district says of its calendar beyond what is carried: single days, whole years' lists, the hours of its bodies.
create schema calendar;
grant usage on schema calendar to lianan_serve, lianan_work;

-- The fold of an entry's lines (entries.rules.ts). An entry that was taken back stays, without a value.
create table calendar.entry (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamptz(3) not null,
  what text collate "C" not null check (what in ('day', 'year', 'hours')),
  -- The day, the year, or the body; '*' for the hours of every body without hours of its own.
  key text collate "C" not null check (key <> ''),
  value json,
  primary key (district, id),
  unique (district, what, key)
);
select db.district_only('calendar.entry');
grant select, insert, update on calendar.entry to lianan_serve, lianan_work;
