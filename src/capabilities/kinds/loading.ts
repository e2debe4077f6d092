import type { Tx } from '../../platform/db/database.ts';
import { type KindSeed, kindSeed } from './kinds.rules.ts';
import { addKinds, newestKinds } from './kinds.store.ts';
import { checkWords } from './wording.ts';

/**
 * Gives a new district the kinds that it begins with: version 1, without a proposal, held against the charter all the same.
 * Codes that the district knows already are left as they are. Throws Problem 422 naming `kinds.<code>.<place>`.
 * @returns how many were added.
 */
export async function loadKinds(tx: Tx, district: string, seeds: readonly KindSeed[], since: Date): Promise<number> {
  const whole = seeds.map((one) => kindSeed.parse(one));
  for (const one of whole) checkWords(one, `kinds.${one.code}`);
  const known = new Set((await newestKinds(tx, district)).map((one) => one.code));
  const added = whole.filter((one) => !known.has(one.code)).map((one) => ({ ...one, version: 1, active: true }));
  if (added.length > 0) await addKinds(tx, district, added, null, since);
  return added.length;
}
