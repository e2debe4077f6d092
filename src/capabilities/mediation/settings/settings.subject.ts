import { noFigures, type SubjectOf } from '../../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { FOLD, fold, type Setting } from './setting.rules.ts';
import { rewriteSettings, settingsAfter } from './settings.store.ts';

/** The terms of a district's mediation, as audit and refold see them. They count toward no figure. */
export const mediationSettingSubject: SubjectOf<Setting> = {
  name: 'mediation-setting',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: settingsAfter, write: rewriteSettings },
};
