-- Offence: everything, also truncate and trigger; and a role.
grant all on matters.matter to lianan_serve;
grant select on matters.matter to public;
grant lianan_migrate to lianan_work;
alter table matters.matter owner to lianan_serve;
