-- Who mediates with whom leads, in the order in which they were named: by these columns a mediator's own list finds cases that another leads,
-- the first that fall due from each index alone. An index over a list of persons would not do: below a policy it is asked by no operator that
-- is not leakproof, and it keeps no order.
alter table mediation.case_file
  add column second uuid,
  add column third uuid,
  add column fourth uuid,
  add column fifth uuid;
update mediation.case_file
  set second = (content -> 'mediators' ->> 1)::uuid, third = (content -> 'mediators' ->> 2)::uuid,
    fourth = (content -> 'mediators' ->> 3)::uuid, fifth = (content -> 'mediators' ->> 4)::uuid
  where content -> 'mediators' ->> 1 is not null;
create index case_second on mediation.case_file (district, second, next, id) where second is not null and status <> 'archived';
create index case_third on mediation.case_file (district, third, next, id) where third is not null and status <> 'archived';
create index case_fourth on mediation.case_file (district, fourth, next, id) where fourth is not null and status <> 'archived';
create index case_fifth on mediation.case_file (district, fifth, next, id) where fifth is not null and status <> 'archived';
