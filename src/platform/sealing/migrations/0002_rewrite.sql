-- Writes the rows of a subject's seals again, unchanged: the daily batch does so for what came from nobody, so that no
-- transaction number tells when. Keys may otherwise only be forgotten, hence a function of the owner's.
create function sealing.rewrite(of_district text, of_subject uuid) returns void language sql security definer
  set search_path = pg_catalog as $$
  update sealing.key set owner = owner where district = of_district and owner = of_subject;
  update sealing.sealed set owner = owner where district = of_district and subject = of_subject;
$$;
revoke execute on function sealing.rewrite(text, uuid) from public;
grant execute on function sealing.rewrite(text, uuid) to lianan_work;
