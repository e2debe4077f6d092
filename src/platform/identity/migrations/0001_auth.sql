-- better-auth 1.7.6 (username, two-factor, passkey, api-key, two fields of ours), as its own getMigrations writes it,
-- then the constraints that hold it to pseudonymous logins. Exempt by name from the rule that keys lead with district.
create schema auth;
grant usage on schema auth to lianan_serve, lianan_work;

create table auth."user" (
  id text not null primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  username text unique,
  "twoFactorEnabled" boolean,
  district text not null,
  closed boolean,
  -- A login and nothing else: no name, no address, no picture of anybody.
  constraint pseudonymous check (
    username is not null and name = username and email = username || '@login.invalid' and image is null
  )
);

create table auth.session (
  id text not null primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" (id) on delete cascade,
  proof text,
  constraint no_address check ("ipAddress" is null)
);

create table auth.account (
  id text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  -- A provider's tokens hold its names for people.
  constraint no_tokens check ("accessToken" is null and "refreshToken" is null and "idToken" is null)
);

create table auth.verification (
  id text not null primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);

create table auth."twoFactor" (
  id text not null primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);

create table auth.passkey (
  id text not null primary key,
  name text,
  "publicKey" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "credentialID" text not null,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);

create table auth.apikey (
  id text not null primary key,
  "configId" text not null,
  name text,
  start text,
  "referenceId" text not null,
  prefix text,
  key text not null,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  enabled boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  remaining integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  permissions text,
  metadata text
);

create index "session_userId_idx" on auth.session ("userId");
create index "session_expiresAt_idx" on auth.session ("expiresAt");
create index "account_userId_idx" on auth.account ("userId");
create index "verification_identifier_idx" on auth.verification (identifier);
create index "twoFactor_secret_idx" on auth."twoFactor" (secret);
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");
create index "passkey_userId_idx" on auth.passkey ("userId");
create index "passkey_credentialID_idx" on auth.passkey ("credentialID");
create index "apikey_configId_idx" on auth.apikey ("configId");
create index "apikey_referenceId_idx" on auth.apikey ("referenceId");
create index "apikey_key_idx" on auth.apikey (key);

grant select, insert, update, delete on all tables in schema auth to lianan_serve, lianan_work;
