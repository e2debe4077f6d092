-- What figures open to. Readers of a figure see every line behind it; how much of each, these two views decide.
-- published: matters.public_line, matters.seen_line

-- For everybody: how much of a line's matter is public, and its number where all of it is. What was sent to another door is
-- kept as a count and no more.
create view matters.public_line as
  select l.district, l.seq,
    case when m.status = 'redirected' then 'hidden' else m.visibility end as visibility,
    case when m.visibility = 'exact' and m.status <> 'redirected' then m.number end as number
  from journal.line l
  join matters.matter m on m.district = l.district and m.id = l.subject
  where l.district = (select db.district());

-- For those who may see the matter: the reader's own right decides, row by row.
create view matters.seen_line with (security_invoker = true) as
  select l.district, l.seq, l.subject, l.kind, m.number
  from journal.line l
  join matters.matter m on m.district = l.district and m.id = l.subject;

grant select on matters.public_line, matters.seen_line to lianan_serve;
