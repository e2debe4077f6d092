-- after: journal
-- When the clock next speaks of a case, reckoned from its state and the terms in force; the worker's own. What it said stands in the
-- lines of the case.
create table mediation.bell (
  district text collate "C" not null,
  subject uuid not null,
  day date not null,
  primary key (district, subject)
);
create index bell_day on mediation.bell (district, day);
select db.district_only('mediation.bell');
-- Up to where the journal was looked through for cases.
create table mediation.clocked (
  district text collate "C" primary key,
  seq bigint not null
);
select db.district_only('mediation.clocked');
grant select, insert, update, delete on mediation.bell to lianan_work;
grant select, insert, update on mediation.clocked to lianan_work;

-- Who mediates for a committee: one subject a person and committee, folded from its lines. Neither sex nor people nor any mark of a
-- person stands in it.
create table mediation.mediator (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  person uuid not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  state text collate "C" not null check (state in ('serving', 'left')),
  updated timestamptz(3) not null,
  content jsonb not null,
  primary key (district, id),
  unique (district, body, person)
);
select db.protect('mediation.mediator', 'id', 'territory');
select db.protect_in_hand('mediation.mediator', 'id', 'territory', 'body');

-- A committee's term: its size and what it says of itself as the law asks (人民调解法 art. 8, 9).
create table mediation.committee (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  updated timestamptz(3) not null,
  content jsonb not null,
  primary key (district, id),
  unique (district, body)
);
select db.protect('mediation.committee', 'id', 'territory');
select db.protect_in_hand('mediation.committee', 'id', 'territory', 'body');

-- The subsidy of a case to one of its mediators (以案定补): once a case and mediator. It bears on no outcome, and no party pays any of it.
create table mediation.subsidy (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  subject uuid not null,
  mediator uuid not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  state text collate "C" not null check (state in ('claimed', 'approved', 'refused', 'paid')),
  -- Whole yuan; of what is claimed as it was claimed, after the review as it was approved.
  yuan integer not null,
  claimed timestamptz(3) not null,
  paid date,
  updated timestamptz(3) not null,
  content jsonb not null,
  primary key (district, id),
  unique (district, subject, mediator)
);
select db.protect('mediation.subsidy', 'id', 'territory');
select db.protect_in_hand('mediation.subsidy', 'id', 'territory', 'body');
create index subsidy_claimed on mediation.subsidy (district, claimed, id);
create index subsidy_body on mediation.subsidy (district, body, claimed, id);

grant select, insert, update on mediation.mediator, mediation.committee, mediation.subsidy to lianan_serve, lianan_work;
