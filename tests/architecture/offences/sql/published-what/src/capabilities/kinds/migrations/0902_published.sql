-- Offence: a bare table is published, and with it every column that it will ever have.
-- published: kinds.kind
select 1;
