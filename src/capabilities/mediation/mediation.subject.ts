import type { SubjectOf } from '../../platform/journal/subject.ts';
import { fold } from './fold.rules.ts';
import { LINES } from './lines.rules.ts';
import { caseFigures } from './mediation.figures.ts';
import { type Case, FOLD } from './mediation.rules.ts';
import { casesAfter, rewriteCases } from './mediation.store.ts';

/** Cases of mediation, as journal, audit and refold see them. */
export const mediationSubject: SubjectOf<Case> & { readonly countsOf: (typeof caseFigures)['countsOf'] } = {
  name: 'mediation',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: caseFigures,
  countsOf: caseFigures.countsOf,
  rows: { read: casesAfter, write: rewriteCases },
};
