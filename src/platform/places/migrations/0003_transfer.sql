-- What one body answers for passes to another from a day on (changes/transfer.rules.ts).
alter table places.change drop constraint change_what_check;
alter table places.change add constraint change_what_check check (what in ('territory-found', 'territory-rename', 'territory-end',
  'territory-boundary', 'body-found', 'body-change', 'body-end', 'body-transfer'));

-- Approved ones, for those who keep what is open in the bodies' hands and carry it out.
-- published: places.transfer
create table places.transfer (
  district text collate "C" not null,
  change uuid not null,
  from_body text collate "C" not null,
  to_body text collate "C" not null,
  -- Codes, each with all that lies in it.
  territories text[] collate "C" not null check (cardinality(territories) > 0),
  -- '' for every kind, groups, kinds.
  kinds text[] collate "C" not null check (cardinality(kinds) > 0),
  day date not null,
  basis text not null,
  primary key (district, change)
);
create index transfer_day on places.transfer (district, day);
select db.district_only('places.transfer');
grant select, insert on places.transfer to lianan_serve, lianan_work;
