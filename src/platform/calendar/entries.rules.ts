import { z } from 'zod';
import { type Line, lineKind } from '../journal/line.rules.ts';
import { type Calendar, type Day, HOLIDAYS, type Mark } from './calendar.rules.ts';
import { DUTY_DAYS, type Hours } from './hours.rules.ts';
import type { ListedDay } from './notice.rules.ts';

export const ENTRIES = ['day', 'year', 'hours'] as const;
export type What = (typeof ENTRIES)[number];

/** The key of the hours that hold for every body without hours of its own. */
export const EVERY_BODY = '*';

const span = z.strictObject({ from: z.int(), to: z.int() });
const week = z.array(z.array(span).readonly()).readonly();
/** Hours as they cross the wire and stand in a line; whether they can hold says `refuseHours`. */
export const hoursShape = z.strictObject({
  week,
  seasons: z.array(z.strictObject({ from: z.string(), to: z.string(), week })).readonly(),
  duty: z
    .array(z.strictObject({ ...span.shape, days: z.enum(DUTY_DAYS), weekdays: z.array(z.int()).readonly() }))
    .readonly(),
});
const saidDay = z.strictObject({ works: z.boolean(), why: z.string(), source: z.string().nullable() });
const saidYear = z.strictObject({
  source: z.string(),
  days: z.array(z.strictObject({ day: z.iso.date(), works: z.boolean(), holiday: z.enum(HOLIDAYS) })),
});

/**
 * Every kind of line of the calendar, for ever. Which days are worked, why, and when an office is open is published and nobody's
 * secret: it stands in the line.
 */
export const CALENDAR_LINES = {
  day: lineKind({ name: 'calendar.day-set', version: 1, body: z.strictObject({ key: z.iso.date(), value: saidDay }) }),
  year: lineKind({ name: 'calendar.year-set', version: 1, body: z.strictObject({ key: z.string(), value: saidYear }) }),
  hours: lineKind({
    name: 'calendar.hours-set',
    version: 1,
    body: z.strictObject({ key: z.string(), value: hoursShape }),
  }),
  cleared: lineKind({ name: 'calendar.cleared', version: 1, body: z.strictObject({}) }),
} as const;

export type SaidDay = { readonly works: boolean; readonly why: string; readonly source: string | null };
export type SaidYear = { readonly source: string; readonly days: readonly ListedDay[] };

/** What an entry says; null once it was taken back. */
export type Said =
  | { readonly what: 'day'; readonly key: Day; readonly value: SaidDay | null }
  | { readonly what: 'year'; readonly key: string; readonly value: SaidYear | null }
  | { readonly what: 'hours'; readonly key: string; readonly value: Hours | null };

/** One thing that a district says of its calendar: the fold of its lines. */
export type Entry = Said & { readonly id: string };

/** Raised whenever `foldEntry` gives another state for the same lines. */
export const ENTRY_FOLD = 1;

/** The state after one more line. Pure. */
export function foldEntry(before: Entry | null, line: Line): Entry {
  const id = line.subject;
  switch (line.kind) {
    case CALENDAR_LINES.day.name:
      return { id, what: 'day', ...CALENDAR_LINES.day.body.parse(line.body) };
    case CALENDAR_LINES.year.name:
      return { id, what: 'year', ...CALENDAR_LINES.year.body.parse(line.body) };
    case CALENDAR_LINES.hours.name:
      return { id, what: 'hours', ...CALENDAR_LINES.hours.body.parse(line.body) };
    case CALENDAR_LINES.cleared.name:
      if (before === null) throw new Error('nothing was said that could be taken back');
      return { ...before, value: null };
    default:
      throw new Error(`the calendar has no line ${line.kind}`);
  }
}

/** What a district's entries add to the calendar that is carried. */
export function givenBy(entries: readonly Entry[]): {
  readonly years: readonly { readonly year: number; readonly marks: readonly Mark[] }[];
  readonly overrides: readonly Mark[];
} {
  return {
    years: entries.flatMap((one) => {
      if (one.what !== 'year' || one.value === null) return [];
      const { days, source } = one.value;
      const marks = days.map((day): Mark => ({ ...day, by: 'notice', why: null, source }));
      return [{ year: Number(one.key), marks }];
    }),
    overrides: entries.flatMap((one) =>
      one.what === 'day' && one.value !== null ? [{ ...one.value, day: one.key, by: 'override', holiday: null }] : [],
    ),
  };
}

/** Days of a calendar that are marked, within a year, in order. */
export const marksIn = (year: number, calendar: Calendar): Mark[] =>
  [...calendar.marks.values()]
    .filter((mark) => mark.day.startsWith(`${year}-`))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
