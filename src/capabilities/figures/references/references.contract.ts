import { z } from 'zod';
import { UNITS } from '../../../platform/figures/figure.rules.ts';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { POSTS } from '../../../platform/identity/caller.ts';
import { textOf } from '../../../platform/language/language.ts';
import { asked, text } from '../figures.contract.ts';
import { isWhat, MOST_SOURCE, SORTS } from './references.rules.ts';
import { referencesWords } from './references.words.ts';

const day = z.iso.date();
const what = z
  .string()
  .max(60)
  .refine(isWhat, { error: textOf(referencesWords, 'badWhat').zh });
const held = z.object({ value: z.number(), from: day, source: z.string() });

const reference = z.object({
  id: z.uuid(),
  what: z.string(),
  name: text,
  unit: z.enum(UNITS),
  territory: z.object({ code: z.string(), name: text }),
  /** What holds today, and what changes next: another value, or nothing any more. */
  now: held.nullable(),
  next: z.object({ from: day, held: held.nullable() }).nullable(),
  /** Everything that was ever said, oldest first; a null value ends it from its day on. In which post, never by whom. */
  steps: z.array(
    z.object({
      from: day,
      value: z.number().nullable(),
      source: z.string().nullable(),
      post: z.enum(POSTS),
      recorded: z.string(),
    }),
  ),
  /** Whether the caller may set or end it. */
  may: z.boolean(),
});
export type ReferenceOut = z.output<typeof reference>;

/** Everybody may read what figures are held against. */
export const references = contract({
  name: 'figures.references',
  method: 'GET',
  path: '/api/figures/references',
  summary: textOf(referencesWords, 'list'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district: asked.district,
    /** A territory: its own, those above that hold for it too, and those within it; the whole district where absent. */
    territory: asked.territory,
    sort: z.enum(SORTS).optional(),
    after: z
      .string()
      .max(120)
      .regex(/^\d{6,15}@[a-zA-Z0-9:]+$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  body: nothingIn,
  answer: z.object({ today: day, items: z.array(reference), after: z.string().nullable() }),
  perMinute: 240,
});

export const setReference = contract({
  name: 'figures.setReference',
  method: 'POST',
  path: '/api/desk/figures/references',
  summary: textOf(referencesWords, 'set'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    what,
    territory: asked.territory.unwrap(),
    value: z.number(),
    from: day,
    source: z
      .string()
      .trim()
      .min(1)
      .max(MOST_SOURCE)
      .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
        error: '含有不能保存的字符 contains characters that cannot be stored',
      }),
  }),
  answer: reference,
});
export type SetIn = z.output<typeof setReference.body>;

export const endReference = contract({
  name: 'figures.endReference',
  method: 'POST',
  path: '/api/desk/figures/references/:id/end',
  summary: textOf(referencesWords, 'end'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  /** `to` is the last day on which it is in force. */
  body: z.strictObject({ id: z.uuid(), to: day }),
  answer: reference,
});
