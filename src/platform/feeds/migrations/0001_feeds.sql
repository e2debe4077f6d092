-- A calendar address of one's own: whoever knows its token reads the deadlines of that person's posts. The digest is kept alone.
create schema feeds;
grant usage on schema feeds to lianan_serve, lianan_work;

create table feeds.feed (
  district text collate "C" not null,
  person uuid not null,
  digest bytea not null,
  made date not null,
  primary key (district, person),
  unique (district, digest)
);
select db.district_only('feeds.feed');

grant select, insert, update, delete on feeds.feed to lianan_serve, lianan_work;
