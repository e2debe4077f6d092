import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: any table at all. */
export const all = (tx: Tx, table: string) => sql`select * from ${sql.ref(table)}`.execute(tx);
