-- Who mediates with whom leads, in the order in which they were named: by these columns a mediator's own list finds cases that another leads,
-- the first that fall due from each index alone. An index over a list of persons would not do: below a policy it is asked by no operator that
-- is not leakproof, and it keeps no order. Of cases from before the refold of this release (version 2 of their fold) fills them.
alter table mediation.case_file
  add column second uuid,
  add column third uuid,
  add column fourth uuid,
  add column fifth uuid;
create index case_second on mediation.case_file (district, second, next, id) where second is not null and status <> 'archived';
create index case_third on mediation.case_file (district, third, next, id) where third is not null and status <> 'archived';
create index case_fourth on mediation.case_file (district, fourth, next, id) where fourth is not null and status <> 'archived';
create index case_fifth on mediation.case_file (district, fifth, next, id) where fifth is not null and status <> 'archived';

-- The words by which agreements are numbered in a year, each one committee's: two never number alike, whatever is set or changed when.
create table mediation.numbering_word (
  district text collate "C" not null,
  year smallint not null,
  word text collate "C" not null,
  body text collate "C" not null,
  primary key (district, year, word)
);
select db.district_only('mediation.numbering_word');
grant select, insert, update on mediation.numbering_word to lianan_serve, lianan_work;
-- Of words by which two have numbered so far, whoever was first keeps it.
insert into mediation.numbering_word (district, year, word, body)
  select distinct on (c.district, x.parts[1], x.parts[2]) c.district, x.parts[1]::smallint, x.parts[2], c.body
  from mediation.case_file c
  cross join lateral (select regexp_match(c.content -> 'agreement' ->> 'number', '^（(\d{4})）(.*)人调字第\d+号$') as parts) x
  where x.parts is not null and c.body is not null
  order by c.district, x.parts[1], x.parts[2], c.content ->> 'resolved', c.id;
