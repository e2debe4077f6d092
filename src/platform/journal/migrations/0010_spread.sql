-- What was known otherwise at the end of a past day lies between the day that a count is for and the day on which it was recorded. How far
-- these lie apart, in sizes that grow (4, 16, 64, 1024 days and more), says how far back to look: without it, all that was ever counted
-- late or ahead of its day was looked through.
alter table journal.count add column spread smallint not null
  generated always as (width_bucket(abs(day - recorded), array[1, 5, 17, 65, 1025])) stored;
drop index journal.count_apart;
create index count_apart on journal.count (district, measure, spread, least(day, recorded), greatest(day, recorded), territory)
  include (day, recorded, n) where recorded <> day;

-- The days at a period's ends, of one kind or group in a town, are read from here alone: their rows lie all over the table.
drop index journal.count_opened;
create index count_opened on journal.count (district, measure, day, territory) include (seq, n);
