-- Offence: a migration that changes what the journal says.
update matters.matter set urgency = 'normal' where urgency = 'low';
