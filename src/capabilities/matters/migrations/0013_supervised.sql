-- Matters under supervision (督办), until when; and the person who asked for help on one, until somebody else did something.
alter table matters.matter add column supervised timestamptz(3);
alter table matters.matter add column help_asked uuid;
create index matter_supervised on matters.matter (district, supervised, id) where supervised is not null;
create index matter_help on matters.matter (district, due, id) where help_asked is not null;
