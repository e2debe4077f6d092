import type { Tx } from '../../platform/db/database.ts';
import { rewritePlanted } from './planted.store.ts';
import { planted } from './planted.subject.ts';

/** Offence: a route that writes a state anew without a line, by the function that refold has, and by the subject that has it. */
export const hurry = async (tx: Tx): Promise<void> => {
  await rewritePlanted(tx);
  await planted.rows.write(tx);
};
