import { sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Count } from './line.rules.ts';

/** A line of an anonymous kind that waits for its day's batch. */
export type WaitingLine = {
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly version: number;
  readonly bytes: Buffer;
  readonly hash: Buffer;
  readonly counts: readonly Count[];
};

/** Takes a district's waiting lines of days before a day out of waiting; a second worker waits, and then finds none. */
export async function takeWaiting(tx: Tx, district: string, before: Day): Promise<WaitingLine[]> {
  const { rows } = await sql<WaitingLine>`
    delete from journal.waiting where district = ${district} and day < ${before}
    returning id, subject, kind, version, bytes, hash, counts`.execute(tx);
  return rows;
}

/**
 * Writes what was asked under these ids again, in the order given, so that neither a transaction number nor the place on a
 * page tells when it was asked.
 */
export async function rewriteAsked(tx: Tx, district: string, ids: readonly string[]): Promise<void> {
  await sql`with old as (
      delete from journal.asked where district = ${district} and id = any(${[...ids]}::uuid[]) returning id, digest, day)
    insert into journal.asked (district, id, digest, day)
    select ${district}, o.id, o.digest, o.day
    from old o join unnest(${[...ids]}::uuid[]) with ordinality as wanted(id, place) on wanted.id = o.id order by wanted.place`.execute(
    tx,
  );
}

/** Subjects of which a line waits for its day's batch, in the order of their ids. */
export async function waitingSubjects(tx: Tx, district: string): Promise<string[]> {
  const { rows } = await sql<{
    subject: string;
  }>`select distinct subject from journal.waiting where district = ${district} order by subject`.execute(tx);
  return rows.map((one) => one.subject);
}

/** Forgets what was asked before a day: no phone sends it again by then. Answers how many. */
export async function forgetAsked(tx: Tx, district: string, before: Day): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (delete from journal.asked where district = ${district} and day < ${before} returning 1)
    select count(*) as n from gone`.execute(tx);
  return rows[0]?.n ?? 0;
}
