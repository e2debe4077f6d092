create schema identity;
grant usage on schema identity to lianan_serve, lianan_work;

-- Organisations. Public: their names and telephone numbers are the office's, never a person's.
create table identity.body (
  district text collate "C" not null,
  id text collate "C" not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name_zh text not null,
  name_en text not null,
  territory text collate "C" not null,
  parent text collate "C",
  address text,
  phone text,
  -- True where the body takes a reporter's contact through the platform only, which is the rule.
  relays boolean not null default true,
  primary key (district, id),
  foreign key (district, parent) references identity.body (district, id),
  check (territory >= district and territory < district || ':')
);
create index body_territory on identity.body (district, territory);

-- People who hold posts. The name is sealed under the person's own key (sealing.key), so that it can be forgotten.
create table identity.person (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamptz(3) not null,
  user_id text not null,
  login text collate "C" not null,
  name bytea not null,
  name_key uuid not null,
  state text collate "C" not null check (state in ('open', 'closed')),
  -- Signed in with a password that somebody else knows: it must be changed first.
  initial_password boolean not null,
  language text collate "C" check (language in ('zh', 'en')),
  primary key (district, id),
  unique (district, user_id),
  unique (district, login)
);

-- A post held at a body or for a territory, from a day to a day.
create table identity.appointment (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamptz(3) not null,
  person uuid not null,
  post text collate "C" not null check (post in (
    'clerk', 'duty', 'coordinator', 'handler', 'liaison', 'verifier', 'leader', 'auditor', 'sysadmin', 'secadmin')),
  body text collate "C",
  territory text collate "C",
  from_day date not null,
  to_day date,
  deputy_of uuid,
  state text collate "C" not null check (state in ('proposed', 'standing', 'refused', 'withdrawn', 'ended')),
  away boolean not null,
  proposed_by uuid,
  decided_by uuid,
  primary key (district, id),
  foreign key (district, person) references identity.person (district, id),
  foreign key (district, body) references identity.body (district, id),
  foreign key (district, deputy_of) references identity.appointment (district, id),
  check (body is not null or territory is not null),
  check (territory >= district and territory < district || ':'),
  check (to_day >= from_day)
);
create index appointment_person on identity.appointment (district, person);
create index appointment_deputy on identity.appointment (district, deputy_of);
create index appointment_state on identity.appointment (district, state, post);

-- Machines with an API key (Open311 clients, exchange partners): what they may do is a list of scopes.
create table identity.machine (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamptz(3) not null,
  user_id text not null,
  key_id text not null,
  name text not null,
  body text collate "C",
  scopes text[] collate "C" not null,
  state text collate "C" not null check (state in ('standing', 'revoked')),
  until_day date not null,
  primary key (district, id),
  unique (district, user_id),
  foreign key (district, body) references identity.body (district, id)
);

-- A resident is a random id; the telephone number is sealed under a key of its own, and found again by a blind index.
-- Forgetting empties both and leaves the id, on which other rows may still hang.
create table identity.resident (
  district text collate "C" not null,
  id uuid not null,
  phone_index bytea,
  phone bytea,
  phone_key uuid,
  since date not null,
  primary key (district, id),
  check ((phone_index is null) = (phone is null))
);
create unique index resident_phone on identity.resident (district, phone_index);

create table identity.resident_code (
  district text collate "C" not null,
  phone_index bytea not null,
  code bytea not null,
  made timestamptz(3) not null,
  expires timestamptz(3) not null,
  tries smallint not null default 0,
  primary key (district, phone_index)
);

create table identity.resident_session (
  district text collate "C" not null,
  token bytea not null,
  resident uuid not null,
  device text not null,
  made timestamptz(3) not null,
  expires timestamptz(3) not null,
  primary key (district, token),
  foreign key (district, resident) references identity.resident (district, id)
);
create index resident_session_of on identity.resident_session (district, resident);

-- Who looked at whose sealed data, when and why. A row is a subject of one line; the person concerned reads it.
create table identity.look (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  -- Whose data: a resident's or a person's id, or that of a report whose sender left only a number.
  concerned uuid not null,
  territory text collate "C" not null,
  by uuid not null,
  post uuid,
  post_name text collate "C" not null,
  body text collate "C",
  at timestamptz(3) not null,
  reason text collate "C" not null,
  about uuid,
  primary key (district, id)
);
create index look_concerned on identity.look (district, concerned, at);

-- Stands in for a telephone company where there is none; the worker deletes after a day.
create table identity.sms (
  district text collate "C" not null,
  id uuid not null,
  -- Masked: the middle digits are not kept.
  phone text not null,
  words text not null,
  at timestamptz(3) not null,
  primary key (district, id)
);
create index sms_at on identity.sms (district, at);

-- Failures counted per login and per source. Keys are HMACs; a source's key changes every day, so that nobody is traced.
create table identity.throttle (
  district text collate "C" not null,
  what text collate "C" not null,
  key bytea not null,
  failures integer not null,
  since timestamptz(3) not null,
  until timestamptz(3),
  primary key (district, what, key)
);
create index throttle_since on identity.throttle (district, since);

-- One-time codes already used, so that none is used twice (RFC 6238 section 5.2).
create table identity.used_code (
  district text collate "C" not null,
  code bytea not null,
  at timestamptz(3) not null,
  primary key (district, code)
);
create index used_code_at on identity.used_code (district, at);

-- Sign-ins and their refusals, kept at least six months (Cybersecurity Law art. 21): who, never from where.
create table identity.access (
  district text collate "C" not null,
  id uuid not null,
  at timestamptz(3) not null,
  person uuid,
  what text collate "C" not null,
  by uuid,
  primary key (district, id)
);
create index access_at on identity.access (district, at);
create index access_person on identity.access (district, person, at);

select db.district_only('identity.body');
select db.district_only('identity.person');
select db.district_only('identity.appointment');
select db.district_only('identity.machine');
select db.district_only('identity.resident');
select db.district_only('identity.resident_code');
select db.district_only('identity.resident_session');
select db.district_only('identity.sms');
select db.district_only('identity.throttle');
select db.district_only('identity.used_code');
select db.district_only('identity.access');
-- Seen by those in whose reach it happened, and by the person concerned (as a proved subject).
select db.protect('identity.look', 'concerned', 'territory');

grant select, insert, update on identity.body, identity.person, identity.appointment, identity.machine, identity.resident
  to lianan_serve, lianan_work;
grant select, insert, update, delete on identity.resident_code, identity.resident_session, identity.throttle
  to lianan_serve, lianan_work;
grant update (fold) on identity.look to lianan_work;
grant select, insert on identity.look, identity.sms, identity.used_code, identity.access to lianan_serve, lianan_work;
grant delete on identity.sms, identity.used_code, identity.access to lianan_work;
