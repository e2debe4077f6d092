-- Who wishes to hear what happens in an area. The fold of a subscription's lines says that there is one and by which way; where,
-- of what and for whom is kept only while it stands.
create schema subscriptions;
grant usage on schema subscriptions to lianan_serve, lianan_work;

create table subscriptions.subscription (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null check (state in ('standing', 'ended')),
  channel text collate "C" not null check (channel in ('sms', 'push')),
  why text collate "C" check (why in ('owner', 'code', 'forgotten', 'gone')),
  updated timestamptz(3) not null,
  primary key (district, id)
);
select db.district_only('subscriptions.subscription');

-- A territory, or a circle whose centre is known to a hundred metres; the telephone or endpoint lies sealed under a key of its own.
create table subscriptions.wish (
  district text collate "C" not null,
  subject uuid not null,
  channel text collate "C" not null,
  pace text collate "C" not null check (pace in ('daily', 'each')),
  language text collate "C" not null check (language in ('zh', 'en')),
  territory text collate "C",
  lon double precision,
  lat double precision,
  metres integer check (metres between 100 and 2000),
  -- Codes of kinds, or groups of them; empty for all.
  kinds text[] collate "C" not null,
  since date not null,
  -- The day of the last message.
  told date,
  tries integer not null default 0,
  -- Not before this moment, after a message that was not taken.
  rest timestamptz(3),
  primary key (district, subject),
  check ((territory is not null) <> (lon is not null and lat is not null and metres is not null))
);
-- By what its owner is known: keyed digests of the telephone or endpoint, and of the code that is in every message.
create table subscriptions.proof (
  district text collate "C" not null,
  subject uuid not null,
  owner bytea not null,
  code bytea not null,
  primary key (district, subject),
  unique (district, code)
);
create index proof_owner on subscriptions.proof (district, owner);
select db.district_only('subscriptions.proof');

-- What is still to be told, and how far the journal was looked through.
create table subscriptions.pending (
  district text collate "C" not null,
  subject uuid not null,
  seq bigint not null,
  primary key (district, subject, seq)
);
create table subscriptions.heard (
  district text collate "C" primary key,
  seq bigint not null
);
select db.district_only('subscriptions.heard');

-- Nobody reaches a wish by their post: it is there for whoever proved to own it, and for the worker.
select db.pass('subscriptions.wish');
select db.pass('subscriptions.pending');
create policy serve_owns on subscriptions.wish to lianan_serve
  using (district = (select db.district()) and subject = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and subject = any ((select db.subjects())::uuid[]));
create policy serve_owns on subscriptions.pending to lianan_serve
  using (district = (select db.district()) and subject = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and subject = any ((select db.subjects())::uuid[]));

grant select, insert, update on subscriptions.subscription to lianan_serve, lianan_work;
grant select, insert, delete on subscriptions.wish, subscriptions.proof to lianan_serve, lianan_work;
grant update on subscriptions.wish to lianan_work;
grant select, delete on subscriptions.pending to lianan_serve;
grant select, insert, delete on subscriptions.pending to lianan_work;
grant select, insert, update on subscriptions.heard to lianan_work;
