create schema kinds;
grant usage on schema kinds to lianan_serve, lianan_work;

-- Kinds of matter are data: each version stands for ever, the newest valid one is asked.
create table kinds.kind (
  district text collate "C" not null,
  code text collate "C" not null check (code ~ '^(hazard|incident|dispute|help|suggestion)\.[a-z0-9-]+$'),
  version integer not null,
  -- The whole seed: names, questions, visibility, norms (see kinds.rules.ts).
  seed jsonb not null,
  active boolean not null,
  -- The proposal that brought it, approved by two; null for what a district begins with.
  proposal uuid,
  since timestamptz(3) not null,
  primary key (district, code, version)
);
select db.district_only('kinds.kind');
grant select, insert on kinds.kind to lianan_serve, lianan_work;
