import { noFigures, type SubjectOf } from '../../journal/subject.ts';
import { type Change, FOLD, fold } from './changes.rules.ts';
import { changesAfter, rewriteChanges } from './changes.store.ts';
import { LINES } from './lines.rules.ts';

/** Changes of territories and bodies, as audit and refold see them. They count toward no figure. */
export const placesChangeSubject: SubjectOf<Change> = {
  name: 'places-change',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: changesAfter, write: rewriteChanges },
};
