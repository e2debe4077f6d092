-- A post of its own for people's mediators (人民调解法 ch. 3): they see the cases that were shared with their committee.
alter table identity.appointment drop constraint appointment_post_check;
alter table identity.appointment add constraint appointment_post_check check (post in (
  'clerk', 'duty', 'coordinator', 'handler', 'liaison', 'mediator', 'verifier', 'leader', 'auditor', 'sysadmin', 'secadmin'));
