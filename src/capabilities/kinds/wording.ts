import { charterRefusals } from '../../platform/charter/charter.rules.ts';
import { type FieldProblem, Problem } from '../../platform/http/problem.ts';
import { textOf } from '../../platform/language/language.ts';
import { candidatesOf, type KindSeed, seedFaults } from './kinds.rules.ts';
import { kindsWords } from './kinds.words.ts';

/**
 * Lets a kind pass whose parts fit each other and whose words the charter does not refuse.
 * Throws Problem 422 that names every place (below `at`) with the rule and the reason.
 */
export function checkWords(seed: KindSeed, at: string): void {
  const faults: FieldProblem[] = seedFaults(seed).map(({ path, why }) => ({
    path: `${at}.${path}`,
    message: textOf(kindsWords, why),
  }));
  if (faults.length > 0) throw new Problem(422, 'kinds.misfit', textOf(kindsWords, 'misfit'), faults);
  const refused = charterRefusals(candidatesOf(seed)).map(({ path, why }) => ({ path: `${at}.${path}`, message: why }));
  if (refused.length > 0) throw new Problem(422, 'kinds.charter', textOf(kindsWords, 'charter'), refused);
}

/** A refusal of one member of what was proposed. */
export function misfit(path: string, key: keyof typeof kindsWords.zh & string): Problem {
  const message = textOf(kindsWords, key);
  return new Problem(422, `kinds.${key}`, message, [{ path, message }]);
}
