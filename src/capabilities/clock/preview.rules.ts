import { addDays, addWorkingDays, type Calendar, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { Term } from './clock.rules.ts';

/** By when a term is over; `due` null where it is counted in duty hours, which differ from body to body. */
export type Due = { readonly due: Date | null; readonly provisional: boolean };

/** When a term that begins at a moment is over: days end with their last day (the first moment of the next). Pure. */
export function dueOf(start: Date, { n, unit }: Term, calendar: Calendar): Due {
  const endOf = (day: string) => startOf(addDays(day, 1));
  switch (unit) {
    case 'minutes':
      return { due: new Date(start.getTime() + n * 60_000), provisional: false };
    case 'calendarDays':
      return { due: endOf(addDays(dayOf(start), n)), provisional: false };
    case 'workingDays': {
      const { day, provisional } = addWorkingDays(dayOf(start), n, calendar);
      return { due: endOf(day), provisional };
    }
    case 'workingHours':
      return { due: null, provisional: false };
  }
}
