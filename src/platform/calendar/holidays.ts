import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Calendar, Day } from './calendar.rules.ts';
import { calendarFrom } from './calendar.rules.ts';

/** Days off and make-up workdays of announced years, as the State Council's notice lists them. */
export type HolidayData = { readonly off: readonly Day[]; readonly worked: readonly Day[] };

/**
 * The calendar of mainland China: the notices that the chinese-days package carries, from 2004 to its latest year, and
 * those of later years handed in (`more`), which replace the package's for the years that they name.
 */
export function chineseCalendar(more: HolidayData = { off: [], worked: [] }): Calendar {
  const given = yearsOf([...more.off, ...more.worked]);
  const kept = (days: readonly Day[]) => days.filter((day) => !given.has(yearOf(day)));
  const off = [...kept(Object.keys(data.holidays)), ...more.off];
  const worked = [...kept(Object.keys(data.workdays)), ...more.worked];
  return calendarFrom({ announced: yearsOf([...off, ...worked]), off, worked });
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const yearsOf = (days: readonly Day[]): ReadonlySet<number> => new Set(days.map(yearOf));
