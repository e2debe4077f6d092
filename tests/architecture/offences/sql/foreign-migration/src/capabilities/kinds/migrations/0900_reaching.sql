-- Offence: changes its neighbour's table.
alter table matters.matter add column colour text;
create table kinds.use (district text not null, id uuid primary key references matters.matter (id));
select db.district_only('kinds.use');
