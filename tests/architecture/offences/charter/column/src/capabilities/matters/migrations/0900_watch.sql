-- Offence: a flag on a person, a belief, a face; none has a place here.
create table matters.resident (district text not null, id uuid not null, risk_level text, religion text, face_embedding bytea, primary key (district, id));
alter table matters.resident add column if not exists petitioner boolean;
select db.district_only('matters.resident');
