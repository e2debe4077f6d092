-- That a matter's time stands still or was lengthened is told to everybody as to its reporter; who asked and why is not.
create or replace view matters.public_step with (security_barrier) as
  select m.district, m.number, l.n, case l.kind when 'matter.undone' then matters.stands_again(l.bytes) else l.kind end as kind,
    l.recorded, m.tail
  from matters.matter m
  join journal.line l on l.district = m.district and l.subject = m.id
  where m.visibility <> 'hidden' and m.status not in ('void', 'redirected')
    and (m.channel <> 'anonymous' or m.reported < date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')
    and m.district = (select db.district())
    and (l.kind in ('matter.assigned', 'matter.accepted', 'matter.returned', 'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified',
      'matter.sent-back', 'matter.closed', 'matter.reopened', 'matter.merged', 'matter.withdrawn',
      'matter.suspended', 'matter.resumed', 'matter.extended')
      or (l.kind = 'matter.undone' and matters.stands_again(l.bytes) is not null));

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
      'matter.reopened-anonymously', 'matter.merged', 'matter.suspended', 'matter.resumed', 'matter.extended')
      or (l.kind = 'matter.undone' and matters.stands_again(l.bytes) is not null));
