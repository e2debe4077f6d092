import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: writes its neighbour's table. */
export const forget = (tx: Tx) => sql`with gone as (delete from matters.receipt returning subject) select * from gone`.execute(tx);
