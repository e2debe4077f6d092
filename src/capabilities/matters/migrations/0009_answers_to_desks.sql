-- What desks are told, and when it reached them: seen by the duty officer, who may send again what failed.

-- One answer to a desk that takes deliveries. It is written with the step that it tells of, in the same statement.
create table matters.answer (
  district text collate "C" not null,
  id uuid not null,
  partner text collate "C" not null,
  theirs text collate "C" not null,
  subject uuid not null,
  -- The line that it tells of.
  line uuid not null,
  what text collate "C" not null check (what in ('accepted', 'moved', 'result', 'returned')),
  status text collate "C" not null,
  made timestamptz(3) not null,
  tries integer not null default 0,
  -- The last try that failed and why: a short code, never content.
  tried timestamptz(3),
  failed text collate "C",
  -- It reached its desk; or it is not sent any more, because the desk was stopped meanwhile.
  sent timestamptz(3),
  dropped boolean not null default false,
  -- When somebody last asked for it to be sent again.
  again timestamptz(3),
  primary key (district, id)
);
create index answer_made on matters.answer (district, partner, made);
create index answer_case on matters.answer (district, partner, theirs);
create index answer_subject on matters.answer (district, subject);
create index answer_sent on matters.answer (district, partner, sent);
create index answer_waiting on matters.answer (district, partner, made) where sent is null;
select db.district_only('matters.answer');

-- When a desk was last heard, refused, and given its answers as a list. No subject: it says how the line is.
create table matters.desk_heard (
  district text collate "C" not null,
  desk text collate "C" not null,
  heard timestamptz(3),
  refused timestamptz(3),
  refusal text collate "C",
  fetched timestamptz(3),
  primary key (district, desk)
);
select db.district_only('matters.desk_heard');

-- When a case came in here; for those before, when its desk took the call.
alter table matters.exchanged add column taken timestamptz(3);
update matters.exchanged set taken = received where taken is null;
alter table matters.exchanged alter column taken set not null;
create index exchanged_taken on matters.exchanged (district, partner, taken);

grant select, insert, update, delete on matters.answer to lianan_serve, lianan_work;
grant select, insert, update on matters.desk_heard to lianan_serve, lianan_work;
