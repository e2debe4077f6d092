-- What everybody may see of a matter, by its visibility: the point, the centre of its grid cell of about 500 m (the same grid
-- as places/coordinates.rules.ts blur), or nothing at all. The view is the owner's, who passes the policies; its own
-- condition is the wall between districts. Merged, void and redirected ones are not shown as matters of their own.
-- published: matters.public_matter
create function matters.blur_lat(lat double precision) returns double precision language sql immutable parallel safe
  return round(((floor(lat / (500.0 / 111320)) + 0.5) * (500.0 / 111320))::numeric, 6)::double precision;
create function matters.blur_lon(lon double precision, lat double precision) returns double precision language sql immutable parallel safe
  return round(((floor(lon / ((500.0 / 111320) / greatest(cos(radians((floor(lat / (500.0 / 111320)) + 0.5) * (500.0 / 111320))), 0.01))) + 0.5)
    * ((500.0 / 111320) / greatest(cos(radians((floor(lat / (500.0 / 111320)) + 0.5) * (500.0 / 111320))), 0.01)))::numeric, 6)::double precision;

create view matters.public_matter with (security_barrier) as
  select district, id, number, status, kind, visibility, origin,
    case visibility when 'exact' then territory else left(territory, 9) end as territory,
    case visibility when 'exact' then lon else matters.blur_lon(lon, lat) end as lon,
    case visibility when 'exact' then lat else matters.blur_lat(lat) end as lat,
    body, channel, reported, due, closed, updated
  from matters.matter
  where visibility <> 'hidden' and status not in ('void', 'redirected') and district = (select db.district());
grant select on matters.public_matter to lianan_serve, lianan_work;
