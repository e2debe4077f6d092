import { noFigures, type SubjectOf } from '../../platform/journal/subject.ts';
import { FOLD, fold, type Handover } from './handover.rules.ts';
import { handoversAfter, rewriteHandovers } from './handover.store.ts';
import { LINES } from './lines.rules.ts';

/** Hand-overs at shift change, as audit and refold see them. They count toward no figure. */
export const handoverSubject: SubjectOf<Handover> = {
  name: 'handover',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: handoversAfter, write: rewriteHandovers },
};
