-- Notices of other subjects than matters: of which sort the subject is (`matter`, or another capability's), and what of it falls due.
alter table notices.notice rename column matter to subject;
alter table notices.notice add column about text collate "C" not null default 'matter';
alter table notices.notice add column what text collate "C";
