-- What everybody sees on the map and in the list of what is around. The point that is shown is kept beside the true one: a
-- comparison with a stored column is trusted before the view's own conditions, so that a viewport walks an index, and the
-- cell's centre is reckoned once, the same at every reading.
-- published: matters.around, matters.around_step
alter table matters.matter
  add column shown_territory text collate "C" generated always as (
    case visibility when 'exact' then territory when 'blurred' then left(territory, 9) end) stored,
  add column shown_lon double precision generated always as (
    case visibility when 'exact' then lon when 'blurred' then matters.blur_lon(lon, lat) end) stored,
  add column shown_lat double precision generated always as (
    case visibility when 'exact' then lat when 'blurred' then matters.blur_lat(lat) end) stored;
create index matter_shown_place on matters.matter (district, shown_lon, shown_lat) where visibility <> 'hidden';
create index matter_shown_territory on matters.matter (district, shown_territory, reported desc, id desc) where visibility <> 'hidden';

-- Hidden kinds are not there at all. An anonymous report appears when its day is over: who watches the list learns no minute of it
-- (charter rule 6). The view is the owner's, who passes the policies; its own condition is the wall between districts.
-- No barrier: it would keep a page's order and limit outside, and every page would read all there is (around.store.test.ts). What
-- is asked of it are comparisons of stored columns, which PostgreSQL trusts not to tell what they were shown.
create view matters.around as
  select district, id, number, tail, status, kind, visibility, shown_territory as territory, shown_lon as lon, shown_lat as lat, body,
    reported, due, closed
  from matters.matter
  where visibility <> 'hidden' and status not in ('void', 'redirected', 'withdrawn')
    and (channel <> 'anonymous' or reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and district = (select db.district());

-- The steps of what is around, in the journal's order: which, when, and what the list shows of its matter; nothing of what was said.
create view matters.around_step with (security_barrier) as
  select m.district, l.seq, m.id, m.number, l.n, l.kind as step, l.origin, l.recorded,
    case when l.kind in ('matter.reported', 'matter.reported-anonymously') then 'opened'
      when l.kind in ('matter.reopened', 'matter.reopened-anonymously') then 'reopened'
      when l.kind = 'matter.closed' or (l.kind = 'matter.fixed-on-spot' and m.closed = l.recorded) then 'closed' end as turn,
    m.kind, m.shown_territory as territory, m.shown_lon as lon, m.shown_lat as lat
  from matters.matter m
  join journal.line l on l.district = m.district and l.subject = m.id
  where m.visibility <> 'hidden' and m.status not in ('void', 'redirected', 'withdrawn')
    and (m.channel <> 'anonymous' or m.reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and m.district = (select db.district())
    and l.kind in ('matter.reported', 'matter.reported-anonymously', 'matter.assigned', 'matter.accepted', 'matter.returned',
      'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified', 'matter.sent-back', 'matter.closed', 'matter.reopened',
      'matter.reopened-anonymously', 'matter.merged');
grant select on matters.around, matters.around_step to lianan_serve, lianan_work;
