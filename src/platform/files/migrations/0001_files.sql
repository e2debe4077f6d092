-- after: journal, sealing
-- Photos and documents: what they are and whose, in rows; their sealed bytes lie in the file store under `address`,
-- the SHA-256 of the sealed bytes. Each has its own data key (sealing.key, purpose 'file', owner the subject).

create schema files;
grant usage on schema files to lianan_serve, lianan_work, lianan_intake;

create table files.file (
  district  text not null,
  id        uuid not null,
  subject   uuid not null,
  territory text collate "C" not null,
  kind      text not null check (kind in ('photo', 'document')),
  type      text not null,
  size      integer not null check (size > 0),
  width     integer,
  height    integer,
  address   bytea not null check (length(address) = 32),
  thumb     bytea check (length(thumb) = 32),
  key       uuid not null,
  -- Blind index of the content for this subject: the same photo twice is one. Gone when the file is forgotten.
  mark      bytea,
  scanned   text not null,
  -- A day and no more: a report by nobody must leave no minute.
  made      date not null,
  primary key (district, id)
);
create unique index file_once_a_subject on files.file (district, subject, mark);

select db.protect('files.file', 'subject', 'territory');

grant select, insert on files.file to lianan_serve, lianan_work;
grant update (territory, mark) on files.file to lianan_serve, lianan_work;
grant insert on files.file to lianan_intake;

-- What was uploaded and may still be claimed; it says where bytes lie that no row of files.file names, to be swept.
create table files.tray (
  district text not null,
  id       uuid not null,
  address  bytea not null,
  thumb    bytea,
  nobody   boolean not null,
  day      date not null,
  primary key (district, id)
);

select db.district_only('files.tray');

grant insert on files.tray to lianan_serve;
grant select, insert, delete on files.tray to lianan_work;
