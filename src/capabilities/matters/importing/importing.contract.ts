import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { textOf } from '../../../platform/language/language.ts';
import { DATUMS } from '../../../platform/places/coordinates.rules.ts';
import { FIELDS, STATES } from './importing.rules.ts';
import { importingWords as w } from './importing.words.ts';

const one = z.strictObject({ id: z.uuid() });
const text = z.object({ zh: z.string(), en: z.string() });
const column = z.string().trim().min(1).max(200);
const kind = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/)
  .max(80);

const plan = z.strictObject({
  headerRow: z.int().min(1).max(50),
  columns: z.strictObject(
    Object.fromEntries(FIELDS.map((field) => [field, column.nullable()])) as Record<
      (typeof FIELDS)[number],
      z.ZodNullable<typeof column>
    >,
  ),
  kinds: z.array(z.strictObject({ value: z.string().trim().min(1).max(200), kind })).max(300),
  otherwise: kind.nullable(),
  answers: z
    .array(z.strictObject({ kind, question: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), column }))
    .max(300)
    .default([]),
  datum: z.enum(DATUMS),
  ledger: z.string().trim().max(60),
});

/** How far an import is; tells nothing of the table. Times are ISO instants. */
const course = z.object({
  id: z.uuid(),
  state: z.enum(STATES),
  /** Whether the asker brought it: to others it shows no rows. */
  mine: z.boolean(),
  /** Rows under the heading; null until they are counted. `dealt` of them are dealt with in this state. */
  rows: z.int().nullable(),
  dealt: z.int(),
  stored: z.int(),
  known: z.int(),
  refused: z.int(),
  made: z.string(),
  ended: z.string().nullable(),
  /** The last day on which it is kept, refused rows and all. */
  until: z.string(),
});

const shown = z.object({
  name: z.string(),
  header: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  /** Values of the kind's column, the most frequent first. */
  values: z.array(z.object({ value: z.string(), count: z.int() })),
  /** Whether the plan is that of an earlier table with this heading. */
  remembered: z.boolean(),
  plan: plan.nullable(),
  /** What a run would do; null where the plan is not whole, or does not fit the table (then `trouble` says why). */
  found: z
    .object({
      taken: z.int(),
      known: z.int(),
      refused: z.int(),
      /** Why rows would be refused, the most frequent first. */
      reasons: z.array(z.object({ reason: text, count: z.int() })),
      /** The first refused rows as they stand. */
      rows: z.array(z.object({ row: z.int(), reason: text, cells: z.array(z.string()) })),
      /** In a district founded for imports rows are recorded at the time they happened, elsewhere now. */
      past: z.boolean(),
    })
    .nullable(),
  trouble: text.nullable(),
});
export type Shown = z.output<typeof shown>;

const answer = z.object({ course, shown: shown.nullable() });

export const listImports = contract({
  name: 'matters.listImports',
  method: 'GET',
  path: '/api/imports',
  summary: textOf(w, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ imports: z.array(course) }),
});

/** The id is the sender's own, so that sending twice makes one import. */
export const putImport = contract({
  name: 'matters.putImport',
  method: 'PUT',
  path: '/api/imports/:id',
  summary: textOf(w, 'put'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  // Never parsed as JSON: the browser hands in a FormData, the handler reads the stream.
  body: z.unknown().meta({ description: w.en.form }),
  answer: z.object({ id: z.uuid() }),
  bodyLimit: 11 * 1024 * 1024,
  perMinute: 60,
});

export const readImport = contract({
  name: 'matters.readImport',
  method: 'GET',
  path: '/api/imports/:id',
  summary: textOf(w, 'read'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer,
  perMinute: 600,
});

export const planImport = contract({
  name: 'matters.planImport',
  method: 'PUT',
  path: '/api/imports/:id/plan',
  summary: textOf(w, 'setPlan'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: plan,
  answer: course,
});

export const startImport = contract({
  name: 'matters.startImport',
  method: 'POST',
  path: '/api/imports/:id/start',
  summary: textOf(w, 'start'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: course,
});

export const cancelImport = contract({
  name: 'matters.cancelImport',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  summary: textOf(w, 'cancel'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: course,
});

/** The refused rows as they stood, the reason in one further column behind, which is passed over when the table comes back. */
export const refusedRows = contract({
  name: 'matters.refusedRows',
  method: 'GET',
  path: '/api/imports/:id/refused',
  summary: textOf(w, 'refusedRows'),
  access: ['staff'],
  params: one,
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 60,
});
