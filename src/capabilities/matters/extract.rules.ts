import { z } from 'zod';
import { type CharterRefusal, charterRefusals } from '../../platform/charter/charter.rules.ts';

/** What may stand in a column: facts about a matter, none about a person. Words, addresses and points stay behind. */
export const FIELDS = [
  'number',
  'status',
  'kind',
  'kindCode',
  'group',
  'gbt31000',
  'urgency',
  'channel',
  'territoryCode',
  'town',
  'village',
  'body',
  'reported',
  'firstAction',
  'due',
  'closed',
  'onTime',
  'returns',
  'reopened',
  'rating',
  'outside',
  'origin',
] as const;
export type Field = (typeof FIELDS)[number];

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !/\p{Cc}/u.test(one), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });

/** A extract: a form that a higher platform asks for, as columns in its own words and order. */
export const extract = z.strictObject({
  name: plain(60),
  columns: z
    .array(
      z.strictObject({
        field: z.enum(FIELDS),
        heading: plain(60),
        /** What stands in place of a value; a value that is not named stays as it is. */
        values: z
          .array(z.strictObject({ from: plain(40), to: z.string().trim().max(60) }))
          .max(60)
          .default([]),
      }),
    )
    .min(1)
    .max(40),
});
export type Extract = z.output<typeof extract>;

/** A matter as a row: texts as people read them, and the codes behind them. */
export type Row = Readonly<Record<Field, string | number | null>> & {
  /** The code behind each coded field's words. */
  readonly codes: Readonly<Partial<Record<Field, string>>>;
};

/** A row's cells in a extract's order. A replacement is found by the code or by the words. */
export function cellsOf(row: Row, { columns }: Extract): (string | number | null)[] {
  return columns.map(({ field, values }) => {
    const cell = row[field];
    const found = values.find(({ from }) => from === row.codes[field] || from === String(cell ?? ''));
    return found ? found.to : cell;
  });
}

/** Why the charter refuses a extract's words; empty when it does not. */
export function extractRefusals(it: Extract): CharterRefusal[] {
  return charterRefusals([
    { path: 'name', zh: it.name, en: it.name },
    ...it.columns.map(({ heading }, at) => ({ path: `columns.${at}.heading`, zh: heading, en: heading })),
  ]);
}
