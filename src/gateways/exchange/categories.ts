import { z } from 'zod';
import { textOf } from '../../platform/language/language.ts';
import { Unreadable } from '../tabular/unreadable.ts';
import { exchangeWords } from './exchange.words.ts';

const TextPair = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const KindCode = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/);

/**
 * How a desk's categories become our kinds: data of the district, for every desk numbers them in its own way. A case is filed under
 * the longest code that its own begins with; `door` names a body that by law must take it (a petition, a complaint about an official) instead.
 */
export const CategoryTable = z.strictObject({
  desk: z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/),
  title: TextPair,
  origin: z.string().max(500),
  categories: z
    .array(
      z
        .strictObject({
          code: z.string().min(1).max(40),
          name: TextPair,
          kind: KindCode.optional(),
          door: z.enum(['petition', 'discipline']).optional(),
        })
        .refine((one) => (one.kind === undefined) !== (one.door === undefined), { error: 'kind or door' }),
    )
    .min(1),
  /** The kind of a code that the table does not hold: it is still taken, and triage corrects it. */
  otherwise: KindCode,
});
export type CategoryTable = z.output<typeof CategoryTable>;

/** Where a case goes: one of our kinds, or the door of another body. `known` is false where the table does not hold the code. */
export type Filing =
  | { readonly is: 'kind'; readonly kind: string; readonly known: boolean }
  | { readonly is: 'door'; readonly door: 'petition' | 'discipline' };

/** Reads a table from JSON text; throws `Unreadable` naming what is wrong, a code that stands twice included. */
export function categoryTableOf(json: string): CategoryTable {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Unreadable(textOf(exchangeWords, 'badTable', { where: 'JSON', why: (error as Error).message }), error);
  }
  const parsed = CategoryTable.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Unreadable(
      textOf(exchangeWords, 'badTable', { where: issue?.path.join('.') || '/', why: issue?.message ?? '' }),
      parsed.error,
    );
  }
  const codes = parsed.data.categories.map((one) => one.code);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice !== undefined) throw new Unreadable(textOf(exchangeWords, 'badTable', { where: 'categories', why: twice }));
  return parsed.data;
}

/** Compiles a table once to the function that files a case by its category code. */
export function filer(table: CategoryTable): (code: string) => Filing {
  const filings = new Map<string, Filing>(
    table.categories.map((one) => [
      one.code,
      one.kind === undefined
        ? { is: 'door', door: one.door ?? 'petition' }
        : { is: 'kind', kind: one.kind, known: true },
    ]),
  );
  return (code) => {
    for (let end = code.length; end > 0; end--) {
      const found = filings.get(code.slice(0, end));
      if (found !== undefined) return found;
    }
    return { is: 'kind', kind: table.otherwise, known: false };
  };
}
