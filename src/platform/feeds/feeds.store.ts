import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** Sets a person's address; the one before opens nothing any more. */
export async function putFeed(
  tx: Tx,
  district: string,
  one: { readonly person: string; readonly digest: Buffer; readonly made: string },
): Promise<void> {
  await sql`insert into feeds.feed (district, person, digest, made) values (${district}, ${one.person}, ${one.digest}, ${one.made})
    on conflict (district, person) do update set digest = excluded.digest, made = excluded.made`.execute(tx);
}

export async function dropFeed(tx: Tx, district: string, person: string): Promise<void> {
  await sql`delete from feeds.feed where district = ${district} and person = ${person}`.execute(tx);
}

/** The day on which a person's address was made; null where there is none. */
export async function feedMade(tx: Tx, district: string, person: string): Promise<string | null> {
  const { rows } = await sql<{ made: string }>`
    select made from feeds.feed where district = ${district} and person = ${person}`.execute(tx);
  return rows[0]?.made ?? null;
}

/** Whose address a token's digest is; null where it is nobody's. */
export async function personOfFeed(tx: Tx, district: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`
    select person from feeds.feed where district = ${district} and digest = ${digest}`.execute(tx);
  return rows[0]?.person ?? null;
}
