import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export const rewritePlanted = (tx: Tx) => sql`update kinds.change set state = 'in-force'`.execute(tx);
