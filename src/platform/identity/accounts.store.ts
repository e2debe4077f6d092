import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { emailOf } from './oidc.ts';
import { rowsOf } from './subject.store.ts';

/** A login in better-auth's tables; `hash` null: nobody can sign in with a password yet. */
export type NewAccount = {
  readonly userId: string;
  readonly login: string;
  readonly district: string;
  readonly hash: string | null;
};

/** Logins among these that are taken, in whichever district: they are unique in a database. */
export async function takenLogins(tx: Tx, logins: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ username: string }>`
    select username from auth."user" where username = any(${[...logins]}::text[])`.execute(tx);
  return new Set(rows.map((row) => row.username));
}

/** Whose a login is, in whichever district; null where nobody has it. */
export async function accountOf(
  tx: Tx,
  login: string,
): Promise<{ readonly userId: string; readonly district: string } | null> {
  const { rows } = await sql<{ userId: string; district: string }>`
    select id as "userId", district from auth."user" where username = ${login}`.execute(tx);
  return rows[0] ?? null;
}

/** Makes logins as better-auth would, many in two statements. */
export async function insertAccounts(tx: Tx, accounts: readonly NewAccount[], now: Date): Promise<void> {
  const rows = accounts.map((one) => ({ ...one, email: emailOf(one.login), now: now.toISOString() }));
  const columns = '"userId" text, login text, district text, hash text, email text, now timestamptz';
  await sql`insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", username, "twoFactorEnabled", district, closed)
    select "userId", login, email, false, now, now, login, false, district, false from ${rowsOf(rows, columns)}`.execute(
    tx,
  );
  await sql`insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    select gen_random_uuid()::text, "userId", 'credential', "userId", hash, now, now
    from ${rowsOf(rows, columns)} where hash is not null`.execute(tx);
}

/** Sets a password, and ends every session but one. */
export async function setPassword(
  tx: Tx,
  userId: string,
  hash: string,
  now: Date,
  keepSession: string | null,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update auth.account set password = ${hash}, "updatedAt" = ${now}
    where "userId" = ${userId} and "providerId" = 'credential' returning id`.execute(tx);
  if (rows.length === 0) {
    await sql`insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
      values (gen_random_uuid()::text, ${userId}, 'credential', ${userId}, ${hash}, ${now}, ${now})`.execute(tx);
  }
  await sql`delete from auth.session where "userId" = ${userId} and id is distinct from ${keepSession}`.execute(tx);
}

/** The stored hash of a password, for a change that asks for the old one. */
export async function passwordHash(tx: Tx, userId: string): Promise<string | null> {
  const { rows } = await sql<{ password: string | null }>`
    select password from auth.account where "userId" = ${userId} and "providerId" = 'credential'`.execute(tx);
  return rows[0]?.password ?? null;
}

/** Forgets a person's one-time code, its recovery codes and passkeys: they enrol anew. Ends all sessions. */
export async function dropSecondFactor(tx: Tx, userId: string): Promise<void> {
  await sql`delete from auth."twoFactor" where "userId" = ${userId}`.execute(tx);
  await sql`delete from auth.passkey where "userId" = ${userId}`.execute(tx);
  await sql`update auth."user" set "twoFactorEnabled" = false where id = ${userId}`.execute(tx);
  await sql`delete from auth.session where "userId" = ${userId}`.execute(tx);
}

/** Closes a login for good: no password, no passkey, no key, no outside sign-in, no session. */
export async function closeAccount(tx: Tx, userId: string): Promise<void> {
  await dropSecondFactor(tx, userId);
  await sql`delete from auth.account where "userId" = ${userId}`.execute(tx);
  await sql`delete from auth.apikey where "referenceId" = ${userId}`.execute(tx);
  await sql`update auth."user" set closed = true where id = ${userId}`.execute(tx);
}
