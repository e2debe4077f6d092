-- Two more forms of the policies of db.protect, for tables of which 0001's is too dear: it gathers all shares of the caller's
-- bodies once a statement, and compares each row that no range holds with all of them (docs/decisions/0014).

-- What is always asked for by its subject (texts, files, lines): a share is looked up for the row at hand.
create function db.protect_by_subject(target regclass, subject_column name, territory_column name) returns void language plpgsql as $$
declare
  in_reach text;
begin
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see(target, format(
    'district = (select db.district()) and (%1$s'
    ' or %2$I = any ((select db.subjects())::uuid[])'
    -- Without the offset PostgreSQL may gather all shares after all, in a hash.
    ' or exists (select from journal.share s where s.district = (select db.district()) and s.subject = %3$s.%2$I'
    ' and s.body = any ((select db.bodies())::text[]) offset 0))',
    in_reach, subject_column, target));
end
$$;

-- What names the body that has it in hand in a column of its own: that column is asked before the shares, which are then
-- gathered for a row alone that is neither in reach nor in hand.
create function db.protect_in_hand(target regclass, subject_column name, territory_column name, body_column name) returns void language plpgsql as $$
declare
  in_reach text;
begin
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see(target, format(
    'district = (select db.district()) and (%1$s or %3$I = any ((select db.bodies())::text[])'
    ' or %2$I = any ((select db.subjects())::uuid[])'
    ' or %2$I = any (array(select s.subject from journal.share s'
    ' where s.district = (select db.district()) and s.body = any ((select db.bodies())::text[]))))',
    in_reach, subject_column, body_column));
end
$$;

-- Puts what is visible in place of what db.protect said; adding stays as it was.
create function db.see(target regclass, visible text) returns void language plpgsql as $$
begin
  execute format('alter policy serve_sees on %s using (%s)', target, visible);
  execute format('alter policy serve_changes on %s using (%s)', target, visible);
  execute format('alter policy serve_removes on %s using (%s)', target, visible);
end
$$;

revoke execute on function db.see(regclass, text), db.protect_by_subject(regclass, name, name),
  db.protect_in_hand(regclass, name, name, name) from public;
