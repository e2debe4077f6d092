-- A table of matters that somebody brings at the desk: looked at, mapped and taken by the worker. No subject and no line: what
-- it brings are matters, each with its own. What may tell of people (the name of the file, its rows, why they were refused) is
-- sealed; the file itself lies sealed in the tray of uploads and is let go with the import's end.
create table matters.import (
  district text collate "C" not null,
  id uuid not null,
  -- Whoever brought it and in which appointment: the author of its lines, and the only one who sees its rows.
  owner uuid not null,
  post uuid not null,
  state text not null check (state in ('checking', 'checked', 'running', 'done', 'cancelled', 'failed')),
  held text,
  said bytea not null,
  -- Rows of the file under its heading, known from the first look; and the last row of the file that is dealt with.
  rows integer,
  upto integer not null default 0,
  stored integer not null default 0,
  known integer not null default 0,
  refused integer not null default 0,
  -- Raised by whoever changes the state or takes the work: what an earlier one still writes finds another turn and is dropped.
  turn integer not null default 0,
  -- When a worker last said that it is at it; null while nobody is.
  beat timestamptz(3),
  made timestamptz(3) not null,
  ended timestamptz(3),
  -- The last day on which it is kept.
  until date not null,
  primary key (district, id)
);
create index import_waiting on matters.import (district, made) where state in ('checking', 'running');
select db.district_only('matters.import');
grant select, insert, update on matters.import to lianan_serve;
grant select, insert, update, delete on matters.import to lianan_work;

-- Rows that were refused, sealed, a piece for each batch in the order of the file.
create table matters.import_refused (
  district text collate "C" not null,
  import uuid not null,
  upto integer not null,
  cipher bytea not null,
  primary key (district, import, upto)
);
select db.district_only('matters.import_refused');
grant select, delete on matters.import_refused to lianan_serve;
grant select, insert, update, delete on matters.import_refused to lianan_work;

-- How the columns of a form of table were last mapped, sealed; `form` is a blind index of its heading.
create table matters.import_map (
  district text collate "C" not null,
  form bytea not null,
  cipher bytea not null,
  day date not null,
  primary key (district, form)
);
select db.district_only('matters.import_map');
grant select, insert, update on matters.import_map to lianan_serve, lianan_work;
