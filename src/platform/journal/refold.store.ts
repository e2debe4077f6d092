import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { StoredCount } from './audit.store.ts';

/** Up to which seq a sort's lines were counted again, and by which version of its figures; version 1 where never. */
export type Refolded = { readonly figure: number; readonly seq: number };

/** See `Refolded`. */
export async function refoldedTo(tx: Tx, district: string, subject: string): Promise<Refolded> {
  const { rows } = await sql<Refolded>`
    select figure, seq from journal.refolded where district = ${district} and subject = ${subject}`.execute(tx);
  return rows[0] ?? { figure: 1, seq: 0 };
}

/** Notes that every line of a sort up to a seq is counted by a version or a newer one. */
export async function noteRefolded(
  tx: Tx,
  district: string,
  subject: string,
  { figure, seq }: Refolded,
): Promise<void> {
  await sql`insert into journal.refolded as r (district, subject, figure, seq) values (${district}, ${subject}, ${figure}, ${seq})
    on conflict (district, subject) do update set figure = excluded.figure, seq = excluded.seq
    where (r.figure, r.seq) < (excluded.figure, excluded.seq)`.execute(tx);
}

/** Replaces the counts of lines; the caller holds the watermark. */
export async function replaceCounts(
  tx: Tx,
  district: string,
  seqs: readonly number[],
  counts: readonly StoredCount[],
): Promise<void> {
  await sql`delete from journal.count where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  await sql`insert into journal.count (district, seq, measure, day, territory, n, recorded, figure)
    select ${district}, seq, measure, day, territory, n, recorded, figure
    from json_to_recordset(${JSON.stringify(counts)}::json)
      as x(seq bigint, measure text, day date, territory text, n bigint, recorded date, figure smallint)`.execute(tx);
}
