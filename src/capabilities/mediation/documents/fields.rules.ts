import type { Text } from '../../../platform/language/language.ts';
import { textOf } from '../../../platform/language/language.ts';
import { fieldsWords } from './fields.words.ts';

/** What a field holds: a text, a list of texts, or one or more things with fields of their own. */
export type Shape = 'text' | 'texts' | { readonly [name: string]: Shape };

/** Every field of `CaseFacts` (documents.contract.ts); the test holds them together. */
export const SHAPES = {
  number: 'text',
  agreementNumber: 'text',
  committee: 'text',
  district: 'text',
  territory: 'text',
  nature: 'text',
  channel: 'text',
  opened: 'text',
  accepted: 'text',
  due: 'text',
  effect: 'text',
  today: 'text',
  mediators: 'texts',
  parties: {
    side: 'text',
    name: 'text',
    sort: 'text',
    papers: 'text',
    phone: 'text',
    address: 'text',
    guardian: 'text',
    representative: 'text',
  },
  words: 'text',
  facts: 'text',
  issues: 'text',
  responsibility: 'text',
  points: 'texts',
  promises: { by: 'text', to: 'text', what: 'text', how: 'text', due: 'text', amount: 'text', state: 'text' },
  sessions: { at: 'text', mode: 'text', place: 'text', present: 'texts', record: 'text', signed: 'texts' },
  routes: 'texts',
  reason: 'text',
  court: 'text',
  lastDay: 'text',
  documents: 'texts',
  receiver: 'text',
  referrer: { body: 'text', letter: 'text' },
  outcome: 'text',
  visits: { at: 'text', by: 'text', words: 'text' },
  dossier: { n: 'text', name: 'text', sheets: 'text' },
  archived: 'text',
  copies: 'text',
} as const satisfies { readonly [name: string]: Shape };

export type FieldHelp = {
  /** How it is written in a template: `number`, or `parties.name` for one that stands within `parties`. */
  readonly path: string;
  readonly is: 'text' | 'list';
  readonly help: Text;
};

/** Every field that a template may name, with what it says, for whoever edits one. */
export const FIELDS: readonly FieldHelp[] = Object.entries(SHAPES).flatMap(([name, shape]: [string, Shape]) => {
  const one = (path: string, is: Shape): FieldHelp => ({
    path,
    is: is === 'text' ? 'text' : 'list',
    help: textOf(fieldsWords, path as keyof typeof fieldsWords.zh & string),
  });
  return typeof shape === 'string'
    ? [one(name, shape)]
    : [one(name, shape), ...Object.entries(shape).map(([inner, it]) => one(`${name}.${inner}`, it))];
});
