-- after: journal
-- The terms of a district's mediation: days, words for numbers, amounts, templates. One subject a district, folded from its lines; it
-- names nobody, so that the whole district reads it.
create table mediation.setting (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  updated timestamptz(3) not null,
  content jsonb not null,
  primary key (district, id),
  unique (district)
);
select db.district_only('mediation.setting');
grant select, insert, update on mediation.setting to lianan_serve, lianan_work;
