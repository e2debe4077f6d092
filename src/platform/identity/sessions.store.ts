import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Proof } from './proof.rules.ts';

export type SessionRow = {
  readonly id: string;
  readonly person: string;
  readonly login: string;
  readonly made: Date;
  readonly used: Date;
  readonly expires: Date;
  readonly device: string;
  readonly proof: Proof;
};

/** Live sessions of a district's people, the latest used first; of one person, or of all. */
export async function liveSessions(tx: Tx, district: string, person: string | null, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, p.id as person, p.login, s."createdAt" as made, s."updatedAt" as used, s."expiresAt" as expires,
      coalesce(s."userAgent", '') as device, coalesce(s.proof, 'password') as proof
    from auth.session s join identity.person p on p.district = ${district} and p.user_id = s."userId"
    where s."expiresAt" > ${now} and (${person}::uuid is null or p.id = ${person}::uuid)
    order by s."updatedAt" desc limit 500`.execute(tx);
  return rows;
}

/** Ends a session of a district's person; of one person where named. Returns whose it was, or null where there is none. */
export async function endSession(tx: Tx, district: string, id: string, person: string | null): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`
    delete from auth.session s using identity.person p
    where s.id = ${id} and p.district = ${district} and p.user_id = s."userId" and (${person}::uuid is null or p.id = ${person}::uuid)
    returning p.id as person`.execute(tx);
  return rows[0]?.person ?? null;
}

/** Ends the session that holds a cookie's token. */
export async function endSessionByToken(tx: Tx, token: string): Promise<void> {
  await sql`delete from auth.session where token = ${token}`.execute(tx);
}

/** A session that has shown its one-time code is proved by it. */
export async function setProof(tx: Tx, session: string, proof: Proof): Promise<void> {
  await sql`update auth.session set proof = ${proof} where id = ${session}`.execute(tx);
}

/** Deletes sessions and challenges that are over. For the worker. */
export async function tidySessions(tx: Tx, now: Date): Promise<void> {
  await sql`delete from auth.session where "expiresAt" < ${now}`.execute(tx);
  await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(tx);
}
