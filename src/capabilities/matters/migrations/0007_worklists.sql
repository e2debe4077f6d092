-- What worklists read. Of many years' matters a few in a hundred are open: their lists have indexes of their own, and every
-- list is walked in its own order, so that a page costs what it shows.
drop index matters.matter_status;
create index matter_open_newest on matters.matter (district, reported desc, id desc) where status in ('new', 'assigned', 'accepted', 'handled', 'verified');
create index matter_open_updated on matters.matter (district, updated desc, id desc) where status in ('new', 'assigned', 'accepted', 'handled', 'verified');
create index matter_open_place on matters.matter (district, lon, lat) where status in ('new', 'assigned', 'accepted', 'handled', 'verified');
-- What a body has or had in hand.
create index matter_body on matters.matter (district, body, reported desc, id desc) where body is not null;
-- People say the last six characters of a number; the whole one is found by them too.
alter table matters.matter add column tail text collate "C" generated always as (right(number, 6)) stored;
drop index matters.matter_number;
create index matter_tail on matters.matter (district, tail);
