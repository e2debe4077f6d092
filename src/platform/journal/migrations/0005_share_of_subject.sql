-- Everything that the policies ask of a share stands in the index.
drop index journal.share_subject;
create index share_subject on journal.share (district, subject, body);
