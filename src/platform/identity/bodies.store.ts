import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { rowsOf } from './subject.store.ts';

/** An organisation: a slug, its names, the office's address and telephone, where it sits and to whom it belongs. */
export type Body = {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly territory: string;
  readonly parent: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly relays: boolean;
};

type Stored = {
  id: string;
  name_zh: string;
  name_en: string;
  territory: string;
  parent: string | null;
  address: string | null;
  phone: string | null;
  relays: boolean;
};

/** Adds bodies, or brings those that are there up to date; parents before children. */
export async function putBodies(tx: Tx, district: string, bodies: readonly Body[]): Promise<void> {
  const rows = bodies.map((one) => ({ ...one, name_zh: one.nameZh, name_en: one.nameEn }));
  await sql`insert into identity.body (district, id, name_zh, name_en, territory, parent, address, phone, relays)
    select ${district}, id, name_zh, name_en, territory, parent, address, phone, relays
    from ${rowsOf(rows, 'id text, name_zh text, name_en text, territory text, parent text, address text, phone text, relays boolean')}
    on conflict (district, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, territory = excluded.territory,
      parent = excluded.parent, address = excluded.address, phone = excluded.phone, relays = excluded.relays`.execute(
    tx,
  );
}

/** Every body of a district, by slug. */
export async function allBodies(tx: Tx, district: string): Promise<Body[]> {
  const { rows } = await sql<Stored>`
    select id, name_zh, name_en, territory, parent, address, phone, relays from identity.body
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
  }));
}
