-- Offence: nothing keeps one district's rows from another. A word in a comment, db.protect('matters.open'), is no policy.
create table matters.open (district text not null, id uuid not null, primary key (district, id));
