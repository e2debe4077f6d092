select db.protect_by_subject('files.file', 'subject', 'territory');
