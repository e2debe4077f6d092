-- Co-handlers' tasks stand among what runs, each by itself; a stage is no task.
alter table matters.stage add column task uuid not null default '00000000-0000-0000-0000-000000000000';
alter table matters.stage drop constraint stage_pkey, add primary key (district, matter, stage, task);
