import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** How much of each line's matter is public, by seq. */
export async function publicLines(
  tx: Tx,
  district: string,
  seqs: readonly number[],
): Promise<Map<number, { readonly visibility: string; readonly number: string | null }>> {
  const { rows } = await sql<{ seq: number; visibility: string; number: string | null }>`
    select seq, visibility, number from matters.public_line
    where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ seq, ...one }) => [seq, one]));
}

/** The lines that the transaction's scope may see, with their matters, by seq. */
export async function seenLines(
  tx: Tx,
  district: string,
  seqs: readonly number[],
): Promise<Map<number, { readonly id: string; readonly line: string; readonly number: string }>> {
  const { rows } = await sql<{ seq: number; id: string; line: string; number: string }>`
    select seq, subject as id, kind as line, number from matters.seen_line
    where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ seq, ...one }) => [seq, one]));
}

/** The lines of cases of mediation that the transaction's scope may see, with the case's number, by seq. */
export async function seenCases(
  tx: Tx,
  district: string,
  seqs: readonly number[],
): Promise<Map<number, { readonly id: string; readonly line: string; readonly number: string }>> {
  if (seqs.length === 0) return new Map();
  const { rows } = await sql<{ seq: number; id: string; line: string; number: string }>`
    select seq, subject as id, kind as line, number from mediation.seen_line
    where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ seq, ...one }) => [seq, one]));
}
