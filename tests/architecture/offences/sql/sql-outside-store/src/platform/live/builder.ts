import type { Tx } from '../db/database.ts';

/** Offence: the query builder is SQL as well. */
export const newest = (tx: Tx) => tx.selectFrom('journal.line').selectAll();
