-- A body begins and ends on a day and is never taken out; null is since ever, and without an end. It stands until the day before valid_to.
alter table identity.body add valid_from date;
alter table identity.body add valid_to date;
alter table identity.body add constraint body_days check (valid_to > valid_from);
