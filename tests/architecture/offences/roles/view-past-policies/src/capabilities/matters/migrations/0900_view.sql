-- Offence: read as its owner, this view shows every district to everybody.
create view matters.everything as select * from matters.matter;
