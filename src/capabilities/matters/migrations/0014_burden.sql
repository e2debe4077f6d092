-- What forms cost those who fill them in, summed up over phones and weeks: no person, no time of day, no single occasion.
create table matters.burden (
  district text collate "C" not null,
  week text collate "C" not null,
  form text collate "C" not null,
  phones integer not null,
  count integer not null,
  seconds bigint not null,
  buckets integer[] not null,
  primary key (district, week, form)
);
select db.district_only('matters.burden');
grant select, insert, update on matters.burden to lianan_serve;
grant select, insert on matters.burden to lianan_work;
