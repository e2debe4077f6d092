-- What may be known of lines without a right to any: the hashes of a district's lines, which say nothing of them, and how many lines
-- stand behind a place in the order, with the time of the first of them.
create function journal.hashes(after bigint, most integer) returns table (hash bytea) language sql stable
  security definer set search_path = pg_catalog as $$
  select l.hash from journal.line l where l.district = (select db.district()) and l.seq > after and l.seq <= after + most order by l.seq $$;

create function journal.behind(of text, after bigint) returns table (lines bigint, since timestamptz) language sql stable
  security definer set search_path = pg_catalog as $$
  select h.seq - after, (select l.recorded from journal.line l where l.district = of and l.seq = after + 1)
  from journal.head h where h.district = of $$;

revoke execute on function journal.hashes(bigint, integer), journal.behind(text, bigint) from public;
grant execute on function journal.hashes(bigint, integer), journal.behind(text, bigint) to lianan_serve, lianan_work;
