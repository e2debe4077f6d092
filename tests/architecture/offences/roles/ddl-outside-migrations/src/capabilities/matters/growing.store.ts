import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: the running app makes itself a table. */
export const grow = (tx: Tx) => sql`create table matters.more (id uuid)`.execute(tx);
