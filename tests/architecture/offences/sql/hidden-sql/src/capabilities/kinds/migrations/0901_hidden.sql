-- Offence: SQL in a string, which no check reads.
do $$ begin execute 'alter table matters.' || 'matter drop column n'; end $$;
