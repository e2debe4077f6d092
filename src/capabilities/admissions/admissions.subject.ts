import { noFigures, type SubjectOf } from '../../platform/journal/subject.ts';
import { type Admission, FOLD, fold } from './admissions.rules.ts';
import { admissionsAfter, rewriteAdmissions } from './admissions.store.ts';
import { LINES } from './lines.rules.ts';

/** Admissions of tasks, as audit and refold see them. They count toward no figure. */
export const admissionSubject: SubjectOf<Admission> = {
  name: 'admission',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: admissionsAfter, write: rewriteAdmissions },
};
