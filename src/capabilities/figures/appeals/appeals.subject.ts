import type { SubjectOf } from '../../../platform/journal/subject.ts';
import { countsOf, FIGURES } from './appeals.figures.ts';
import { type Appeal, FOLD, fold } from './appeals.rules.ts';
import { appealsAfter, rewriteAppeals } from './appeals.store.ts';
import { LINES } from './lines.rules.ts';

/** Appeals against figures and lines, as audit and refold see them. */
export const appealSubject: SubjectOf<Appeal> = {
  name: 'appeal',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: { version: FIGURES, countsOf },
  rows: { read: appealsAfter, write: rewriteAppeals },
};
