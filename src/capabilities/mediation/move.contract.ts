import { z } from 'zod';
import { bodySlug, claim, code, day, phone, words, writing } from '../matters/matters.contract.ts';
import {
  CHANNELS,
  CONFIRMATION_OUTCOMES,
  DECLINE_GROUNDS,
  MODES,
  MOST_MEDIATORS,
  PARTY_SORTS,
  ROUTES,
  SCALES,
  SIDES,
  TRACKS,
} from './mediation.rules.ts';

/** GB/T 31000 事件类型: two digits, or four. */
export const nature = z.string().regex(/^\d{2}(\d{2})?$/);
const person = z.strictObject({ name: words(60), phone: phone.optional(), relation: writing(60).default('') });

/** A party as it is told: sealed as it comes. `id` is made by the sender. */
export const partyIn = z.strictObject({
  id: z.uuid(),
  side: z.enum(SIDES),
  sort: z.enum(PARTY_SORTS).default('person'),
  name: words(100),
  phone: phone.optional(),
  /** Number of an identity card or of a unified social credit code; only for papers that need it. */
  paper: z
    .string()
    .regex(/^[0-9A-Za-z]{6,30}$/)
    .optional(),
  address: writing(200).default(''),
  minor: z.boolean().default(false),
  guardian: person.optional(),
  representative: person.optional(),
});
export type PartyIn = z.output<typeof partyIn>;

/** What opens a case. Violence in the family and minors are asked for first, so they have no default. */
const opening = {
  /** Made by the sender; sending the same twice changes nothing. */
  id: z.uuid(),
  nature,
  scale: z.enum(SCALES).default('individual'),
  parties: z.array(partyIn).min(1).max(20),
  words: words(4000),
  address: writing(200).default(''),
  territory: code,
  violence: z.boolean(),
  minors: z.boolean(),
};
export const openIn = z.strictObject({
  ...opening,
  channel: z.enum(CHANNELS).exclude(['party', 'round']),
  /** Whoever entrusted or transferred it, and by which day it wants to hear. */
  referrer: z.strictObject({ body: bodySlug, answerBy: day.optional(), letter: writing(200).default('') }).optional(),
  /** The matter of the desk that it was. */
  matter: z.uuid().optional(),
  publicOrder: z.boolean().default(false),
});
/** What a party applies with, by itself. */
export const applyIn = z.strictObject(opening);

export type OpenAsk = Omit<z.output<typeof openIn>, 'channel'> & {
  readonly channel: (typeof CHANNELS)[number];
  readonly round?: string | undefined;
};

const promise = z.strictObject({
  id: z.uuid(),
  by: z.uuid(),
  to: z.uuid(),
  what: words(500),
  how: words(300),
  due: day,
  amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,2})?$/)
    .nullable()
    .default(null),
});
/** What an agreement says (人民调解法 art. 29): sealed as a whole; of the promises who, to whom and until when stand in the line. */
export const agreementIn = z.strictObject({
  facts: words(6000),
  issues: words(3000),
  responsibility: words(3000),
  points: z.array(words(1000)).min(1).max(40),
  promises: z.array(promise).min(1).max(40),
});
export type AgreementIn = z.output<typeof agreementIn>;

const files = z.array(claim).max(9).default([]);
const instant = z.iso.datetime({ offset: true });
const routes = z.array(z.enum(ROUTES)).min(1).max(3);

/** The moves as they cross the wire. `party` says for whom a mediator speaks; on a party's own page it is that party. */
export const moveIn = z.discriminatedUnion('move', [
  z.strictObject({
    move: z.literal('askProtection'),
    violence: z.boolean(),
    minors: z.boolean(),
    note: writing(1000).optional(),
  }),
  z.strictObject({ move: z.literal('addParty'), party: partyIn }),
  z.strictObject({ move: z.literal('changeParty'), party: partyIn }),
  z.strictObject({
    move: z.literal('alarm'),
    why: z.enum(['escalation', 'crime']),
    body: bodySlug,
    words: words(1000),
  }),
  z.strictObject({
    move: z.literal('triage'),
    nature: nature.optional(),
    scale: z.enum(SCALES).optional(),
    /** Another track or body than the rule names, with the reason. */
    track: z.enum(TRACKS).optional(),
    body: bodySlug.optional(),
    reason: writing(500).optional(),
  }),
  z.strictObject({ move: z.literal('refuse'), rule: z.string().max(60), reason: words(1000) }),
  z.strictObject({
    move: z.literal('offer'),
    body: bodySlug.optional(),
    track: z.enum(TRACKS).optional(),
    note: writing(1000).optional(),
    /** Parties whose own room goes along; each must have said so. */
    rooms: z.array(z.uuid()).max(20).default([]),
  }),
  z.strictObject({ move: z.literal('accept') }),
  z.strictObject({ move: z.literal('refuseOffer'), ground: z.enum(DECLINE_GROUNDS), reason: words(1000) }),
  z.strictObject({ move: z.literal('takeBack'), reason: writing(500).optional() }),
  z.strictObject({
    move: z.literal('nameMediators'),
    mediators: z.array(z.uuid()).min(1).max(MOST_MEDIATORS),
    chosen: z.enum(['parties', 'committee']),
    noInterest: z.literal(true),
  }),
  z.strictObject({ move: z.literal('recuse'), mediator: z.uuid(), reason: words(500) }),
  z.strictObject({ move: z.literal('tellRights'), party: z.uuid() }),
  z.strictObject({ move: z.literal('consent'), party: z.uuid(), openly: z.boolean().default(false) }),
  z.strictObject({ move: z.literal('decline'), party: z.uuid() }),
  z.strictObject({ move: z.literal('letTravel'), party: z.uuid(), may: z.boolean() }),
  z.strictObject({
    move: z.literal('note'),
    /** `shared`, `mediators`, or a party's id. */
    room: z.union([z.enum(['shared', 'mediators']), z.uuid()]),
    sort: z.enum(['note', 'inquiry', 'evidence']).default('note'),
    text: writing(4000).default(''),
    files,
  }),
  z.strictObject({ move: z.literal('seeEarlier') }),
  z.strictObject({ move: z.literal('seeIdentity'), party: z.uuid(), reason: words(200) }),
  z.strictObject({ move: z.literal('markRepeat'), of: z.uuid() }),
  z.strictObject({
    move: z.literal('proposeSession'),
    session: z.uuid(),
    mode: z.enum(MODES),
    joint: z.boolean(),
    proposed: z.array(instant).min(1).max(5),
    minutes: z.int().min(15).max(480).default(60),
    interpreter: z.boolean().default(false),
    /** The party with which alone it is. */
    with: z.uuid().optional(),
    /** A room, a number to call, or a link. */
    place: writing(300).optional(),
    reason: writing(500).optional(),
  }),
  z.strictObject({ move: z.literal('answerSession'), session: z.uuid(), can: z.array(instant).max(5) }),
  z.strictObject({ move: z.literal('setSession'), session: z.uuid(), at: instant }),
  z.strictObject({ move: z.literal('cancelSession'), session: z.uuid(), reason: writing(500).optional() }),
  z.strictObject({
    move: z.literal('holdSession'),
    session: z.uuid(),
    at: instant,
    present: z.array(z.uuid()).min(1).max(20),
    record: words(8000),
  }),
  /** A session that was held without having been planned. */
  z.strictObject({
    move: z.literal('recordSession'),
    session: z.uuid(),
    mode: z.enum(MODES),
    joint: z.boolean(),
    at: instant,
    minutes: z.int().min(5).max(480).default(60),
    interpreter: z.boolean().default(false),
    place: writing(300).optional(),
    present: z.array(z.uuid()).min(1).max(20),
    reason: writing(500).optional(),
    record: words(8000),
  }),
  z.strictObject({ move: z.literal('signRecord'), session: z.uuid(), party: z.uuid() }),
  z.strictObject({
    move: z.literal('extend'),
    days: z.int().min(1).max(90),
    /** Every party that said so: all of them. */
    by: z.array(z.uuid()).min(2).max(20),
  }),
  z.strictObject({ move: z.literal('draft'), version: z.int().min(1), agreement: agreementIn }),
  z.strictObject({ move: z.literal('dropDraft'), version: z.int().min(1), reason: writing(500).optional() }),
  z.strictObject({
    move: z.literal('sign'),
    version: z.int().min(1),
    /** Null: the mediator signs. */
    party: z.uuid().nullable(),
    how: z.enum(['screen', 'paper']).default('screen'),
  }),
  z.strictObject({ move: z.literal('seal'), version: z.int().min(1) }),
  z.strictObject({ move: z.literal('agreeOrally'), agreement: agreementIn }),
  z.strictObject({
    move: z.literal('perform'),
    promise: z.uuid(),
    day,
    proof: writing(1000).optional(),
    files,
  }),
  z.strictObject({ move: z.literal('breach'), promise: z.uuid(), words: words(1000) }),
  z.strictObject({
    move: z.literal('applyConfirmation'),
    court: bodySlug,
    day,
    documents: z.array(z.string().max(60)).max(20),
    /** Answers to what the court never accepts, by the rule's code. */
    answers: z.record(z.string().max(60), z.boolean()).default({}),
  }),
  z.strictObject({
    move: z.literal('decideConfirmation'),
    outcome: z.enum(CONFIRMATION_OUTCOMES),
    day,
    words: writing(1000).optional(),
  }),
  z.strictObject({ move: z.literal('fail'), routes, reason: words(1000) }),
  z.strictObject({ move: z.literal('withdraw'), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('settle'), routes }),
  z.strictObject({ move: z.literal('answerReferrer'), letter: words(4000) }),
  z.strictObject({ move: z.literal('visit'), day, kept: z.boolean(), words: writing(1000).optional() }),
  z.strictObject({
    move: z.literal('rate'),
    stars: z.int().min(1).max(5),
    words: writing(500).optional(),
  }),
  z.strictObject({ move: z.literal('archive'), explained: writing(2000).optional() }),
]);
export type MoveIn = z.output<typeof moveIn>;
