import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { POSTS } from '../../platform/identity/caller.ts';
import { textOf } from '../../platform/language/language.ts';
import { MOVE_NAMES } from './clock.rights.ts';
import { GROUNDS, STAGES, UNITS } from './clock.rules.ts';
import { clockWords } from './clock.words.ts';
import { deadlineDraft, deadlineRule, reason, ruleCode, URGENCIES } from './drafts.rules.ts';
import { REFUSAL_REASONS, STATES } from './proposals.rules.ts';

const district = z
  .string()
  .regex(/^[1-9]\d{5}$/)
  .optional();
const day = z.iso.date();
const moment = z.string();
const words = z.object({ zh: z.string(), en: z.string() });

/** One version as everybody reads it, with the names of the kind and the place that it is for. */
const versionOut = deadlineRule.extend({ kindName: words.nullable(), territoryName: words.nullable() });
export type VersionOut = z.output<typeof versionOut>;

const signature = z.object({ post: z.enum(POSTS).nullable(), at: moment });
const proposalOut = z.object({
  state: z.enum(STATES),
  rule: versionOut,
  why: words,
  proposed: signature,
  decided: signature.extend({ reason: z.enum(REFUSAL_REASONS).nullable() }).nullable(),
});
export type ProposalOut = z.output<typeof proposalOut>;

const ruleOut = z.object({
  code: z.string(),
  stage: z.enum(STAGES),
  /** On the day that was asked for. */
  is: z.enum(['standing', 'coming', 'ended', 'proposed']),
  /** The version that holds, or where none does the next to come, else the last one. */
  rule: versionOut,
  /** Where a version holds: the next one that was decided. */
  coming: versionOut.nullable(),
  /** What waits for a decision. */
  waiting: proposalOut.nullable(),
  /** How many versions were decided, and the newest of them: what a change starts from. */
  versions: z.int(),
  newest: versionOut.nullable(),
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type RuleOut = z.output<typeof ruleOut>;

/** By when what is to be done: promises, so everybody reads them. */
export const rules = contract({
  name: 'clock.rules',
  method: 'GET',
  path: '/api/deadlines',
  summary: textOf(clockWords, 'rulesOf'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district, day: day.optional(), stage: z.enum(STAGES).optional() }),
  body: nothingIn,
  answer: z.object({
    today: day,
    day,
    rules: z.array(ruleOut),
    /** For what a clock may be suspended, and by which law; null: a setting. */
    grounds: z.array(
      z.object({ ground: z.enum(GROUNDS), name: words, basis: deadlineRule.shape.basis, explained: words }),
    ),
    /** Whether the caller may propose for the whole district. */
    mayPropose: z.boolean(),
  }),
  perMinute: 600,
});

/** Everything that was ever proposed of one rule, newest first. */
export const story = contract({
  name: 'clock.story',
  method: 'GET',
  path: '/api/deadlines/:code',
  summary: textOf(clockWords, 'storyOf'),
  access: ['open'],
  params: z.object({ code: ruleCode }),
  query: z.strictObject({ district }),
  body: nothingIn,
  answer: z.object({ today: day, rule: ruleOut, proposals: z.array(proposalOut) }),
});

const dueOut = z.object({
  /** When it is over, by the usual hours of an office where it is counted in working hours. */
  due: moment,
  /** A year on the way there has no announced holidays yet. */
  provisional: z.boolean(),
});

/** By when a matter would be due by the rules, and where a term is given, by that. Nothing is saved. */
export const preview = contract({
  name: 'clock.preview',
  method: 'GET',
  path: '/api/deadline',
  summary: textOf(clockWords, 'previewOf'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district,
    stage: z.enum(STAGES),
    kind: z.string().max(60),
    urgency: z.enum(URGENCIES),
    territory: z
      .string()
      .regex(/^[1-9]\d{5}(\d{3}){0,3}$/)
      .optional(),
    /** When the stage begins. */
    at: z.iso.datetime({ offset: true }),
    n: z.coerce.number().int().min(1).max(100_000).optional(),
    unit: z.enum(UNITS).optional(),
  }),
  body: nothingIn,
  answer: z.object({
    /** By the rule that holds on the day; null where none does and the kind's own norm holds. */
    standing: dueOut.extend({ rule: versionOut }).nullable(),
    /** By the term that was given. */
    given: dueOut.nullable(),
  }),
  perMinute: 600,
});

export const propose = contract({
  name: 'clock.propose',
  method: 'POST',
  path: '/api/deadlines',
  summary: textOf(clockWords, 'propose'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  /** `id` is made by the sender; sending the same twice changes nothing. `base`: the newest version, null for a new rule. */
  body: z.strictObject({ id: z.uuid(), base: z.int().min(1).nullable(), rule: deadlineDraft, why: reason }),
  answer: ruleOut,
});

/** `proposed`: when that was proposed on which the answer is, so that nobody decides what they have not seen. */
const proposed = z.iso.datetime();
const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('approve'), proposed }),
  z.strictObject({ move: z.literal('refuse'), proposed, reason: z.enum(REFUSAL_REASONS) }),
  z.strictObject({ move: z.literal('withdraw'), proposed }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'clock.move',
  method: 'POST',
  path: '/api/deadlines/:code/moves',
  summary: textOf(clockWords, 'move'),
  access: ['staff'],
  params: z.object({ code: ruleCode }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: ruleOut,
});
