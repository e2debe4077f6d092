-- Lines are read by their subject; a share is looked up for the row at hand.
select db.protect_by_subject('journal.line', 'subject', 'territory');
select db.protect_by_subject('journal.waiting', 'subject', 'territory');
