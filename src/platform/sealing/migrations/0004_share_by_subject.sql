select db.protect_by_subject('sealing.sealed', 'subject', 'territory');
