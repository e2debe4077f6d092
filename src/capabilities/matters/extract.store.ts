import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Extract } from './extract.rules.ts';

export type StoredExtract = Extract & { readonly id: string };

/** All extracts of a district, by name. */
export async function extractsOf(tx: Tx, district: string): Promise<StoredExtract[]> {
  const { rows } = await sql<StoredExtract>`
    select id, name, columns from matters.extract where district = ${district} order by name, id`.execute(tx);
  return rows;
}

/** Adds a extract or changes it. Returns false where the district has `most` already. */
export async function putExtract(
  tx: Tx,
  district: string,
  { id, name, columns }: StoredExtract,
  most: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into matters.extract (district, id, name, columns)
    select ${district}, ${id}::uuid, ${name}, ${JSON.stringify(columns)}::jsonb
    where (select count(*) from matters.extract where district = ${district} and id <> ${id}::uuid) < ${most}
    on conflict (district, id) do update set name = excluded.name, columns = excluded.columns
    returning id`.execute(tx);
  return rows.length > 0;
}

/** Takes a extract away; whether there was one. */
export async function removeExtract(tx: Tx, district: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`delete from matters.extract where district = ${district} and id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}
