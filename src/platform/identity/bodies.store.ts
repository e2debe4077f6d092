import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { rowsOf } from './subject.store.ts';

/**
 * An organisation: a slug, its names, the office's address and telephone, where it sits and to whom it belongs. It stands from
 * `from` (null: since ever) until the day before `to` (null: without an end), Shanghai days.
 */
export type Body = {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly territory: string;
  readonly parent: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly relays: boolean;
  readonly from: string | null;
  readonly to: string | null;
};

/** A body as it is written; days that are left out stay as they are. */
export type BodyGiven = Omit<Body, 'from' | 'to'> & Partial<Pick<Body, 'from' | 'to'>>;

type Stored = {
  id: string;
  name_zh: string;
  name_en: string;
  territory: string;
  parent: string | null;
  address: string | null;
  phone: string | null;
  relays: boolean;
  valid_from: string | null;
  valid_to: string | null;
};

/** Adds bodies, or brings those that are there up to date; parents before children. */
export async function putBodies(tx: Tx, district: string, bodies: readonly BodyGiven[]): Promise<void> {
  const rows = bodies.map((one) => ({
    ...one,
    name_zh: one.nameZh,
    name_en: one.nameEn,
    valid_from: one.from,
    valid_to: one.to,
  }));
  await sql`insert into identity.body (district, id, name_zh, name_en, territory, parent, address, phone, relays, valid_from, valid_to)
    select ${district}, id, name_zh, name_en, territory, parent, address, phone, relays, valid_from, valid_to
    from ${rowsOf(rows, 'id text, name_zh text, name_en text, territory text, parent text, address text, phone text, relays boolean, valid_from date, valid_to date')}
    on conflict (district, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, territory = excluded.territory,
      parent = excluded.parent, address = excluded.address, phone = excluded.phone, relays = excluded.relays,
      valid_from = coalesce(excluded.valid_from, body.valid_from), valid_to = coalesce(excluded.valid_to, body.valid_to)`.execute(
    tx,
  );
}

/** Every body of a district, by slug, those that have ended included: what they did is still told by their names. */
export async function allBodies(tx: Tx, district: string): Promise<Body[]> {
  const { rows } = await sql<Stored>`
    select id, name_zh, name_en, territory, parent, address, phone, relays, valid_from, valid_to from identity.body
    where district = ${district} order by id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    territory: row.territory,
    parent: row.parent,
    address: row.address,
    phone: row.phone,
    relays: row.relays,
    from: row.valid_from,
    to: row.valid_to,
  }));
}

/** One at a time in a district: a body's end is held against what is given to it. */
export async function lockBodies(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.body'), ${Number(district)}::int)`.execute(tx);
}
