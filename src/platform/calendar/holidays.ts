import chineseDays from 'chinese-days';
import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import {
  addDays,
  type Calendar,
  calendarFrom,
  type Day,
  dayAt,
  FIRST_DAY,
  type Holiday,
  LAST_DAY,
  type Mark,
} from './calendar.rules.ts';
import { type Festivals, qingmingOf, statutoryMarks } from './statutory.rules.ts';

/** What a district adds to the notices that the package carries. */
export type Given = {
  /** Whole years, as the State Council's notice lists them; they replace the package's. */
  readonly years: readonly { readonly year: number; readonly marks: readonly Mark[] }[];
  /** Single days; they win over everything. */
  readonly overrides: readonly Mark[];
};

/**
 * The calendar of mainland China: the holidays of the law; over them the notices that the chinese-days package carries, from
 * 2004 to its latest year, and those handed in; over these the overrides. A notice also dates days of the neighbouring
 * years (New Year's holiday may begin in December): what it says of them stands beside their own year's.
 */
export function chineseCalendar({ years, overrides }: Given = { years: [], overrides: [] }): Calendar {
  const replaced = new Set(years.map((one) => one.year));
  const carried = NOTICES.filter((mark) => !replaced.has(yearOf(mark.day)));
  const given = years.flatMap((one) => one.marks);
  const announced = new Set([...NOTICES.map((mark) => yearOf(mark.day)), ...replaced]);
  const marks = [...LAW.filter((mark) => !announced.has(yearOf(mark.day))), ...carried, ...given, ...overrides];
  return calendarFrom({ announced, marks });
}

/** The years whose notices the package carries. */
export function carriedYears(): ReadonlySet<number> {
  return new Set(NOTICES.map((mark) => yearOf(mark.day)));
}

/**
 * The festivals of a year from 1901 to 2099. Months of the moon are added up from the package's tables: its own conversions
 * reckon in the zone of the machine and are a day off west of Greenwich.
 */
export function festivalsOf(year: number): Festivals {
  return {
    springFestival: lunarDay(year, 1, 1),
    tombSweeping: qingmingOf(year),
    dragonBoat: lunarDay(year, 5, 5),
    midAutumn: lunarDay(year, 8, 15),
  };
}

/** The day of a lunar date, never in a leap month. The tables begin with the lunar year 1900, on 31 January. */
function lunarDay(year: number, month: number, day: number): Day {
  let days = day - 1;
  for (let before = 1900; before <= year; before++) {
    const leap = chineseDays.getYearLeapMonth(before);
    const months = before < year ? 12 : month - 1;
    for (let each = 1; each <= months; each++) days += chineseDays.monthDays(before, each);
    if ((leap.leapMonth ?? 13) <= months) days += leap.days;
  }
  return addDays('1900-01-31', days);
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** The package's names of holidays; a name that is not known here fails at the start, not on the day. */
const NAMES: Readonly<Record<string, Holiday>> = {
  "New Year's Day": 'newYear',
  'Spring Festival': 'springFestival',
  'Tomb-sweeping Day': 'tombSweeping',
  'Labour Day': 'labourDay',
  'Dragon Boat Festival': 'dragonBoat',
  'Mid-autumn Festival': 'midAutumn',
  'National Day': 'nationalDay',
  'Anti-Fascist 70th Day': 'victoryDay',
};

function marksFrom(days: Readonly<Record<Day, string>>, works: boolean): Mark[] {
  return Object.entries(days).map(([day, text]) => {
    const holiday = NAMES[text.split(',')[0] ?? ''];
    if (holiday === undefined) throw new Error(`chinese-days names a holiday that is not known: ${text}`);
    return { day, works, by: 'notice', holiday, why: null, source: null };
  });
}

const NOTICES: readonly Mark[] = [...marksFrom(data.holidays, false), ...marksFrom(data.workdays, true)];

const LAW: readonly Mark[] = Array.from(
  { length: yearOf(dayAt(LAST_DAY)) - yearOf(dayAt(FIRST_DAY)) + 1 },
  (_, n) => yearOf(dayAt(FIRST_DAY)) + n,
).flatMap((year) => statutoryMarks(year, festivalsOf(year)));
