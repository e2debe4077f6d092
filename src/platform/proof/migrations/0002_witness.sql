-- Trees of others that this server has seen, as a witness (C2SP tlog-witness): the newest head of each that it said to have seen. They are
-- the server's, which keeps them under its own district.
create table proof.seen (
  district text collate "C" not null,
  origin text collate "C" not null,
  size bigint not null,
  root bytea not null,
  at timestamptz(3) not null,
  primary key (district, origin)
);
select db.district_only('proof.seen');
grant select, insert, update on proof.seen to lianan_serve;

-- Who is asked to witness a district's tree: up to which size each has said so, and why the last time not.
create table proof.witness (
  district text collate "C" not null,
  name text collate "C" not null,
  size bigint not null default 0,
  at timestamptz(3),
  refused text collate "C" check (refused in ('away', 'unknown', 'ahead', 'inconsistent', 'unsigned')),
  primary key (district, name)
);
select db.district_only('proof.witness');
grant select on proof.witness to lianan_serve;
grant select, insert, update on proof.witness to lianan_work;
