import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { movedMatters } from './matters.store.ts';

/** Offence: a fragment in a statement that has no lines. */
export const beside = (tx: Tx) => sql`with gone as (${movedMatters([]).body}) select 1`.execute(tx);
