-- published: matters.open_matter
create view matters.open_matter with (security_invoker = true) as select id, kind from matters.matter;
