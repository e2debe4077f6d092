-- Views of the queue that people keep by name: filters and sort alone, nothing of a person (views.rules.ts). They are no
-- subjects and leave no line. Whose a view is stands among the subjects of the transaction that asks.
create table matters.view (
  district text collate "C" not null,
  id uuid not null,
  owner uuid not null,
  name text not null check (length(name) between 1 and 40),
  query jsonb not null check (length(query::text) <= 4000),
  share text not null check (share in ('mine', 'body', 'desk')),
  body text,
  made timestamptz(3) not null,
  primary key (district, id),
  check ((share = 'body') = (body is not null))
);
create index view_owner on matters.view (district, owner);
select db.pass('matters.view');
create policy serve_sees on matters.view for select to lianan_serve using (district = (select db.district())
  and (owner = any ((select db.subjects())::uuid[])
    or (share = 'body' and body = any ((select db.bodies())::text[]))
    or (share = 'desk' and ((select db.reach_from(1)) is not null or cardinality((select db.bodies())::text[]) > 0))));
create policy serve_adds on matters.view for insert to lianan_serve with check (district = (select db.district())
  and owner = any ((select db.subjects())::uuid[]));
create policy serve_changes on matters.view for update to lianan_serve
  using (district = (select db.district()) and owner = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and owner = any ((select db.subjects())::uuid[]));
create policy serve_removes on matters.view for delete to lianan_serve
  using (district = (select db.district()) and owner = any ((select db.subjects())::uuid[]));
grant select, insert, update, delete on matters.view to lianan_serve, lianan_work;

-- In which order somebody has the views that they see, and which one their queue opens with.
create table matters.view_order (
  district text collate "C" not null,
  owner uuid not null,
  ids uuid[] not null check (cardinality(ids) <= 100),
  first uuid,
  primary key (district, owner)
);
select db.pass('matters.view_order');
create policy serve_keeps on matters.view_order to lianan_serve
  using (district = (select db.district()) and owner = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and owner = any ((select db.subjects())::uuid[]));
grant select, insert, update, delete on matters.view_order to lianan_serve, lianan_work;

-- Who has which matter open at this moment. It is gone after seconds, and after a crash altogether; no backup holds it.
create unlogged table matters.presence (
  district text collate "C" not null,
  subject uuid not null,
  person uuid not null,
  post text not null,
  doing text not null check (doing in ('open', 'assign')),
  at timestamptz(3) not null,
  primary key (district, subject, person)
);
create index presence_at on matters.presence (district, at);
select db.pass('matters.presence');
create policy serve_sees on matters.presence for select to lianan_serve using (district = (select db.district())
  and exists (select from matters.matter m where m.district = presence.district and m.id = presence.subject));
create policy serve_adds on matters.presence for insert to lianan_serve with check (district = (select db.district())
  and person = any ((select db.subjects())::uuid[])
  and exists (select from matters.matter m where m.district = presence.district and m.id = presence.subject));
create policy serve_changes on matters.presence for update to lianan_serve
  using (district = (select db.district()) and person = any ((select db.subjects())::uuid[]))
  with check (district = (select db.district()) and person = any ((select db.subjects())::uuid[]));
create policy serve_removes on matters.presence for delete to lianan_serve using (district = (select db.district()));
grant select, insert, update, delete on matters.presence to lianan_serve, lianan_work;
