-- The first promise, where the deadline in force is another one; what was suspended, asked and ruled (clock/, matters.rules.ts).
alter table matters.matter add column promised timestamptz(3), add column clock jsonb;

-- Whose a kind of matter is in a territory, as somebody above ruled when it had been given back twice. Routing reads it.
create table matters.ruling (
  district text collate "C" not null,
  line uuid not null,
  territory text collate "C" not null,
  kind text collate "C" not null,
  body text collate "C" not null,
  day date not null,
  number text collate "C" not null,
  primary key (district, territory, kind)
);
select db.district_only('matters.ruling');
grant select, insert, update on matters.ruling to lianan_serve, lianan_work;

-- The stages whose clocks run now: what clock/rounds.rules.ts makes of a matter's lines, with the deadline that the terms give.
-- The worker keeps it by the journal; nothing is decided by it but who is reminded.
create table matters.stage (
  district text collate "C" not null,
  matter uuid not null,
  stage text collate "C" not null,
  -- The line at which the round began, and the last one that was looked at.
  n integer not null,
  at integer not null,
  body text collate "C",
  kind text collate "C" not null,
  territory text collate "C" not null,
  since timestamptz(3) not null,
  due timestamptz(3) not null,
  provisional boolean not null,
  -- What the deadline is reckoned from, so that another calendar needs no line to be read again.
  round jsonb not null,
  -- When the clock next speaks, and how often it has.
  next timestamptz(3),
  said smallint not null,
  primary key (district, matter, stage)
) with (fillfactor = 85);
create index stage_due on matters.stage (district, due, matter);
create index stage_next on matters.stage (district, next, matter) where next is not null;
select db.protect('matters.stage', 'matter', 'territory');
select db.protect_in_hand('matters.stage', 'matter', 'territory', 'body');
grant select on matters.stage to lianan_serve;
grant select, insert, update, delete on matters.stage to lianan_work;

-- Up to where the worker has read the journal for the stages.
create table matters.clocked (
  district text collate "C" not null primary key,
  seq bigint not null,
  -- The calendar by which the deadlines were reckoned; null before the first time.
  calendar bigint
);
select db.district_only('matters.clocked');
grant select, insert, update on matters.clocked to lianan_work;
