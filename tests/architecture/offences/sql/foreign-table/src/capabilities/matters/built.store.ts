import type { Tx } from '../../platform/db/database.ts';

/** Offence: the same by the builder. */
export const kinds = (tx: Tx) => tx.selectFrom('kinds.kind as k').selectAll();
