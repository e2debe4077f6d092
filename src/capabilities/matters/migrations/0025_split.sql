-- The matter off which one was split (splitting.ts): its reporter and its time are that one's.
alter table matters.matter add column split_from uuid;
