import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { POSTS } from '../../../platform/identity/caller.ts';
import { textOf } from '../../../platform/language/language.ts';
import { MOST_TEMPLATE } from '../documents/bounds.rules.ts';
import { DOCUMENT_CODES } from '../documents/documents.contract.ts';
import { change } from './lines.rules.ts';
import { settingsWords } from './settings.words.ts';
import { DAYS_TERMS, SUBSIDIES } from './terms.rules.ts';

const text = z.object({ zh: z.string(), en: z.string() });
/** When a term was changed last, in which post and by whom, and why; null where the standard was never changed. */
const changed = z
  .object({ at: z.string(), post: z.enum(POSTS), name: z.string().nullable(), reason: z.string().nullable() })
  .nullable();
export type ChangedOut = z.output<typeof changed>;

const terms = z.object({
  /** How many changes there were: sent along with the next one. */
  n: z.int(),
  may: z.boolean(),
  /** The body whose handlers and coordinators may change them, by the table of who answers. */
  office: text.nullable(),
  days: z.array(z.object({ term: z.enum(DAYS_TERMS), value: z.int(), standard: z.int(), most: z.int(), changed })),
  word: z.object({ value: z.record(z.string(), z.string()), changed }),
  /** Bodies that may be given a word, each with the word that its numbers have now. */
  bodies: z.array(z.object({ id: z.string(), name: text, word: z.string() })),
  subsidy: z.object({ value: z.record(z.enum(SUBSIDIES), z.int()), changed }),
  templates: z.array(
    z.object({
      code: z.enum(DOCUMENT_CODES),
      name: text,
      item: z.int().nullable(),
      version: z.string(),
      /** Whether it is the district's own, and not the one that the release brings along. */
      own: z.boolean(),
      changed,
    }),
  ),
});
export type TermsOut = z.output<typeof terms>;

export const mediationSettings = contract({
  name: 'mediation.settings',
  method: 'GET',
  path: '/api/desk/mediation/settings',
  summary: textOf(settingsWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: terms,
});

export const changeSetting = contract({
  name: 'mediation.changeSetting',
  method: 'POST',
  path: '/api/desk/mediation/settings',
  summary: textOf(settingsWords, 'change'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    /** The number of changes that the sender saw. */
    n: z.int().min(0),
    change,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
        error: '含有不能保存的字符 contains characters that cannot be stored',
      }),
  }),
  answer: terms,
});

const code = z.object({ code: z.enum(DOCUMENT_CODES) });

export const templateOf = contract({
  name: 'mediation.template',
  method: 'GET',
  path: '/api/desk/mediation/settings/templates/:code',
  summary: textOf(settingsWords, 'templateOf'),
  access: ['staff'],
  params: code,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    n: z.int(),
    may: z.boolean(),
    name: text,
    version: z.string(),
    text: z.string(),
    /** What the release brings along. */
    standard: z.string(),
    own: z.boolean(),
    changed,
    fields: z.array(z.object({ path: z.string(), is: z.enum(['text', 'list']), help: text })),
  }),
});

/** Each block of a page, in the order in which they stand below each other. */
const block = z.union([
  z.object({
    is: z.enum(['title', 'heading', 'body', 'left', 'centre', 'right', 'item', 'sign', 'seal']),
    text: z.string(),
  }),
  z.object({
    is: z.literal('table'),
    head: z.array(z.string()).readonly().nullable(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
  }),
  z.object({ is: z.literal('page') }),
]);
export type BlockOut = z.output<typeof block>;

export const previewTemplate = contract({
  name: 'mediation.previewTemplate',
  method: 'POST',
  path: '/api/desk/mediation/settings/templates/:code/preview',
  summary: textOf(settingsWords, 'preview'),
  access: ['staff'],
  params: code,
  query: nothingIn,
  body: z.strictObject({ text: z.string().max(MOST_TEMPLATE) }),
  answer: z.object({ blocks: z.array(block) }),
  perMinute: 120,
});

/** The file itself, of a case that was made up. */
export const sampleDocument = contract({
  name: 'mediation.sampleDocument',
  method: 'GET',
  path: '/api/desk/mediation/settings/templates/:code/sample',
  summary: textOf(settingsWords, 'sample'),
  access: ['staff'],
  params: code,
  query: z.strictObject({ as: z.enum(['docx', 'pdf']) }),
  body: nothingIn,
  answer: z.string(),
  perMinute: 20,
});
