-- The journal as a Merkle tree (RFC 6962): line `seq` is leaf `seq - 1`, its entry the line's hash.
create schema proof;
grant usage on schema proof to lianan_serve, lianan_work;

-- How far a district's tree is signed. Lines beyond wait for the worker's next turn.
create table proof.log (
  district text collate "C" primary key,
  -- What the tree is called in checkpoints, for ever, and the key that signs it (C2SP signed-note, verifier key).
  origin text collate "C" not null,
  key text collate "C" not null,
  size bigint not null default 0,
  -- The newest signed checkpoint; empty before the first.
  checkpoint text not null default '',
  made timestamptz(3),
  -- When a worker looked last, and why it signs no more.
  looked timestamptz(3),
  fault text collate "C" check (fault in ('rewound', 'rewritten', 'otherKey'))
);
select db.district_only('proof.log');

-- Hashes by C2SP tlog-tiles; the last tile of a level grows. A narrower one is the beginning of a wider one.
create table proof.tile (
  district text collate "C" not null,
  level smallint not null,
  index bigint not null,
  hashes bytea not null,
  primary key (district, level, index)
);
select db.district_only('proof.tile');

grant select on proof.log, proof.tile to lianan_serve;
grant select, insert, update on proof.log to lianan_work;
-- A tree that was restored elsewhere is begun again under another name.
grant select, insert, update, delete on proof.tile to lianan_work;

-- How far each district's tree is signed; asked outside any scope, for readiness. Numbers and times only.
create function proof.standing() returns table (district text, size bigint, looked timestamptz, fault text) language sql stable
  security definer set search_path = pg_catalog as $$
  select g.district, g.size, g.looked, g.fault from proof.log g $$;
revoke execute on function proof.standing() from public;
grant execute on function proof.standing() to lianan_serve, lianan_work;
