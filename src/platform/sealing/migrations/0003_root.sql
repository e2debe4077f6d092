-- Which master key the data keys are wrapped under, and the root of the blind indexes: one row a database, under a code that
-- no district has. A mark is a keyed digest of the master key, from which nothing follows. `root` is null while indexes follow
-- from the master key itself; from its first change on it is the root that they began with, sealed under the present one.
-- `next_mark` and `next_root` are there while a change is under way: then nothing but the change itself may work.
create table sealing.root (
  district  text primary key check (district = '000000'),
  mark      text not null,
  root      bytea,
  next_mark text,
  next_root bytea,
  check ((next_mark is null) = (next_root is null))
);
select db.district_only('sealing.root');
grant select on sealing.root to lianan_serve, lianan_work;
