import { noFigures, type SubjectOf } from '../../platform/journal/subject.ts';
import { rewriteRules, rulesAfter } from './clock.store.ts';
import { LINES } from './lines.rules.ts';
import { FOLD, fold, type RuleStory } from './proposals.rules.ts';

/** Rules of deadlines, as audit and refold see them. They count toward no figure. */
export const deadlineRuleSubject: SubjectOf<RuleStory> = {
  name: 'deadline-rule',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: rulesAfter, write: rewriteRules },
};
