import type { Tx } from '../../platform/db/database.ts';
import { movedMatters } from './matters.store.ts';

/** Offence: a fragment that is run without lines. */
export const alone = (tx: Tx) => movedMatters([]).body.execute(tx);
