-- Exchange with the desks of others (110, 12345): their number of a case, ours, and what became of it.

-- A desk that is known by a shared secret. The row is the fold of its lines (exchange.rules.ts); secrets lie sealed, by id.
create table matters.partner (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  desk text collate "C" not null check (desk ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
  name_zh text not null,
  name_en text not null,
  -- The table by which its categories become kinds.
  categories text collate "C" not null,
  -- Where answers are delivered; null for a desk that fetches them as a list.
  url text,
  state text collate "C" not null check (state in ('standing', 'stopped')),
  secret uuid,
  -- The secret before, good until then.
  former uuid,
  former_until timestamptz(3),
  updated timestamptz(3) not null,
  primary key (district, id),
  unique (district, desk)
);
select db.district_only('matters.partner');

-- Messages that came lately, by the digest of their signature: none is taken twice while it would still be genuine.
create table matters.replayed (
  district text collate "C" not null,
  id bytea not null,
  until timestamptz(3) not null,
  primary key (district, id)
);
create index replayed_until on matters.replayed (district, until);
select db.district_only('matters.replayed');

-- Their number and our matter. Several cases may have become one matter.
create table matters.exchanged (
  district text collate "C" not null,
  partner text collate "C" not null,
  theirs text collate "C" not null,
  subject uuid not null,
  -- A keyed digest of what the case said, so that the same case sent again is known from another under its number.
  digest bytea not null,
  received timestamptz(3) not null,
  -- Until when the desk must have an answer.
  answer_by timestamptz(3),
  primary key (district, partner, theirs)
);
create index exchanged_subject on matters.exchanged (district, subject);
create index exchanged_received on matters.exchanged (district, partner, received);
select db.district_only('matters.exchanged');

grant select, insert, update on matters.partner to lianan_serve, lianan_work;
grant select, insert, delete on matters.replayed to lianan_serve, lianan_work;
grant select, insert on matters.exchanged to lianan_serve, lianan_work;
grant update (subject) on matters.exchanged to lianan_serve, lianan_work;
grant insert on matters.exchanged to lianan_intake;
grant select (district, subject) on matters.exchanged to lianan_intake;
