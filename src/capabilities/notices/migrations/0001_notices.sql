-- What members of staff are to hear of. A notice is addressed to a post somewhere (who does it at a body, its head, the desk of a territory),
-- never to a person: who holds that post is asked when it is read or told.
create schema notices;
grant usage on schema notices to lianan_serve, lianan_work;

create table notices.notice (
  district text collate "C" not null,
  address text collate "C" not null,
  -- The line that says it.
  seq bigint not null,
  matter uuid not null,
  sort text collate "C" not null,
  territory text collate "C" not null,
  -- Whose body hears it; null for the desks of a territory.
  body text collate "C",
  -- The stage whose deadline it is, or the co-handler's task.
  stage text collate "C",
  task uuid,
  due timestamptz(3),
  urgent boolean not null,
  at timestamptz(3) not null,
  primary key (district, address, seq)
);
create index notice_urgent on notices.notice (district, seq) where urgent;
create index notice_at on notices.notice (district, at);
select db.protect('notices.notice', 'matter', 'territory');
select db.protect_in_hand('notices.notice', 'matter', 'territory', 'body');
grant select on notices.notice to lianan_serve;
grant select, insert, delete on notices.notice to lianan_work;

-- Up to where the journal was read, and the last place in it that had a notice.
create table notices.heard (
  district text collate "C" primary key,
  seq bigint not null,
  last bigint not null
);
select db.district_only('notices.heard');
grant select on notices.heard to lianan_serve;
grant select, insert, update on notices.heard to lianan_work;

-- A member of staff's own settings, and two places in the journal: up to where they have seen, and up to where their devices were told.
-- What they have heard of stands nowhere.
create table notices.watch (
  district text collate "C" not null,
  person uuid not null,
  seen bigint not null default 0,
  pace text collate "C" not null default 'hourly' check (pace in ('urgent', 'hourly', 'morning')),
  -- Minutes of a day in Asia/Shanghai; equal where nothing is quiet.
  quiet_from smallint not null default 1320 check (quiet_from between 0 and 1439),
  quiet_to smallint not null default 420 check (quiet_to between 0 and 1439),
  -- Whether danger to life and limb passes the quiet hours; whether the rest keeps to the body's hours.
  pass boolean not null default true,
  office boolean not null default true,
  told bigint not null default 0,
  told_at timestamptz(3),
  -- Up to where it was decided that it waits, and until when; who holds it now.
  looked bigint not null default 0,
  rest timestamptz(3),
  held timestamptz(3),
  tries integer not null default 0,
  primary key (district, person)
);
-- A browser of theirs. Its endpoint lies sealed under a key of its own; `mark` is its keyed digest.
create table notices.device (
  district text collate "C" not null,
  id uuid not null,
  person uuid not null,
  mark bytea not null,
  shell text collate "C" not null check (shell in ('desk', 'field')),
  language text collate "C" not null check (language in ('zh', 'en')),
  made date not null,
  primary key (district, id),
  unique (district, mark)
);
create index device_person on notices.device (district, person);

-- Nobody reaches another's: whose it is stands among the subjects of the transaction that asks.
select db.pass('notices.watch');
select db.pass('notices.device');
create policy serve_owns on notices.watch to lianan_serve
  using (district = (select db.district()) and person = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and person = any ((select db.subjects())::uuid[]));
-- A browser that somebody else signed in at was theirs before: whoever proves its endpoint takes it over.
create policy serve_owns on notices.device to lianan_serve
  using (district = (select db.district()) and (person = any ((select db.subjects())::uuid[]) or id = any ((select db.subjects())::uuid[])))
  with check (district = (select db.district()) and person = any ((select db.subjects())::uuid[]));
grant select, insert, update on notices.watch to lianan_serve, lianan_work;
grant select, insert, delete on notices.device to lianan_serve, lianan_work;
