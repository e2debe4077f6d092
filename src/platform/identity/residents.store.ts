import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export type ResidentRow = {
  readonly id: string;
  readonly phone: Buffer | null;
  readonly phoneKey: string | null;
  readonly since: string;
};

/** Keeps the newest code of a telephone; an older one is void. `code` is an HMAC, never the digits. */
export async function putCode(
  tx: Tx,
  district: string,
  one: { readonly phoneIndex: Buffer; readonly code: Buffer; readonly now: Date; readonly expires: Date },
): Promise<void> {
  await sql`insert into identity.resident_code (district, phone_index, code, made, expires, tries)
    values (${district}, ${one.phoneIndex}, ${one.code}, ${one.now}, ${one.expires}, 0)
    on conflict (district, phone_index) do update set code = excluded.code, made = excluded.made, expires = excluded.expires, tries = 0`.execute(
    tx,
  );
}

/** A telephone's code, locked, with its count of tries. */
export async function lockCode(
  tx: Tx,
  district: string,
  phoneIndex: Buffer,
): Promise<{ readonly code: Buffer; readonly expires: Date; readonly tries: number } | null> {
  const { rows } = await sql<{ code: Buffer; expires: Date; tries: number }>`
    select code, expires, tries from identity.resident_code
    where district = ${district} and phone_index = ${phoneIndex} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function countTry(tx: Tx, district: string, phoneIndex: Buffer): Promise<void> {
  await sql`update identity.resident_code set tries = tries + 1
    where district = ${district} and phone_index = ${phoneIndex}`.execute(tx);
}

export async function dropCode(tx: Tx, district: string, phoneIndex: Buffer): Promise<void> {
  await sql`delete from identity.resident_code where district = ${district} and phone_index = ${phoneIndex}`.execute(
    tx,
  );
}

export async function residentByPhone(tx: Tx, district: string, phoneIndex: Buffer): Promise<ResidentRow | null> {
  const { rows } = await sql<ResidentRow>`
    select id, phone, phone_key as "phoneKey", since from identity.resident
    where district = ${district} and phone_index = ${phoneIndex}`.execute(tx);
  return rows[0] ?? null;
}

export async function residentById(tx: Tx, district: string, id: string): Promise<ResidentRow | null> {
  const { rows } = await sql<ResidentRow>`
    select id, phone, phone_key as "phoneKey", since from identity.resident
    where district = ${district} and id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Adds a resident, unless their telephone came in at the same moment; returns the id that holds it. */
export async function insertResident(
  tx: Tx,
  district: string,
  one: {
    readonly id: string;
    readonly phoneIndex: Buffer;
    readonly phone: Buffer;
    readonly phoneKey: string;
    readonly since: string;
  },
): Promise<string> {
  await sql`insert into identity.resident (district, id, phone_index, phone, phone_key, since)
    values (${district}, ${one.id}, ${one.phoneIndex}, ${one.phone}, ${one.phoneKey}, ${one.since})
    on conflict do nothing`.execute(tx);
  const there = await residentByPhone(tx, district, one.phoneIndex);
  return there?.id ?? one.id;
}

/** Takes the telephone away from a resident; the id stays, for the matters that hang on it. */
export async function forgetResident(tx: Tx, district: string, id: string): Promise<void> {
  await sql`delete from identity.resident_session where district = ${district} and resident = ${id}`.execute(tx);
  await sql`delete from identity.resident_code c using identity.resident r
    where r.district = ${district} and r.id = ${id} and c.district = r.district and c.phone_index = r.phone_index`.execute(
    tx,
  );
  await sql`update identity.resident set phone_index = null, phone = null, phone_key = null
    where district = ${district} and id = ${id}`.execute(tx);
}

export async function openResidentSession(
  tx: Tx,
  district: string,
  one: {
    readonly token: Buffer;
    readonly resident: string;
    readonly device: string;
    readonly now: Date;
    readonly expires: Date;
  },
): Promise<void> {
  await sql`insert into identity.resident_session (district, token, resident, device, made, expires)
    values (${district}, ${one.token}, ${one.resident}, ${one.device}, ${one.now}, ${one.expires})`.execute(tx);
}

/** Whose a live session is, or null. */
export async function residentOfSession(tx: Tx, district: string, token: Buffer, now: Date): Promise<string | null> {
  const { rows } = await sql<{ resident: string }>`
    select resident from identity.resident_session
    where district = ${district} and token = ${token} and expires > ${now}`.execute(tx);
  return rows[0]?.resident ?? null;
}

export async function endResidentSession(tx: Tx, district: string, token: Buffer): Promise<void> {
  await sql`delete from identity.resident_session where district = ${district} and token = ${token}`.execute(tx);
}

/** The blind index of the telephone that a resident has proved; null once forgotten. */
export async function phoneIndexOf(tx: Tx, district: string, resident: string): Promise<Buffer | null> {
  const { rows } = await sql<{ phone_index: Buffer | null }>`
    select phone_index from identity.resident where district = ${district} and id = ${resident}`.execute(tx);
  return rows[0]?.phone_index ?? null;
}
