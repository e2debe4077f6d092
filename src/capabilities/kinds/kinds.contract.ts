import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { POSTS } from '../../platform/identity/caller.ts';
import { textOf } from '../../platform/language/language.ts';
import { REFUSAL_REASONS, STATES, WHATS } from './changes.rules.ts';
import { MOVE_NAMES } from './kinds.rights.ts';
import { kindSeed, text } from './kinds.rules.ts';
import { kindsWords } from './kinds.words.ts';

// For screens of neighbours, to whom the contract is the door.
export { GROUPS, type Group, type KindSeed, type Question } from './kinds.rules.ts';

const district = z
  .string()
  .regex(/^[1-9]\d{5}$/)
  .optional();
const code = z.string().regex(/^[1-9]\d{5}(\d{3}){0,3}$/);
const kindCode = z.string().regex(/^[a-z]+\.[a-z0-9-]{1,40}$/);
const day = z.iso.date();
const said = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), zh: z.string(), en: z.string() });
const moment = z.string();

const kindOut = kindSeed.extend({ version: z.int(), active: z.boolean() });
export type KindOut = z.output<typeof kindOut>;

/** Everything that a report form needs to ask; open, and kept by browsers until a kind changes (ETag). */
export const kinds = contract({
  name: 'kinds.kinds',
  method: 'GET',
  path: '/api/kinds',
  summary: textOf(kindsWords, 'kinds'),
  access: ['open'],
  params: nothingIn,
  /** `retired`: those that are asked of nobody any more as well. */
  query: z.strictObject({ district, retired: z.stringbool().optional() }),
  body: nothingIn,
  answer: z.object({ district: z.string(), kinds: z.array(kindOut) }),
  perMinute: 600,
});

const signature = z.object({ post: z.enum(POSTS), at: moment });
export const changeOut = z.object({
  id: z.uuid(),
  what: z.enum(WHATS),
  /** The kind's code, or the kind that a row of authority names ('' is every kind). */
  target: z.string(),
  territory: z.string(),
  title: said,
  why: said,
  state: z.enum(STATES),
  /** What changes, in words, old beside new. */
  differences: z.array(z.object({ path: z.string(), what: said, before: said.nullable(), after: said.nullable() })),
  proposed: signature,
  approvals: z.array(signature),
  refused: signature.extend({ reason: z.enum(REFUSAL_REASONS) }).nullable(),
  updated: moment,
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type ChangeOut = z.output<typeof changeOut>;

const states = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
  z.array(z.enum(STATES)).max(5),
);

/** The public list: what changed in words, by which posts, when. */
export const changes = contract({
  name: 'kinds.changes',
  method: 'GET',
  path: '/api/kinds/changes',
  summary: textOf(kindsWords, 'changes'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district,
    state: states.optional(),
    target: kindCode.optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  body: nothingIn,
  answer: z.object({
    changes: z.array(changeOut),
    after: z.string().nullable(),
    /** Whether the caller may propose for the whole district. */
    mayPropose: z.boolean(),
  }),
});

/** What may be proposed. `base` is the version that the proposer looked at; null for a new kind. */
export const changeIn = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('kind'),
    base: z.int().min(1).nullable(),
    seed: kindSeed,
    active: z.boolean().default(true),
    why: text,
  }),
  z.strictObject({
    what: z.literal('norm'),
    base: z.int().min(1),
    code: kindCode,
    firstActionMinutes: kindSeed.shape.firstActionMinutes,
    handleWorkingDays: kindSeed.shape.handleWorkingDays,
    sampleEvery: z.int().min(1).max(100),
    why: text,
  }),
  z.strictObject({
    what: z.literal('authority'),
    territory: code,
    /** '' for every kind, a group, or a kind's code. */
    kind: z
      .string()
      .regex(/^([a-z]+(\.[a-z0-9-]{1,40})?)?$/)
      .max(60),
    body: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/),
    from: day,
    /** The day from which it is no longer in force; null: no end. */
    to: day.nullable(),
    why: text,
  }),
]);
export type ChangeIn = z.output<typeof changeIn>;

export const propose = contract({
  name: 'kinds.propose',
  method: 'POST',
  path: '/api/kinds/changes',
  summary: textOf(kindsWords, 'propose'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  /** `id` is made by the sender; sending the same twice changes nothing. */
  body: z.strictObject({ id: z.uuid(), change: changeIn }),
  answer: changeOut,
});

const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('approve') }),
  z.strictObject({ move: z.literal('refuse'), reason: z.enum(REFUSAL_REASONS) }),
  z.strictObject({ move: z.literal('withdraw') }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'kinds.move',
  method: 'POST',
  path: '/api/kinds/changes/:id/moves',
  summary: textOf(kindsWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: changeOut,
});

/** Who answers where for what, by the dated table: what is in force, and what will be. */
export const authority = contract({
  name: 'kinds.authority',
  method: 'GET',
  path: '/api/kinds/authority',
  summary: textOf(kindsWords, 'authority'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district }),
  body: nothingIn,
  answer: z.object({
    today: day,
    rows: z.array(
      z.object({
        territory: z.string(),
        territoryName: said,
        kind: z.string(),
        kindName: said,
        body: named,
        from: day,
        to: day.nullable(),
        why: said,
      }),
    ),
  }),
});
