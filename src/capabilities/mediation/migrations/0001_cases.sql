-- after: journal
-- Cases of mediation: the row is the fold of its lines (mediation.rules.ts). Who the parties are and what was said is sealed beside the
-- lines; by these columns work lists are read.
create schema mediation;
grant usage on schema mediation to lianan_serve, lianan_work;

create table mediation.case_file (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  status text collate "C" not null,
  outcome text collate "C",
  track text collate "C",
  channel text collate "C" not null,
  nature text collate "C" not null,
  territory text collate "C" not null,
  body text collate "C",
  -- The body that is to answer an offer.
  offered text collate "C",
  -- Who leads it.
  mediator uuid,
  number text collate "C" not null,
  -- The next day on which something falls due; infinity where nothing has a day.
  next date not null,
  refusals smallint not null,
  screened boolean not null,
  opened timestamptz(3) not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
select db.protect('mediation.case_file', 'id', 'territory');
-- What is visible is asked in the order of what it costs: by place, by the body that has it or is asked to take it, and for a row alone
-- that is neither by its share; to gather a committee's two hundred thousand shares took a second (bench/RESULTS.md).
do $$
declare
  in_reach text;
begin
  select string_agg(format('(territory >= (select db.reach_from(%1$s)) and territory < (select db.reach_to(%1$s)))', place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see('mediation.case_file', 'district = (select db.district()) and (' || in_reach
    || ' or body = any ((select db.bodies())::text[]) or offered = any ((select db.bodies())::text[])'
    || ' or id = any ((select db.subjects())::uuid[])'
    || ' or exists (select from journal.share s where s.district = (select db.district()) and s.subject = case_file.id'
    || ' and s.body = any ((select db.bodies())::text[]) offset 0))');
end
$$;
create index case_number on mediation.case_file (district, number);
-- A mediator's own desk, a body's, and a centre's: what falls due first.
create index case_mediator on mediation.case_file (district, mediator, next, id) where status <> 'archived';
create index case_body on mediation.case_file (district, body, next, id) where status <> 'archived';
create index case_offered on mediation.case_file (district, offered, next, id) where offered is not null;
create index case_territory on mediation.case_file (district, territory, next, id) where status <> 'archived';
create index case_round on mediation.case_file (district, (content ->> 'round')) where content ->> 'round' is not null;

-- The passport: a keyed digest of the code that the parties and every body have.
create table mediation.passport (
  district text collate "C" not null,
  digest bytea not null,
  subject uuid not null,
  primary key (district, digest)
);
select db.district_only('mediation.passport');

-- By what a party is found again within mediation alone: blind indexes of telephone, papers and address under a key kept outside the
-- database, of this capability's own purpose. Nothing readable.
create table mediation.trace (
  district text collate "C" not null,
  subject uuid not null,
  party uuid not null,
  sort text collate "C" not null check (sort in ('phone', 'paper', 'address')),
  value bytea not null,
  primary key (district, subject, party, sort)
);
create index trace_value on mediation.trace (district, value);
select db.district_only('mediation.trace');

-- How far each committee has counted its agreements in a year.
create table mediation.numbering (
  district text collate "C" not null,
  body text collate "C" not null,
  year smallint not null,
  last integer not null,
  primary key (district, body, year)
);
select db.district_only('mediation.numbering');

grant select, insert, update on mediation.case_file, mediation.numbering to lianan_serve, lianan_work;
grant select, insert, delete on mediation.passport, mediation.trace to lianan_serve, lianan_work;
