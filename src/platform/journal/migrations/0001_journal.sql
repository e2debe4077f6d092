create schema journal;
grant usage on schema journal to lianan_serve, lianan_work, lianan_intake;

-- The head row of a district is the one place where order is made: the next seq is taken here, last before commit.
create table journal.head (
  district text collate "C" primary key check (district ~ '^[0-9]{6}$'),
  name_zh text not null,
  name_en text not null,
  -- Which origins this district takes beside live ones; decided when it is created, never after.
  origin text not null check (origin in ('live', 'import', 'demo')),
  seq bigint not null default 0
);

create table journal.line (
  district text collate "C" not null,
  seq bigint not null,
  id uuid not null,
  subject uuid not null,
  n integer not null check (n > 0),
  kind text collate "C" not null,
  version smallint not null,
  origin text collate "C" not null,
  happened timestamptz(3) not null,
  recorded timestamptz(3) not null,
  by uuid,
  post uuid,
  territory text collate "C" not null,
  bytes bytea not null,
  hash bytea not null,
  primary key (district, seq),
  unique (district, id),
  unique (district, subject, n)
);
create index line_recorded on journal.line (district, recorded);

-- What was asked under a client's id, so that sending twice changes nothing: a keyed digest of the request and of its author.
-- Kept for the days in which a phone may send again, then deleted.
create table journal.asked (
  district text collate "C" not null,
  id uuid not null,
  digest bytea not null,
  day date not null,
  primary key (district, id)
);
create index asked_day on journal.asked (district, day);

create table journal.count (
  district text collate "C" not null,
  seq bigint not null,
  measure text collate "C" not null,
  day date not null,
  territory text collate "C" not null,
  n bigint not null,
  primary key (district, seq, measure, day, territory)
);
create index count_opened on journal.count (district, measure, day, territory);

create table journal.tally (
  district text collate "C" not null,
  territory text collate "C" not null,
  grain text collate "C" not null check (grain in ('day', 'month')),
  measure text collate "C" not null,
  period date not null,
  n bigint not null,
  primary key (district, territory, grain, measure, period)
);

create table journal.watermark (
  district text collate "C" primary key,
  seq bigint not null default 0
);

-- Lines of anonymous kinds wait here for the shuffled batch of their day; no time, no order.
create table journal.waiting (
  district text collate "C" not null,
  id uuid not null,
  subject uuid not null,
  n integer not null,
  day date not null,
  kind text collate "C" not null,
  version smallint not null,
  origin text collate "C" not null,
  territory text collate "C" not null,
  bytes bytea not null,
  hash bytea not null,
  counts jsonb not null,
  primary key (district, id)
);

-- What the outside world is told, after commit, by the worker.
create table journal.outbox (
  district text collate "C" not null,
  id uuid not null,
  topic text collate "C" not null,
  subject uuid not null,
  payload jsonb not null,
  made timestamptz(3) not null,
  due timestamptz(3) not null,
  tries integer not null default 0,
  failed text,
  primary key (district, id)
);
create index outbox_due on journal.outbox (district, due);

-- A subject shared with a body: the body's people see it, wherever it lies.
create table journal.share (
  district text collate "C" not null,
  body text collate "C" not null,
  subject uuid not null,
  primary key (district, body, subject)
);
create index share_subject on journal.share (district, subject);

select db.protect('journal.line', 'subject', 'territory');
select db.protect('journal.waiting', 'subject', 'territory');
select db.district_only('journal.head');
select db.district_only('journal.asked');
select db.district_only('journal.count');
select db.district_only('journal.tally');
select db.district_only('journal.watermark');
select db.district_only('journal.outbox');
select db.district_only('journal.share');

grant select on journal.head, journal.line, journal.count, journal.tally, journal.watermark, journal.share to lianan_serve, lianan_work;
grant update (seq) on journal.head to lianan_serve, lianan_work, lianan_intake;
grant select (district, seq) on journal.head to lianan_intake;
grant insert on journal.line, journal.count to lianan_serve, lianan_work, lianan_intake;
grant select, insert on journal.asked to lianan_serve, lianan_work;
grant delete on journal.asked to lianan_work;
grant insert on journal.asked, journal.outbox, journal.waiting, journal.share to lianan_intake;
grant select (district, id) on journal.asked to lianan_intake;
grant select, insert, delete on journal.waiting to lianan_work;
grant select, insert on journal.waiting to lianan_serve;
grant insert on journal.outbox to lianan_serve;
grant select, insert, update, delete on journal.outbox to lianan_work;
grant insert, delete on journal.share to lianan_serve, lianan_work;
grant insert on journal.head to lianan_work;
grant insert, update, delete on journal.tally, journal.watermark to lianan_work;
grant insert on journal.watermark to lianan_serve, lianan_intake;

-- Which districts live here: for the server's start and the worker's round; names and settings stay behind the wall.
create function journal.districts() returns table (district text) language sql stable security definer
  set search_path = pg_catalog as $$ select h.district from journal.head h order by 1 $$;
