-- Kinds of task for villages and communities: asked for by a body, decided above, with the burden that they bring. The row is the fold
-- of its lines (admissions.rules.ts); what is asked is public, what people say about it is sealed beside the lines.
create schema admissions;
grant usage on schema admissions to lianan_serve, lianan_work;

create table admissions.admission (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null check (state in ('asked', 'sent-back', 'admitted', 'refused', 'withdrawn', 'ended')),
  body text collate "C" not null,
  -- Its days, where it is admitted.
  term_from date,
  term_until date,
  made timestamptz(3) not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
create index admission_newest on admissions.admission (district, made desc, id desc);
create index admission_standing on admissions.admission (district, term_until) where state = 'admitted';
select db.district_only('admissions.admission');
grant select, insert, update on admissions.admission to lianan_serve, lianan_work;
