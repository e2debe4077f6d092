import { z } from 'zod';
import { textOf } from '../../platform/language/language.ts';
import { DATUMS } from '../../platform/places/coordinates.rules.ts';
import { ENCODINGS } from './characters.ts';
import { isMomentFormat } from './moment.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';

const Column = z.string().min(1).max(200);
const Values = z.record(z.string(), z.string());
const KindCode = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/);
const TextPair = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== null;
  } catch {
    return false;
  }
};

/**
 * Where a text comes from: a fixed one; a column, its value kept or looked up in `values` (what is not there is kept, dropped
 * or refuses the row); or several columns joined by `between`, empty ones left out.
 */
const Origin = z.union([
  z.strictObject({ constant: z.string().min(1).max(4000) }),
  z.strictObject({
    column: Column,
    required: z.boolean().default(false),
    values: Values.optional(),
    otherwise: z.enum(['keep', 'drop', 'refuse']).default('keep'),
  }),
  z.strictObject({
    columns: z.array(Column).min(1).max(20),
    between: z.string().max(10).default(' '),
    required: z.boolean().default(false),
  }),
]);
export type Origin = z.output<typeof Origin>;

/** How the columns of somebody's table become reports: a file kept beside the data, so that an import can be read and repeated. */
export const MapFile = z
  .strictObject({
    /** Part of every derived id: two maps never give two rows the same id, and renaming a map imports everything anew. */
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
    title: TextPair,
    /** Where the data is from and under which licence. */
    origin: z.string().max(500).optional(),
    sheet: z.union([z.string(), z.int().min(1)]).optional(),
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.string().length(1).optional(),
    /** The row that holds the columns' names; rows above it (a title, a date) are no input. */
    headerRow: z.int().min(1).max(50).default(1),
    /** Columns that together name a row for good. Where absent the whole row's content does, and its nth repetition. */
    externalId: z.strictObject({ columns: z.array(Column).min(1).max(5) }).optional(),
    /** When it happened. Several columns (a date and a time) are joined by a blank. */
    happened: z.strictObject({
      columns: z.array(Column).min(1).max(3),
      formats: z.array(z.string().refine(isMomentFormat)).min(1).max(10),
      timezone: z.string().refine(isTimezone),
      /** What a refused row's reason shows of how times are written; the formats themselves where absent. */
      example: z.string().min(1).max(100).optional(),
    }),
    /** Decimal degrees; `datum` says in which coordinates, and they are converted to WGS-84. */
    place: z.strictObject({ lon: Column, lat: Column, datum: z.enum(DATUMS).default('wgs84') }).optional(),
    kind: z.union([
      z.strictObject({ constant: KindCode }),
      z.strictObject({
        column: Column,
        values: z.record(z.string(), KindCode),
        /** The kind of a value that is not listed; where absent such a row is refused. */
        otherwise: KindCode.optional(),
      }),
    ]),
    words: Origin.optional(),
    address: Origin.optional(),
    /** Answers to the kind's questions, by the question's code; behind a kind's code and a dot, to that kind's alone. */
    attributes: z.record(z.string().regex(/^[\w.-]{1,120}$/), Origin).default({}),
    /** Rows that are refused by name: a placeholder, a category that is not ours. A number is compared as a number. */
    refuse: z
      .array(
        z.strictObject({ column: Column, equals: z.array(z.union([z.string(), z.number()])).min(1), reason: TextPair }),
      )
      .default([]),
  })
  .refine((map) => map.place !== undefined || map.address !== undefined, {
    path: ['place'],
    error: 'place or address',
  });
export type MapFile = z.output<typeof MapFile>;

/** Reads a map from JSON text; throws `Unreadable` naming the first thing that is wrong and where. */
export function mapFileOf(json: string): MapFile {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Unreadable(textOf(tabularWords, 'badMap', { where: 'JSON', why: (error as Error).message }), error);
  }
  const parsed = MapFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || '/';
  throw new Unreadable(textOf(tabularWords, 'badMap', { where, why: issue?.message ?? '' }), parsed.error);
}
