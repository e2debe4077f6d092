import { noFigures, type SubjectOf } from '../../../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { FOLD, fold, type Subsidy } from './subsidy.rules.ts';
import { rewriteSubsidies, subsidiesAfter } from './subsidy.store.ts';

/** Subsidies of cases to mediators, as audit and refold see them. They count toward no figure: they bear on no outcome. */
export const mediationSubsidySubject: SubjectOf<Subsidy> = {
  name: 'mediation-subsidy',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: subsidiesAfter, write: rewriteSubsidies },
};
