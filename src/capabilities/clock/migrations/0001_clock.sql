-- Deadlines are rules as data: by when a stage of a matter is to be done. Each rule's row is the fold of its lines
-- (proposals.rules.ts): every version that was ever proposed, who decided it, and why. All of it is public.
create schema clock;
grant usage on schema clock to lianan_serve, lianan_work;

create table clock.rule (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  code text collate "C" not null check (code ~ '^[a-z][a-z0-9-]*$'),
  -- Everything that was proposed, oldest first, decided versions among it.
  proposals jsonb not null,
  updated timestamptz(3) not null,
  primary key (district, id),
  unique (district, code)
);
select db.district_only('clock.rule');
grant select, insert, update on clock.rule to lianan_serve, lianan_work;
