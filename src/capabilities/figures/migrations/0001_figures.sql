-- after: journal
-- What is said of figures beside what is counted: targets and bases, appeals, statements. The figures themselves have no table of
-- their own: they are folds over the journal's counts.
create schema figures;
grant usage on schema figures to lianan_serve, lianan_work;
