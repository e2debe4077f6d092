import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Case } from '../mediation.rules.ts';

/** Cases of these bodies that a person mediates, be it with others, and that were touched since; as far as the scope sees them, the newest first. */
export async function mediatedBy(
  tx: Tx,
  district: string,
  whose: { readonly person: string; readonly bodies: readonly string[]; readonly since: string },
  most: number,
): Promise<Case[]> {
  const { rows } = await sql<{ content: Case }>`select content from mediation.case_file
    where district = ${district} and body = any(${[...whose.bodies]}::text[]) and updated >= ${whose.since}::timestamptz
      and content -> 'mediators' ? ${whose.person}
    order by updated desc, id limit ${most}`.execute(tx);
  return rows.map(({ content }) => content);
}
