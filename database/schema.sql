-- The whole schema as the migrations make it, read from PostgreSQL's catalogue by bin/catalogue.ts. Not run by anything:
-- it is here to be read, and to show in a change what a migration really does. Tables are owned by lianan_migrate.


-- admissions
create schema admissions;
grant usage on schema admissions to lianan_serve;
grant usage on schema admissions to lianan_work;

create table admissions.admission (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null,
  body text collate "C" not null,
  term_from date,
  term_until date,
  made timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint admission_pkey PRIMARY KEY (district, id),
  constraint admission_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'sent-back'::text, 'admitted'::text, 'refused'::text, 'withdrawn'::text, 'ended'::text])))
);
alter table admissions.admission enable row level security;
alter table admissions.admission force row level security;
CREATE INDEX admission_newest ON admissions.admission USING btree (district, made DESC, id DESC);
CREATE INDEX admission_standing ON admissions.admission USING btree (district, term_until) WHERE (state = 'admitted'::text);
create policy intake_passes on admissions.admission to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on admissions.admission to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on admissions.admission to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on admissions.admission to lianan_work
  using (true)
  with check (true);
grant insert, select, update on admissions.admission to lianan_serve;
grant insert, select, update on admissions.admission to lianan_work;


-- auth
create schema auth;
grant usage on schema auth to lianan_serve;
grant usage on schema auth to lianan_work;

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint no_tokens CHECK ((("accessToken" IS NULL) AND ("refreshToken" IS NULL) AND ("idToken" IS NULL)))
);
CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
grant delete, insert, select, update on auth.account to lianan_serve;
grant delete, insert, select, update on auth.account to lianan_work;

create table auth.apikey (
  id text not null,
  "configId" text not null,
  name text,
  start text,
  "referenceId" text not null,
  prefix text,
  key text not null,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamp with time zone,
  enabled boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  remaining integer,
  "lastRequest" timestamp with time zone,
  "expiresAt" timestamp with time zone,
  "createdAt" timestamp with time zone not null,
  "updatedAt" timestamp with time zone not null,
  permissions text,
  metadata text,
  constraint apikey_pkey PRIMARY KEY (id)
);
CREATE INDEX "apikey_configId_idx" ON auth.apikey USING btree ("configId");
CREATE INDEX apikey_key_idx ON auth.apikey USING btree (key);
CREATE INDEX "apikey_referenceId_idx" ON auth.apikey USING btree ("referenceId");
grant delete, insert, select, update on auth.apikey to lianan_serve;
grant delete, insert, select, update on auth.apikey to lianan_work;

create table auth.passkey (
  id text not null,
  name text,
  "publicKey" text not null,
  "userId" text not null,
  "credentialID" text not null,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamp with time zone,
  aaguid text,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint "passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "passkey_credentialID_idx" ON auth.passkey USING btree ("credentialID");
CREATE INDEX "passkey_userId_idx" ON auth.passkey USING btree ("userId");
grant delete, insert, select, update on auth.passkey to lianan_serve;
grant delete, insert, select, update on auth.passkey to lianan_work;

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  proof text,
  constraint session_pkey PRIMARY KEY (id),
  constraint no_address CHECK (("ipAddress" IS NULL)),
  constraint session_token_key UNIQUE (token),
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "session_expiresAt_idx" ON auth.session USING btree ("expiresAt");
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");
grant delete, insert, select, update on auth.session to lianan_serve;
grant delete, insert, select, update on auth.session to lianan_work;

create table auth."twoFactor" (
  id text not null,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamp with time zone,
  constraint "twoFactor_pkey" PRIMARY KEY (id),
  constraint "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "twoFactor_secret_idx" ON auth."twoFactor" USING btree (secret);
CREATE INDEX "twoFactor_userId_idx" ON auth."twoFactor" USING btree ("userId");
grant delete, insert, select, update on auth."twoFactor" to lianan_serve;
grant delete, insert, select, update on auth."twoFactor" to lianan_work;

create table auth.user (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  username text,
  "twoFactorEnabled" boolean,
  district text not null,
  closed boolean,
  constraint user_pkey PRIMARY KEY (id),
  constraint pseudonymous CHECK (((username IS NOT NULL) AND (name = username) AND (email = (username || '@login.invalid'::text)) AND (image IS NULL))),
  constraint user_email_key UNIQUE (email),
  constraint user_username_key UNIQUE (username)
);
grant delete, insert, select, update on auth."user" to lianan_serve;
grant delete, insert, select, update on auth."user" to lianan_work;

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
grant delete, insert, select, update on auth.verification to lianan_serve;
grant delete, insert, select, update on auth.verification to lianan_work;


-- calendar
create schema calendar;
grant usage on schema calendar to lianan_serve;
grant usage on schema calendar to lianan_work;

create table calendar.entry (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamp(3) with time zone not null,
  what text collate "C" not null,
  key text collate "C" not null,
  value json,
  constraint entry_pkey PRIMARY KEY (district, id),
  constraint entry_district_what_key_key UNIQUE (district, what, key),
  constraint entry_key_check CHECK ((key <> ''::text)),
  constraint entry_what_check CHECK ((what = ANY (ARRAY['day'::text, 'year'::text, 'hours'::text])))
);
alter table calendar.entry enable row level security;
alter table calendar.entry force row level security;
create policy intake_passes on calendar.entry to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on calendar.entry to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on calendar.entry to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on calendar.entry to lianan_work
  using (true)
  with check (true);
grant insert, select, update on calendar.entry to lianan_serve;
grant insert, select, update on calendar.entry to lianan_work;


-- clock
create schema clock;
grant usage on schema clock to lianan_serve;
grant usage on schema clock to lianan_work;

create table clock.rule (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  code text collate "C" not null,
  proposals jsonb not null,
  updated timestamp(3) with time zone not null,
  constraint rule_pkey PRIMARY KEY (district, id),
  constraint rule_code_check CHECK ((code ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint rule_district_code_key UNIQUE (district, code)
);
alter table clock.rule enable row level security;
alter table clock.rule force row level security;
create policy intake_passes on clock.rule to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on clock.rule to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on clock.rule to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on clock.rule to lianan_work
  using (true)
  with check (true);
grant insert, select, update on clock.rule to lianan_serve;
grant insert, select, update on clock.rule to lianan_work;


-- db
create schema db;
grant usage on schema db to lianan_intake;
grant usage on schema db to lianan_serve;
grant usage on schema db to lianan_work;

create table db.migration (
  folder text not null,
  name text not null,
  hash text not null,
  applied timestamp(3) with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (folder, name)
);
grant select on db.migration to lianan_serve;
grant select on db.migration to lianan_work;

create function db.bodies() returns text[] language sql stable parallel safe
RETURN COALESCE(string_to_array(NULLIF(current_setting('lianan.bodies'::text, true), ''::text), ','::text), '{}'::text[]);
grant execute on function db.bodies() to public;

create function db.district() returns text language sql stable parallel safe
RETURN NULLIF(current_setting('lianan.district'::text, true), ''::text);
grant execute on function db.district() to public;

create function db.district_only(target regclass) returns void language plpgsql volatile
as $$
begin
  perform db.pass(target);
  execute format('create policy serve_in_district on %s to lianan_serve using (district = (select db.district())) with check (district = (select db.district()))', target);
  execute format('create policy intake_passes on %s to lianan_intake using (true) with check (true)', target);
end
$$;

create function db.pass(target regclass) returns void language plpgsql volatile
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy work_passes on %s to lianan_work using (true) with check (true)', target);
  execute format('create policy migrate_passes on %s to lianan_migrate using (true) with check (true)', target);
end
$$;

create function db.protect(target regclass, subject_column name, territory_column name) returns void language plpgsql volatile
as $$
declare
  in_reach text;
  visible text;
begin
  perform db.pass(target);
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  visible := format(
    'district = (select db.district()) and (%s'
    ' or %I = any (array(select s.subject from journal.share s'
    ' where s.district = (select db.district()) and s.body = any ((select db.bodies())::text[])))'
    ' or %I = any ((select db.subjects())::uuid[]))',
    in_reach, subject_column, subject_column);
  execute format('create policy serve_sees on %s for select to lianan_serve using (%s)', target, visible);
  execute format('create policy serve_adds on %s for insert to lianan_serve with check (district = (select db.district()))', target);
  execute format('create policy serve_changes on %s for update to lianan_serve using (%s) with check (district = (select db.district()))', target, visible);
  execute format('create policy serve_removes on %s for delete to lianan_serve using (%s)', target, visible);
  execute format('create policy intake_adds on %s for insert to lianan_intake with check (true)', target);
  -- What intake may read is held down to a few columns by its grants.
  execute format('create policy intake_reads on %s for select to lianan_intake using (true)', target);
end
$$;

create function db.protect_by_subject(target regclass, subject_column name, territory_column name) returns void language plpgsql volatile
as $$
declare
  in_reach text;
begin
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see(target, format(
    'district = (select db.district()) and (%1$s'
    ' or %2$I = any ((select db.subjects())::uuid[])'
    -- Without the offset PostgreSQL may gather all shares after all, in a hash.
    ' or exists (select from journal.share s where s.district = (select db.district()) and s.subject = %3$s.%2$I'
    ' and s.body = any ((select db.bodies())::text[]) offset 0))',
    in_reach, subject_column, target));
end
$$;

create function db.protect_in_hand(target regclass, subject_column name, territory_column name, body_column name) returns void language plpgsql volatile
as $$
declare
  in_reach text;
begin
  select string_agg(format('(%1$I >= (select db.reach_from(%2$s)) and %1$I < (select db.reach_to(%2$s)))', territory_column, place), ' or ' order by place)
    into in_reach
    from generate_series(1, 8) as place;
  perform db.see(target, format(
    'district = (select db.district()) and (%1$s or %3$I = any ((select db.bodies())::text[])'
    ' or %2$I = any ((select db.subjects())::uuid[])'
    ' or %2$I = any (array(select s.subject from journal.share s'
    ' where s.district = (select db.district()) and s.body = any ((select db.bodies())::text[]))))',
    in_reach, subject_column, body_column));
end
$$;

create function db.reach_from(place integer) returns text language sql stable parallel safe
RETURN NULLIF(split_part(current_setting('lianan.reach'::text, true), ','::text, place), ''::text);
grant execute on function db.reach_from(place integer) to public;

create function db.reach_to(place integer) returns text language sql stable parallel safe
RETURN (NULLIF(split_part(current_setting('lianan.reach'::text, true), ','::text, place), ''::text) || ':'::text);
grant execute on function db.reach_to(place integer) to public;

create function db.see(target regclass, visible text) returns void language plpgsql volatile
as $$
begin
  execute format('alter policy serve_sees on %s using (%s)', target, visible);
  execute format('alter policy serve_changes on %s using (%s)', target, visible);
  execute format('alter policy serve_removes on %s using (%s)', target, visible);
end
$$;

create function db.subjects() returns uuid[] language sql stable parallel safe
RETURN COALESCE((string_to_array(NULLIF(current_setting('lianan.subjects'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]);
grant execute on function db.subjects() to public;


-- feeds
create schema feeds;
grant usage on schema feeds to lianan_serve;
grant usage on schema feeds to lianan_work;

create table feeds.feed (
  district text collate "C" not null,
  person uuid not null,
  digest bytea not null,
  made date not null,
  sort text collate "C" not null,
  constraint feed_pkey PRIMARY KEY (district, person, sort),
  constraint feed_district_digest_key UNIQUE (district, digest)
);
alter table feeds.feed enable row level security;
alter table feeds.feed force row level security;
create policy intake_passes on feeds.feed to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on feeds.feed to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on feeds.feed to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on feeds.feed to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on feeds.feed to lianan_serve;
grant delete, insert, select, update on feeds.feed to lianan_work;


-- figures
create schema figures;
grant usage on schema figures to lianan_serve;
grant usage on schema figures to lianan_work;

create table figures.appeal (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null,
  territory text collate "C" not null,
  item text collate "C" not null,
  code text collate "C",
  place text collate "C" not null,
  kind text collate "C",
  day_from date,
  day_to date,
  line_seq bigint,
  set_aside text collate "C",
  filed timestamp(3) with time zone not null,
  due timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint appeal_pkey PRIMARY KEY (district, id),
  constraint appeal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text, 'withdrawn'::text])))
);
alter table figures.appeal enable row level security;
alter table figures.appeal force row level security;
CREATE INDEX appeal_contested ON figures.appeal USING btree (district, place, code) WHERE ((state = 'open'::text) AND (code IS NOT NULL));
CREATE INDEX appeal_contested_line ON figures.appeal USING btree (district, line_seq) WHERE ((state = 'open'::text) AND (line_seq IS NOT NULL));
CREATE INDEX appeal_newest ON figures.appeal USING btree (district, filed DESC, id DESC);
CREATE UNIQUE INDEX appeal_open ON figures.appeal USING btree (district, territory, item) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX appeal_set_aside ON figures.appeal USING btree (district, line_seq, set_aside) WHERE (set_aside IS NOT NULL);
create policy intake_adds on figures.appeal for insert to lianan_intake
  with check (true);
create policy intake_reads on figures.appeal for select to lianan_intake
  using (true);
create policy migrate_passes on figures.appeal to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on figures.appeal for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on figures.appeal for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on figures.appeal for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy serve_sees on figures.appeal for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy work_passes on figures.appeal to lianan_work
  using (true)
  with check (true);
grant insert, select, update on figures.appeal to lianan_serve;
grant insert, select, update on figures.appeal to lianan_work;

create view figures.contested (
  district text collate "C",
  code text collate "C",
  place text collate "C",
  kind text collate "C",
  day_from date,
  day_to date,
  line_seq bigint,
  filed timestamp(3) with time zone
);
grant select on figures.contested to lianan_serve;
grant select on figures.contested to lianan_work;

create view figures.corrected_line (
  district text collate "C",
  seq bigint,
  appeal uuid,
  territory text collate "C",
  line_seq bigint,
  set_aside text collate "C"
);
grant select on figures.corrected_line to lianan_serve;

create table figures.reference (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  what text collate "C" not null,
  territory text collate "C" not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint reference_pkey PRIMARY KEY (district, id),
  constraint reference_district_territory_what_key UNIQUE (district, territory, what)
);
alter table figures.reference enable row level security;
alter table figures.reference force row level security;
create policy intake_passes on figures.reference to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on figures.reference to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on figures.reference to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on figures.reference to lianan_work
  using (true)
  with check (true);
grant insert, select, update on figures.reference to lianan_serve;
grant insert, select, update on figures.reference to lianan_work;

create table figures.statement (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null,
  period text collate "C" not null,
  first date,
  last date,
  replaces uuid,
  made timestamp(3) with time zone not null,
  content jsonb not null,
  constraint statement_pkey PRIMARY KEY (district, id),
  constraint statement_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'issued'::text])))
);
alter table figures.statement enable row level security;
alter table figures.statement force row level security;
CREATE UNIQUE INDEX statement_asked ON figures.statement USING btree (district, period) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX statement_issued ON figures.statement USING btree (district, period, replaces) NULLS NOT DISTINCT WHERE (state = 'issued'::text);
CREATE INDEX statement_newest ON figures.statement USING btree (district, last DESC, made DESC);
create policy intake_passes on figures.statement to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on figures.statement to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on figures.statement to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on figures.statement to lianan_work
  using (true)
  with check (true);
grant insert, select, update on figures.statement to lianan_serve;
grant insert, select, update on figures.statement to lianan_work;

create table figures.statement_file (
  district text collate "C" not null,
  statement uuid not null,
  edition text collate "C" not null,
  sort text collate "C" not null,
  bytes bytea not null,
  constraint statement_file_pkey PRIMARY KEY (district, statement, edition, sort),
  constraint statement_file_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 16777216))),
  constraint statement_file_edition_check CHECK ((edition = ANY (ARRAY['public'::text, 'whole'::text]))),
  constraint statement_file_sort_check CHECK ((sort = ANY (ARRAY['json'::text, 'pdf'::text, 'note'::text])))
);
alter table figures.statement_file enable row level security;
alter table figures.statement_file force row level security;
create policy intake_passes on figures.statement_file to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on figures.statement_file to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on figures.statement_file to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on figures.statement_file to lianan_work
  using (true)
  with check (true);
grant insert, select on figures.statement_file to lianan_work;
grant select on figures.statement_file to lianan_serve;


-- files
create schema files;
grant usage on schema files to lianan_intake;
grant usage on schema files to lianan_serve;
grant usage on schema files to lianan_work;

create table files.file (
  district text not null,
  id uuid not null,
  subject uuid not null,
  territory text collate "C" not null,
  kind text not null,
  type text not null,
  size integer not null,
  width integer,
  height integer,
  address bytea not null,
  thumb bytea,
  key uuid not null,
  mark bytea,
  scanned text not null,
  made date not null,
  constraint file_pkey PRIMARY KEY (district, id),
  constraint file_address_check CHECK ((length(address) = 32)),
  constraint file_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'document'::text]))),
  constraint file_size_check CHECK ((size > 0)),
  constraint file_thumb_check CHECK ((length(thumb) = 32))
);
alter table files.file enable row level security;
alter table files.file force row level security;
CREATE UNIQUE INDEX file_once_a_subject ON files.file USING btree (district, subject, mark);
create policy intake_adds on files.file for insert to lianan_intake
  with check (true);
create policy intake_reads on files.file for select to lianan_intake
  using (true);
create policy migrate_passes on files.file to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on files.file for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on files.file for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = file.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on files.file for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = file.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy serve_sees on files.file for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = file.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy work_passes on files.file to lianan_work
  using (true)
  with check (true);
grant insert on files.file to lianan_intake;
grant insert, select on files.file to lianan_serve;
grant insert, select on files.file to lianan_work;
grant update (territory, mark) on files.file to lianan_serve;
grant update (territory, mark) on files.file to lianan_work;

create table files.tray (
  district text not null,
  id uuid not null,
  address bytea not null,
  thumb bytea,
  nobody boolean not null,
  day date not null,
  constraint tray_pkey PRIMARY KEY (district, id)
);
alter table files.tray enable row level security;
alter table files.tray force row level security;
create policy intake_passes on files.tray to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on files.tray to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on files.tray to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on files.tray to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on files.tray to lianan_work;
grant insert on files.tray to lianan_serve;


-- handover
create schema handover;
grant usage on schema handover to lianan_serve;
grant usage on schema handover to lianan_work;

create table handover.handover (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null,
  territory text collate "C" not null,
  desk text collate "C" not null,
  signed timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint handover_pkey PRIMARY KEY (district, id),
  constraint handover_state_check CHECK ((state = ANY (ARRAY['signed'::text, 'taken'::text, 'refused'::text, 'withdrawn'::text])))
);
alter table handover.handover enable row level security;
alter table handover.handover force row level security;
CREATE INDEX handover_newest ON handover.handover USING btree (district, desk, signed DESC, id DESC);
CREATE UNIQUE INDEX handover_waiting ON handover.handover USING btree (district, desk) WHERE (state = 'signed'::text);
create policy intake_adds on handover.handover for insert to lianan_intake
  with check (true);
create policy intake_reads on handover.handover for select to lianan_intake
  using (true);
create policy migrate_passes on handover.handover to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on handover.handover for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on handover.handover for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on handover.handover for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy serve_sees on handover.handover for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy work_passes on handover.handover to lianan_work
  using (true)
  with check (true);
grant insert, select, update on handover.handover to lianan_serve;
grant insert, select, update on handover.handover to lianan_work;


-- identity
create schema identity;
grant usage on schema identity to lianan_serve;
grant usage on schema identity to lianan_work;

create table identity.access (
  district text collate "C" not null,
  id uuid not null,
  at timestamp(3) with time zone not null,
  person uuid,
  what text collate "C" not null,
  by uuid,
  constraint access_pkey PRIMARY KEY (district, id)
);
alter table identity.access enable row level security;
alter table identity.access force row level security;
CREATE INDEX access_at ON identity.access USING btree (district, at);
CREATE INDEX access_person ON identity.access USING btree (district, person, at);
create policy intake_passes on identity.access to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.access to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.access to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.access to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on identity.access to lianan_work;
grant insert, select on identity.access to lianan_serve;

create table identity.appointment (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamp(3) with time zone not null,
  person uuid not null,
  post text collate "C" not null,
  body text collate "C",
  territory text collate "C",
  from_day date not null,
  to_day date,
  deputy_of uuid,
  state text collate "C" not null,
  away boolean not null,
  proposed_by uuid,
  decided_by uuid,
  constraint appointment_pkey PRIMARY KEY (district, id),
  constraint appointment_check CHECK (((body IS NOT NULL) OR (territory IS NOT NULL))),
  constraint appointment_check1 CHECK (((territory >= district) AND (territory < (district || ':'::text)))),
  constraint appointment_check2 CHECK ((to_day >= from_day)),
  constraint appointment_district_body_fkey FOREIGN KEY (district, body) REFERENCES identity.body(district, id),
  constraint appointment_district_deputy_of_fkey FOREIGN KEY (district, deputy_of) REFERENCES identity.appointment(district, id),
  constraint appointment_district_person_fkey FOREIGN KEY (district, person) REFERENCES identity.person(district, id),
  constraint appointment_post_check CHECK ((post = ANY (ARRAY['clerk'::text, 'duty'::text, 'coordinator'::text, 'handler'::text, 'liaison'::text, 'mediator'::text, 'verifier'::text, 'leader'::text, 'auditor'::text, 'sysadmin'::text, 'secadmin'::text]))),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'standing'::text, 'refused'::text, 'withdrawn'::text, 'ended'::text])))
);
alter table identity.appointment enable row level security;
alter table identity.appointment force row level security;
CREATE INDEX appointment_deputy ON identity.appointment USING btree (district, deputy_of);
CREATE INDEX appointment_person ON identity.appointment USING btree (district, person);
CREATE INDEX appointment_state ON identity.appointment USING btree (district, state, post);
create policy intake_passes on identity.appointment to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.appointment to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.appointment to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.appointment to lianan_work
  using (true)
  with check (true);
grant insert, select, update on identity.appointment to lianan_serve;
grant insert, select, update on identity.appointment to lianan_work;

create table identity.body (
  district text collate "C" not null,
  id text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  territory text collate "C" not null,
  parent text collate "C",
  address text,
  phone text,
  relays boolean not null default true,
  valid_from date,
  valid_to date,
  constraint body_pkey PRIMARY KEY (district, id),
  constraint body_check CHECK (((territory >= district) AND (territory < (district || ':'::text)))),
  constraint body_days CHECK ((valid_to > valid_from)),
  constraint body_district_parent_fkey FOREIGN KEY (district, parent) REFERENCES identity.body(district, id),
  constraint body_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
alter table identity.body enable row level security;
alter table identity.body force row level security;
CREATE INDEX body_territory ON identity.body USING btree (district, territory);
create policy intake_passes on identity.body to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.body to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.body to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.body to lianan_work
  using (true)
  with check (true);
grant insert, select, update on identity.body to lianan_serve;
grant insert, select, update on identity.body to lianan_work;

create table identity.look (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  concerned uuid not null,
  territory text collate "C" not null,
  by uuid not null,
  post uuid,
  post_name text collate "C" not null,
  body text collate "C",
  at timestamp(3) with time zone not null,
  reason text collate "C" not null,
  about uuid,
  constraint look_pkey PRIMARY KEY (district, id)
);
alter table identity.look enable row level security;
alter table identity.look force row level security;
CREATE INDEX look_concerned ON identity.look USING btree (district, concerned, at);
create policy intake_adds on identity.look for insert to lianan_intake
  with check (true);
create policy intake_reads on identity.look for select to lianan_intake
  using (true);
create policy migrate_passes on identity.look to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on identity.look for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on identity.look for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (concerned = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (concerned = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on identity.look for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (concerned = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (concerned = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy serve_sees on identity.look for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (concerned = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (concerned = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy work_passes on identity.look to lianan_work
  using (true)
  with check (true);
grant insert, select on identity.look to lianan_serve;
grant insert, select on identity.look to lianan_work;
grant update (fold) on identity.look to lianan_work;

create table identity.machine (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamp(3) with time zone not null,
  user_id text not null,
  key_id text not null,
  name text not null,
  body text collate "C",
  scopes text[] collate "C" not null,
  state text collate "C" not null,
  until_day date not null,
  constraint machine_pkey PRIMARY KEY (district, id),
  constraint machine_district_body_fkey FOREIGN KEY (district, body) REFERENCES identity.body(district, id),
  constraint machine_district_user_id_key UNIQUE (district, user_id),
  constraint machine_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'revoked'::text])))
);
alter table identity.machine enable row level security;
alter table identity.machine force row level security;
create policy intake_passes on identity.machine to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.machine to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.machine to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.machine to lianan_work
  using (true)
  with check (true);
grant insert, select, update on identity.machine to lianan_serve;
grant insert, select, update on identity.machine to lianan_work;

create table identity.person (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamp(3) with time zone not null,
  user_id text not null,
  login text collate "C" not null,
  name bytea not null,
  name_key uuid not null,
  state text collate "C" not null,
  initial_password boolean not null,
  language text collate "C",
  constraint person_pkey PRIMARY KEY (district, id),
  constraint person_district_login_key UNIQUE (district, login),
  constraint person_district_user_id_key UNIQUE (district, user_id),
  constraint person_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint person_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
alter table identity.person enable row level security;
alter table identity.person force row level security;
create policy intake_passes on identity.person to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.person to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.person to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.person to lianan_work
  using (true)
  with check (true);
grant insert, select, update on identity.person to lianan_serve;
grant insert, select, update on identity.person to lianan_work;

create table identity.resident (
  district text collate "C" not null,
  id uuid not null,
  phone_index bytea,
  phone bytea,
  phone_key uuid,
  since date not null,
  constraint resident_pkey PRIMARY KEY (district, id),
  constraint resident_check CHECK (((phone_index IS NULL) = (phone IS NULL)))
);
alter table identity.resident enable row level security;
alter table identity.resident force row level security;
CREATE UNIQUE INDEX resident_phone ON identity.resident USING btree (district, phone_index);
create policy intake_passes on identity.resident to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.resident to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.resident to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.resident to lianan_work
  using (true)
  with check (true);
grant insert, select, update on identity.resident to lianan_serve;
grant insert, select, update on identity.resident to lianan_work;

create table identity.resident_code (
  district text collate "C" not null,
  phone_index bytea not null,
  code bytea not null,
  made timestamp(3) with time zone not null,
  expires timestamp(3) with time zone not null,
  tries smallint not null default 0,
  constraint resident_code_pkey PRIMARY KEY (district, phone_index)
);
alter table identity.resident_code enable row level security;
alter table identity.resident_code force row level security;
create policy intake_passes on identity.resident_code to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.resident_code to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.resident_code to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.resident_code to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on identity.resident_code to lianan_serve;
grant delete, insert, select, update on identity.resident_code to lianan_work;

create table identity.resident_session (
  district text collate "C" not null,
  token bytea not null,
  resident uuid not null,
  device text not null,
  made timestamp(3) with time zone not null,
  expires timestamp(3) with time zone not null,
  constraint resident_session_pkey PRIMARY KEY (district, token),
  constraint resident_session_district_resident_fkey FOREIGN KEY (district, resident) REFERENCES identity.resident(district, id)
);
alter table identity.resident_session enable row level security;
alter table identity.resident_session force row level security;
CREATE INDEX resident_session_of ON identity.resident_session USING btree (district, resident);
create policy intake_passes on identity.resident_session to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.resident_session to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.resident_session to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.resident_session to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on identity.resident_session to lianan_serve;
grant delete, insert, select, update on identity.resident_session to lianan_work;

create table identity.sms (
  district text collate "C" not null,
  id uuid not null,
  phone text not null,
  words text not null,
  at timestamp(3) with time zone not null,
  constraint sms_pkey PRIMARY KEY (district, id)
);
alter table identity.sms enable row level security;
alter table identity.sms force row level security;
CREATE INDEX sms_at ON identity.sms USING btree (district, at);
create policy intake_passes on identity.sms to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.sms to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.sms to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.sms to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on identity.sms to lianan_work;
grant insert, select on identity.sms to lianan_serve;

create table identity.throttle (
  district text collate "C" not null,
  what text collate "C" not null,
  key bytea not null,
  failures integer not null,
  since timestamp(3) with time zone not null,
  until timestamp(3) with time zone,
  constraint throttle_pkey PRIMARY KEY (district, what, key)
);
alter table identity.throttle enable row level security;
alter table identity.throttle force row level security;
CREATE INDEX throttle_since ON identity.throttle USING btree (district, since);
create policy intake_passes on identity.throttle to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.throttle to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.throttle to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.throttle to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on identity.throttle to lianan_serve;
grant delete, insert, select, update on identity.throttle to lianan_work;

create table identity.used_code (
  district text collate "C" not null,
  code bytea not null,
  at timestamp(3) with time zone not null,
  constraint used_code_pkey PRIMARY KEY (district, code)
);
alter table identity.used_code enable row level security;
alter table identity.used_code force row level security;
CREATE INDEX used_code_at ON identity.used_code USING btree (district, at);
create policy intake_passes on identity.used_code to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on identity.used_code to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on identity.used_code to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on identity.used_code to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on identity.used_code to lianan_work;
grant insert, select on identity.used_code to lianan_serve;


-- journal
create schema journal;
grant usage on schema journal to lianan_intake;
grant usage on schema journal to lianan_serve;
grant usage on schema journal to lianan_work;

create table journal.asked (
  district text collate "C" not null,
  id uuid not null,
  digest bytea not null,
  day date not null,
  constraint asked_pkey PRIMARY KEY (district, id)
);
alter table journal.asked enable row level security;
alter table journal.asked force row level security;
CREATE INDEX asked_day ON journal.asked USING btree (district, day);
create policy intake_passes on journal.asked to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.asked to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.asked to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.asked to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on journal.asked to lianan_work;
grant insert on journal.asked to lianan_intake;
grant insert, select on journal.asked to lianan_serve;
grant select (district, id) on journal.asked to lianan_intake;

create table journal.count (
  district text collate "C" not null,
  seq bigint not null,
  measure text collate "C" not null,
  day date not null,
  territory text collate "C" not null,
  n bigint not null,
  recorded date not null,
  figure smallint not null default 1,
  spread smallint not null generated always as (width_bucket(abs((day - recorded)), ARRAY[1, 5, 17, 65, 1025])) stored,
  constraint count_pkey PRIMARY KEY (district, seq, measure, day, territory),
  constraint count_measure_check CHECK (((measure ~~ '_%/_%'::text) AND ("right"(measure, 1) <> ALL (ARRAY['/'::text, '.'::text]))))
);
alter table journal.count enable row level security;
alter table journal.count force row level security;
CREATE INDEX count_apart ON journal.count USING btree (district, measure, spread, LEAST(day, recorded), GREATEST(day, recorded), territory) INCLUDE (day, recorded, n) WHERE (recorded <> day);
CREATE INDEX count_opened ON journal.count USING btree (district, measure, day, territory) INCLUDE (seq, n);
create policy intake_passes on journal.count to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.count to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.count to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.count to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on journal.count to lianan_work;
grant insert on journal.count to lianan_intake;
grant insert, select on journal.count to lianan_serve;

create table journal.head (
  district text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  origin text not null,
  seq bigint not null default 0,
  constraint head_pkey PRIMARY KEY (district),
  constraint head_district_check CHECK ((district ~ '^[0-9]{6}$'::text)),
  constraint head_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text])))
);
alter table journal.head enable row level security;
alter table journal.head force row level security;
create policy intake_passes on journal.head to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.head to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.head to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.head to lianan_work
  using (true)
  with check (true);
grant insert, select on journal.head to lianan_work;
grant select on journal.head to lianan_serve;
grant select (district, seq), update (seq) on journal.head to lianan_intake;
grant update (seq) on journal.head to lianan_serve;
grant update (seq) on journal.head to lianan_work;

create table journal.line (
  district text collate "C" not null,
  seq bigint not null,
  id uuid not null,
  subject uuid not null,
  n integer not null,
  kind text collate "C" not null,
  version smallint not null,
  origin text collate "C" not null,
  happened timestamp(3) with time zone not null,
  recorded timestamp(3) with time zone not null,
  by uuid,
  post uuid,
  territory text collate "C" not null,
  bytes bytea not null,
  hash bytea not null,
  constraint line_pkey PRIMARY KEY (district, seq),
  constraint line_district_id_key UNIQUE (district, id),
  constraint line_district_subject_n_key UNIQUE (district, subject, n),
  constraint line_n_check CHECK ((n > 0))
);
alter table journal.line enable row level security;
alter table journal.line force row level security;
CREATE INDEX line_recorded ON journal.line USING btree (district, recorded);
create policy intake_adds on journal.line for insert to lianan_intake
  with check (true);
create policy intake_reads on journal.line for select to lianan_intake
  using (true);
create policy migrate_passes on journal.line to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on journal.line for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on journal.line for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = line.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on journal.line for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = line.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy serve_sees on journal.line for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = line.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy work_passes on journal.line to lianan_work
  using (true)
  with check (true);
grant insert on journal.line to lianan_intake;
grant insert, select on journal.line to lianan_serve;
grant insert, select on journal.line to lianan_work;

create table journal.outbox (
  district text collate "C" not null,
  id uuid not null,
  topic text collate "C" not null,
  subject uuid not null,
  payload jsonb not null,
  made timestamp(3) with time zone not null,
  due timestamp(3) with time zone not null,
  tries integer not null default 0,
  failed text,
  constraint outbox_pkey PRIMARY KEY (district, id)
);
alter table journal.outbox enable row level security;
alter table journal.outbox force row level security;
CREATE INDEX outbox_due ON journal.outbox USING btree (district, due);
create policy intake_passes on journal.outbox to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.outbox to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.outbox to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.outbox to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on journal.outbox to lianan_work;
grant insert on journal.outbox to lianan_intake;
grant insert on journal.outbox to lianan_serve;

create table journal.refolded (
  district text collate "C" not null,
  subject text collate "C" not null,
  figure smallint not null,
  seq bigint not null,
  constraint refolded_pkey PRIMARY KEY (district, subject)
);
alter table journal.refolded enable row level security;
alter table journal.refolded force row level security;
create policy intake_passes on journal.refolded to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.refolded to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.refolded to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.refolded to lianan_work
  using (true)
  with check (true);
grant insert, select, update on journal.refolded to lianan_work;

create table journal.share (
  district text collate "C" not null,
  body text collate "C" not null,
  subject uuid not null,
  constraint share_pkey PRIMARY KEY (district, body, subject)
);
alter table journal.share enable row level security;
alter table journal.share force row level security;
CREATE INDEX share_subject ON journal.share USING btree (district, subject, body);
create policy intake_passes on journal.share to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.share to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.share to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.share to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on journal.share to lianan_serve;
grant delete, insert, select on journal.share to lianan_work;
grant insert on journal.share to lianan_intake;

create table journal.tally (
  district text collate "C" not null,
  territory text collate "C" not null,
  grain text collate "C" not null,
  measure text collate "C" not null,
  period date not null,
  n bigint not null,
  constraint tally_pkey PRIMARY KEY (district, grain, measure, territory, period),
  constraint tally_grain_check CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text, 'year'::text])))
) with (fillfactor=80);
alter table journal.tally enable row level security;
alter table journal.tally force row level security;
CREATE INDEX tally_family ON journal.tally USING btree (district, grain, territory, period, measure) INCLUDE (n) WHERE ("right"(measure, 1) = '/'::text);
create policy intake_passes on journal.tally to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.tally to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.tally to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.tally to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on journal.tally to lianan_work;
grant select on journal.tally to lianan_serve;

create table journal.waiting (
  district text collate "C" not null,
  id uuid not null,
  subject uuid not null,
  n integer not null,
  day date not null,
  kind text collate "C" not null,
  version smallint not null,
  origin text collate "C" not null,
  territory text collate "C" not null,
  bytes bytea not null,
  hash bytea not null,
  counts jsonb not null,
  constraint waiting_pkey PRIMARY KEY (district, id)
);
alter table journal.waiting enable row level security;
alter table journal.waiting force row level security;
create policy intake_adds on journal.waiting for insert to lianan_intake
  with check (true);
create policy intake_reads on journal.waiting for select to lianan_intake
  using (true);
create policy migrate_passes on journal.waiting to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on journal.waiting for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on journal.waiting for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = waiting.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on journal.waiting for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = waiting.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy serve_sees on journal.waiting for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = waiting.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy work_passes on journal.waiting to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on journal.waiting to lianan_work;
grant insert on journal.waiting to lianan_intake;
grant insert, select on journal.waiting to lianan_serve;

create table journal.watermark (
  district text collate "C" not null,
  seq bigint not null default 0,
  constraint watermark_pkey PRIMARY KEY (district)
);
alter table journal.watermark enable row level security;
alter table journal.watermark force row level security;
create policy intake_passes on journal.watermark to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on journal.watermark to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on journal.watermark to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on journal.watermark to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on journal.watermark to lianan_work;
grant insert on journal.watermark to lianan_intake;
grant insert, select on journal.watermark to lianan_serve;

create function journal.behind(of text, after bigint) returns TABLE(lines bigint, since timestamp with time zone) language sql stable security definer set search_path=pg_catalog
as $$
  select h.seq - after, (select l.recorded from journal.line l where l.district = of and l.seq = after + 1)
  from journal.head h where h.district = of $$;
grant execute on function journal.behind(of text, after bigint) to lianan_serve;
grant execute on function journal.behind(of text, after bigint) to lianan_work;

create function journal.districts() returns TABLE(district text) language sql stable security definer set search_path=pg_catalog
as $$ select h.district from journal.head h order by 1 $$;
grant execute on function journal.districts() to public;

create function journal.hashes(after bigint, most integer) returns TABLE(hash bytea) language sql stable security definer set search_path=pg_catalog
as $$
  select l.hash from journal.line l where l.district = (select db.district()) and l.seq > after and l.seq <= after + most order by l.seq $$;
grant execute on function journal.hashes(after bigint, most integer) to lianan_serve;
grant execute on function journal.hashes(after bigint, most integer) to lianan_work;

create function journal.lag() returns TABLE(district text, fold_lag bigint, outbox_seconds double precision) language sql stable security definer set search_path=pg_catalog
as $$
  select h.district, h.seq - coalesce(w.seq, 0),
    coalesce((select extract(epoch from clock_timestamp() - min(o.made)) from journal.outbox o where o.district = h.district), 0)
  from journal.head h left join journal.watermark w on w.district = h.district $$;
grant execute on function journal.lag() to public;

create function journal.measures_of(measure text) returns SETOF text language sql immutable parallel safe
as $$
  select measure union all select split_part(measure, '/', 1) || '/'
$$;
grant execute on function journal.measures_of(measure text) to public;


-- kinds
create schema kinds;
grant usage on schema kinds to lianan_serve;
grant usage on schema kinds to lianan_work;

create table kinds.change (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  what text collate "C" not null,
  target text collate "C" not null,
  state text collate "C" not null,
  territory text collate "C" not null,
  content jsonb not null,
  signed jsonb not null,
  proposed timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  constraint change_pkey PRIMARY KEY (district, id),
  constraint change_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved-once'::text, 'in-force'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint change_what_check CHECK ((what = ANY (ARRAY['kind'::text, 'norm'::text, 'authority'::text])))
);
alter table kinds.change enable row level security;
alter table kinds.change force row level security;
CREATE INDEX change_newest ON kinds.change USING btree (district, proposed DESC, id DESC);
create policy intake_passes on kinds.change to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on kinds.change to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on kinds.change to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on kinds.change to lianan_work
  using (true)
  with check (true);
grant insert, select, update on kinds.change to lianan_serve;
grant insert, select, update on kinds.change to lianan_work;

create table kinds.kind (
  district text collate "C" not null,
  code text collate "C" not null,
  version integer not null,
  seed jsonb not null,
  active boolean not null,
  proposal uuid,
  since timestamp(3) with time zone not null,
  constraint kind_pkey PRIMARY KEY (district, code, version),
  constraint kind_code_check CHECK ((code ~ '^(hazard|incident|dispute|help|suggestion)\.[a-z0-9-]+$'::text))
);
alter table kinds.kind enable row level security;
alter table kinds.kind force row level security;
create policy intake_passes on kinds.kind to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on kinds.kind to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on kinds.kind to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on kinds.kind to lianan_work
  using (true)
  with check (true);
grant insert, select on kinds.kind to lianan_serve;
grant insert, select on kinds.kind to lianan_work;


-- matters
create schema matters;
grant usage on schema matters to lianan_intake;
grant usage on schema matters to lianan_serve;
grant usage on schema matters to lianan_work;

create table matters.answer (
  district text collate "C" not null,
  id uuid not null,
  partner text collate "C" not null,
  theirs text collate "C" not null,
  subject uuid not null,
  line uuid not null,
  what text collate "C" not null,
  status text collate "C" not null,
  made timestamp(3) with time zone not null,
  tries integer not null default 0,
  tried timestamp(3) with time zone,
  failed text collate "C",
  sent timestamp(3) with time zone,
  dropped boolean not null default false,
  again timestamp(3) with time zone,
  constraint answer_pkey PRIMARY KEY (district, id),
  constraint answer_what_check CHECK ((what = ANY (ARRAY['accepted'::text, 'moved'::text, 'result'::text, 'returned'::text])))
);
alter table matters.answer enable row level security;
alter table matters.answer force row level security;
CREATE INDEX answer_case ON matters.answer USING btree (district, partner, theirs);
CREATE INDEX answer_made ON matters.answer USING btree (district, partner, made);
CREATE INDEX answer_sent ON matters.answer USING btree (district, partner, sent);
CREATE INDEX answer_subject ON matters.answer USING btree (district, subject);
CREATE INDEX answer_waiting ON matters.answer USING btree (district, partner, made) WHERE (sent IS NULL);
create policy intake_passes on matters.answer to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.answer to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.answer to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.answer to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.answer to lianan_serve;
grant delete, insert, select, update on matters.answer to lianan_work;

create view matters.around (
  district text collate "C",
  id uuid,
  number text collate "C",
  tail text collate "C",
  status text collate "C",
  kind text collate "C",
  visibility text collate "C",
  territory text collate "C",
  lon double precision,
  lat double precision,
  body text collate "C",
  reported timestamp(3) with time zone,
  due timestamp(3) with time zone,
  closed timestamp(3) with time zone,
  updated timestamp(3) with time zone
);
grant select on matters.around to lianan_serve;
grant select on matters.around to lianan_work;

create view matters.around_step (
  district text collate "C",
  seq bigint,
  id uuid,
  number text collate "C",
  n integer,
  step text collate "C",
  origin text collate "C",
  recorded timestamp(3) with time zone,
  turn text,
  kind text collate "C",
  territory text collate "C",
  lon double precision,
  lat double precision,
  first bigint
) with (security_barrier=true);
grant select on matters.around_step to lianan_serve;
grant select on matters.around_step to lianan_work;

create table matters.burden (
  district text collate "C" not null,
  week text collate "C" not null,
  form text collate "C" not null,
  phones integer not null,
  count integer not null,
  seconds bigint not null,
  buckets integer[] not null,
  constraint burden_pkey PRIMARY KEY (district, week, form)
);
alter table matters.burden enable row level security;
alter table matters.burden force row level security;
create policy intake_passes on matters.burden to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.burden to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.burden to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.burden to lianan_work
  using (true)
  with check (true);
grant insert, select on matters.burden to lianan_work;
grant insert, select, update on matters.burden to lianan_serve;

create table matters.clocked (
  district text collate "C" not null,
  seq bigint not null,
  calendar bigint,
  constraint clocked_pkey PRIMARY KEY (district)
);
alter table matters.clocked enable row level security;
alter table matters.clocked force row level security;
create policy intake_passes on matters.clocked to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.clocked to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.clocked to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.clocked to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.clocked to lianan_work;

create table matters.desk_heard (
  district text collate "C" not null,
  desk text collate "C" not null,
  heard timestamp(3) with time zone,
  refused timestamp(3) with time zone,
  refusal text collate "C",
  fetched timestamp(3) with time zone,
  constraint desk_heard_pkey PRIMARY KEY (district, desk)
);
alter table matters.desk_heard enable row level security;
alter table matters.desk_heard force row level security;
create policy intake_passes on matters.desk_heard to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.desk_heard to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.desk_heard to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.desk_heard to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.desk_heard to lianan_serve;
grant insert, select, update on matters.desk_heard to lianan_work;

create table matters.exchanged (
  district text collate "C" not null,
  partner text collate "C" not null,
  theirs text collate "C" not null,
  subject uuid not null,
  digest bytea not null,
  received timestamp(3) with time zone not null,
  answer_by timestamp(3) with time zone,
  taken timestamp(3) with time zone not null,
  constraint exchanged_pkey PRIMARY KEY (district, partner, theirs)
);
alter table matters.exchanged enable row level security;
alter table matters.exchanged force row level security;
CREATE INDEX exchanged_received ON matters.exchanged USING btree (district, partner, received);
CREATE INDEX exchanged_subject ON matters.exchanged USING btree (district, subject);
CREATE INDEX exchanged_taken ON matters.exchanged USING btree (district, partner, taken);
create policy intake_passes on matters.exchanged to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.exchanged to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.exchanged to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.exchanged to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on matters.exchanged to lianan_serve;
grant delete, insert, select on matters.exchanged to lianan_work;
grant insert on matters.exchanged to lianan_intake;
grant select (district, subject) on matters.exchanged to lianan_intake;
grant update (subject) on matters.exchanged to lianan_serve;
grant update (subject) on matters.exchanged to lianan_work;

create table matters.extract (
  district text collate "C" not null,
  id uuid not null,
  name text not null,
  columns jsonb not null,
  constraint extract_pkey PRIMARY KEY (district, id)
);
alter table matters.extract enable row level security;
alter table matters.extract force row level security;
create policy intake_passes on matters."extract" to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters."extract" to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters."extract" to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters."extract" to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters."extract" to lianan_serve;

create table matters.import (
  district text collate "C" not null,
  id uuid not null,
  owner uuid not null,
  post uuid not null,
  state text not null,
  held text,
  said bytea not null,
  rows integer,
  upto integer not null default 0,
  stored integer not null default 0,
  known integer not null default 0,
  refused integer not null default 0,
  turn integer not null default 0,
  beat timestamp(3) with time zone,
  made timestamp(3) with time zone not null,
  ended timestamp(3) with time zone,
  until date not null,
  constraint import_pkey PRIMARY KEY (district, id),
  constraint import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
);
alter table matters.import enable row level security;
alter table matters.import force row level security;
CREATE INDEX import_waiting ON matters.import USING btree (district, made) WHERE (state = ANY (ARRAY['checking'::text, 'running'::text]));
create policy intake_passes on matters.import to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.import to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.import to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.import to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.import to lianan_work;
grant insert, select, update on matters.import to lianan_serve;

create table matters.import_map (
  district text collate "C" not null,
  form bytea not null,
  cipher bytea not null,
  day date not null,
  constraint import_map_pkey PRIMARY KEY (district, form)
);
alter table matters.import_map enable row level security;
alter table matters.import_map force row level security;
create policy intake_passes on matters.import_map to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.import_map to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.import_map to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.import_map to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.import_map to lianan_serve;
grant insert, select, update on matters.import_map to lianan_work;

create table matters.import_refused (
  district text collate "C" not null,
  import uuid not null,
  upto integer not null,
  cipher bytea not null,
  constraint import_refused_pkey PRIMARY KEY (district, import, upto)
);
alter table matters.import_refused enable row level security;
alter table matters.import_refused force row level security;
create policy intake_passes on matters.import_refused to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.import_refused to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.import_refused to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.import_refused to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.import_refused to lianan_work;
grant delete, select on matters.import_refused to lianan_serve;

create table matters.matter (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  status text collate "C" not null,
  kind text collate "C" not null,
  urgency text collate "C" not null,
  channel text collate "C" not null,
  visibility text collate "C" not null,
  origin text collate "C" not null,
  territory text collate "C" not null,
  outside boolean not null,
  lon double precision,
  lat double precision,
  body text collate "C",
  proposed text collate "C",
  handler uuid,
  handed uuid,
  reported timestamp(3) with time zone not null,
  first_action timestamp(3) with time zone,
  due timestamp(3) with time zone not null,
  closed timestamp(3) with time zone,
  on_time boolean,
  asked boolean not null,
  returns integer not null,
  reopened_by_reporter boolean not null,
  rating smallint,
  merged_into uuid,
  door text collate "C",
  updated timestamp(3) with time zone not null,
  number text collate "C" not null,
  tail text collate "C" generated always as ("right"(number, 6)) stored,
  shown_territory text collate "C" generated always as (
CASE visibility
    WHEN 'exact'::text THEN territory
    WHEN 'blurred'::text THEN "left"(territory, 9)
    ELSE NULL::text
END) stored,
  shown_lon double precision generated always as (
CASE visibility
    WHEN 'exact'::text THEN lon
    WHEN 'blurred'::text THEN matters.blur_lon(lon, lat)
    ELSE NULL::double precision
END) stored,
  shown_lat double precision generated always as (
CASE visibility
    WHEN 'exact'::text THEN lat
    WHEN 'blurred'::text THEN matters.blur_lat(lat)
    ELSE NULL::double precision
END) stored,
  supervised timestamp(3) with time zone,
  help_asked uuid,
  promised timestamp(3) with time zone,
  clock jsonb,
  tasks jsonb,
  parent uuid,
  work jsonb,
  split_from uuid,
  constraint matter_pkey PRIMARY KEY (district, id),
  constraint matter_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint matter_visibility_check CHECK ((visibility = ANY (ARRAY['exact'::text, 'blurred'::text, 'hidden'::text])))
) with (fillfactor=85);
alter table matters.matter enable row level security;
alter table matters.matter force row level security;
CREATE INDEX matter_body ON matters.matter USING btree (district, body, reported DESC, id DESC) WHERE (body IS NOT NULL);
CREATE INDEX matter_closed ON matters.matter USING btree (district, closed) WHERE ((status = 'closed'::text) AND (channel = 'field'::text));
CREATE INDEX matter_due ON matters.matter USING btree (district, due, id) WHERE (status = ANY (ARRAY['new'::text, 'assigned'::text, 'accepted'::text, 'handled'::text, 'verified'::text]));
CREATE INDEX matter_help ON matters.matter USING btree (district, due, id) WHERE (help_asked IS NOT NULL);
CREATE INDEX matter_newest ON matters.matter USING btree (district, reported DESC, id DESC);
CREATE INDEX matter_open_newest ON matters.matter USING btree (district, reported DESC, id DESC) WHERE (status = ANY (ARRAY['new'::text, 'assigned'::text, 'accepted'::text, 'handled'::text, 'verified'::text]));
CREATE INDEX matter_open_place ON matters.matter USING btree (district, lon, lat) WHERE (status = ANY (ARRAY['new'::text, 'assigned'::text, 'accepted'::text, 'handled'::text, 'verified'::text]));
CREATE INDEX matter_open_updated ON matters.matter USING btree (district, updated DESC, id DESC) WHERE (status = ANY (ARRAY['new'::text, 'assigned'::text, 'accepted'::text, 'handled'::text, 'verified'::text]));
CREATE INDEX matter_parent ON matters.matter USING btree (district, parent) WHERE (parent IS NOT NULL);
CREATE INDEX matter_place ON matters.matter USING btree (district, lon, lat);
CREATE INDEX matter_shown_place ON matters.matter USING btree (district, shown_lon, shown_lat) WHERE (visibility <> 'hidden'::text);
CREATE INDEX matter_shown_territory ON matters.matter USING btree (district, shown_territory, reported DESC, id DESC) WHERE (visibility <> 'hidden'::text);
CREATE INDEX matter_supervised ON matters.matter USING btree (district, supervised, id) WHERE (supervised IS NOT NULL);
CREATE INDEX matter_tail ON matters.matter USING btree (district, tail);
CREATE INDEX matter_tasks ON matters.matter USING btree (district, due, id) WHERE (tasks IS NOT NULL);
CREATE INDEX matter_territory ON matters.matter USING btree (district, territory, reported DESC, id DESC);
create policy intake_adds on matters.matter for insert to lianan_intake
  with check (true);
create policy intake_reads on matters.matter for select to lianan_intake
  using (true);
create policy migrate_passes on matters.matter to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on matters.matter for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on matters.matter for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on matters.matter for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on matters.matter for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on matters.matter to lianan_work
  using (true)
  with check (true);
grant insert on matters.matter to lianan_intake;
grant insert, select, update on matters.matter to lianan_serve;
grant insert, select, update on matters.matter to lianan_work;
grant select (district, id) on matters.matter to lianan_intake;

create table matters.partner (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  desk text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  categories text collate "C" not null,
  url text,
  state text collate "C" not null,
  secret uuid,
  former uuid,
  former_until timestamp(3) with time zone,
  updated timestamp(3) with time zone not null,
  constraint partner_pkey PRIMARY KEY (district, id),
  constraint partner_desk_check CHECK ((desk ~ '^[a-z0-9][a-z0-9-]{1,30}$'::text)),
  constraint partner_district_desk_key UNIQUE (district, desk),
  constraint partner_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'stopped'::text])))
);
alter table matters.partner enable row level security;
alter table matters.partner force row level security;
create policy intake_passes on matters.partner to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.partner to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.partner to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.partner to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.partner to lianan_serve;
grant insert, select, update on matters.partner to lianan_work;

create table matters.presence (
  district text collate "C" not null,
  subject uuid not null,
  person uuid not null,
  post text not null,
  doing text not null,
  at timestamp(3) with time zone not null,
  constraint presence_pkey PRIMARY KEY (district, subject, person),
  constraint presence_doing_check CHECK ((doing = ANY (ARRAY['open'::text, 'assign'::text])))
);
alter table matters.presence enable row level security;
alter table matters.presence force row level security;
CREATE INDEX presence_at ON matters.presence USING btree (district, at);
create policy migrate_passes on matters.presence to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on matters.presence for insert to lianan_serve
  with check (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[])) AND (EXISTS ( SELECT
   FROM matters.matter m
  WHERE ((m.district = presence.district) AND (m.id = presence.subject))))));
create policy serve_changes on matters.presence for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy serve_removes on matters.presence for delete to lianan_serve
  using ((district = ( SELECT db.district() AS district)));
create policy serve_sees on matters.presence for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (EXISTS ( SELECT
   FROM matters.matter m
  WHERE ((m.district = presence.district) AND (m.id = presence.subject))))));
create policy work_passes on matters.presence to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.presence to lianan_serve;
grant delete, insert, select, update on matters.presence to lianan_work;

create view matters.public_line (
  district text collate "C",
  seq bigint,
  visibility text collate "C",
  number text collate "C"
);
grant select on matters.public_line to lianan_serve;

create view matters.public_matter (
  district text collate "C",
  id uuid,
  number text collate "C",
  status text collate "C",
  kind text collate "C",
  visibility text collate "C",
  origin text collate "C",
  territory text collate "C",
  lon double precision,
  lat double precision,
  body text collate "C",
  channel text collate "C",
  reported timestamp(3) with time zone,
  due timestamp(3) with time zone,
  closed timestamp(3) with time zone,
  updated timestamp(3) with time zone,
  tail text collate "C"
) with (security_barrier=true);
grant select on matters.public_matter to lianan_serve;
grant select on matters.public_matter to lianan_work;

create view matters.public_step (
  district text collate "C",
  number text collate "C",
  n integer,
  kind text collate "C",
  recorded timestamp(3) with time zone,
  tail text collate "C"
) with (security_barrier=true);
grant select on matters.public_step to lianan_serve;
grant select on matters.public_step to lianan_work;

create table matters.receipt (
  district text collate "C" not null,
  digest bytea not null,
  subject uuid not null,
  constraint receipt_pkey PRIMARY KEY (district, digest)
);
alter table matters.receipt enable row level security;
alter table matters.receipt force row level security;
create policy intake_passes on matters.receipt to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.receipt to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.receipt to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.receipt to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on matters.receipt to lianan_serve;
grant delete, insert, select, update on matters.receipt to lianan_work;
grant insert on matters.receipt to lianan_intake;
grant select (district, subject) on matters.receipt to lianan_intake;

create table matters.replayed (
  district text collate "C" not null,
  id bytea not null,
  until timestamp(3) with time zone not null,
  constraint replayed_pkey PRIMARY KEY (district, id)
);
alter table matters.replayed enable row level security;
alter table matters.replayed force row level security;
CREATE INDEX replayed_until ON matters.replayed USING btree (district, until);
create policy intake_passes on matters.replayed to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.replayed to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.replayed to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.replayed to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on matters.replayed to lianan_serve;
grant delete, insert, select on matters.replayed to lianan_work;

create table matters.reporter (
  district text collate "C" not null,
  subject uuid not null,
  territory text collate "C" not null,
  phone bytea not null,
  constraint reporter_pkey PRIMARY KEY (district, subject)
);
alter table matters.reporter enable row level security;
alter table matters.reporter force row level security;
CREATE INDEX reporter_phone ON matters.reporter USING btree (district, phone);
create policy intake_passes on matters.reporter to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.reporter to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.reporter to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.reporter to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on matters.reporter to lianan_serve;
grant delete, insert, select on matters.reporter to lianan_work;
grant insert on matters.reporter to lianan_intake;
grant select (district, subject) on matters.reporter to lianan_intake;

create table matters.ruling (
  district text collate "C" not null,
  line uuid not null,
  territory text collate "C" not null,
  kind text collate "C" not null,
  body text collate "C" not null,
  day date not null,
  number text collate "C" not null,
  constraint ruling_pkey PRIMARY KEY (district, territory, kind)
);
alter table matters.ruling enable row level security;
alter table matters.ruling force row level security;
create policy intake_passes on matters.ruling to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.ruling to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.ruling to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.ruling to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.ruling to lianan_serve;
grant insert, select, update on matters.ruling to lianan_work;

create view matters.seen_line (
  district text collate "C",
  seq bigint,
  subject uuid,
  kind text collate "C",
  number text collate "C"
) with (security_invoker=true);
grant select on matters.seen_line to lianan_serve;

create table matters.stage (
  district text collate "C" not null,
  matter uuid not null,
  stage text collate "C" not null,
  n integer not null,
  at integer not null,
  body text collate "C",
  kind text collate "C" not null,
  territory text collate "C" not null,
  since timestamp(3) with time zone not null,
  due timestamp(3) with time zone not null,
  provisional boolean not null,
  round jsonb not null,
  next timestamp(3) with time zone,
  said smallint not null,
  task uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint stage_pkey PRIMARY KEY (district, matter, stage, task)
) with (fillfactor=85);
alter table matters.stage enable row level security;
alter table matters.stage force row level security;
CREATE INDEX stage_due ON matters.stage USING btree (district, due, matter);
CREATE INDEX stage_next ON matters.stage USING btree (district, next, matter) WHERE (next IS NOT NULL);
create policy intake_adds on matters.stage for insert to lianan_intake
  with check (true);
create policy intake_reads on matters.stage for select to lianan_intake
  using (true);
create policy migrate_passes on matters.stage to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on matters.stage for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on matters.stage for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on matters.stage for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on matters.stage for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on matters.stage to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.stage to lianan_work;
grant select on matters.stage to lianan_serve;

create table matters.transfer_done (
  district text collate "C" not null,
  change uuid not null,
  finished timestamp(3) with time zone not null,
  constraint transfer_done_pkey PRIMARY KEY (district, change)
);
alter table matters.transfer_done enable row level security;
alter table matters.transfer_done force row level security;
create policy intake_passes on matters.transfer_done to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on matters.transfer_done to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on matters.transfer_done to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on matters.transfer_done to lianan_work
  using (true)
  with check (true);
grant insert, select on matters.transfer_done to lianan_work;
grant select on matters.transfer_done to lianan_serve;

create table matters.transferred (
  district text collate "C" not null,
  change uuid not null,
  matter uuid not null,
  territory text collate "C" not null,
  lead boolean not null,
  tasks integer not null,
  constraint transferred_pkey PRIMARY KEY (district, change, matter)
);
alter table matters.transferred enable row level security;
alter table matters.transferred force row level security;
create policy intake_adds on matters.transferred for insert to lianan_intake
  with check (true);
create policy intake_reads on matters.transferred for select to lianan_intake
  using (true);
create policy migrate_passes on matters.transferred to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on matters.transferred for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on matters.transferred for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on matters.transferred for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy serve_sees on matters.transferred for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (matter = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (matter = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy work_passes on matters.transferred to lianan_work
  using (true)
  with check (true);
grant insert, select, update on matters.transferred to lianan_work;
grant select on matters.transferred to lianan_serve;

create table matters.view (
  district text collate "C" not null,
  id uuid not null,
  owner uuid not null,
  name text not null,
  query jsonb not null,
  share text not null,
  body text,
  made timestamp(3) with time zone not null,
  constraint view_pkey PRIMARY KEY (district, id),
  constraint view_check CHECK (((share = 'body'::text) = (body IS NOT NULL))),
  constraint view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40))),
  constraint view_query_check CHECK ((length((query)::text) <= 4000)),
  constraint view_share_check CHECK ((share = ANY (ARRAY['mine'::text, 'body'::text, 'desk'::text])))
);
alter table matters.view enable row level security;
alter table matters.view force row level security;
CREATE INDEX view_owner ON matters.view USING btree (district, owner);
create policy migrate_passes on matters.view to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on matters.view for insert to lianan_serve
  with check (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy serve_changes on matters.view for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy serve_removes on matters.view for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy serve_sees on matters.view for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND ((owner = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR ((share = 'body'::text) AND (body = ANY (( SELECT db.bodies() AS bodies)::text[]))) OR ((share = 'desk'::text) AND ((( SELECT db.reach_from(1) AS reach_from) IS NOT NULL) OR (cardinality(( SELECT db.bodies() AS bodies)) > 0))))));
create policy work_passes on matters.view to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.view to lianan_serve;
grant delete, insert, select, update on matters.view to lianan_work;

create table matters.view_order (
  district text collate "C" not null,
  owner uuid not null,
  ids uuid[] not null,
  first uuid,
  constraint view_order_pkey PRIMARY KEY (district, owner),
  constraint view_order_ids_check CHECK ((cardinality(ids) <= 100))
);
alter table matters.view_order enable row level security;
alter table matters.view_order force row level security;
create policy migrate_passes on matters.view_order to lianan_migrate
  using (true)
  with check (true);
create policy serve_keeps on matters.view_order to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (owner = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy work_passes on matters.view_order to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on matters.view_order to lianan_serve;
grant delete, insert, select, update on matters.view_order to lianan_work;

create function matters.blur_lat(lat double precision) returns double precision language sql immutable parallel safe
RETURN (round((((floor((lat / ((500.0 / (111320)::numeric))::double precision)) + (0.5)::double precision) * ((500.0 / (111320)::numeric))::double precision))::numeric, 6))::double precision;
grant execute on function matters.blur_lat(lat double precision) to public;

create function matters.blur_lon(lon double precision, lat double precision) returns double precision language sql immutable parallel safe
RETURN (round((((floor((lon / (((500.0 / (111320)::numeric))::double precision / GREATEST(cos(radians(((floor((lat / ((500.0 / (111320)::numeric))::double precision)) + (0.5)::double precision) * ((500.0 / (111320)::numeric))::double precision))), (0.01)::double precision)))) + (0.5)::double precision) * (((500.0 / (111320)::numeric))::double precision / GREATEST(cos(radians(((floor((lat / ((500.0 / (111320)::numeric))::double precision)) + (0.5)::double precision) * ((500.0 / (111320)::numeric))::double precision))), (0.01)::double precision))))::numeric, 6))::double precision;
grant execute on function matters.blur_lon(lon double precision, lat double precision) to public;

create function matters.closed_together(of_territory text, since date, until date, of_kinds text[], at_least integer) returns TABLE(id uuid, kind text, territory text, lon double precision, lat double precision, day date, body text, hands bigint) language sql stable security definer set search_path=pg_catalog
as $$
  select o.id, g.kind, o.territory, o.lon, o.lat, g.day, g.body, g.hands
  from (
    select m.kind, (m.reported at time zone 'Asia/Shanghai')::date as day, m.body, row_number() over () as hands,
      array_agg(m.id) as ids, array_agg(m.territory) as territories, array_agg(m.lon) as lons, array_agg(m.lat) as lats
    from matters.matter m
    where m.district = (select db.district()) and m.status = 'closed' and m.channel = 'field'
      and m.territory >= of_territory and m.territory < of_territory || ':'
      and m.closed >= since::timestamp at time zone 'Asia/Shanghai' and m.closed < (until + 1)::timestamp at time zone 'Asia/Shanghai'
      and (of_kinds is null or m.kind = any(of_kinds))
    group by m.kind, (m.reported at time zone 'Asia/Shanghai')::date, m.body, case when m.body is null then m.handed end
    having count(*) >= at_least) g
  cross join lateral unnest(g.ids, g.territories, g.lons, g.lats) as o(id, territory, lon, lat)
$$;
grant execute on function matters.closed_together(of_territory text, since date, until date, of_kinds text[], at_least integer) to lianan_serve;

create function matters.stands_again(bytes bytea) returns text language sql immutable parallel safe
RETURN CASE ((convert_from(bytes, 'UTF8'::name))::jsonb #>> '{body,undone}'::text[]) WHEN 'close'::text THEN 'matter.reopened'::text WHEN 'assign'::text THEN CASE WHEN (((convert_from(bytes, 'UTF8'::name))::jsonb #>> '{body,body}'::text[]) IS NULL) THEN 'matter.returned'::text ELSE 'matter.assigned'::text END ELSE NULL::text END;
grant execute on function matters.stands_again(bytes bytea) to public;


-- mediation
create schema mediation;
grant usage on schema mediation to lianan_serve;
grant usage on schema mediation to lianan_work;

create table mediation.bell (
  district text collate "C" not null,
  subject uuid not null,
  day date not null,
  constraint bell_pkey PRIMARY KEY (district, subject)
);
alter table mediation.bell enable row level security;
alter table mediation.bell force row level security;
CREATE INDEX bell_day ON mediation.bell USING btree (district, day);
create policy intake_passes on mediation.bell to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.bell to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.bell to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.bell to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on mediation.bell to lianan_work;

create table mediation.case_file (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  status text collate "C" not null,
  outcome text collate "C",
  track text collate "C",
  channel text collate "C" not null,
  nature text collate "C" not null,
  territory text collate "C" not null,
  body text collate "C",
  offered text collate "C",
  mediator uuid,
  number text collate "C" not null,
  next date not null,
  refusals smallint not null,
  screened boolean not null,
  opened timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  second uuid,
  third uuid,
  fourth uuid,
  fifth uuid,
  constraint case_file_pkey PRIMARY KEY (district, id)
);
alter table mediation.case_file enable row level security;
alter table mediation.case_file force row level security;
CREATE INDEX case_at ON mediation.case_file USING btree (district, COALESCE(offered, body), next, id) WHERE (status <> 'archived'::text);
CREATE INDEX case_body ON mediation.case_file USING btree (district, body, next, id) WHERE (status <> 'archived'::text);
CREATE INDEX case_fifth ON mediation.case_file USING btree (district, fifth, next, id) WHERE ((fifth IS NOT NULL) AND (status <> 'archived'::text));
CREATE INDEX case_filed ON mediation.case_file USING btree (district, mediator, updated) WHERE (status = 'archived'::text);
CREATE INDEX case_fourth ON mediation.case_file USING btree (district, fourth, next, id) WHERE ((fourth IS NOT NULL) AND (status <> 'archived'::text));
CREATE INDEX case_given ON mediation.case_file USING btree (district, body, opened) WHERE (mediator IS NOT NULL);
CREATE INDEX case_mediator ON mediation.case_file USING btree (district, mediator, next, id) WHERE (status <> 'archived'::text);
CREATE INDEX case_number ON mediation.case_file USING btree (district, number);
CREATE INDEX case_offered ON mediation.case_file USING btree (district, offered, next, id) WHERE (offered IS NOT NULL);
CREATE INDEX case_round ON mediation.case_file USING btree (district, ((content ->> 'round'::text))) WHERE ((content ->> 'round'::text) IS NOT NULL);
CREATE INDEX case_second ON mediation.case_file USING btree (district, second, next, id) WHERE ((second IS NOT NULL) AND (status <> 'archived'::text));
CREATE INDEX case_territory ON mediation.case_file USING btree (district, territory, next, id) WHERE (status <> 'archived'::text);
CREATE INDEX case_third ON mediation.case_file USING btree (district, third, next, id) WHERE ((third IS NOT NULL) AND (status <> 'archived'::text));
CREATE INDEX case_touched ON mediation.case_file USING btree (district, body, updated);
create policy intake_adds on mediation.case_file for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.case_file for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.case_file to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.case_file for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.case_file for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (offered = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = case_file.id) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.case_file for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (offered = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = case_file.id) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy serve_sees on mediation.case_file for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (offered = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = case_file.id) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy work_passes on mediation.case_file to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.case_file to lianan_serve;
grant insert, select, update on mediation.case_file to lianan_work;

create table mediation.clocked (
  district text collate "C" not null,
  seq bigint not null,
  constraint clocked_pkey PRIMARY KEY (district)
);
alter table mediation.clocked enable row level security;
alter table mediation.clocked force row level security;
create policy intake_passes on mediation.clocked to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.clocked to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.clocked to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.clocked to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.clocked to lianan_work;

create table mediation.committee (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint committee_pkey PRIMARY KEY (district, id),
  constraint committee_district_body_key UNIQUE (district, body)
);
alter table mediation.committee enable row level security;
alter table mediation.committee force row level security;
create policy intake_adds on mediation.committee for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.committee for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.committee to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.committee for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.committee for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.committee for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on mediation.committee for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on mediation.committee to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.committee to lianan_serve;
grant insert, select, update on mediation.committee to lianan_work;

create table mediation.mediator (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  person uuid not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  state text collate "C" not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint mediator_pkey PRIMARY KEY (district, id),
  constraint mediator_district_body_person_key UNIQUE (district, body, person),
  constraint mediator_state_check CHECK ((state = ANY (ARRAY['serving'::text, 'left'::text])))
);
alter table mediation.mediator enable row level security;
alter table mediation.mediator force row level security;
create policy intake_adds on mediation.mediator for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.mediator for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.mediator to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.mediator for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.mediator for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.mediator for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on mediation.mediator for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on mediation.mediator to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.mediator to lianan_serve;
grant insert, select, update on mediation.mediator to lianan_work;

create table mediation.numbering (
  district text collate "C" not null,
  body text collate "C" not null,
  year smallint not null,
  last integer not null,
  constraint numbering_pkey PRIMARY KEY (district, body, year)
);
alter table mediation.numbering enable row level security;
alter table mediation.numbering force row level security;
create policy intake_passes on mediation.numbering to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.numbering to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.numbering to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.numbering to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.numbering to lianan_serve;
grant insert, select, update on mediation.numbering to lianan_work;

create table mediation.numbering_word (
  district text collate "C" not null,
  year smallint not null,
  word text collate "C" not null,
  body text collate "C" not null,
  constraint numbering_word_pkey PRIMARY KEY (district, year, word)
);
alter table mediation.numbering_word enable row level security;
alter table mediation.numbering_word force row level security;
create policy intake_passes on mediation.numbering_word to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.numbering_word to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.numbering_word to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.numbering_word to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.numbering_word to lianan_serve;
grant insert, select, update on mediation.numbering_word to lianan_work;

create table mediation.passport (
  district text collate "C" not null,
  digest bytea not null,
  subject uuid not null,
  constraint passport_pkey PRIMARY KEY (district, digest)
);
alter table mediation.passport enable row level security;
alter table mediation.passport force row level security;
create policy intake_passes on mediation.passport to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.passport to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.passport to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.passport to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on mediation.passport to lianan_serve;
grant delete, insert, select on mediation.passport to lianan_work;

create table mediation.round (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  territory text collate "C" not null,
  last date not null,
  closed boolean not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint round_pkey PRIMARY KEY (district, id)
);
alter table mediation.round enable row level security;
alter table mediation.round force row level security;
CREATE INDEX round_due ON mediation.round USING btree (district, last, id) WHERE (NOT closed);
create policy intake_adds on mediation.round for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.round for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.round to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.round for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.round for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM mediation.round_territory t
  WHERE ((t.district = ( SELECT db.district() AS district)) AND (t.round = round.id))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.round for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM mediation.round_territory t
  WHERE ((t.district = ( SELECT db.district() AS district)) AND (t.round = round.id))
 OFFSET 0)))));
create policy serve_sees on mediation.round for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM mediation.round_territory t
  WHERE ((t.district = ( SELECT db.district() AS district)) AND (t.round = round.id))
 OFFSET 0)))));
create policy work_passes on mediation.round to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.round to lianan_serve;
grant insert, select, update on mediation.round to lianan_work;

create table mediation.round_territory (
  district text collate "C" not null,
  round uuid not null,
  territory text collate "C" not null,
  first date not null,
  last date not null,
  constraint round_territory_pkey PRIMARY KEY (district, round, territory)
);
alter table mediation.round_territory enable row level security;
alter table mediation.round_territory force row level security;
CREATE INDEX round_territory_reach ON mediation.round_territory USING btree (district, territory, last);
create policy intake_adds on mediation.round_territory for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.round_territory for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.round_territory to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.round_territory for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.round_territory for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (round = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (round = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.round_territory for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (round = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (round = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy serve_sees on mediation.round_territory for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (round = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))) OR (round = ANY (( SELECT db.subjects() AS subjects)::uuid[])))));
create policy work_passes on mediation.round_territory to lianan_work
  using (true)
  with check (true);
grant insert, select on mediation.round_territory to lianan_serve;
grant insert, select on mediation.round_territory to lianan_work;

create view mediation.seen_line (
  district text collate "C",
  seq bigint,
  subject uuid,
  kind text collate "C",
  number text collate "C"
) with (security_invoker=true);
grant select on mediation.seen_line to lianan_serve;

create table mediation.setting (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint setting_pkey PRIMARY KEY (district, id),
  constraint setting_district_key UNIQUE (district)
);
alter table mediation.setting enable row level security;
alter table mediation.setting force row level security;
create policy intake_passes on mediation.setting to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.setting to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.setting to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.setting to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.setting to lianan_serve;
grant insert, select, update on mediation.setting to lianan_work;

create table mediation.subsidy (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  subject uuid not null,
  mediator uuid not null,
  body text collate "C" not null,
  territory text collate "C" not null,
  state text collate "C" not null,
  yuan integer not null,
  claimed timestamp(3) with time zone not null,
  paid date,
  updated timestamp(3) with time zone not null,
  content jsonb not null,
  constraint subsidy_pkey PRIMARY KEY (district, id),
  constraint subsidy_district_subject_mediator_key UNIQUE (district, subject, mediator),
  constraint subsidy_state_check CHECK ((state = ANY (ARRAY['claimed'::text, 'approved'::text, 'refused'::text, 'paid'::text])))
);
alter table mediation.subsidy enable row level security;
alter table mediation.subsidy force row level security;
CREATE INDEX subsidy_body ON mediation.subsidy USING btree (district, body, claimed, id);
CREATE INDEX subsidy_claimed ON mediation.subsidy USING btree (district, claimed, id);
create policy intake_adds on mediation.subsidy for insert to lianan_intake
  with check (true);
create policy intake_reads on mediation.subsidy for select to lianan_intake
  using (true);
create policy migrate_passes on mediation.subsidy to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on mediation.subsidy for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on mediation.subsidy for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on mediation.subsidy for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on mediation.subsidy for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on mediation.subsidy to lianan_work
  using (true)
  with check (true);
grant insert, select, update on mediation.subsidy to lianan_serve;
grant insert, select, update on mediation.subsidy to lianan_work;

create table mediation.trace (
  district text collate "C" not null,
  subject uuid not null,
  party uuid not null,
  sort text collate "C" not null,
  value bytea not null,
  constraint trace_pkey PRIMARY KEY (district, subject, party, sort),
  constraint trace_sort_check CHECK ((sort = ANY (ARRAY['phone'::text, 'paper'::text, 'address'::text])))
);
alter table mediation.trace enable row level security;
alter table mediation.trace force row level security;
CREATE INDEX trace_value ON mediation.trace USING btree (district, value);
create policy intake_passes on mediation.trace to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on mediation.trace to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on mediation.trace to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on mediation.trace to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on mediation.trace to lianan_serve;
grant delete, insert, select on mediation.trace to lianan_work;


-- notices
create schema notices;
grant usage on schema notices to lianan_serve;
grant usage on schema notices to lianan_work;

create table notices.device (
  district text collate "C" not null,
  id uuid not null,
  person uuid not null,
  mark bytea not null,
  shell text collate "C" not null,
  language text collate "C" not null,
  made date not null,
  constraint device_pkey PRIMARY KEY (district, id),
  constraint device_district_mark_key UNIQUE (district, mark),
  constraint device_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint device_shell_check CHECK ((shell = ANY (ARRAY['desk'::text, 'field'::text])))
);
alter table notices.device enable row level security;
alter table notices.device force row level security;
CREATE INDEX device_person ON notices.device USING btree (district, person);
create policy migrate_passes on notices.device to lianan_migrate
  using (true)
  with check (true);
create policy serve_owns on notices.device to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND ((person = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (id = ANY (( SELECT db.subjects() AS subjects)::uuid[])))))
  with check (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy work_passes on notices.device to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on notices.device to lianan_serve;
grant delete, insert, select on notices.device to lianan_work;

create table notices.heard (
  district text collate "C" not null,
  seq bigint not null,
  last bigint not null,
  constraint heard_pkey PRIMARY KEY (district)
);
alter table notices.heard enable row level security;
alter table notices.heard force row level security;
create policy intake_passes on notices.heard to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on notices.heard to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on notices.heard to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on notices.heard to lianan_work
  using (true)
  with check (true);
grant insert, select, update on notices.heard to lianan_work;
grant select on notices.heard to lianan_serve;

create table notices.notice (
  district text collate "C" not null,
  address text collate "C" not null,
  seq bigint not null,
  subject uuid not null,
  sort text collate "C" not null,
  territory text collate "C" not null,
  body text collate "C",
  stage text collate "C",
  task uuid,
  due timestamp(3) with time zone,
  urgent boolean not null,
  at timestamp(3) with time zone not null,
  about text collate "C" not null default 'matter'::text,
  what text collate "C",
  constraint notice_pkey PRIMARY KEY (district, address, seq)
);
alter table notices.notice enable row level security;
alter table notices.notice force row level security;
CREATE INDEX notice_at ON notices.notice USING btree (district, at);
CREATE INDEX notice_urgent ON notices.notice USING btree (district, seq) WHERE urgent;
create policy intake_adds on notices.notice for insert to lianan_intake
  with check (true);
create policy intake_reads on notices.notice for select to lianan_intake
  using (true);
create policy migrate_passes on notices.notice to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on notices.notice for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on notices.notice for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (subject = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on notices.notice for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (subject = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy serve_sees on notices.notice for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (body = ANY (( SELECT db.bodies() AS bodies)::text[])) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (subject = ANY (ARRAY( SELECT s.subject
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))))))));
create policy work_passes on notices.notice to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on notices.notice to lianan_work;
grant select on notices.notice to lianan_serve;

create table notices.watch (
  district text collate "C" not null,
  person uuid not null,
  seen bigint not null default 0,
  pace text collate "C" not null default 'hourly'::text,
  quiet_from smallint not null default 1320,
  quiet_to smallint not null default 420,
  pass boolean not null default true,
  office boolean not null default true,
  told bigint not null default 0,
  told_at timestamp(3) with time zone,
  looked bigint not null default 0,
  rest timestamp(3) with time zone,
  held timestamp(3) with time zone,
  tries integer not null default 0,
  constraint watch_pkey PRIMARY KEY (district, person),
  constraint watch_pace_check CHECK ((pace = ANY (ARRAY['urgent'::text, 'hourly'::text, 'morning'::text]))),
  constraint watch_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint watch_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 1439)))
);
alter table notices.watch enable row level security;
alter table notices.watch force row level security;
create policy migrate_passes on notices.watch to lianan_migrate
  using (true)
  with check (true);
create policy serve_owns on notices.watch to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (person = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy work_passes on notices.watch to lianan_work
  using (true)
  with check (true);
grant insert, select, update on notices.watch to lianan_serve;
grant insert, select, update on notices.watch to lianan_work;


-- places
create schema places;
grant usage on schema places to lianan_serve;
grant usage on schema places to lianan_work;

create table places.authority (
  district text collate "C" not null,
  territory text collate "C" not null,
  kind text collate "C" not null,
  valid_from date not null,
  valid_to date,
  body text collate "C" not null,
  why_zh text not null,
  why_en text not null,
  constraint authority_pkey PRIMARY KEY (district, territory, kind, valid_from),
  constraint authority_body_check CHECK ((body ~ '^[a-z0-9][a-z0-9_-]{0,62}$'::text)),
  constraint authority_check CHECK ((valid_to > valid_from)),
  constraint authority_check1 CHECK (starts_with(territory, district)),
  constraint authority_kind_check CHECK (((kind = ''::text) OR (kind ~ '^[a-z]+(\.[a-z0-9-]+)*$'::text))),
  constraint authority_territory_check CHECK ((territory ~ '^[1-9][0-9]{5}([0-9]{3}){0,3}$'::text))
);
alter table places.authority enable row level security;
alter table places.authority force row level security;
create policy intake_passes on places.authority to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.authority to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.authority to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.authority to lianan_work
  using (true)
  with check (true);
grant insert, select, update on places.authority to lianan_serve;
grant insert, select, update on places.authority to lianan_work;

create table places.boundary (
  district text collate "C" not null,
  map_version integer not null,
  code text collate "C" not null,
  geojson json not null,
  approximate boolean not null,
  constraint boundary_pkey PRIMARY KEY (district, map_version, code),
  constraint boundary_district_map_version_fkey FOREIGN KEY (district, map_version) REFERENCES places.map(district, version),
  constraint boundary_geojson_check CHECK (((geojson ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text])))
);
alter table places.boundary enable row level security;
alter table places.boundary force row level security;
create policy intake_passes on places.boundary to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.boundary to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.boundary to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.boundary to lianan_work
  using (true)
  with check (true);
grant insert, select on places.boundary to lianan_serve;
grant insert, select on places.boundary to lianan_work;

create table places.change (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  what text collate "C" not null,
  targets text[] collate "C" not null,
  state text collate "C" not null,
  territory text collate "C" not null,
  content jsonb not null,
  signed jsonb not null,
  proposed timestamp(3) with time zone not null,
  updated timestamp(3) with time zone not null,
  constraint change_pkey PRIMARY KEY (district, id),
  constraint change_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'in-force'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint change_targets_check CHECK ((cardinality(targets) > 0)),
  constraint change_what_check CHECK ((what = ANY (ARRAY['territory-found'::text, 'territory-rename'::text, 'territory-end'::text, 'territory-boundary'::text, 'body-found'::text, 'body-change'::text, 'body-end'::text, 'body-transfer'::text])))
);
alter table places.change enable row level security;
alter table places.change force row level security;
CREATE INDEX change_newest ON places.change USING btree (district, proposed DESC, id DESC);
create policy intake_passes on places.change to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.change to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.change to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.change to lianan_work
  using (true)
  with check (true);
grant insert, select, update on places.change to lianan_serve;
grant insert, select, update on places.change to lianan_work;

create table places.drawing (
  district text collate "C" not null,
  digest text collate "C" not null,
  geojson text not null,
  constraint drawing_pkey PRIMARY KEY (district, digest),
  constraint drawing_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
alter table places.drawing enable row level security;
alter table places.drawing force row level security;
create policy intake_passes on places.drawing to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.drawing to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.drawing to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.drawing to lianan_work
  using (true)
  with check (true);
grant insert, select on places.drawing to lianan_serve;
grant insert, select on places.drawing to lianan_work;

create table places.known (
  district text collate "C" not null,
  id text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  initials text collate "C" not null,
  lon double precision not null,
  lat double precision not null,
  territory text collate "C" not null,
  constraint known_pkey PRIMARY KEY (district, id),
  constraint known_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint known_lat_check CHECK ((abs(lat) < (90)::double precision)),
  constraint known_lon_check CHECK ((abs(lon) <= (180)::double precision)),
  constraint known_name_en_check CHECK ((name_en <> ''::text)),
  constraint known_name_zh_check CHECK ((name_zh <> ''::text))
);
alter table places.known enable row level security;
alter table places.known force row level security;
create policy intake_passes on places.known to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.known to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.known to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.known to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on places.known to lianan_work;
grant select on places.known to lianan_serve;

create table places.map (
  district text collate "C" not null,
  version integer not null,
  hash text collate "C" not null,
  source text not null,
  approximate boolean not null,
  loaded timestamp(3) with time zone not null,
  constraint map_pkey PRIMARY KEY (district, version),
  constraint map_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint map_version_check CHECK ((version > 0))
);
alter table places.map enable row level security;
alter table places.map force row level security;
create policy intake_passes on places.map to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.map to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.map to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.map to lianan_work
  using (true)
  with check (true);
grant insert, select on places.map to lianan_serve;
grant insert, select on places.map to lianan_work;

create table places.revision (
  district text collate "C" not null,
  revision integer not null,
  constraint revision_pkey PRIMARY KEY (district),
  constraint revision_district_check CHECK ((district ~ '^[1-9][0-9]{5}$'::text)),
  constraint revision_revision_check CHECK ((revision > 0))
);
alter table places.revision enable row level security;
alter table places.revision force row level security;
create policy intake_passes on places.revision to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.revision to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.revision to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.revision to lianan_work
  using (true)
  with check (true);
grant insert, select, update on places.revision to lianan_serve;
grant insert, select, update on places.revision to lianan_work;

create table places.territory (
  district text collate "C" not null,
  code text collate "C" not null,
  valid_from date not null,
  level text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  valid_to date,
  successors text[] collate "C" not null default '{}'::text[],
  constraint territory_pkey PRIMARY KEY (district, code, valid_from),
  constraint territory_check CHECK ((valid_to > valid_from)),
  constraint territory_check1 CHECK (starts_with(code, district)),
  constraint territory_check2 CHECK ((length(code) =
CASE level
    WHEN 'district'::text THEN 6
    WHEN 'town'::text THEN 9
    WHEN 'village'::text THEN 12
    ELSE 15
END)),
  constraint territory_code_check CHECK ((code ~ '^[1-9][0-9]{5}([0-9]{3}){0,3}$'::text)),
  constraint territory_level_check CHECK ((level = ANY (ARRAY['district'::text, 'town'::text, 'village'::text, 'grid'::text]))),
  constraint territory_name_en_check CHECK ((name_en <> ''::text)),
  constraint territory_name_zh_check CHECK ((name_zh <> ''::text))
);
alter table places.territory enable row level security;
alter table places.territory force row level security;
create policy intake_passes on places.territory to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.territory to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.territory to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.territory to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on places.territory to lianan_work;
grant insert, select, update on places.territory to lianan_serve;

create table places.transfer (
  district text collate "C" not null,
  change uuid not null,
  from_body text collate "C" not null,
  to_body text collate "C" not null,
  territories text[] collate "C" not null,
  kinds text[] collate "C" not null,
  day date not null,
  basis text not null,
  constraint transfer_pkey PRIMARY KEY (district, change),
  constraint transfer_kinds_check CHECK ((cardinality(kinds) > 0)),
  constraint transfer_territories_check CHECK ((cardinality(territories) > 0))
);
alter table places.transfer enable row level security;
alter table places.transfer force row level security;
CREATE INDEX transfer_day ON places.transfer USING btree (district, day);
create policy intake_passes on places.transfer to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.transfer to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.transfer to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.transfer to lianan_work
  using (true)
  with check (true);
grant insert, select on places.transfer to lianan_serve;
grant insert, select on places.transfer to lianan_work;

create table places.zone (
  district text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  territories text[] collate "C" not null default '{}'::text[],
  geojson json,
  approximate boolean not null,
  valid_from date not null,
  valid_to date,
  constraint zone_pkey PRIMARY KEY (district, id, valid_from),
  constraint zone_check CHECK ((valid_to > valid_from)),
  constraint zone_check1 CHECK (((cardinality(territories) > 0) OR (geojson IS NOT NULL))),
  constraint zone_geojson_check CHECK (((geojson ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text]))),
  constraint zone_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint zone_kind_check CHECK ((kind = ANY (ARRAY['development'::text, 'resort'::text, 'precinct'::text]))),
  constraint zone_name_en_check CHECK ((name_en <> ''::text)),
  constraint zone_name_zh_check CHECK ((name_zh <> ''::text))
);
alter table places.zone enable row level security;
alter table places.zone force row level security;
create policy intake_passes on places.zone to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on places.zone to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on places.zone to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on places.zone to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on places.zone to lianan_work;
grant select on places.zone to lianan_serve;


-- proof
create schema proof;
grant usage on schema proof to lianan_serve;
grant usage on schema proof to lianan_work;

create table proof.log (
  district text collate "C" not null,
  origin text collate "C" not null,
  key text collate "C" not null,
  size bigint not null default 0,
  checkpoint text not null default ''::text,
  made timestamp(3) with time zone,
  looked timestamp(3) with time zone,
  fault text collate "C",
  constraint log_pkey PRIMARY KEY (district),
  constraint log_fault_check CHECK ((fault = ANY (ARRAY['rewound'::text, 'rewritten'::text, 'otherKey'::text])))
);
alter table proof.log enable row level security;
alter table proof.log force row level security;
create policy intake_passes on proof.log to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on proof.log to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on proof.log to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on proof.log to lianan_work
  using (true)
  with check (true);
grant insert, select, update on proof.log to lianan_work;
grant select on proof.log to lianan_serve;

create table proof.seen (
  district text collate "C" not null,
  origin text collate "C" not null,
  size bigint not null,
  root bytea not null,
  at timestamp(3) with time zone not null,
  constraint seen_pkey PRIMARY KEY (district, origin)
);
alter table proof.seen enable row level security;
alter table proof.seen force row level security;
create policy intake_passes on proof.seen to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on proof.seen to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on proof.seen to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on proof.seen to lianan_work
  using (true)
  with check (true);
grant insert, select, update on proof.seen to lianan_serve;

create table proof.tile (
  district text collate "C" not null,
  level smallint not null,
  index bigint not null,
  hashes bytea not null,
  constraint tile_pkey PRIMARY KEY (district, level, index)
);
alter table proof.tile enable row level security;
alter table proof.tile force row level security;
create policy intake_passes on proof.tile to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on proof.tile to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on proof.tile to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on proof.tile to lianan_work
  using (true)
  with check (true);
grant delete, insert, select, update on proof.tile to lianan_work;
grant select on proof.tile to lianan_serve;

create table proof.witness (
  district text collate "C" not null,
  name text collate "C" not null,
  size bigint not null default 0,
  at timestamp(3) with time zone,
  refused text collate "C",
  constraint witness_pkey PRIMARY KEY (district, name),
  constraint witness_refused_check CHECK ((refused = ANY (ARRAY['away'::text, 'unknown'::text, 'ahead'::text, 'inconsistent'::text, 'unsigned'::text])))
);
alter table proof.witness enable row level security;
alter table proof.witness force row level security;
create policy intake_passes on proof.witness to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on proof.witness to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on proof.witness to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on proof.witness to lianan_work
  using (true)
  with check (true);
grant insert, select, update on proof.witness to lianan_work;
grant select on proof.witness to lianan_serve;

create function proof.standing() returns TABLE(district text, size bigint, looked timestamp with time zone, fault text) language sql stable security definer set search_path=pg_catalog
as $$
  select g.district, g.size, g.looked, g.fault from proof.log g $$;
grant execute on function proof.standing() to lianan_serve;
grant execute on function proof.standing() to lianan_work;


-- sealing
create schema sealing;
grant usage on schema sealing to lianan_intake;
grant usage on schema sealing to lianan_serve;
grant usage on schema sealing to lianan_work;

create table sealing.key (
  district text not null,
  id uuid not null,
  owner uuid not null,
  purpose text not null,
  wrapped bytea,
  made date not null,
  forgotten timestamp(3) with time zone,
  constraint key_pkey PRIMARY KEY (district, id),
  constraint key_check CHECK (((wrapped IS NULL) = (forgotten IS NOT NULL))),
  constraint key_purpose_check CHECK ((purpose = ANY (ARRAY['identity'::text, 'text'::text, 'file'::text])))
);
alter table sealing.key enable row level security;
alter table sealing.key force row level security;
CREATE INDEX key_of_owner ON sealing.key USING btree (district, owner, purpose);
create policy intake_passes on sealing.key to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on sealing.key to lianan_migrate
  using (true)
  with check (true);
create policy only_forgetting on sealing.key as restrictive for update to lianan_serve, lianan_work
  using (true)
  with check (((wrapped IS NULL) AND (forgotten IS NOT NULL)));
create policy serve_in_district on sealing.key to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on sealing.key to lianan_work
  using (true)
  with check (true);
grant insert on sealing.key to lianan_intake;
grant insert, select on sealing.key to lianan_serve;
grant insert, select on sealing.key to lianan_work;
grant update (wrapped, forgotten) on sealing.key to lianan_serve;
grant update (wrapped, forgotten) on sealing.key to lianan_work;

create table sealing.root (
  district text not null,
  mark text not null,
  root bytea,
  next_mark text,
  next_root bytea,
  constraint root_pkey PRIMARY KEY (district),
  constraint root_check CHECK (((next_mark IS NULL) = (next_root IS NULL))),
  constraint root_district_check CHECK ((district = '000000'::text))
);
alter table sealing.root enable row level security;
alter table sealing.root force row level security;
create policy intake_passes on sealing.root to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on sealing.root to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on sealing.root to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on sealing.root to lianan_work
  using (true)
  with check (true);
grant select on sealing.root to lianan_serve;
grant select on sealing.root to lianan_work;

create table sealing.sealed (
  district text not null,
  id uuid not null,
  subject uuid not null,
  territory text collate "C" not null,
  owner uuid not null,
  key uuid not null,
  slot text not null,
  cipher bytea not null,
  constraint sealed_pkey PRIMARY KEY (district, id)
);
alter table sealing.sealed enable row level security;
alter table sealing.sealed force row level security;
CREATE INDEX sealed_of_owner ON sealing.sealed USING btree (district, owner);
CREATE INDEX sealed_of_subject ON sealing.sealed USING btree (district, subject);
create policy intake_adds on sealing.sealed for insert to lianan_intake
  with check (true);
create policy intake_reads on sealing.sealed for select to lianan_intake
  using (true);
create policy migrate_passes on sealing.sealed to lianan_migrate
  using (true)
  with check (true);
create policy serve_adds on sealing.sealed for insert to lianan_serve
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_changes on sealing.sealed for update to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = sealed.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))))
  with check ((district = ( SELECT db.district() AS district)));
create policy serve_removes on sealing.sealed for delete to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = sealed.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy serve_sees on sealing.sealed for select to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (((territory >= ( SELECT db.reach_from(1) AS reach_from)) AND (territory < ( SELECT db.reach_to(1) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(2) AS reach_from)) AND (territory < ( SELECT db.reach_to(2) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(3) AS reach_from)) AND (territory < ( SELECT db.reach_to(3) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(4) AS reach_from)) AND (territory < ( SELECT db.reach_to(4) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(5) AS reach_from)) AND (territory < ( SELECT db.reach_to(5) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(6) AS reach_from)) AND (territory < ( SELECT db.reach_to(6) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(7) AS reach_from)) AND (territory < ( SELECT db.reach_to(7) AS reach_to))) OR ((territory >= ( SELECT db.reach_from(8) AS reach_from)) AND (territory < ( SELECT db.reach_to(8) AS reach_to))) OR (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM journal.share s
  WHERE ((s.district = ( SELECT db.district() AS district)) AND (s.subject = sealed.subject) AND (s.body = ANY (( SELECT db.bodies() AS bodies)::text[])))
 OFFSET 0)))));
create policy work_passes on sealing.sealed to lianan_work
  using (true)
  with check (true);
grant insert on sealing.sealed to lianan_intake;
grant insert, select on sealing.sealed to lianan_serve;
grant insert, select on sealing.sealed to lianan_work;
grant update (territory) on sealing.sealed to lianan_serve;
grant update (territory) on sealing.sealed to lianan_work;

create function sealing.rewrite(of_district text, of_subject uuid) returns void language sql volatile security definer set search_path=pg_catalog
as $$
  update sealing.key set owner = owner where district = of_district and owner = of_subject;
  update sealing.sealed set owner = owner where district = of_district and subject = of_subject;
$$;
grant execute on function sealing.rewrite(of_district text, of_subject uuid) to lianan_work;


-- subscriptions
create schema subscriptions;
grant usage on schema subscriptions to lianan_serve;
grant usage on schema subscriptions to lianan_work;

create table subscriptions.heard (
  district text collate "C" not null,
  seq bigint not null,
  constraint heard_pkey PRIMARY KEY (district)
);
alter table subscriptions.heard enable row level security;
alter table subscriptions.heard force row level security;
create policy intake_passes on subscriptions.heard to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on subscriptions.heard to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on subscriptions.heard to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on subscriptions.heard to lianan_work
  using (true)
  with check (true);
grant insert, select, update on subscriptions.heard to lianan_work;

create table subscriptions.pending (
  district text collate "C" not null,
  subject uuid not null,
  seq bigint not null,
  constraint pending_pkey PRIMARY KEY (district, subject, seq)
);
alter table subscriptions.pending enable row level security;
alter table subscriptions.pending force row level security;
create policy migrate_passes on subscriptions.pending to lianan_migrate
  using (true)
  with check (true);
create policy serve_owns on subscriptions.pending to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy work_passes on subscriptions.pending to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on subscriptions.pending to lianan_work;
grant delete, select on subscriptions.pending to lianan_serve;

create table subscriptions.proof (
  district text collate "C" not null,
  subject uuid not null,
  owner bytea not null,
  code bytea not null,
  constraint proof_pkey PRIMARY KEY (district, subject),
  constraint proof_district_code_key UNIQUE (district, code)
);
alter table subscriptions.proof enable row level security;
alter table subscriptions.proof force row level security;
CREATE INDEX proof_owner ON subscriptions.proof USING btree (district, owner);
create policy intake_passes on subscriptions.proof to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on subscriptions.proof to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on subscriptions.proof to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on subscriptions.proof to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on subscriptions.proof to lianan_serve;
grant delete, insert, select on subscriptions.proof to lianan_work;

create table subscriptions.subscription (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  state text collate "C" not null,
  channel text collate "C" not null,
  why text collate "C",
  updated timestamp(3) with time zone not null,
  constraint subscription_pkey PRIMARY KEY (district, id),
  constraint subscription_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'push'::text]))),
  constraint subscription_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'ended'::text]))),
  constraint subscription_why_check CHECK ((why = ANY (ARRAY['owner'::text, 'code'::text, 'forgotten'::text, 'gone'::text])))
);
alter table subscriptions.subscription enable row level security;
alter table subscriptions.subscription force row level security;
create policy intake_passes on subscriptions.subscription to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on subscriptions.subscription to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on subscriptions.subscription to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on subscriptions.subscription to lianan_work
  using (true)
  with check (true);
grant insert, select, update on subscriptions.subscription to lianan_serve;
grant insert, select, update on subscriptions.subscription to lianan_work;

create table subscriptions.wish (
  district text collate "C" not null,
  subject uuid not null,
  channel text collate "C" not null,
  pace text collate "C" not null,
  language text collate "C" not null,
  territory text collate "C",
  lon double precision,
  lat double precision,
  metres integer,
  kinds text[] collate "C" not null,
  since date not null,
  told date,
  tries integer not null default 0,
  rest timestamp(3) with time zone,
  constraint wish_pkey PRIMARY KEY (district, subject),
  constraint wish_check CHECK (((territory IS NOT NULL) <> ((lon IS NOT NULL) AND (lat IS NOT NULL) AND (metres IS NOT NULL)))),
  constraint wish_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint wish_metres_check CHECK (((metres >= 100) AND (metres <= 2000))),
  constraint wish_pace_check CHECK ((pace = ANY (ARRAY['daily'::text, 'each'::text])))
);
alter table subscriptions.wish enable row level security;
alter table subscriptions.wish force row level security;
create policy migrate_passes on subscriptions.wish to lianan_migrate
  using (true)
  with check (true);
create policy serve_owns on subscriptions.wish to lianan_serve
  using (((district = ( SELECT db.district() AS district)) AND (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[]))))
  with check (((district = ( SELECT db.district() AS district)) AND (subject = ANY (( SELECT db.subjects() AS subjects)::uuid[]))));
create policy work_passes on subscriptions.wish to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on subscriptions.wish to lianan_serve;
grant delete, insert, select, update on subscriptions.wish to lianan_work;


-- webhooks
create schema webhooks;
grant usage on schema webhooks to lianan_serve;
grant usage on schema webhooks to lianan_work;

create table webhooks.delivery (
  district text collate "C" not null,
  id uuid not null,
  hook uuid not null,
  at timestamp(3) with time zone not null,
  seq bigint,
  event text collate "C" not null,
  message text collate "C" not null,
  status smallint,
  trouble text collate "C",
  ms integer not null,
  constraint delivery_pkey PRIMARY KEY (district, id),
  constraint delivery_district_hook_fkey FOREIGN KEY (district, hook) REFERENCES webhooks.hook(district, id)
);
alter table webhooks.delivery enable row level security;
alter table webhooks.delivery force row level security;
CREATE INDEX delivery_hook ON webhooks.delivery USING btree (district, hook, at DESC);
create policy intake_passes on webhooks.delivery to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on webhooks.delivery to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on webhooks.delivery to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on webhooks.delivery to lianan_work
  using (true)
  with check (true);
grant delete, insert, select on webhooks.delivery to lianan_work;
grant select on webhooks.delivery to lianan_serve;

create table webhooks.extra (
  district text collate "C" not null,
  id uuid not null,
  hook uuid not null,
  seq bigint,
  made timestamp(3) with time zone not null,
  constraint extra_pkey PRIMARY KEY (district, id),
  constraint extra_district_hook_fkey FOREIGN KEY (district, hook) REFERENCES webhooks.hook(district, id)
);
alter table webhooks.extra enable row level security;
alter table webhooks.extra force row level security;
CREATE INDEX extra_hook ON webhooks.extra USING btree (district, hook, made);
create policy intake_passes on webhooks.extra to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on webhooks.extra to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on webhooks.extra to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on webhooks.extra to lianan_work
  using (true)
  with check (true);
grant delete, select on webhooks.extra to lianan_work;
grant insert, select on webhooks.extra to lianan_serve;

create table webhooks.hook (
  district text collate "C" not null,
  id uuid not null,
  n integer not null,
  head bytea not null,
  fold smallint not null,
  recorded timestamp(3) with time zone not null,
  machine uuid not null,
  body text collate "C" not null,
  name text not null,
  url text collate "C" not null,
  events text[] collate "C" not null,
  territory text collate "C" not null,
  secret uuid,
  former uuid,
  former_until timestamp(3) with time zone,
  state text collate "C" not null,
  why text collate "C",
  proposed_by uuid,
  decided_by uuid,
  constraint hook_pkey PRIMARY KEY (district, id),
  constraint hook_check CHECK (((territory >= district) AND (territory < (district || ':'::text)))),
  constraint hook_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'standing'::text, 'paused'::text, 'refused'::text, 'ended'::text]))),
  constraint hook_why_check CHECK ((why = ANY (ARRAY['owner'::text, 'security'::text, 'gone'::text, 'failing'::text])))
);
alter table webhooks.hook enable row level security;
alter table webhooks.hook force row level security;
CREATE INDEX hook_machine ON webhooks.hook USING btree (district, machine);
create policy intake_passes on webhooks.hook to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on webhooks.hook to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on webhooks.hook to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on webhooks.hook to lianan_work
  using (true)
  with check (true);
grant insert, select, update on webhooks.hook to lianan_serve;
grant insert, select, update on webhooks.hook to lianan_work;

create table webhooks.progress (
  district text collate "C" not null,
  hook uuid not null,
  seq bigint not null,
  tries integer not null default 0,
  due timestamp(3) with time zone not null,
  failing_since timestamp(3) with time zone,
  holder uuid,
  held_until timestamp(3) with time zone,
  constraint progress_pkey PRIMARY KEY (district, hook),
  constraint progress_district_hook_fkey FOREIGN KEY (district, hook) REFERENCES webhooks.hook(district, id)
);
alter table webhooks.progress enable row level security;
alter table webhooks.progress force row level security;
create policy intake_passes on webhooks.progress to lianan_intake
  using (true)
  with check (true);
create policy migrate_passes on webhooks.progress to lianan_migrate
  using (true)
  with check (true);
create policy serve_in_district on webhooks.progress to lianan_serve
  using ((district = ( SELECT db.district() AS district)))
  with check ((district = ( SELECT db.district() AS district)));
create policy work_passes on webhooks.progress to lianan_work
  using (true)
  with check (true);
grant insert, select, update on webhooks.progress to lianan_serve;
grant insert, select, update on webhooks.progress to lianan_work;
