import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { LOOK_REASONS } from '../../platform/identity/looks.rules.ts';
import { clockOut } from './clock/clock.contract.ts';
import { bodySlug, code, day, entry, matterOut, waited } from './matters.contract.ts';
import { STATUSES, URGENCIES } from './matters.rules.ts';
import { moveIn } from './move.contract.ts';
import { UNDOABLE } from './moves.rules.ts';

const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
  z.array(z.string().max(60)).max(60),
);

/** An area by its corners, `lon,lat~lon,lat~…` in WGS-84 degrees, 3 to 60 of them. */
const shape = z
  .string()
  .max(2000)
  .regex(/^-?\d{1,3}(\.\d{1,7})?,-?\d{1,2}(\.\d{1,7})?(~-?\d{1,3}(\.\d{1,7})?,-?\d{1,2}(\.\d{1,7})?){2,59}$/)
  .transform((text) =>
    text.split('~').map((corner) => {
      const [lon = 0, lat = 0] = corner.split(',').map(Number);
      return { lon, lat };
    }),
  );

export const SORTS = ['newest', 'oldest', 'due', 'updated'] as const;

export const filters = {
  status: list.pipe(z.array(z.enum(STATUSES))).optional(),
  kind: list.optional(),
  urgency: list.pipe(z.array(z.enum(URGENCIES))).optional(),
  territory: code.optional(),
  body: bodySlug.optional(),
  mine: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  /** Open, and due before this Shanghai day ends. */
  dueToday: z.stringbool().optional(),
  /** New, and reported within the last day. */
  fresh: z.stringbool().optional(),
  unassigned: z.stringbool().optional(),
  outside: z.stringbool().optional(),
  supervised: z.stringbool().optional(),
  help: z.stringbool().optional(),
  /** A body of the reader's was called in and owes its task. */
  owed: z.stringbool().optional(),
  /** Waits for somebody above: a ruling, or a decision on an extension. */
  decides: z.stringbool().optional(),
  from: day.optional(),
  to: day.optional(),
  number: z.string().max(40).optional(),
  shape: shape.optional(),
};

export const queue = contract({
  name: 'matters.queue',
  method: 'GET',
  path: '/api/desk/matters',
  summary: { zh: '队列：本人所及范围内的事项', en: 'The queue: matters within the reach' },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    ...filters,
    sort: z.enum(SORTS).default('newest'),
    /** Of these alone: what a list asks when it hears that some of its matters changed. */
    ids: list.pipe(z.array(z.uuid())).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(matterOut), after: z.string().nullable(), seq: z.number() }),
  body: nothingIn,
});

export const counts = contract({
  name: 'matters.counts',
  method: 'GET',
  path: '/api/desk/counts',
  summary: {
    zh: '队列计数：新、未派、今日到期、超期、我的',
    en: 'Counts strip: new, unassigned, due today, overdue, mine',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  answer: z.object({ fresh: z.int(), unassigned: z.int(), dueToday: z.int(), overdue: z.int(), mine: z.int() }),
  body: nothingIn,
});

/** Another matter, as a link. */
const linked = z.object({
  id: z.uuid(),
  number: z.string(),
  status: z.enum(STATUSES),
  kind: z.string(),
  due: z.string(),
  /** It was split off, not gathered. */
  split: z.boolean(),
});

export const matter = contract({
  name: 'matters.matter',
  method: 'GET',
  path: '/api/desk/matters/:id',
  summary: { zh: '一件事项：经过、照片、可做的操作', en: 'One matter: its history, photos, and what may be done' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    matter: matterOut,
    answers: z.record(z.string(), z.unknown()).nullable(),
    history: z.array(entry),
    clock: clockOut,
    /**
     * The matter under which it was gathered or off which it was split (`split`), and those below it, as far as the reader sees them.
     */
    joint: z.object({ parent: linked.nullable(), split: z.boolean(), children: z.array(linked) }),
    hasContact: z.boolean(),
    /** The last step, where the reader made it and may still take it back, and until when. */
    undo: z.object({ move: z.enum(UNDOABLE), until: z.string() }).nullable(),
    /** Who answers for this place and kind by the dated table, and why. */
    responsible: z.object({ id: z.string(), zh: z.string(), en: z.string(), why: z.string() }).nullable(),
    /** Matters nearby, of the same kind, recent: candidates for merging. */
    nearby: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        status: z.enum(STATUSES),
        metres: z.number(),
        reported: z.string(),
      }),
    ),
  }),
});

export const move = contract({
  name: 'matters.move',
  method: 'POST',
  path: '/api/desk/matters/:id/moves',
  summary: { zh: '对事项进行一步操作', en: 'Make one move on a matter' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), n: z.int().min(1), act: moveIn, waited }),
  answer: matterOut,
});

export const seeContact = contract({
  name: 'matters.seeContact',
  method: 'POST',
  path: '/api/desk/matters/:id/contact',
  summary: { zh: '查看联系方式：留痕，报事人可见', en: 'See the contact: leaves a line that the reporter can read' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ reason: z.enum(LOOK_REASONS) }),
  answer: z.object({ phone: z.string().nullable(), name: z.string().nullable() }),
});

export const seeEarlier = contract({
  name: 'matters.seeEarlier',
  method: 'POST',
  path: '/api/desk/matters/:id/earlier',
  summary: {
    zh: '同一电话的以往事项：打开时计算，留痕，不保存',
    en: 'Earlier matters of the same phone: computed on opening, logged, never stored',
  },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(matterOut) }),
});
