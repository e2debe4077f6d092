-- What other bodies were called in for, and the matter under which one was gathered (tasks.ts).
alter table matters.matter add column tasks jsonb, add column parent uuid;
create index matter_parent on matters.matter (district, parent) where parent is not null;
