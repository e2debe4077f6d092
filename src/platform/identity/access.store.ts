import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { AccessEvent } from './access.rules.ts';

export type AccessRow = {
  readonly id: string;
  readonly at: Date;
  readonly person: string | null;
  readonly what: AccessEvent;
  readonly by: string | null;
};

/** Adds one entry; `person` null where the login names nobody, `by` another person who did it. */
export async function recordAccess(
  tx: Tx,
  district: string,
  entry: { readonly person: string | null; readonly what: AccessEvent; readonly by?: string | null },
  now: Date,
): Promise<void> {
  await sql`insert into identity.access (district, id, at, person, what, by)
    values (${district}, ${randomUUID()}, ${now}, ${entry.person}, ${entry.what}, ${entry.by ?? null})`.execute(tx);
}

/** A page of entries before a moment, newest first; of one person, or of all. */
export async function accessBefore(
  tx: Tx,
  district: string,
  page: { readonly person: string | null; readonly before: Date; readonly most: number },
): Promise<AccessRow[]> {
  const { rows } = await sql<AccessRow>`
    select id, at, person, what, by from identity.access
    where district = ${district} and at < ${page.before} and (${page.person}::uuid is null or person = ${page.person}::uuid)
    order by at desc limit ${page.most}`.execute(tx);
  return rows;
}

/** Deletes entries older than a year: the law asks for six months (Cybersecurity Law art. 21), and nobody needs more. For the worker. */
export async function tidyAccess(tx: Tx, district: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 366 * 86_400_000);
  await sql`delete from identity.access where district = ${district} and at < ${before}`.execute(tx);
}
