-- Screening rounds: the row is the fold of its lines (rounds/rounds.rules.ts). Words are sealed beside the lines.
create table mediation.round (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  -- The smallest territory that holds the whole round.
  territory text collate "C" not null,
  last date not null,
  closed boolean not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
select db.protect('mediation.round', 'id', 'territory');
-- What is to be closed by itself when its last day is over.
create index round_due on mediation.round (district, last, id) where not closed;

-- The territories of each round, by which whoever holds one of them finds the round that holds more.
create table mediation.round_territory (
  district text collate "C" not null,
  round uuid not null,
  territory text collate "C" not null,
  first date not null,
  last date not null,
  primary key (district, round, territory)
);
select db.protect('mediation.round_territory', 'round', 'territory');
create index round_territory_reach on mediation.round_territory (district, territory, last);

grant select, insert, update on mediation.round to lianan_serve, lianan_work;
grant select, insert on mediation.round_territory to lianan_serve, lianan_work;
