import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** Whose address of which sort. */
type Whose = { readonly person: string; readonly sort: string };

/** Sets a person's address of one sort; the one before opens nothing any more. */
export async function putFeed(
  tx: Tx,
  district: string,
  one: Whose & { readonly digest: Buffer; readonly made: string },
): Promise<void> {
  await sql`insert into feeds.feed (district, person, sort, digest, made)
    values (${district}, ${one.person}, ${one.sort}, ${one.digest}, ${one.made})
    on conflict (district, person, sort) do update set digest = excluded.digest, made = excluded.made`.execute(tx);
}

export async function dropFeed(tx: Tx, district: string, { person, sort }: Whose): Promise<void> {
  await sql`delete from feeds.feed
    where district = ${district} and person = ${person} and sort = ${sort}`.execute(tx);
}

/** The day on which a person's address was made; null where there is none. */
export async function feedMade(tx: Tx, district: string, { person, sort }: Whose): Promise<string | null> {
  const { rows } = await sql<{ made: string }>`select made from feeds.feed
    where district = ${district} and person = ${person} and sort = ${sort}`.execute(tx);
  return rows[0]?.made ?? null;
}

/** Whose address of a sort a token's digest is; null where it is nobody's. */
export async function personOfFeed(tx: Tx, district: string, sort: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`select person from feeds.feed
    where district = ${district} and digest = ${digest} and sort = ${sort}`.execute(tx);
  return rows[0]?.person ?? null;
}
