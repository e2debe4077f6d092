import { z } from 'zod';
import { POSTS } from '../../../platform/identity/caller.ts';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { MOST_TEMPLATE } from '../documents/bounds.rules.ts';
import { DOCUMENT_CODES } from '../documents/documents.contract.ts';
import { DAYS, MOST_WORD, MOST_YUAN } from './terms.rules.ts';

const printable = (one: string): boolean => one.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(one);
const days = <Term extends keyof typeof DAYS>(term: Term) =>
  z.strictObject({ term: z.literal(term), value: z.int().min(1).max(DAYS[term].most) });
const yuan = z.int().min(0).max(MOST_YUAN);

/** A change with its whole new value: on the wire and in the line alike. */
export const change = z.discriminatedUnion('term', [
  days('days'),
  days('offerDays'),
  days('visitDays'),
  days('coldDays'),
  z.strictObject({
    term: z.literal('word'),
    value: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
        z.string().regex(new RegExp(`^\\p{L}{1,${MOST_WORD}}$`, 'u')),
      )
      .refine((one) => Object.keys(one).length <= 500),
  }),
  z.strictObject({
    term: z.literal('subsidy'),
    value: z.strictObject({ simple: yuan, ordinary: yuan, difficult: yuan, major: yuan, oral: yuan, written: yuan }),
  }),
  z.strictObject({
    term: z.literal('template'),
    code: z.enum(DOCUMENT_CODES),
    value: z.string().max(MOST_TEMPLATE).refine(printable).nullable(),
  }),
]);

/** Every kind of line of a district's terms, for ever. They name nobody; why one was changed is sealed. */
export const LINES = {
  changed: lineKind({
    name: 'mediation-setting.changed',
    version: 1,
    body: z.strictObject({
      change,
      as: z.enum(POSTS),
      reason: z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    }),
  }),
} as const;
