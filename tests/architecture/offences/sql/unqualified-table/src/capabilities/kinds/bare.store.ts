import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: whose table this is, the search path decides. */
export const bare = (tx: Tx) => sql`select code from kind`.execute(tx);
