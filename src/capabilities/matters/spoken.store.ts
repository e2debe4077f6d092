import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { lineOf } from '../../platform/journal/lines.store.ts';
import { kindsOfLine } from './showing.ts';

/** A line of a matter with its place in the order. */
export type SpokenLine = {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly territory: string;
  readonly recorded: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/**
 * Lines of some kinds in a stretch of the journal (`after` not included), in order. Of what was brought from elsewhere or told as an example
 * nobody is to hear.
 */
export async function spokenBetween(
  tx: Tx,
  district: string,
  after: number,
  upTo: number,
  kinds: readonly string[],
): Promise<SpokenLine[]> {
  const { rows } = await sql<{ seq: number; bytes: Buffer; version: number }>`
    select seq, bytes, version from journal.line where district = ${district} and seq > ${after} and seq <= ${upTo}
      and kind = any(${[...kinds]}::text[]) and origin = 'live' order by seq`.execute(tx);
  return rows.map((row) => {
    const { id, subject, kind, territory, recorded, body } = lineOf(row, kindsOfLine);
    return { seq: row.seq, id, subject, kind, territory, recorded, body: body as Record<string, unknown> };
  });
}
