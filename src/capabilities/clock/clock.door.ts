import type { Tx } from '../../platform/db/database.ts';
import { type RuleBook, ruleBook } from './clock.rules.ts';
import { allRules, rulesStamp } from './clock.store.ts';
import { versionsOf } from './proposals.rules.ts';

export type { DeadlineRule, RuleBook, Stage } from './clock.rules.ts';
export { ruleBook } from './clock.rules.ts';
export { deadlineRuleSubject } from './clock.subject.ts';
export { type DeadlineSeed, foundDeadlines, loadDeadlines } from './loading.ts';

/** Books held in the process, by district, each with the stamp of the rules that it was made of. */
const held = new Map<string, { readonly stamp: string; readonly book: RuleBook }>();

/**
 * All versions of a district's rules, laid out for `ruleFor`. One small query says whether any rule has moved; the book is
 * made anew only then, so that a change holds at once in every process.
 */
export async function deadlineRulesOf(tx: Tx, district: string): Promise<RuleBook> {
  const stamp = await rulesStamp(tx, district);
  const known = held.get(district);
  if (known?.stamp === stamp) return known.book;
  const stories = await allRules(tx, district);
  const book = ruleBook(stories.flatMap(versionsOf));
  held.set(district, { stamp, book });
  return book;
}
