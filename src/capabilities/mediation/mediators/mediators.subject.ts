import { noFigures, type SubjectOf } from '../../../platform/journal/subject.ts';
import { COMMITTEE_LINES, LINES } from './lines.rules.ts';
import { committeesAfter, mediatorsAfter, rewriteCommittees, rewriteMediators } from './mediators.store.ts';
import { type Committee, FOLD, foldCommittee, foldMediator, type Mediator } from './register.rules.ts';

/** Who mediates for which committee, as audit and refold see it. It counts toward no figure. */
export const mediatorSubject: SubjectOf<Mediator> = {
  name: 'mediation-mediator',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold: foldMediator,
  figures: noFigures,
  rows: { read: mediatorsAfter, write: rewriteMediators },
};

/** Committees and their terms, as audit and refold see them. */
export const committeeSubject: SubjectOf<Committee> = {
  name: 'mediation-committee',
  kinds: Object.values(COMMITTEE_LINES),
  foldVersion: FOLD,
  fold: foldCommittee,
  figures: noFigures,
  rows: { read: committeesAfter, write: rewriteCommittees },
};
