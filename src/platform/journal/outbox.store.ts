import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Outgoing } from './append.store.ts';

/** A message to the outside world that waits. */
export type Waiting = {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly made: Date;
  readonly tries: number;
};

/** Adds a message for which no line stands: one that is sent again. What comes of a step goes along with its line, in `append`. */
export async function putOut(tx: Tx, district: string, { id, topic, subject, payload, due }: Outgoing): Promise<void> {
  await sql`insert into journal.outbox (district, id, topic, subject, payload, made, due)
    values (${district}, ${id}, ${topic}, ${subject}, ${JSON.stringify(payload)}::jsonb, ${due}, ${due})`.execute(tx);
}

/** Locks some messages that are due; another worker passes over them. */
export async function takeDue(tx: Tx, district: string, now: Date, most: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select id, topic, subject, payload, made, tries from journal.outbox
    where district = ${district} and due <= ${now} order by due limit ${most} for update skip locked`.execute(tx);
  return rows;
}

export async function dropSent(tx: Tx, district: string, ids: readonly string[]): Promise<void> {
  await sql`delete from journal.outbox where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Puts a message off after a failure; `why` is a short code, never content. */
export async function putOff(tx: Tx, district: string, id: string, due: Date, why: string): Promise<void> {
  await sql`update journal.outbox set tries = tries + 1, due = ${due}, failed = ${why} where district = ${district} and id = ${id}`.execute(
    tx,
  );
}
