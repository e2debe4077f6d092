import type { Tx } from '../../platform/db/database.ts';
import type { Standing } from './ground.ts';
import type { Matter } from './matters.rules.ts';
import { childrenOf, loadMatters, type Stored } from './matters.store.ts';

/** The matter under which one was gathered or off which it was split, and those below it; what the scope does not hold is missing. */
export async function jointShown(tx: Tx, { district }: Standing, { id, parent, splitFrom }: Matter) {
  const above = parent === null ? [] : await loadMatters(tx, district, [parent]);
  const below = await childrenOf(tx, district, id);
  return { parent: above.map(linkOf)[0] ?? null, split: splitFrom !== null, children: below.map(linkOf) };
}

const linkOf = ({ matter, number }: Stored) => ({
  id: matter.id,
  number,
  status: matter.status,
  kind: matter.kind,
  due: matter.due,
  split: matter.splitFrom !== null,
});
