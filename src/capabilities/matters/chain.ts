import { keepInSight, type Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import type { MatterLine } from './matters.rules.ts';
import { kindsOfLine } from './showing.ts';

/**
 * All lines of a matter that was loaded through the right, those of before it came into the reader's reach among them: state, clock and
 * what may be taken back follow from the whole. They are reckoned with and never shown; what is shown is read by the reader's scope.
 */
export async function chainOf(tx: Tx, scope: Scope, matter: string): Promise<MatterLine[]> {
  await keepInSight(tx, scope, [matter]);
  const lines = await linesOf(tx, scope.district, [matter], kindsOfLine);
  await keepInSight(tx, scope, []);
  return lines as unknown as MatterLine[];
}
