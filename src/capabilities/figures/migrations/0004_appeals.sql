-- after: journal
-- Appeals against a figure or against one line behind it: the row is the fold of its lines (appeals/appeals.rules.ts). What is said in one
-- is sealed beside the lines.
create table figures.appeal (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null check (state in ('open', 'upheld', 'rejected', 'withdrawn')),
  -- In whose name it was filed.
  territory text collate "C" not null,
  -- What is contested, in one word.
  item text collate "C" not null,
  -- Of a figure: which, of what and when; of a line: its place in the journal.
  code text collate "C",
  place text collate "C" not null,
  kind text collate "C",
  day_from date,
  day_to date,
  line_seq bigint,
  -- The step of that line which a decision has taken back.
  set_aside text collate "C",
  filed timestamptz(3) not null,
  due timestamptz(3) not null,
  updated timestamptz(3) not null,
  -- The whole state as the fold gives it.
  content jsonb not null,
  primary key (district, id)
);
create index appeal_newest on figures.appeal (district, filed desc, id desc);
create unique index appeal_open on figures.appeal (district, territory, item) where state = 'open';
-- Nothing is taken back twice, whoever decides.
create unique index appeal_set_aside on figures.appeal (district, line_seq, set_aside) where set_aside is not null;
create index appeal_contested on figures.appeal (district, place, code) where state = 'open' and code is not null;
create index appeal_contested_line on figures.appeal (district, line_seq) where state = 'open' and line_seq is not null;
select db.protect('figures.appeal', 'id', 'territory');
grant select, insert, update on figures.appeal to lianan_serve, lianan_work;

-- For everybody: that a figure is contested and since when, and nothing of who says so or why. Of lines only their place in the journal,
-- which says nothing to whoever may not see the line.
create view figures.contested as
  select district, code, place, kind, day_from, day_to, line_seq, filed from figures.appeal
  where state = 'open' and district = (select db.district());

-- Lines by which a decision took something back, each with the line that it took it back from: it shows as much as that one does.
create view figures.corrected_line as
  select l.district, l.seq, a.id as appeal, a.territory, a.line_seq, a.set_aside
  from journal.line l
  join figures.appeal a on a.district = l.district and a.id = l.subject
  where l.kind = 'appeal.upheld' and a.set_aside is not null and l.district = (select db.district());

grant select on figures.contested, figures.corrected_line to lianan_serve;
