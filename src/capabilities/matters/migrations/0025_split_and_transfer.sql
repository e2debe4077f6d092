-- The matter off which one was split (splitting.ts): its reporter and its time are that one's.
alter table matters.matter add column split_from uuid;

-- What passed to another body by a change of the district's places (transfer/): beside the matters' own lines, so that it is counted
-- and found by the change. A matter stands once for each change, whichever worker dies when.
create table matters.transferred (
  district text collate "C" not null,
  change uuid not null,
  matter uuid not null,
  territory text collate "C" not null,
  -- It was in the body's hands; so many of its tasks passed.
  lead boolean not null,
  tasks integer not null,
  primary key (district, change, matter)
);
select db.protect('matters.transferred', 'matter', 'territory');
grant select on matters.transferred to lianan_serve;
grant select, insert, update on matters.transferred to lianan_work;

create table matters.transfer_done (
  district text collate "C" not null,
  change uuid not null,
  finished timestamptz(3) not null,
  primary key (district, change)
);
select db.district_only('matters.transfer_done');
grant select on matters.transfer_done to lianan_serve;
grant select, insert on matters.transfer_done to lianan_work;
