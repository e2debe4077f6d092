import { noFigures, type SubjectOf } from '../../platform/journal/subject.ts';
import { type Change, FOLD, fold } from './changes.rules.ts';
import { changesAfter, rewriteChanges } from './changes.store.ts';
import { LINES } from './lines.rules.ts';

/** Changes of kinds, norms and authority, as audit and refold see them. They count toward no figure. */
export const changeSubject: SubjectOf<Change> = {
  name: 'kinds-change',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: changesAfter, write: rewriteChanges },
};
