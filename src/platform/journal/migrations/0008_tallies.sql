-- What was known otherwise at the end of a past day lies between the day that a count is for and the day on which it was recorded: with
-- these two in order, few counts are looked at; by the day alone, all of a measure that counts ahead (what is due) would be.
drop index journal.count_apart;
create index count_apart on journal.count (district, measure, least(day, recorded), greatest(day, recorded), territory) where recorded <> day;

-- The measures of a whole district have tallies by day as well; what was folded before gets them here.
insert into journal.tally (district, territory, grain, measure, period, n)
  select c.district, left(c.territory, 6), 'day', c.measure, c.day, sum(c.n)
  from journal.count c join journal.watermark w on w.district = c.district and c.seq <= w.seq
  group by c.district, left(c.territory, 6), c.measure, c.day having sum(c.n) <> 0;

-- A board reads all families of a few places and periods: here they stand side by side, with their sums.
create index tally_family on journal.tally (district, grain, territory, period, measure) include (n) where right(measure, 1) = '/';
