import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Which of these ids are matters already; asked of the rows themselves, since requests are forgotten after some days. */
export async function importedBefore(tx: Tx, district: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from matters.matter where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Set(rows.map((one) => one.id));
}
