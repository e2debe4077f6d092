import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { POSTS } from '../../platform/identity/caller.ts';
import { textOf } from '../../platform/language/language.ts';
import { MOVE_NAMES } from './admissions.rights.ts';
import { SHOWN, STATES } from './admissions.rules.ts';
import { admissionsWords } from './admissions.words.ts';
import { plain, task } from './task.rules.ts';

const said = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), zh: z.string(), en: z.string() });
const place = z.object({ code: z.string(), zh: z.string(), en: z.string() });
const day = z.iso.date();
const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
const district = z
  .string()
  .regex(/^[1-9]\d{5}$/)
  .optional();

/** Hours a year: in one village, as a part of a full post there, and in all villages together. */
const burden = z.object({ villages: z.int(), hours: z.number(), share: z.number(), total: z.number() });
/** Hours a year that other admitted tasks bring to the villages with least and most of them. */
const load = z.object({ least: z.number(), most: z.number() }).nullable();
const term = z.object({ from: day, until: day });
const taskOut = task.omit({ territories: true }).extend({ territories: z.array(place) });

/** Everybody may read what villages are asked to do. */
export const admitted = contract({
  name: 'admissions.admitted',
  method: 'GET',
  path: '/api/admissions',
  summary: textOf(admissionsWords, 'admitted'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district }),
  body: nothingIn,
  answer: z.object({
    today: day,
    items: z.array(z.object({ id: z.uuid(), body: named, task: taskOut, term, burden, standing: z.boolean() })),
    /** What stands today, over all villages and communities of the district. */
    load,
  }),
});

const signature = z.object({ post: z.enum(POSTS), body: said.nullable(), at: z.string() });
const admissionOut = z.object({
  id: z.uuid(),
  state: z.enum(SHOWN),
  body: named,
  task: taskOut,
  burden,
  load,
  again: z.uuid().nullable(),
  round: z.int(),
  asked: signature,
  decided: signature.extend({ reason: z.string().nullable() }).nullable(),
  term: term.nullable(),
  /** `text` is null for those who read no words. */
  objections: z.array(signature.extend({ place: said, round: z.int(), text: z.string().nullable() })),
  ended: signature.extend({ reason: z.string().nullable() }).nullable(),
  abilities: z.array(z.enum(MOVE_NAMES)),
  mayAskAgain: z.boolean(),
});
export type AdmissionOut = z.output<typeof admissionOut>;

const list = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
  z.array(z.enum(STATES)).max(6),
);

export const admissions = contract({
  name: 'admissions.list',
  method: 'GET',
  path: '/api/desk/admissions',
  summary: textOf(admissionsWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    state: list.optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  body: nothingIn,
  answer: z.object({
    items: z.array(admissionOut),
    after: z.string().nullable(),
    /** The bodies for which the caller may ask. */
    mayAsk: z.array(named),
  }),
});

export const weigh = contract({
  name: 'admissions.weigh',
  method: 'GET',
  path: '/api/desk/admissions/weigh',
  summary: textOf(admissionsWords, 'weigh'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    territories: z.preprocess(
      (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
      task.shape.territories,
    ),
    minutes: z.coerce.number().pipe(task.shape.minutes),
    times: z.coerce.number().pipe(task.shape.times),
    from: day,
  }),
  body: nothingIn,
  answer: z.object({ burden, load }),
});

export const ask = contract({
  name: 'admissions.ask',
  method: 'POST',
  path: '/api/desk/admissions',
  summary: textOf(admissionsWords, 'ask'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    /** For which of one's bodies; absent: the first. */
    body: slug.optional(),
    /** The admission that this one goes on from. */
    again: z.uuid().nullable().default(null),
    task,
  }),
  answer: admissionOut,
});
export type AskIn = z.output<typeof ask.body>;

const words = plain(1000);
const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('amend'), task }),
  z.strictObject({ move: z.literal('admit'), until: day }),
  z.strictObject({ move: z.literal('refuse'), reason: words }),
  z.strictObject({ move: z.literal('sendBack'), reason: words }),
  z.strictObject({ move: z.literal('withdraw') }),
  z.strictObject({ move: z.literal('object'), words }),
  z.strictObject({ move: z.literal('end'), reason: words }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'admissions.move',
  method: 'POST',
  path: '/api/desk/admissions/:id/moves',
  summary: textOf(admissionsWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: admissionOut,
});
