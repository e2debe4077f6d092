import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: a matter closes and nobody will ever know. */
export const close = (tx: Tx, id: string) => sql`update matters.matter set status = 'closed' where id = ${id}`.execute(tx);

/** Offence: the same by the builder. */
export const lose = (tx: Tx) => tx.deleteFrom('matters.matter').execute();
