import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { POSTS } from '../../../platform/identity/caller.ts';
import { textOf } from '../../../platform/language/language.ts';
import { isNature } from '../law/natures.rules.ts';
import { SCALES } from '../mediation.rules.ts';
import { partyIn } from '../move.contract.ts';
import { MOST_FOUND, MOST_TERRITORIES, PLACE_STATES, STATES, THEMES } from './rounds.rules.ts';
import { roundWords } from './rounds.words.ts';

const said = z.object({ zh: z.string(), en: z.string() });
const n = z.int().min(0);
/** A village, a community or a grid. */
const place = z.string().regex(/^[1-9]\d{11}(\d{3})?$/);
const writing = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });
const written = (most: number) => writing(most).pipe(z.string().min(1));
const territories = z
  .array(place)
  .min(1)
  .max(MOST_TERRITORIES)
  .transform((all) => [...new Set(all)].sort());

const signed = z.object({ post: z.enum(POSTS).nullable(), name: z.string().nullable(), at: z.string() });
const coverage = z.object({ planned: n, visited: n, blank: n });
const head = {
  id: z.uuid(),
  state: z.enum(STATES),
  from: z.string(),
  to: z.string(),
  theme: z.enum(THEMES),
  /** The smallest territory that holds the whole round. */
  place: said,
  /** Of what the reader sees. */
  coverage,
};
const lineOut = z.object(head);
export type RoundLineOut = z.output<typeof lineOut>;

const visitOut = signed.extend({
  id: z.uuid(),
  /** When it was; `at` is when it arrived. */
  happened: z.string(),
  found: n,
  cases: z.array(z.uuid()),
  photos: z.array(z.uuid()),
  checkedIn: z.object({ lon: z.number(), lat: z.number(), inside: z.boolean() }).nullable(),
  words: z.string().nullable(),
  /** Null where it may not be taken back; else whether the reason must be said. */
  correct: z.object({ why: z.boolean(), until: z.string().nullable() }).nullable(),
});
export type VisitOut = z.output<typeof visitOut>;
const territoryOut = z.object({
  code: z.string(),
  name: said,
  /** Newest first; none is a blank. */
  visits: z.array(visitOut),
  visit: z.boolean(),
  /** When its liaisons were last reminded of it; null where they never were. */
  reminded: z.string().nullable(),
});
export type RoundTerritoryOut = z.output<typeof territoryOut>;

const roundOut = z.object({
  ...head,
  words: z.string().nullable(),
  planned: signed,
  closed: signed.extend({ reason: z.string().nullable() }).nullable(),
  territories: z.array(territoryOut),
  abilities: z.array(z.enum(['add', 'remind', 'close'])),
  /** How many territories would be reminded of now, each once a day. */
  remindable: n,
});
export type RoundOut = z.output<typeof roundOut>;

/** Rounds of which the caller sees a territory, the last to end first. */
export const rounds = contract({
  name: 'mediation.rounds',
  method: 'GET',
  path: '/api/desk/mediation/rounds',
  summary: textOf(roundWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    after: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  body: nothingIn,
  answer: z.object({ items: z.array(lineOut), after: z.string().nullable() }),
});

/** Rounds that run today, with the territories that the caller looks after as a liaison. */
export const roundsToday = contract({
  name: 'mediation.roundsToday',
  method: 'GET',
  path: '/api/desk/mediation/rounds/today',
  summary: textOf(roundWords, 'today'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(roundOut) }),
});

/** What stands of the territories of all rounds that run today, of those that the caller reads. */
export const roundsGround = contract({
  name: 'mediation.roundsGround',
  method: 'GET',
  path: '/api/desk/mediation/rounds/ground',
  summary: textOf(roundWords, 'ground'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    /** Each once, in the round in which it is still to be visited where there are several. */
    territories: z.array(z.object({ code: z.string(), name: said, state: z.enum(PLACE_STATES), round: z.uuid() })),
    /** Whether more rounds run than are told. */
    more: z.boolean(),
  }),
});

export const round = contract({
  name: 'mediation.round',
  method: 'GET',
  path: '/api/desk/mediation/rounds/:id',
  summary: textOf(roundWords, 'one'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: roundOut,
});

export const planRound = contract({
  name: 'mediation.planRound',
  method: 'POST',
  path: '/api/desk/mediation/rounds',
  summary: textOf(roundWords, 'plan'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    territories,
    from: z.iso.date(),
    to: z.iso.date(),
    theme: z.enum(THEMES).default('general'),
    words: writing(2000).default(''),
  }),
  answer: roundOut,
});
export type PlanIn = z.output<typeof planRound.body>;

const actIn = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('add'), territories }),
  /** Those who walk what is still to be visited are reminded, once a day of each territory. */
  z.strictObject({ move: z.literal('remind') }),
  z.strictObject({ move: z.literal('close'), reason: written(500) }),
  /** Takes a visit back; whoever recorded it says nothing more within ten minutes. */
  z.strictObject({ move: z.literal('correct'), visit: z.uuid(), reason: writing(500).default('') }),
]);
export type RoundActIn = z.output<typeof actIn>;

export const moveRound = contract({
  name: 'mediation.moveRound',
  method: 'POST',
  path: '/api/desk/mediation/rounds/:id/moves',
  summary: textOf(roundWords, 'move'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), act: actIn }),
  answer: roundOut,
});

const foundIn = z.strictObject({
  /** Made on the phone: the id of the case that is opened. */
  id: z.uuid(),
  /** Asked before anything else: signs of violence in the family, and whether a minor is concerned. */
  violence: z.boolean(),
  minors: z.boolean(),
  /** GB/T 31000 事件类型, a group or what it holds. */
  nature: z.string().refine(isNature, { error: '没有这一类纠纷 there is no such nature of a dispute' }),
  scale: z.enum(SCALES).default('individual'),
  /** Who is a minor, or speaks for whom, is told when the case is taken up. */
  parties: z
    .array(partyIn.pick({ id: true, side: true, sort: true, name: true, phone: true }))
    .min(1)
    .max(10),
  words: written(2000),
  address: writing(200).default(''),
});
export type FoundIn = z.output<typeof foundIn>;

/** A visit to one territory of a round: nothing found, or these disputes. */
export const visitRound = contract({
  name: 'mediation.visitRound',
  method: 'POST',
  path: '/api/desk/mediation/rounds/:id/visits',
  summary: textOf(roundWords, 'visit'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({
    /** Made on the phone: the visit's own; sending the same twice changes nothing. */
    id: z.uuid(),
    territory: place,
    found: z.array(foundIn).max(MOST_FOUND).default([]),
    words: writing(2000).default(''),
    /** Where the phone was at the check-in, once; rounded to about ten metres. */
    place: z
      .strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
      .transform(({ lon, lat }) => ({ lon: Math.round(lon * 1e4) / 1e4, lat: Math.round(lat * 1e4) / 1e4 }))
      .optional(),
    /** Tokens of uploaded photos. */
    photos: z.array(z.string().max(4000)).max(6).default([]),
    /** Seconds for which the phone kept it. */
    waited: z.int().min(0).max(2_592_000).default(0),
  }),
  answer: roundOut,
});
export type VisitIn = z.output<typeof visitRound.body>;
