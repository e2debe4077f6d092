-- The body that has a matter in hand sees it; shares are for those beside it.
select db.protect_in_hand('matters.matter', 'id', 'territory', 'body');
