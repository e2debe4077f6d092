-- Whoever reaches one territory of a round sees the round: the liaison of a village hears of a round of the whole town. How much of it is
-- shown is decided where it is shown (rounds/rounds.rights.ts).
do $$
declare
  in_reach text;
begin
  select string_agg(format('(territory >= (select db.reach_from(%1$s)) and territory < (select db.reach_to(%1$s)))', place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see('mediation.round', 'district = (select db.district()) and (' || in_reach
    || ' or id = any ((select db.subjects())::uuid[])'
    || ' or exists (select from mediation.round_territory t where t.district = (select db.district()) and t.round = round.id offset 0))');
end
$$;
