import type { Timetable } from '../../platform/calendar/hours.rules.ts';
import { addTerm, type Unit as CalendarUnit } from '../../platform/calendar/terms.rules.ts';
import type { Term, Unit } from './clock.rules.ts';

const UNIT: Readonly<Record<Unit, CalendarUnit>> = {
  minutes: 'minutes',
  workingHours: 'working hours',
  workingDays: 'working days',
  calendarDays: 'calendar days',
};

/**
 * When a term that begins at a moment is over, for trying a rule out: days end with their last day (at the first moment of the
 * next); nothing suspends it. `provisional`: a year on the way there has no announced holidays yet. Pure.
 */
export function dueOf(
  start: Date,
  { n, unit }: Term,
  timetable: Timetable,
): { readonly due: Date; readonly provisional: boolean } {
  const { due, provisional } = addTerm(start.getTime(), { n, unit: UNIT[unit] }, timetable);
  return { due: new Date(due), provisional };
}
