import type { Tx } from '../../../platform/db/database.ts';
import { problem } from '../ground.ts';
import { isOneNumber } from '../numbers.rules.ts';
import { type Author, type Doing as Opening, openCase } from '../opening.ts';
import type { FoundIn } from './rounds.contract.ts';

/** Who does it, when, and with what texts are sealed. */
export type Doing = Omit<Opening, 'origin'>;

/**
 * Opens the case of a dispute that was found, in the transaction of its visit: either both are kept or neither. Its id was made on the
 * phone. Nobody has it yet: triage says who is to. Throws Problem 409 where the id stands for another case.
 */
export async function openFound(
  tx: Tx,
  doing: Doing,
  found: FoundIn,
  at: { readonly round: string; readonly territory: string },
  finder: Author,
): Promise<void> {
  if (isOneNumber(found.parties)) throw problem(422, 'oneNumber', 'body.found');
  const parties = found.parties.map((one) => ({ ...one, address: '', minor: false }));
  const ask = { ...found, ...at, parties, channel: 'round' as const, publicOrder: false };
  await openCase(tx, { ...doing, origin: 'live' }, ask, finder, null);
}
