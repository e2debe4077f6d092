create schema matters;
grant usage on schema matters to lianan_serve, lianan_work, lianan_intake;

-- The fold of a matter's lines, kept as a row for speed (src/capabilities/matters/matters.rules.ts).
create table matters.matter (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  status text collate "C" not null,
  kind text collate "C" not null,
  urgency text collate "C" not null,
  channel text collate "C" not null,
  visibility text collate "C" not null check (visibility in ('exact', 'blurred', 'hidden')),
  origin text collate "C" not null,
  territory text collate "C" not null,
  outside boolean not null,
  lon double precision,
  lat double precision,
  body text collate "C",
  proposed text collate "C",
  handler uuid,
  handed uuid,
  -- Anonymous reports carry the first instant of their day here (charter rule 6).
  reported timestamptz(3) not null,
  first_action timestamptz(3),
  due timestamptz(3) not null,
  closed timestamptz(3),
  on_time boolean,
  asked boolean not null,
  returns integer not null,
  reopened_by_reporter boolean not null,
  rating smallint check (rating between 1 and 5),
  merged_into uuid,
  door text collate "C",
  updated timestamptz(3) not null,
  number text collate "C" not null,
  primary key (district, id)
) with (fillfactor = 85);
create index matter_newest on matters.matter (district, reported desc, id desc);
create index matter_status on matters.matter (district, status, reported desc, id desc);
create index matter_due on matters.matter (district, due, id) where status in ('new', 'assigned', 'accepted', 'handled', 'verified');
create index matter_territory on matters.matter (district, territory, reported desc, id desc);
create index matter_place on matters.matter (district, lon, lat);
create index matter_number on matters.matter (district, number);
select db.protect('matters.matter', 'id', 'territory');

-- The reporter's key to one matter, as a keyed digest of the receipt code.
create table matters.receipt (
  district text collate "C" not null,
  digest bytea not null,
  subject uuid not null,
  primary key (district, digest)
);
select db.district_only('matters.receipt');

-- Who reported, as far as they said: a blind index of the phone, under a key kept outside the database; nothing readable.
create table matters.reporter (
  district text collate "C" not null,
  subject uuid not null,
  territory text collate "C" not null,
  phone bytea not null,
  primary key (district, subject)
);
create index reporter_phone on matters.reporter (district, phone);
select db.district_only('matters.reporter');

grant select, insert, update on matters.matter to lianan_serve, lianan_work;
grant select, insert on matters.receipt, matters.reporter to lianan_serve, lianan_work;
grant delete on matters.receipt, matters.reporter to lianan_serve, lianan_work;
grant insert on matters.matter, matters.receipt, matters.reporter to lianan_intake;
grant select (district, id) on matters.matter to lianan_intake;
grant select (district, subject) on matters.receipt, matters.reporter to lianan_intake;
grant update on matters.receipt to lianan_work;
