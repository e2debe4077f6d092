-- Periodic statements of figures: asked for or due, then issued once and for ever. The row is the fold of its lines
-- (statements.rules.ts), the files are what was signed; a correction is another statement of the same period.
create table figures.statement (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null check (state in ('asked', 'issued')),
  period text collate "C" not null,
  first date,
  last date,
  replaces uuid,
  made timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
create index statement_newest on figures.statement (district, last desc, made desc);
-- Asked for once at a time; issued once, and each replaced once.
create unique index statement_asked on figures.statement (district, period) where state = 'asked';
create unique index statement_issued on figures.statement (district, period, replaces) nulls not distinct where state = 'issued';
select db.district_only('figures.statement');
grant select, insert, update on figures.statement to lianan_serve, lianan_work;

-- The bytes, packed (gzip). Nobody may change them: what is granted is to add and to read.
create table figures.statement_file (
  district text collate "C" not null,
  statement uuid not null,
  edition text collate "C" not null check (edition in ('public', 'whole')),
  sort text collate "C" not null check (sort in ('json', 'pdf', 'note')),
  bytes bytea not null check (octet_length(bytes) between 1 and 16777216),
  primary key (district, statement, edition, sort)
);
alter table figures.statement_file alter column bytes set storage external;
select db.district_only('figures.statement_file');
grant select on figures.statement_file to lianan_serve;
grant select, insert on figures.statement_file to lianan_work;
