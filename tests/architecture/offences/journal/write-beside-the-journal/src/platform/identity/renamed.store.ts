import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** Offence: behind a column that is beside the fold stands one that is not. */
export const rename = (tx: Tx) => sql`update identity.person set language = 'zh', state = 'closed'`.execute(tx);
