-- Words are data, so words are checked (charter rule 10): each change of a kind, of its norms, or of who answers where is a
-- proposal that two people approve. The row is the fold of its lines (changes.rules.ts); everything in it is public.
create table kinds.change (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  what text collate "C" not null check (what in ('kind', 'norm', 'authority')),
  -- The kind's code, or the kind that a row of authority names ('' is every kind).
  target text collate "C" not null,
  state text collate "C" not null check (state in ('proposed', 'approved-once', 'in-force', 'refused', 'withdrawn')),
  territory text collate "C" not null,
  -- What stands now, what shall stand, and why.
  content jsonb not null,
  -- Who signed, in which post, when.
  signed jsonb not null,
  proposed timestamptz(3) not null,
  updated timestamptz(3) not null,
  primary key (district, id)
);
create index change_newest on kinds.change (district, proposed desc, id desc);
select db.district_only('kinds.change');
grant select, insert, update on kinds.change to lianan_serve, lianan_work;
