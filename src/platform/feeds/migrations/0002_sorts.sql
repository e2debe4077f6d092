-- Somebody may have several addresses, each of one sort: what a calendar of deadlines shows is not what one of sessions does, and to renew
-- one ends no other.
alter table feeds.feed add column sort text collate "C" not null default 'deadlines';
alter table feeds.feed drop constraint feed_pkey, add primary key (district, person, sort);
alter table feeds.feed alter column sort drop default;
