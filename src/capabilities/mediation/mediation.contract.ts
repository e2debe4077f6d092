import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { bodySlug } from '../matters/matters.contract.ts';
import {
  CHANNELS,
  CONFIRMATION_OUTCOMES,
  DECLINE_GROUNDS,
  MODES,
  OFFER_STATES,
  OUTCOMES,
  PARTY_SORTS,
  PROMISE_STATES,
  ROUTES,
  SCALES,
  SESSION_STATES,
  SIDES,
  STATUSES,
  TRACKS,
} from './mediation.rules.ts';
import { agreementIn, moveIn, openIn } from './move.contract.ts';
import { MOVE_NAMES } from './moves.rules.ts';
import { WAITS } from './waiting.rules.ts';

const text = z.object({ zh: z.string(), en: z.string() });
/** A body by its name. */
export const body = z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable();
const files = z.array(z.object({ id: z.string(), type: z.string(), size: z.int() }));
const person = z.object({ name: z.string(), phone: z.string().nullable(), relation: z.string() }).nullable();

const party = z.object({
  id: z.uuid(),
  side: z.enum(SIDES),
  sort: z.enum(PARTY_SORTS),
  minor: z.boolean(),
  guardian: z.boolean(),
  represented: z.boolean(),
  reachable: z.boolean(),
  /** Null to whoever sees the way of the case alone, and where it was forgotten. */
  name: z.string().nullable(),
  told: z.string().nullable(),
  consent: z.boolean().nullable(),
  openly: z.boolean().nullable(),
  travels: z.boolean(),
  rating: z.int().nullable(),
});
/** Telephone, papers and address of a party, and who speaks for it: shown on a look that the party reads. */
const identity = z.object({
  party: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  paper: z.string().nullable(),
  address: z.string(),
  guardian: person,
  representative: person,
});

const session = z.object({
  id: z.uuid(),
  state: z.enum(SESSION_STATES),
  mode: z.enum(MODES),
  joint: z.boolean(),
  with: z.uuid().nullable(),
  /** Several parties of one side with whom alone it was. */
  among: z.array(z.uuid()).nullable(),
  /** None where it was held without being planned. */
  proposed: z.array(z.string()),
  can: z.record(z.string(), z.array(z.string())),
  at: z.string().nullable(),
  minutes: z.int(),
  postponed: z.int(),
  present: z.array(z.uuid()),
  interpreter: z.boolean(),
  place: z.string().nullable(),
  record: z.string().nullable(),
  signed: z.array(z.uuid()),
});

/** One line of the way: what, when, by whom, and what may be told of it to this reader. */
const entry = z.object({
  id: z.uuid(),
  n: z.int(),
  kind: z.string(),
  at: z.string(),
  /** Post and, for colleagues, name; null for a party. */
  who: z.object({ post: z.string().nullable(), name: z.string().nullable(), body: body }).nullable(),
  /** The body that it is about, where that is not the one for which it was done: which is offered a case, or told of it. */
  to: body,
  /** Whose own words it is: a party. */
  party: z.uuid().nullable(),
  words: z.string().nullable(),
  files,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** What of a case stands in a list. */
export const caseLine = z.object({
  id: z.uuid(),
  /** How many lines it has: what a move says it looked at. */
  n: z.int(),
  number: z.string(),
  status: z.enum(STATUSES),
  outcome: z.enum(OUTCOMES).nullable(),
  channel: z.enum(CHANNELS),
  nature: z.string(),
  scale: z.enum(SCALES),
  track: z.enum(TRACKS).nullable(),
  territory: z.string(),
  territoryName: text,
  body: body,
  offered: body,
  mediators: z.array(z.string().nullable()),
  /** Whether the reader mediates it with another, who leads it. */
  co: z.boolean(),
  /** The day on which something falls due next. */
  next: z.string().nullable(),
  /** What it waits for; null in the archive. */
  waits: z.enum(WAITS).nullable(),
  due: z.string().nullable(),
  refusals: z.int(),
  opened: z.string(),
  updated: z.string(),
});
export type CaseLine = z.output<typeof caseLine>;

export const caseOut = caseLine.extend({
  /** The code that the parties and every body have. */
  caseCode: z.string(),
  routes: z.array(z.enum(ROUTES)),
  protection: z.object({ violence: z.boolean(), minors: z.boolean() }).nullable(),
  /** Whether parties are kept apart, and the ways of protection that are named then. */
  apart: z.boolean(),
  protectionRoutes: z.array(text),
  alarmed: z.string().nullable(),
  parties: z.array(party),
  words: z.string().nullable(),
  address: z.string().nullable(),
  /** What the rule names: shown while nobody has said otherwise. */
  proposal: z.object({ track: z.enum(TRACKS), rule: z.string(), why: text, forum: text, body: body }).nullable(),
  proposed: body,
  offers: z.array(
    z.object({
      id: z.uuid(),
      body: body,
      from: body,
      track: z.enum(TRACKS),
      at: z.string(),
      due: z.string(),
      state: z.enum(OFFER_STATES),
      ground: z.enum(DECLINE_GROUNDS).nullable(),
      answered: z.string().nullable(),
    }),
  ),
  referrer: z
    .object({
      body: body,
      sort: z.enum(['entrusted', 'transferred']),
      answerBy: z.string().nullable(),
      answered: z.string().nullable(),
    })
    .nullable(),
  /** The matter from which it was handed over; its number where the reader sees that matter too. */
  matter: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
  round: z.uuid().nullable(),
  repeats: z.uuid().nullable(),
  mediatorIds: z.array(z.uuid()),
  chosen: z.enum(['parties', 'committee']).nullable(),
  openly: z.boolean(),
  sessions: z.array(session),
  draft: z
    .object({
      version: z.int(),
      agreement: agreementIn.nullable(),
      signed: z.array(z.uuid()),
      mediator: z.boolean(),
    })
    .nullable(),
  /** The version that the next draft will have. */
  nextDraft: z.int(),
  agreement: z
    .object({
      form: z.enum(['written', 'oral']),
      number: z.string().nullable(),
      effect: z.string(),
      text: agreementIn.nullable(),
      /** Last day on which confirmation may be asked for, and the days that are left, counted from today. */
      confirmBy: z.string(),
      daysLeft: z.int(),
    })
    .nullable(),
  promises: z.array(
    z.object({
      id: z.uuid(),
      by: z.uuid(),
      to: z.uuid(),
      due: z.string(),
      state: z.enum(PROMISE_STATES),
      what: z.string().nullable(),
      how: z.string().nullable(),
      late: z.boolean(),
      /** Whoever owes it says that it is done, and nobody has confirmed it yet. */
      claimed: z.boolean(),
    }),
  ),
  confirmation: z
    .object({
      court: body,
      applied: z.string(),
      outcome: z.enum(CONFIRMATION_OUTCOMES).nullable(),
      decided: z.string().nullable(),
    })
    .nullable(),
  publicOrder: z.boolean(),
  extended: z.int(),
  accepted: z.string().nullable(),
  resolved: z.string().nullable(),
  ended: z.string().nullable(),
  archived: z.string().nullable(),
  /** What of the 13 items of the file is there, and which of the mandatory ones are missing. */
  filing: z.array(z.object({ n: z.int(), name: text, mandatory: z.boolean(), there: z.boolean() })),
  history: z.array(entry),
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type CaseOut = z.output<typeof caseOut>;

const page = {
  after: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2}|infinity)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
};

/** Whose cases a desk asks for. */
export const WHOSE = ['mine', 'offered', 'body', 'reach'] as const;

export const list = contract({
  name: 'mediation.list',
  method: 'GET',
  path: '/api/desk/mediation/cases',
  summary: {
    zh: '调解案件：我的、待受理的、本单位的、辖区的',
    en: 'Cases of mediation: my own, offered, of my body, of my reach',
  },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    whose: z.enum(WHOSE).default('mine'),
    status: z.enum(STATUSES).exclude(['archived']).optional(),
    /** Only what falls due within so many days. */
    within: z.coerce.number().int().min(0).max(366).optional(),
    cold: z.enum(['true']).optional(),
    refused: z.enum(['true']).optional(),
    /** Only what a body has, or is offered. */
    at: bodySlug.optional(),
    number: z.string().max(30).optional(),
    ...page,
  }),
  body: nothingIn,
  answer: z.object({ items: z.array(caseLine), after: z.string().nullable() }),
});

export const open = contract({
  name: 'mediation.open',
  method: 'POST',
  path: '/api/desk/mediation/cases',
  summary: { zh: '登记调解案件', en: 'Register a case of mediation' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: openIn,
  answer: z.object({ id: z.uuid(), number: z.string(), caseCode: z.string(), seen: z.boolean() }),
});

const one = z.object({ id: z.uuid() });

export const show = contract({
  name: 'mediation.show',
  method: 'GET',
  path: '/api/desk/mediation/cases/:id',
  summary: { zh: '查看调解案件', en: 'One case of mediation' },
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: caseOut,
});

/** What a look brought to light, besides the case: identities, or earlier cases. */
const revealed = z.object({
  case: caseOut,
  identity: identity.nullable(),
  earlier: z
    .array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        opened: z.string(),
        nature: z.string(),
        status: z.enum(STATUSES),
        outcome: z.enum(OUTCOMES).nullable(),
        body: body,
      }),
    )
    .nullable(),
});

export const move = contract({
  name: 'mediation.move',
  method: 'POST',
  path: '/api/desk/mediation/cases/:id/moves',
  summary: { zh: '办理调解案件的一步', en: 'One move of a case' },
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: revealed,
});
