-- The ground that every other folder's migrations stand on. Runs as lianan_migrate.
create schema db;
grant usage on schema db to lianan_serve, lianan_work, lianan_intake;

create table db.migration (
  folder text not null,
  name text not null,
  hash text not null,
  applied timestamptz(3) not null default now(),
  primary key (folder, name)
);
grant select on db.migration to lianan_serve, lianan_work;

-- The settings of the transaction, as the policies read them. They are called inside (select ...), so that the planner
-- makes each an InitPlan: worked out once a statement, usable as a bound of an index range.
create function db.district() returns text language sql stable parallel safe
  return nullif(current_setting('lianan.district', true), '');
create function db.reach_from(place integer) returns text language sql stable parallel safe
  return nullif(split_part(current_setting('lianan.reach', true), ',', place), '');
-- ':' is the character after '9': everything that begins with the code sorts before it, under collation "C".
create function db.reach_to(place integer) returns text language sql stable parallel safe
  return nullif(split_part(current_setting('lianan.reach', true), ',', place), '') || ':';
create function db.bodies() returns text[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('lianan.bodies', true), ''), ','), '{}');
create function db.subjects() returns uuid[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('lianan.subjects', true), ''), ',')::uuid[], '{}');

-- Policies of the roles that pass: FORCE makes them necessary, since an owner's UPDATE would touch 0 rows in silence.
create function db.pass(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy work_passes on %s to lianan_work using (true) with check (true)', target);
  execute format('create policy migrate_passes on %s to lianan_migrate using (true) with check (true)', target);
end
$$;

-- The standard policies of a table with cases or people. Visible: the territory lies in one of eight ranges of the reach,
-- or the subject was shared with one of the caller's bodies, or the caller has proved a right to the subject by other means.
-- A row may be handed over to any place of its district: the check asks for the district alone.
create function db.protect(target regclass, subject_column name, territory_column name) returns void language plpgsql as $$
declare
  in_reach text;
  visible text;
begin
  perform db.pass(target);
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  visible := format(
    'district = (select db.district()) and (%s'
    ' or %I = any (array(select s.subject from journal.share s'
    ' where s.district = (select db.district()) and s.body = any ((select db.bodies())::text[])))'
    ' or %I = any ((select db.subjects())::uuid[]))',
    in_reach, subject_column, subject_column);
  execute format('create policy serve_sees on %s for select to lianan_serve using (%s)', target, visible);
  execute format('create policy serve_adds on %s for insert to lianan_serve with check (district = (select db.district()))', target);
  execute format('create policy serve_changes on %s for update to lianan_serve using (%s) with check (district = (select db.district()))', target, visible);
  execute format('create policy serve_removes on %s for delete to lianan_serve using (%s)', target, visible);
  execute format('create policy intake_adds on %s for insert to lianan_intake with check (true)', target);
  -- What intake may read is held down to a few columns by its grants.
  execute format('create policy intake_reads on %s for select to lianan_intake using (true)', target);
end
$$;

-- The policy of a table without cases or people: the district is the wall.
create function db.district_only(target regclass) returns void language plpgsql as $$
begin
  perform db.pass(target);
  execute format('create policy serve_in_district on %s to lianan_serve using (district = (select db.district())) with check (district = (select db.district()))', target);
  execute format('create policy intake_passes on %s to lianan_intake using (true) with check (true)', target);
end
$$;

revoke execute on function db.pass(regclass), db.protect(regclass, name, name), db.district_only(regclass) from public;
