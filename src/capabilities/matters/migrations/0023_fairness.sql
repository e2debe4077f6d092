-- Who took a matter on and whose its result is (matters.rules.ts, `Work`).
alter table matters.matter add column work jsonb;

-- Matters of one kind that the same hands reported in the field on one day and closed: what splitting.rules.ts looks through for one
-- finding that was entered as many. Which hands, nobody is told: `hands` only says which rows belong together.
create index matter_closed on matters.matter (district, closed) where status = 'closed' and channel = 'field';
create function matters.closed_together(of_territory text, since date, until date, of_kinds text[], at_least integer)
returns table (id uuid, kind text, territory text, lon double precision, lat double precision, day date, body text, hands bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, g.kind, o.territory, o.lon, o.lat, g.day, g.body, g.hands
  from (
    select m.kind, (m.reported at time zone 'Asia/Shanghai')::date as day, m.body, row_number() over () as hands,
      array_agg(m.id) as ids, array_agg(m.territory) as territories, array_agg(m.lon) as lons, array_agg(m.lat) as lats
    from matters.matter m
    where m.district = (select db.district()) and m.status = 'closed' and m.channel = 'field'
      and m.territory >= of_territory and m.territory < of_territory || ':'
      and m.closed >= since::timestamp at time zone 'Asia/Shanghai' and m.closed < (until + 1)::timestamp at time zone 'Asia/Shanghai'
      and (of_kinds is null or m.kind = any(of_kinds))
    group by m.kind, (m.reported at time zone 'Asia/Shanghai')::date, m.body, case when m.body is null then m.handed end
    having count(*) >= at_least) g
  cross join lateral unnest(g.ids, g.territories, g.lons, g.lats) as o(id, territory, lon, lat)
$$;
revoke execute on function matters.closed_together(text, date, date, text[], integer) from public;
grant execute on function matters.closed_together(text, date, date, text[], integer) to lianan_serve;
