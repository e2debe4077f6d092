-- Offence: a published view whose readers could join people.
-- published: matters.reported
create view matters.reported with (security_invoker = true) as select district, subject, phone from matters.reporter;
