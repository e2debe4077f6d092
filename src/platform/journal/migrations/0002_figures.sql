-- A count knows the day on which its line was recorded (for figures as they were known on a past day) and the version of
-- the rules that made it (so that a release with other rules is told from damage).
-- published: journal.line
alter table journal.count add column recorded date not null;
alter table journal.count add column figure smallint not null default 1;
-- What ends in a slash or a dot is a sum of measures and is never counted itself.
alter table journal.count add check (measure like '_%/_%' and right(measure, 1) not in ('/', '.'));
-- What was recorded on another day than the one it counts for: only these make a figure as of a past day differ.
create index count_apart on journal.count (district, measure, day, territory) where recorded <> day;
-- By grain and measure first: reads name both, and so does the audit, which recounts one family of measures at a time.
alter table journal.tally drop constraint tally_pkey;
alter table journal.tally add primary key (district, grain, measure, territory, period);
alter table journal.tally set (fillfactor = 80);

-- The measures in which a count is tallied: `opened/hazard.fire` as itself and in the family `opened/`.
create function journal.measures_of(measure text) returns setof text language sql immutable parallel safe as $$
  select measure union all select split_part(measure, '/', 1) || '/'
$$;

-- Up to which seq a sort of subject has been counted again, by which version of its rules.
create table journal.refolded (
  district text collate "C" not null,
  subject text collate "C" not null,
  figure smallint not null,
  seq bigint not null,
  primary key (district, subject)
);
select db.district_only('journal.refolded');

grant select, insert, update on journal.refolded to lianan_work;
grant delete on journal.count to lianan_work;
grant update on journal.asked to lianan_work;
