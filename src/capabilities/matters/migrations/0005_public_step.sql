-- The steps of public matters: which line when, nothing of what it says. Reports themselves are none, so that those by nobody
-- tell no time.
-- published: matters.public_step
create view matters.public_step with (security_barrier) as
  select m.district, m.number, l.n, l.kind, l.recorded
  from matters.matter m
  join journal.line l on l.district = m.district and l.subject = m.id
  where m.visibility <> 'hidden' and m.status not in ('void', 'redirected') and m.district = (select db.district())
    and l.kind in ('matter.assigned', 'matter.accepted', 'matter.returned', 'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified',
      'matter.sent-back', 'matter.closed', 'matter.reopened', 'matter.merged', 'matter.withdrawn');
grant select on matters.public_step to lianan_serve, lianan_work;
