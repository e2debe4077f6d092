import type { SubjectOf } from '../../platform/journal/subject.ts';
import { fold } from './fold.rules.ts';
import { LINES } from './lines.rules.ts';
import { countsOf, countsOf1, FIGURES } from './mediation.figures.ts';
import { type Case, FOLD } from './mediation.rules.ts';
import { casesAfter, rewriteCases } from './mediation.store.ts';

/** Cases of mediation, as journal, audit and refold see them. */
export const mediationSubject: SubjectOf<Case> & { readonly countsOf: typeof countsOf } = {
  name: 'mediation',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: { version: FIGURES, countsOf, earlier: { 1: countsOf1 } },
  countsOf,
  rows: { read: casesAfter, write: rewriteCases },
};
