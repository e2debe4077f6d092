-- after: journal
-- Data keys, wrapped by their district's key (which is derived from the master key and stored nowhere), and the texts
-- sealed under them. A forgotten key keeps its row and loses its bytes.

create schema sealing;
grant usage on schema sealing to lianan_serve, lianan_work, lianan_intake;

create table sealing.key (
  district  text not null,
  id        uuid not null,
  owner     uuid not null,
  purpose   text not null check (purpose in ('identity', 'text', 'file')),
  wrapped   bytea,
  -- A day and no more: a report by nobody must leave no minute.
  made      date not null,
  forgotten timestamptz(3),
  primary key (district, id),
  check ((wrapped is null) = (forgotten is not null))
);
create index key_of_owner on sealing.key (district, owner, purpose);
-- The bytes are random and never searched; inside the row they are gone with it.
alter table sealing.key alter column wrapped set storage plain;

select db.district_only('sealing.key');
-- Whoever may change a key may only forget it; nothing brings one back.
create policy only_forgetting on sealing.key as restrictive for update to lianan_serve, lianan_work
  using (true) with check (wrapped is null and forgotten is not null);

grant select, insert on sealing.key to lianan_serve, lianan_work;
grant update (wrapped, forgotten) on sealing.key to lianan_serve, lianan_work;
grant insert on sealing.key to lianan_intake;

create table sealing.sealed (
  district  text not null,
  id        uuid not null,
  subject   uuid not null,
  territory text collate "C" not null,
  owner     uuid not null,
  key       uuid not null,
  slot      text not null,
  cipher    bytea not null,
  primary key (district, id)
);
create index sealed_of_subject on sealing.sealed (district, subject);
create index sealed_of_owner on sealing.sealed (district, owner);

select db.protect('sealing.sealed', 'subject', 'territory');

grant select, insert on sealing.sealed to lianan_serve, lianan_work;
grant update (territory) on sealing.sealed to lianan_serve, lianan_work;
grant insert on sealing.sealed to lianan_intake;
