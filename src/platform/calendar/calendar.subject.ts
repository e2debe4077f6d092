import { noFigures, type SubjectOf } from '../journal/subject.ts';
import { entriesAfter, rewriteEntries } from './calendar.store.ts';
import { CALENDAR_LINES, ENTRY_FOLD, type Entry, foldEntry } from './entries.rules.ts';

/** What districts say of their calendars, as audit and refold see it. It counts toward no figure. */
export const calendarSubject: SubjectOf<Entry> = {
  name: 'calendar-entry',
  kinds: Object.values(CALENDAR_LINES),
  foldVersion: ENTRY_FOLD,
  fold: foldEntry,
  figures: noFigures,
  rows: { read: entriesAfter, write: rewriteEntries },
};
