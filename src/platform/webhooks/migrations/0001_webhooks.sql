-- Addresses of other systems that are told what happens, in the journal's order.
create schema webhooks;
grant usage on schema webhooks to lianan_serve, lianan_work;

-- The fold of a hook's lines (webhooks.rules.ts). Secrets lie sealed, by id.
create table webhooks.hook (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamptz(3) not null,
  machine uuid not null,
  body text collate "C" not null,
  name text not null,
  url text collate "C" not null,
  events text[] collate "C" not null,
  territory text collate "C" not null check (territory >= district and territory < district || ':'),
  secret uuid,
  -- The secret before, which signs as well until then.
  former uuid,
  former_until timestamptz(3),
  state text collate "C" not null check (state in ('proposed', 'standing', 'paused', 'refused', 'ended')),
  why text collate "C" check (why in ('owner', 'security', 'gone', 'failing')),
  proposed_by uuid,
  decided_by uuid,
  primary key (district, id)
);
create index hook_machine on webhooks.hook (district, machine);
select db.district_only('webhooks.hook');

-- How far a hook was told: it moves after the other side has said yes and at no other time, but for a replay. Whoever delivers holds
-- the row for a while; what died holding it lets go by itself.
create table webhooks.progress (
  district text collate "C" not null,
  hook uuid not null,
  seq bigint not null,
  tries integer not null default 0,
  due timestamptz(3) not null,
  failing_since timestamptz(3),
  holder uuid,
  held_until timestamptz(3),
  primary key (district, hook),
  foreign key (district, hook) references webhooks.hook (district, id)
);
select db.district_only('webhooks.progress');

-- What is sent out of turn, once: a test, or one line again.
create table webhooks.extra (
  district text collate "C" not null,
  id uuid not null,
  hook uuid not null,
  -- The line; null for a test.
  seq bigint,
  made timestamptz(3) not null,
  primary key (district, id),
  foreign key (district, hook) references webhooks.hook (district, id)
);
create index extra_hook on webhooks.extra (district, hook, made);
select db.district_only('webhooks.extra');

-- The latest tries, for whoever keeps the other side.
create table webhooks.delivery (
  district text collate "C" not null,
  id uuid not null,
  hook uuid not null,
  at timestamptz(3) not null,
  seq bigint,
  event text collate "C" not null,
  message text collate "C" not null,
  status smallint,
  trouble text collate "C",
  ms integer not null,
  primary key (district, id),
  foreign key (district, hook) references webhooks.hook (district, id)
);
create index delivery_hook on webhooks.delivery (district, hook, at desc);
select db.district_only('webhooks.delivery');

grant select, insert, update on webhooks.hook, webhooks.progress to lianan_serve, lianan_work;
grant select, insert on webhooks.extra to lianan_serve;
grant select, delete on webhooks.extra to lianan_work;
grant select on webhooks.delivery to lianan_serve;
grant select, insert, delete on webhooks.delivery to lianan_work;
