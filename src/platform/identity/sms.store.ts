import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** A message that the local outbox took in place of a telephone company. */
export type OutboxMessage = { readonly id: string; readonly phone: string; readonly words: string; readonly at: Date };

export async function putMessage(
  tx: Tx,
  district: string,
  one: { readonly phone: string; readonly words: string; readonly at: Date },
): Promise<void> {
  await sql`insert into identity.sms (district, id, phone, words, at)
    values (${district}, ${randomUUID()}, ${one.phone}, ${one.words}, ${one.at})`.execute(tx);
}

/** The latest messages since a moment, newest first. */
export async function messagesSince(tx: Tx, district: string, since: Date, most: number): Promise<OutboxMessage[]> {
  const { rows } = await sql<OutboxMessage>`
    select id, phone, words, at from identity.sms where district = ${district} and at >= ${since}
    order by at desc limit ${most}`.execute(tx);
  return rows;
}
