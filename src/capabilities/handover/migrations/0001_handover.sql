-- after: journal
-- What a desk hands over at shift change, signed by both: the row is the fold of its lines (handover.rules.ts). Remarks are sealed
-- beside the lines.
create schema handover;
grant usage on schema handover to lianan_serve, lianan_work;

create table handover.handover (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null check (state in ('signed', 'taken', 'refused', 'withdrawn')),
  -- The desk: the territory that it looks after and, in its word, the body at which it stands.
  territory text collate "C" not null,
  desk text collate "C" not null,
  signed timestamptz(3) not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
create index handover_newest on handover.handover (district, desk, signed desc, id desc);
-- One at a time waits at a desk: whoever comes signs what the one before them left.
create unique index handover_waiting on handover.handover (district, desk) where state = 'signed';
select db.protect('handover.handover', 'id', 'territory');
grant select, insert, update on handover.handover to lianan_serve, lianan_work;
