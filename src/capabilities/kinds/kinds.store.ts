import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Kind, KindSeed } from './kinds.rules.ts';

/** The newest version of every kind of a district, retired ones included. */
export async function newestKinds(tx: Tx, district: string): Promise<Kind[]> {
  const { rows } = await sql<{ seed: KindSeed; version: number; active: boolean }>`
    select distinct on (code) seed, version, active from kinds.kind
    where district = ${district} order by code, version desc`.execute(tx);
  // Members that came later are absent from older seeds.
  return rows.map(({ seed, version, active }) => ({
    ...seed,
    evidence: seed.evidence ?? false,
    with: seed.with ?? [],
    version,
    active,
  }));
}

/**
 * Codes of the kinds that were hidden from the public in none of their versions, retired ones included; `exactly` those alone whose place was
 * never told by its town only.
 */
export async function openCodes(tx: Tx, district: string, exactly = false): Promise<string[]> {
  const shown = exactly ? ['exact'] : ['exact', 'blurred'];
  const { rows } = await sql<{ code: string }>`
    select code from kinds.kind where district = ${district}
    group by code having bool_and(seed ->> 'visibility' = any(${shown}::text[])) order by code`.execute(tx);
  return rows.map((one) => one.code);
}

/** Adds versions of kinds; a district begins with some, later ones come by approved proposals. */
export async function addKinds(
  tx: Tx,
  district: string,
  kinds: readonly Kind[],
  proposal: string | null,
  since: Date,
): Promise<void> {
  await sql`insert into kinds.kind (district, code, version, seed, active, proposal, since)
    select ${district}, x.code, x.version, x.seed, x.active, ${proposal}, ${since}
    from json_to_recordset(${JSON.stringify(
      kinds.map(({ version, active, ...seed }) => ({ code: seed.code, version, active, seed })),
    )}::json) as x(code text, version int, seed jsonb, active boolean)`.execute(tx);
}
