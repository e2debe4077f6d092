import type { Tx } from '../../../platform/db/database.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import type { Language } from '../../../platform/language/language.ts';
import { chainOf } from '../chain.ts';
import { bodyName, type Standing } from '../ground.ts';
import { spentOf } from './spent.rules.ts';
import { runningOf } from './stages.rules.ts';
import { whyOf } from './why.rules.ts';

/** The clock of a matter as its page shows it: each stage that runs with its deadline and why, and whose time it took so far. */
export async function clockShown(tx: Tx, scope: Scope, ground: Standing, matter: string, language: Language) {
  const lines = await chainOf(tx, scope, matter);
  const { running } = runningOf(lines, ground.terms, (kind) => ground.kinds.get(kind));
  return {
    stages: running.map((one) => ({
      stage: one.stage,
      since: new Date(one.round.since).toISOString(),
      due: new Date(one.reckoned.due).toISOString(),
      provisional: one.reckoned.provisional,
      body: bodyName(ground, one.round.body),
      why: whyOf(one, language),
    })),
    spent: spentOf(lines).map(({ body, ...span }) => ({ ...span, body: bodyName(ground, body) })),
  };
}
