import { z } from 'zod';
import { contract, nothingIn } from '../../http/contract.ts';
import { POSTS } from '../../identity/caller.ts';
import { textOf } from '../../language/language.ts';
import { LEVELS } from '../codes.rules.ts';
import { DECISIONS } from './changes.rights.ts';
import { REFUSAL_REASONS, STATES, WHATS } from './changes.rules.ts';
import { changesWords } from './changes.words.ts';

const code = z.string().regex(/^[1-9]\d{5}(\d{3}){0,3}$/);
const bodyId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
const kindPrefix = z
  .string()
  .regex(/^([a-z]+(\.[a-z0-9-]{1,40})?)?$/)
  .max(60);
const day = z.iso.date();
const said = z.object({ zh: z.string(), en: z.string() });
const name = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(90) });
const geometry = z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.any()) });

const signature = z.object({ post: z.enum(POSTS), at: z.string() });
export const changeOut = z.object({
  id: z.uuid(),
  what: z.enum(WHATS),
  targets: z.array(z.string()),
  title: said,
  differences: z.array(z.object({ what: said, before: said.nullable(), after: said.nullable() })),
  basis: z.string(),
  state: z.enum(STATES),
  /** From when it is so; null where it is so from the approval on. */
  from: day.nullable(),
  proposed: signature,
  decided: signature.nullable(),
  reason: z.enum(REFUSAL_REASONS).nullable(),
  updated: z.string(),
  abilities: z.array(z.enum(DECISIONS)),
  /** How far the worker is with what passes to another body; null for other changes, and before they are in force. */
  progress: z.object({ lead: z.int(), tasks: z.int(), finished: z.string().nullable() }).nullable(),
});
export type ChangeOut = z.output<typeof changeOut>;

const territoryRow = z.object({
  code,
  level: z.enum(LEVELS),
  name: said,
  from: day,
  to: day.nullable(),
  successors: z.array(code),
});
export type TerritoryRow = z.output<typeof territoryRow>;
const bodyRow = z.object({
  id: z.string(),
  name: said,
  territory: code,
  parent: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  from: day.nullable(),
  to: day.nullable(),
});
export type BodyRow = z.output<typeof bodyRow>;

/** Every territory and body, those that have ended included, with how much is open where. */
export const desk = contract({
  name: 'places.desk',
  method: 'GET',
  path: '/api/places/desk',
  summary: textOf(changesWords, 'desk'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    today: day,
    territories: z.array(territoryRow),
    bodies: z.array(bodyRow),
    /** How many are open, by the territory's own code and by the body that has them. */
    open: z.object({ territories: z.record(z.string(), z.int()), bodies: z.record(z.string(), z.int()) }),
    /** Changes that wait for the second person. */
    waiting: z.int(),
    mayPropose: z.boolean(),
  }),
});

/** A row of who answers. */
const answerRow = z.object({
  kind: z.string(),
  kindName: said,
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }),
  territory: code,
  territoryName: said,
  from: day,
  to: day.nullable(),
});
export type AnswerRow = z.output<typeof answerRow>;

export const territory = contract({
  name: 'places.territory',
  method: 'GET',
  path: '/api/places/desk/territories/:code',
  summary: textOf(changesWords, 'territory'),
  access: ['staff'],
  params: z.object({ code }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    today: day,
    code,
    level: z.enum(LEVELS),
    path: said,
    /** Its names one after the other. */
    rows: z.array(territoryRow),
    successors: z.array(z.object({ code, name: said })),
    boundary: z.object({ geometry, approximate: z.boolean(), squareKilometres: z.number() }).nullable(),
    open: z.int(),
    appointments: z.int(),
    answers: z.array(answerRow),
    changes: z.array(changeOut),
    mayPropose: z.boolean(),
  }),
});
export type TerritoryOut = z.output<typeof territory.answer>;

export const body = contract({
  name: 'places.body',
  method: 'GET',
  path: '/api/places/desk/bodies/:id',
  summary: textOf(changesWords, 'body'),
  access: ['staff'],
  params: z.object({ id: bodyId }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    today: day,
    body: bodyRow,
    territoryName: said,
    parentName: said.nullable(),
    below: z.array(bodyRow),
    /** What hangs on it today: what would keep it from being closed. */
    hanging: z.object({
      open: z.int(),
      appointments: z.int(),
      answers: z.int(),
      below: z.int(),
      machines: z.int(),
    }),
    answers: z.array(answerRow),
    changes: z.array(changeOut),
    mayPropose: z.boolean(),
  }),
});
export type BodyOut = z.output<typeof body.answer>;

export const changes = contract({
  name: 'places.changes',
  method: 'GET',
  path: '/api/places/changes',
  summary: textOf(changesWords, 'changes'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    state: z.enum(STATES).optional(),
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  body: nothingIn,
  answer: z.object({ changes: z.array(changeOut), after: z.string().nullable() }),
});

const bodyIn = z.strictObject({
  name,
  territory: code,
  parent: bodyId.nullable(),
  address: z.string().trim().min(1).max(120).nullable(),
  phone: z
    .string()
    .regex(/^[0-9+ -]{3,20}$/)
    .nullable(),
});

/** What may be proposed. */
const changeIn = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('territory-found'), code: z.string().max(20), name, from: day }),
  z.strictObject({ what: z.literal('territory-rename'), code, name, from: day }),
  z.strictObject({
    what: z.literal('territory-end'),
    codes: z.array(code).min(1).max(20),
    into: z.array(z.strictObject({ code: z.string().max(20), name: name.nullable() })).max(20),
    from: day,
  }),
  z.strictObject({ what: z.literal('territory-boundary'), code, geometry: z.unknown(), approximate: z.boolean() }),
  z.strictObject({ what: z.literal('body-found'), id: z.string().max(63), after: bodyIn, from: day }),
  z.strictObject({ what: z.literal('body-change'), id: bodyId, after: bodyIn }),
  z.strictObject({ what: z.literal('body-end'), id: bodyId, from: day }),
  z.strictObject({
    what: z.literal('body-transfer'),
    id: bodyId,
    to: bodyId,
    territories: z.array(code).min(1).max(20),
    /** '' for every kind, a group, or a kind's code. */
    kinds: z.array(kindPrefix).min(1).max(20),
    from: day,
  }),
]);
export type ChangeIn = z.output<typeof changeIn>;

/** Room for some times more points than are taken, so that who sends too many is told so. */
const GEOMETRY_BYTES = 1_000_000;

export const propose = contract({
  name: 'places.propose',
  method: 'POST',
  path: '/api/places/changes',
  summary: textOf(changesWords, 'propose'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  /** `id` is made by the sender; sending the same twice changes nothing. `basis`: the document that it rests on. */
  body: z.strictObject({ id: z.uuid(), change: changeIn, basis: z.string().trim().min(1).max(200) }),
  answer: changeOut,
  bodyLimit: GEOMETRY_BYTES,
});

const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('approve') }),
  z.strictObject({ move: z.literal('refuse'), reason: z.enum(REFUSAL_REASONS) }),
  z.strictObject({ move: z.literal('withdraw') }),
]);
export type ActIn = z.output<typeof actIn>;

export const move = contract({
  name: 'places.move',
  method: 'POST',
  path: '/api/places/changes/:id/moves',
  summary: textOf(changesWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: changeOut,
});

/** Says everything that speaks against a boundary, and keeps nothing: for the preview. */
export const checkBoundary = contract({
  name: 'places.checkBoundary',
  method: 'POST',
  path: '/api/places/desk/territories/:code/boundary',
  summary: textOf(changesWords, 'checkBoundary'),
  access: ['staff'],
  params: z.object({ code }),
  query: nothingIn,
  body: z.strictObject({ geometry: z.unknown() }),
  answer: z.object({
    faults: z.array(z.object({ why: z.string(), sentence: said })),
    points: z.int(),
    squareKilometres: z.number().nullable(),
  }),
  bodyLimit: GEOMETRY_BYTES,
  perMinute: 30,
});

export const drawing = contract({
  name: 'places.drawing',
  method: 'GET',
  path: '/api/places/changes/:id/boundary',
  summary: textOf(changesWords, 'drawing'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ code, before: geometry.nullable(), after: geometry }),
});

const listOf = (one: z.ZodType<string, string>) =>
  z
    .string()
    .max(1_500)
    .transform((text) => text.split(','))
    .pipe(z.array(one).min(1).max(20));

/** What would pass to another body today: bare numbers. */
export const transferPreview = contract({
  name: 'places.transferPreview',
  method: 'GET',
  path: '/api/places/desk/bodies/:id/transfer',
  summary: textOf(changesWords, 'transferPreview'),
  access: ['staff'],
  params: z.object({ id: bodyId }),
  /** Separated by commas; no kinds: every kind. */
  query: z.strictObject({ territories: listOf(code), kinds: listOf(kindPrefix).optional() }),
  body: nothingIn,
  answer: z.object({
    /** What it has in hand, what waits to be given to it, and tasks that it owes to others. */
    lead: z.int(),
    waiting: z.int(),
    tasks: z.int(),
    /** Rows of who answers that name it there. */
    answers: z.int(),
  }),
});
