import type { SubjectOf } from '../../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { countsOf, FIGURES } from './rounds.figures.ts';
import { FOLD, fold, type Round } from './rounds.rules.ts';
import { rewriteRounds, roundsAfter } from './rounds.store.ts';

/** Screening rounds, as audit and refold see them. */
export const roundSubject: SubjectOf<Round> = {
  name: 'mediation-round',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: { version: FIGURES, countsOf },
  rows: { read: roundsAfter, write: rewriteRounds },
};
