-- Families have tallies of whole years as well: a board of three years then reads a third of the rows that its months are.
alter table journal.tally drop constraint tally_grain_check;
alter table journal.tally add constraint tally_grain_check check (grain in ('day', 'month', 'year'));

insert into journal.tally (district, territory, grain, measure, period, n)
  select district, territory, 'year', measure, make_date(extract(year from period)::integer, 1, 1), sum(n)
  from journal.tally where grain = 'month' and right(measure, 1) = '/' group by 1, 2, 4, 5 having sum(n) <> 0;
