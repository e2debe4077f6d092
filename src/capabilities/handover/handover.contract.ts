import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { POSTS } from '../../platform/identity/caller.ts';
import { textOf } from '../../platform/language/language.ts';
import { MOVE_NAMES } from './handover.rights.ts';
import { CHANGES, COUNTS, MOST_MINDED, SINCE, STATES } from './handover.rules.ts';
import { handoverWords } from './handover.words.ts';

const said = z.object({ zh: z.string(), en: z.string() });
const n = z.int().min(0);
/** A desk as it is asked for: its territory and the body at which it stands, or `-`. */
const deskKey = z
  .string()
  .regex(/^[1-9]\d{5}(\d{3}){0,3}\.([a-z0-9][a-z0-9_-]{0,62}|-)$/)
  .max(90);
/** Words of whoever signs; hidden beside the line. */
const words = z
  .string()
  .trim()
  .max(2000)
  .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
    error: '含有不能保存的字符 contains characters that cannot be stored',
  });

const desk = z.object({ key: z.string(), territory: z.string(), name: said, body: said.nullable() });
const signature = z.object({ post: z.enum(POSTS), name: z.string().nullable(), at: z.string() });
const counts = z.object(Object.fromEntries(COUNTS.map((one) => [one, n])) as Record<(typeof COUNTS)[number], typeof n>);
/** `number` is null where the matter was sent to another door since, of which nothing is shown. */
const matter = z.object({ id: z.uuid(), number: z.string().nullable() });
const changed = z.object({ n, matters: z.array(matter) });
const told = {
  since: z.object({ from: z.enum(SINCE), at: z.string(), seq: n }),
  at: z.string(),
  seq: n,
  open: n,
  counts,
  changes: z.object(
    Object.fromEntries(CHANGES.map((one) => [one, changed])) as Record<(typeof CHANGES)[number], typeof changed>,
  ),
};

const lineOut = z.object({
  id: z.uuid(),
  state: z.enum(STATES),
  desk,
  open: n,
  signed: signature,
  answered: signature.nullable(),
  /** It has waited for whoever comes longer than it should. */
  left: z.boolean(),
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type LineOut = z.output<typeof lineOut>;

const sheetOut = lineOut.extend({
  ...told,
  remarks: z.string().nullable(),
  mind: z.array(matter),
  /** What whoever took it over added, or why they refused it. */
  answer: z.string().nullable(),
});
export type SheetOut = z.output<typeof sheetOut>;

/** What a desk would hand over now. */
export const shift = contract({
  name: 'handover.shift',
  method: 'GET',
  path: '/api/desk/handover',
  summary: textOf(handoverWords, 'shift'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    /** Absent: the first that the caller holds. */
    desk: deskKey.optional(),
    /** From when on changes are told; absent: since the last hand-over that both signed. */
    since: z.iso.datetime({ offset: true }).optional(),
  }),
  body: nothingIn,
  answer: z.object({
    desks: z.array(desk),
    desk,
    ...told,
    /** Anonymous reports of the day: not among the figures, since they keep no hour. */
    unsettled: n,
    /** What waits at this desk for whoever comes. */
    waiting: lineOut.nullable(),
  }),
});
export type ShiftOut = z.output<typeof shift.answer>;

const states = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
  z.array(z.enum(STATES)).max(4),
);

/** Sheets of one's own desks, and for heads of those in their reach, newest first. */
export const list = contract({
  name: 'handover.list',
  method: 'GET',
  path: '/api/desk/handovers',
  summary: textOf(handoverWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    state: states.optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  body: nothingIn,
  answer: z.object({ items: z.array(lineOut), after: z.string().nullable() }),
});

export const sheet = contract({
  name: 'handover.sheet',
  method: 'GET',
  path: '/api/desk/handovers/:id',
  summary: textOf(handoverWords, 'sheet'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: sheetOut,
});

/** Signs what was shown at `at`, resting on `seq`; refused where matters of the desk have moved on since. */
export const sign = contract({
  name: 'handover.sign',
  method: 'POST',
  path: '/api/desk/handovers',
  summary: textOf(handoverWords, 'sign'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    desk: deskKey,
    at: z.iso.datetime({ offset: true }),
    seq: n,
    since: z.iso.datetime({ offset: true }).nullable(),
    remarks: words.default(''),
    mind: z
      .array(z.uuid())
      .max(MOST_MINDED)
      .transform((all) => [...new Set(all)])
      .default([]),
  }),
  answer: sheetOut,
});
export type SignIn = z.output<typeof sign.body>;

const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('take'), text: words.default('') }),
  z.strictObject({ move: z.literal('refuse'), text: words.pipe(z.string().min(1)) }),
  z.strictObject({ move: z.literal('withdraw') }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'handover.move',
  method: 'POST',
  path: '/api/desk/handovers/:id/moves',
  summary: textOf(handoverWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: sheetOut,
});
