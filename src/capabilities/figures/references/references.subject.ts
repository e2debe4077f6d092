import type { SubjectOf } from '../../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { countsOf, FIGURES } from './references.figures.ts';
import { FOLD, fold, type Reference } from './references.rules.ts';
import { referencesAfter, rewriteReferences } from './references.store.ts';

/** Targets, bases and norms of figures, as audit and refold see them. */
export const referenceSubject: SubjectOf<Reference> = {
  name: 'reference',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: { version: FIGURES, countsOf: (before, _line, after) => countsOf(before, after) },
  rows: { read: referencesAfter, write: rewriteReferences },
};
