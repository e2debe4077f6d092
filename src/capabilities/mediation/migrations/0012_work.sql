-- A desk held down to one body: what that body has, or is asked to take, and what falls due first.
create index case_at on mediation.case_file (district, (coalesce(offered, body)), next, id) where status <> 'archived';
-- How many cases each mediator was given since a day: of a committee's hundred thousand filed ones only the late are looked at.
create index case_given on mediation.case_file (district, body, opened) where mediator is not null;
-- Filed cases of a mediator, the newest first: those for which no subsidy was asked yet.
create index case_filed on mediation.case_file (district, mediator, updated) where status = 'archived';
