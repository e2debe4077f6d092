import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Status } from './matters.rules.ts';

/** A deadline, and no word of what it is about. */
export type Deadline = {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly status: Status;
  readonly due: Date;
  readonly supervised: Date | null;
  readonly n: number;
  readonly updated: Date;
};

/** Open matters that a person handles, or that lie with some bodies, as far as the scope sees them; the nearest deadlines first. */
export async function deadlinesOf(
  tx: Tx,
  district: string,
  whose: { readonly person: string; readonly bodies: readonly string[] },
  most: number,
): Promise<Deadline[]> {
  const { rows } = await sql<Deadline>`select id, number, kind, status, due, supervised, n, updated from matters.matter
    where district = ${district} and status in ('new', 'assigned', 'accepted', 'handled', 'verified')
      and (handler = ${whose.person} or body = any(${[...whose.bodies]}::text[]))
    order by due, id limit ${most}`.execute(tx);
  return rows;
}
