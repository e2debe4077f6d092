-- Offence: the platform's table has a column for a capability.
create table places.pin (district text not null, id uuid not null, matter_id uuid, primary key (district, id));
select db.district_only('places.pin');
