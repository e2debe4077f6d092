import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { HOLIDAYS, MARKED_BY } from './calendar.rules.ts';
import { calendarWords } from './calendar.words.ts';
import { hoursShape } from './entries.rules.ts';
import { NOTICE_FAULTS } from './notice.rules.ts';

const year = z.coerce.number().int().min(2000).max(2069);
const day = z.iso.date().refine((text) => text >= '2000-01-01' && text <= '2069-12-31');
const text = z.string().trim();
const source = text.min(2).max(120);
/** The version that the sender saw: what others changed meanwhile is not overwritten unseen. */
const base = z.int().min(0);
const inQuery = z.strictObject({ base: z.coerce.number().int().min(0) });
const done = z.object({ version: z.int() });
const listed = z.object({ day: z.iso.date(), works: z.boolean(), holiday: z.enum(HOLIDAYS) });

export const readYear = contract({
  name: 'calendar.year',
  method: 'GET',
  path: '/api/calendar/years/:year',
  summary: textOf(calendarWords, 'readYear'),
  access: ['staff'],
  params: z.strictObject({ year }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    version: z.int(),
    year: z.int(),
    /** False while the State Council has not announced the year: every date reckoned with it is provisional. */
    announced: z.boolean(),
    /** The first of the year's last days that wait for the next year's notice; null where they do not. */
    openFrom: z.iso.date().nullable(),
    /** Whether the year's list was carried along or entered in the district, and the document that says so. */
    list: z.enum(['carried', 'entered']).nullable(),
    source: z.string().nullable(),
    /** Days of which something is said beyond the week's rule. */
    days: z.array(
      z.object({
        day: z.iso.date(),
        works: z.boolean(),
        by: z.enum(MARKED_BY),
        holiday: z.enum(HOLIDAYS).nullable(),
        why: z.string().nullable(),
        source: z.string().nullable(),
      }),
    ),
    working: z.int(),
    mayKeep: z.boolean(),
  }),
});

export const setDay = contract({
  name: 'calendar.setDay',
  method: 'PUT',
  path: '/api/calendar/days/:day',
  summary: textOf(calendarWords, 'setDay'),
  access: ['staff'],
  params: z.strictObject({ day }),
  query: nothingIn,
  body: z.strictObject({ works: z.boolean(), why: text.min(2).max(80), source: source.nullable(), base }),
  answer: done,
});

export const clearDay = contract({
  name: 'calendar.clearDay',
  method: 'DELETE',
  path: '/api/calendar/days/:day',
  summary: textOf(calendarWords, 'clearDay'),
  access: ['staff'],
  params: z.strictObject({ day }),
  query: inQuery,
  body: nothingIn,
  answer: done,
});

const pasted = z.string().min(1).max(20_000);

export const readList = contract({
  name: 'calendar.readList',
  method: 'POST',
  path: '/api/calendar/years/:year/read',
  summary: textOf(calendarWords, 'readList'),
  access: ['staff'],
  params: z.strictObject({ year }),
  query: nothingIn,
  body: z.strictObject({ text: pasted }),
  answer: z.object({
    days: z.array(listed),
    faults: z.array(z.object({ why: z.enum(NOTICE_FAULTS), at: z.string() })),
  }),
});

export const setYear = contract({
  name: 'calendar.setYear',
  method: 'PUT',
  path: '/api/calendar/years/:year',
  summary: textOf(calendarWords, 'setYear'),
  access: ['staff'],
  params: z.strictObject({ year }),
  query: nothingIn,
  body: z.strictObject({ text: pasted, source, base }),
  answer: done,
});

export const clearYear = contract({
  name: 'calendar.clearYear',
  method: 'DELETE',
  path: '/api/calendar/years/:year',
  summary: textOf(calendarWords, 'clearYear'),
  access: ['staff'],
  params: z.strictObject({ year }),
  query: inQuery,
  body: nothingIn,
  answer: done,
});

export const readHours = contract({
  name: 'calendar.hours',
  method: 'GET',
  path: '/api/calendar/hours',
  summary: textOf(calendarWords, 'readHours'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    version: z.int(),
    /** The hours of every body without hours of its own; minutes of the day, above 1440 in the next. */
    usual: hoursShape,
    isUsualOwn: z.boolean(),
    bodies: z.array(
      z.object({
        id: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        own: hoursShape.nullable(),
      }),
    ),
    mayKeep: z.boolean(),
  }),
});

export const setHours = contract({
  name: 'calendar.setHours',
  method: 'PUT',
  path: '/api/calendar/hours',
  summary: textOf(calendarWords, 'setHours'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  /** `body` null: the usual hours; `hours` null: those of the body are taken back. */
  body: z.strictObject({ body: z.string().max(63).nullable(), hours: hoursShape.nullable(), base }),
  answer: done,
});
