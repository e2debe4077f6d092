-- A share is looked up for the row at hand, where before every share of the caller's bodies was gathered first: with tens of
-- thousands of them a page of a queue took seconds (docs/decisions/0014). `offset 0` keeps PostgreSQL from gathering them
-- after all. Lists of what a body has say so themselves, by the rows' own columns.
create function db.visible(target regclass, subject_column name, territory_column name) returns text language plpgsql as $$
declare
  in_reach text;
  table_name name;
begin
  select relname into table_name from pg_class where oid = target;
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  return format(
    'district = (select db.district()) and (%s or %I = any ((select db.subjects())::uuid[])'
    ' or exists (select from journal.share s where s.district = (select db.district()) and s.subject = %I.%I'
    ' and s.body = any ((select db.bodies())::text[]) offset 0))',
    in_reach, subject_column, table_name, subject_column);
end
$$;

-- The standard policies of a table with cases or people. Visible: the territory lies in one of eight ranges of the reach,
-- or the caller has proved a right to the subject by other means, or the subject was shared with one of the caller's bodies.
-- A row may be handed over to any place of its district: the check asks for the district alone.
create or replace function db.protect(target regclass, subject_column name, territory_column name) returns void language plpgsql as $$
declare
  visible text := db.visible(target, subject_column, territory_column);
begin
  perform db.pass(target);
  execute format('create policy serve_sees on %s for select to lianan_serve using (%s)', target, visible);
  execute format('create policy serve_adds on %s for insert to lianan_serve with check (district = (select db.district()))', target);
  execute format('create policy serve_changes on %s for update to lianan_serve using (%s) with check (district = (select db.district()))', target, visible);
  execute format('create policy serve_removes on %s for delete to lianan_serve using (%s)', target, visible);
  execute format('create policy intake_adds on %s for insert to lianan_intake with check (true)', target);
  -- What intake may read is held down to a few columns by its grants.
  execute format('create policy intake_reads on %s for select to lianan_intake using (true)', target);
end
$$;

-- Tables that are there already: which columns they were protected by stands in their policies.
do $$
declare
  one record;
  visible text;
begin
  for one in
    select format('%I.%I', schemaname, tablename)::regclass as target,
      substring(qual from '\((\w+) >= \( SELECT db\.reach_from\(1\)') as territory, substring(qual from '\((\w+) = ANY \(\( SELECT db\.subjects\(\)') as subject
    from pg_policies where policyname = 'serve_sees' and qual like '%db.reach_from(1)%'
  loop
    visible := db.visible(one.target, one.subject, one.territory);
    execute format('alter policy serve_sees on %s using (%s)', one.target, visible);
    execute format('alter policy serve_changes on %s using (%s) with check (district = (select db.district()))', one.target, visible);
    execute format('alter policy serve_removes on %s using (%s)', one.target, visible);
  end loop;
end
$$;

revoke execute on function db.visible(regclass, name, name) from public;
