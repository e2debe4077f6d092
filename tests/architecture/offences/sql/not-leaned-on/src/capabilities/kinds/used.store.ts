import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** Offence: a published view of a neighbour on whom the register does not let it lean. */
export const used = (tx: Tx) => sql`select distinct kind from matters.open_matter`.execute(tx);
