import { calendarOf } from '../../../platform/calendar/calendar.door.ts';
import { chineseCalendar } from '../../../platform/calendar/holidays.ts';
import { timetableOf, USUAL_HOURS } from '../../../platform/calendar/hours.rules.ts';
import { held } from '../../../platform/db/held.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { deadlineRulesOf, ruleBook } from '../../clock/clock.door.ts';
import type { Terms } from './reckoning.rules.ts';

/** What deadlines are reckoned by where a district has set nothing: the announced calendar, office hours, the kinds' own norms. */
export const standardTerms = (): Terms => {
  const calendar = chineseCalendar();
  const office = timetableOf(calendar, USUAL_HOURS);
  return { book: ruleBook([]), version: 0, calendar, timetableOf: () => office };
};

/** What deadlines of a district are reckoned by, held in the process. */
export const termsOf = held(async (db, district): Promise<Terms> => {
  const own = await calendarOf(db, district);
  return {
    book: await db.read(nothing(district), (tx) => deadlineRulesOf(tx, district)),
    version: own.version,
    calendar: own.calendar,
    timetableOf: (body) => own.timetableOf(body),
  };
});
