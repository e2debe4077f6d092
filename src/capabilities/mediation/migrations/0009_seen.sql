-- What figures open to, for those who may see the case: the reader's own right decides, row by row. To all others a case is a blank.
-- published: mediation.seen_line
create view mediation.seen_line with (security_invoker = true) as
  select l.district, l.seq, l.subject, l.kind, c.number
  from journal.line l
  join mediation.case_file c on c.district = l.district and c.id = l.subject;

grant select on mediation.seen_line to lianan_serve;
