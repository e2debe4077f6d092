import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Refused } from './witness.rules.ts';

/** A witness of a district's tree. */
export type Witnessed = {
  readonly name: string;
  readonly size: number;
  readonly at: Date | null;
  readonly refused: Refused | null;
};

/** Who has witnessed a district's tree, by name. */
export async function witnessesOf(tx: Tx, district: string): Promise<Witnessed[]> {
  const { rows } = await sql<Witnessed>`select name, size, at, refused from proof.witness
    where district = ${district} order by name`.execute(tx);
  return rows;
}

/** Notes what a witness answered. */
export async function keepWitnessed(tx: Tx, district: string, one: Witnessed): Promise<void> {
  await sql`insert into proof.witness (district, name, size, at, refused)
    values (${district}, ${one.name}, ${one.size}, ${one.at}, ${one.refused})
    on conflict (district, name) do update set size = excluded.size, at = excluded.at, refused = excluded.refused`.execute(
    tx,
  );
}

/** Puts a witness's line below the newest checkpoint, where that is still the one that was witnessed. */
export async function addCosignature(tx: Tx, district: string, size: number, line: string): Promise<void> {
  await sql`update proof.log set checkpoint = checkpoint || ${line} where district = ${district} and size = ${size}`.execute(
    tx,
  );
}

/** The newest head of another's tree that this server said to have seen, locked; null where it saw none. */
export async function seenOf(tx: Tx, district: string, origin: string): Promise<{ size: number; root: Buffer } | null> {
  // The row is made first, so that two requests of one tree wait for each other.
  await sql`insert into proof.seen (district, origin, size, root, at) values (${district}, ${origin}, 0, '', now())
    on conflict (district, origin) do nothing`.execute(tx);
  const { rows } = await sql<{ size: number; root: Buffer }>`select size, root from proof.seen
    where district = ${district} and origin = ${origin} for update`.execute(tx);
  const [row] = rows;
  return row === undefined || row.size === 0 ? null : row;
}

/** Notes the newest head of another's tree. */
export async function keepSeen(
  tx: Tx,
  district: string,
  one: { readonly origin: string; readonly size: number; readonly root: Buffer; readonly at: Date },
): Promise<void> {
  await sql`update proof.seen set size = ${one.size}, root = ${one.root}, at = ${one.at}
    where district = ${district} and origin = ${one.origin}`.execute(tx);
}
