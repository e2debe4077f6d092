import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { POSTS } from '../../../platform/identity/caller.ts';
import { textOf } from '../../../platform/language/language.ts';
import { SETS_ASIDE } from '../../matters/setAside.rules.ts';
import { value } from '../asking.contract.ts';
import { asked, kind, text } from '../figures.contract.ts';
import { MOVE_NAMES } from './appeals.rights.ts';
import { REMEDIES, STATES } from './appeals.rules.ts';
import { appealsWords } from './appeals.words.ts';

const day = z.iso.date();
const code = z.string().regex(/^[1-9]\d{5}(\d{3}){0,3}$/);
const figureCode = z.string().regex(/^[a-zA-Z0-9]{1,40}$/);
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });
const place = z.object({ code: z.string(), name: text });

/** One measure with its kind, as a line counts it: `returned/hazard.fire`, of a body `returned:fire/hazard.fire`. */
const measure = z
  .string()
  .max(160)
  .regex(/^[a-zA-Z]+(:[0-9a-z][0-9a-z_-]*)?\/[a-z]+\.[a-z0-9-]+$/);

/** What is contested: a figure as it can be asked for, or one count of one line. */
const againstIn = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('figure'),
    code: figureCode,
    territory: code,
    kind: kind.nullable().default(null),
    from: day,
    to: day,
  }),
  z.strictObject({ is: z.literal('line'), line: z.uuid(), measure, day, territory: code }),
]);
export type AgainstIn = z.output<typeof againstIn>;

const n = z.int();
/** How far the journal was when it was filed, and how large the newest signed tree. */
const standing = { head: n, size: n.nullable() };
const figureOut = z.object({
  is: z.literal('figure'),
  code: z.string(),
  version: n,
  place,
  kind: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  pinned: z.object({ ...standing, value: z.number().nullable(), part: z.number(), whole: z.number().nullable() }),
});
const lineOut = z.object({
  is: z.literal('line'),
  /** The name of what it counts; the kind, day, place and matter are null where the reader may not see the matter. */
  measure: z.string(),
  kind: z.string().nullable(),
  day: z.string().nullable(),
  place: place.nullable(),
  matter: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  pinned: z.object({ ...standing, n, seq: n, hash: z.string() }),
});
const signature = z.object({ post: z.enum(POSTS), place, at: z.string() });
const rowOut = z.object({
  id: z.uuid(),
  state: z.enum(STATES),
  place,
  against: z.discriminatedUnion('is', [figureOut, lineOut]),
  filed: signature,
  due: z.string(),
  late: z.boolean(),
  decided: signature.extend({ remedy: z.enum(REMEDIES).nullable() }).nullable(),
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type RowOut = z.output<typeof rowOut>;

const appealOut = rowOut.extend({
  /** Null for those who read no words (auditors), and where they were forgotten. */
  words: z.object({ reason: z.string(), rule: z.string().nullable() }).nullable(),
  reason: z.string().nullable(),
  /** What upholding it could take back; null where only the record itself can be put right. */
  step: z.enum(SETS_ASIDE).nullable(),
  /** What it took back. */
  counts: z.array(z.object({ measure: z.string(), n })),
  /** As it is now: the figure by the version that was contested, or what the line still counts. */
  live: z.discriminatedUnion('is', [
    z.object({ is: z.literal('figure'), seq: n, value: value.omit({ few: true }) }),
    z.object({ is: z.literal('line'), n }),
  ]),
});
export type AppealOut = z.output<typeof appealOut>;

export const WHOSE = ['decide', 'own', 'all'] as const;
const states = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
  z.array(z.enum(STATES)).max(STATES.length),
);

export const appeals = contract({
  name: 'figures.appeals',
  method: 'GET',
  path: '/api/desk/appeals',
  summary: textOf(appealsWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    /** Those of territories below one's own as a leader, those of one's own territories, or all that one reads. */
    whose: z.enum(WHOSE).default('all'),
    state: states.optional(),
    late: z.enum(['true', 'false']).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  body: nothingIn,
  answer: z.object({ items: z.array(rowOut), after: z.string().nullable() }),
});

export const appeal = contract({
  name: 'figures.appeal',
  method: 'GET',
  path: '/api/desk/appeals/:id',
  summary: textOf(appealsWords, 'one'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: appealOut,
});

export const file = contract({
  name: 'figures.fileAppeal',
  method: 'POST',
  path: '/api/desk/appeals',
  summary: textOf(appealsWords, 'file'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    against: againstIn,
    reason: plain(2000),
    /** The rule that it goes by, with its article. */
    rule: plain(400).nullable().default(null),
  }),
  answer: appealOut,
});
export type FileIn = z.output<typeof file.body>;

const reason = plain(2000);
const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('uphold'), remedy: z.enum(REMEDIES), reason }),
  z.strictObject({ move: z.literal('reject'), reason }),
  z.strictObject({ move: z.literal('withdraw') }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'figures.moveAppeal',
  method: 'POST',
  path: '/api/desk/appeals/:id/moves',
  summary: textOf(appealsWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: appealOut,
});

export const contested = contract({
  name: 'figures.contested',
  method: 'GET',
  path: '/api/figures/contested',
  summary: textOf(appealsWords, 'contested'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district: asked.district,
    territory: asked.territory,
    from: asked.from,
    to: asked.to,
  }),
  body: nothingIn,
  answer: z.object({
    /** Of the territory and those below, for periods that overlap the one asked for. */
    items: z.array(
      z.object({
        code: z.string(),
        place,
        kind: z.string().nullable(),
        from: z.string(),
        to: z.string(),
        n,
        since: z.string(),
      }),
    ),
  }),
  perMinute: 240,
});
