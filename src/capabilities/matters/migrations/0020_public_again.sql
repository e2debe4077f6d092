-- What everybody may see, told alike by every way: an anonymous report is nowhere before its day is over, for whoever asks often
-- would learn its minute (charter rule 6); a step that was taken back is told by what stands again; a number is found through the
-- index of its end. What was withdrawn stays in `public_matter`: machines that were told of it hear its end.
create or replace view matters.public_matter with (security_barrier) as
  select district, id, number, status, kind, visibility, origin,
    case visibility when 'exact' then territory else left(territory, 9) end as territory,
    case visibility when 'exact' then lon else matters.blur_lon(lon, lat) end as lon,
    case visibility when 'exact' then lat else matters.blur_lat(lat) end as lat,
    body, channel, reported, due, closed, updated, tail
  from matters.matter
  where visibility <> 'hidden' and status not in ('void', 'redirected')
    and (channel <> 'anonymous' or reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and district = (select db.district());

-- What a line that takes a step back is told as: a closing was taken back, it goes on again; an assignment was, it is nobody's again, or
-- the body's before. That the office sorted it otherwise is nobody else's to know: null.
create function matters.stands_again(bytes bytea) returns text language sql immutable parallel safe
  return case convert_from(bytes, 'UTF8')::jsonb #>> '{body,undone}'
    when 'close' then 'matter.reopened'
    when 'assign' then
      case when convert_from(bytes, 'UTF8')::jsonb #>> '{body,body}' is null then 'matter.returned' else 'matter.assigned' end
  end;

create or replace view matters.public_step with (security_barrier) as
  select m.district, m.number, l.n, case l.kind when 'matter.undone' then matters.stands_again(l.bytes) else l.kind end as kind,
    l.recorded, m.tail
  from matters.matter m
  join journal.line l on l.district = m.district and l.subject = m.id
  where m.visibility <> 'hidden' and m.status not in ('void', 'redirected')
    and (m.channel <> 'anonymous' or m.reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and m.district = (select db.district())
    and (l.kind in ('matter.assigned', 'matter.accepted', 'matter.returned', 'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified',
      'matter.sent-back', 'matter.closed', 'matter.reopened', 'matter.merged', 'matter.withdrawn')
      or (l.kind = 'matter.undone' and matters.stands_again(l.bytes) is not null));

create or replace view matters.around as
  select district, id, number, tail, status, kind, visibility, shown_territory as territory, shown_lon as lon, shown_lat as lat, body,
    reported, due, closed, updated
  from matters.matter
  where visibility <> 'hidden' and status not in ('void', 'redirected', 'withdrawn')
    and (channel <> 'anonymous' or reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and district = (select db.district());

-- `first` is the place in the order of the matter's first line. Of an anonymous report it comes with the batch of its day, after what the
-- bodies did meanwhile: what stands before it is heard with it.
create or replace view matters.around_step with (security_barrier) as
  select m.district, l.seq, m.id, m.number, l.n,
    case l.kind when 'matter.undone' then matters.stands_again(l.bytes) else l.kind end as step, l.origin, l.recorded,
    case when l.kind in ('matter.reported', 'matter.reported-anonymously') then 'opened'
      when l.kind in ('matter.reopened', 'matter.reopened-anonymously') then 'reopened'
      when l.kind = 'matter.undone' and matters.stands_again(l.bytes) = 'matter.reopened' then 'reopened'
      when l.kind = 'matter.closed' or (l.kind = 'matter.fixed-on-spot' and m.closed = l.recorded) then 'closed' end as turn,
    m.kind, m.shown_territory as territory, m.shown_lon as lon, m.shown_lat as lat, f.seq as first
  from matters.matter m
  join journal.line l on l.district = m.district and l.subject = m.id
  join journal.line f on f.district = m.district and f.subject = m.id and f.n = 1
  where m.visibility <> 'hidden' and m.status not in ('void', 'redirected', 'withdrawn')
    and (m.channel <> 'anonymous' or m.reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and m.district = (select db.district())
    and (l.kind in ('matter.reported', 'matter.reported-anonymously', 'matter.assigned', 'matter.accepted', 'matter.returned',
      'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified', 'matter.sent-back', 'matter.closed', 'matter.reopened',
      'matter.reopened-anonymously', 'matter.merged')
      or (l.kind = 'matter.undone' and matters.stands_again(l.bytes) is not null));
