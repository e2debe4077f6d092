-- How far the worker lags behind, by district: for the metrics, which are read outside any scope. Numbers only.
create function journal.lag() returns table (district text, fold_lag bigint, outbox_seconds double precision) language sql stable
  security definer set search_path = pg_catalog as $$
  select h.district, h.seq - coalesce(w.seq, 0),
    coalesce((select extract(epoch from clock_timestamp() - min(o.made)) from journal.outbox o where o.district = h.district), 0)
  from journal.head h left join journal.watermark w on w.district = h.district $$;
