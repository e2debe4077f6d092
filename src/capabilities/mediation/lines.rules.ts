import { z } from 'zod';
import { lineKind } from '../../platform/journal/line.rules.ts';
import {
  CHANNELS,
  CONFIRMATION_OUTCOMES,
  DECLINE_GROUNDS,
  MODES,
  OUTCOMES,
  PARTY_SORTS,
  REMINDERS,
  ROUTES,
  SCALES,
  SIDES,
  TRACKS,
} from './mediation.rules.ts';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
const optional = sealed.nullable();
const files = z.array(z.strictObject({ id: z.uuid(), digest: z.string() }));
const party = z.strictObject({
  id: z.uuid(),
  side: z.enum(SIDES),
  sort: z.enum(PARTY_SORTS),
  minor: z.boolean(),
  guardian: z.boolean(),
  represented: z.boolean(),
  reachable: z.boolean(),
  identity: sealed,
});
const promise = z.strictObject({ id: z.uuid(), by: z.uuid(), to: z.uuid(), due: z.string() });
const who = z.uuid();
/** Who spoke for the party on its page, where that was not itself. */
const as = z.enum(['guardian', 'representative']).optional();
/** The party that says it on its own page; null for the staff member of the line. */
const said = { party: who.nullable(), as };

const kind = <Body extends z.ZodType>(name: string, body: Body) => lineKind({ name: `case.${name}`, version: 1, body });

/** Every kind of line that a case of mediation may have, for ever: a name is never used again for another meaning. */
export const LINES = {
  opened: kind(
    'opened',
    z.strictObject({
      channel: z.enum(CHANNELS),
      nature: z.string(),
      scale: z.enum(SCALES),
      parties: z.array(party),
      words: optional,
      address: optional,
      referrer: z
        .strictObject({
          body: z.string(),
          sort: z.enum(['entrusted', 'transferred']),
          answerBy: z.string().nullable(),
          letter: optional,
        })
        .nullable(),
      matter: z.uuid().nullable(),
      round: z.uuid().nullable(),
      publicOrder: z.boolean(),
    }),
  ),
  partyAdded: kind('party-added', z.strictObject({ party })),
  partyChanged: kind('party-changed', z.strictObject({ party })),
  protectionAsked: kind(
    'protection-asked',
    z.strictObject({ violence: z.boolean(), minors: z.boolean(), note: optional }),
  ),
  alarmed: kind('alarmed', z.strictObject({ why: z.enum(['escalation', 'crime']), body: z.string(), words: sealed })),
  triaged: kind(
    'triaged',
    z.strictObject({
      nature: z.string(),
      scale: z.enum(SCALES),
      track: z.enum(TRACKS),
      body: z.string(),
      /** The rule that names track and body, or the reason for another choice. */
      rule: z.string(),
      choice: optional,
    }),
  ),
  refused: kind('refused', z.strictObject({ rule: z.string(), door: z.string(), reason: sealed })),
  offered: kind(
    'offered',
    z.strictObject({
      offer: z.uuid(),
      body: z.string(),
      track: z.enum(TRACKS),
      due: z.string(),
      /** How many notes there were so far, and which parties' own rooms go along with the shared one. */
      shared: z.int(),
      rooms: z.array(z.uuid()),
      note: optional,
    }),
  ),
  accepted: kind('accepted', z.strictObject({ offer: z.uuid(), body: z.string(), due: z.string() })),
  offerRefused: kind(
    'offer-refused',
    z.strictObject({ offer: z.uuid(), body: z.string(), ground: z.enum(DECLINE_GROUNDS), reason: sealed }),
  ),
  offerTakenBack: kind('offer-taken-back', z.strictObject({ offer: z.uuid(), reason: optional })),
  mediators: kind(
    'mediators-named',
    z.strictObject({
      mediators: z.array(z.uuid()).min(1),
      chosen: z.enum(['parties', 'committee']),
      /** Whoever names them says that none has an interest in it (人民调解法 art. 15, 19). */
      noInterest: z.literal(true),
    }),
  ),
  recused: kind('mediator-recused', z.strictObject({ mediator: z.uuid(), reason: sealed })),
  rightsTold: kind('rights-told', z.strictObject({ party: who, notice: z.int(), as })),
  consented: kind('consented', z.strictObject({ party: who, openly: z.boolean(), how: z.enum(['staff', 'page']), as })),
  declined: kind(
    'declined',
    z.strictObject({ party: who, routes: z.array(z.enum(ROUTES)), how: z.enum(['staff', 'page']), as }),
  ),
  travels: kind('room-travels', z.strictObject({ party: who, may: z.boolean(), how: z.enum(['staff', 'page']), as })),
  noted: kind(
    'noted',
    z.strictObject({
      /** `shared`, `mediators`, or the id of the party in whose own room it was said. */
      room: z.string(),
      ...said,
      sort: z.enum(['note', 'inquiry', 'evidence']),
      text: optional,
      files,
    }),
  ),
  looked: kind('earlier-looked', z.strictObject({ found: z.int() })),
  identityLooked: kind('identity-looked', z.strictObject({ party: who, reason: sealed })),
  repeats: kind('repeats', z.strictObject({ of: z.uuid() })),
  sessionProposed: kind(
    'session-proposed',
    z.strictObject({
      session: z.uuid(),
      mode: z.enum(MODES),
      joint: z.boolean(),
      proposed: z.array(z.string()),
      minutes: z.int(),
      interpreter: z.boolean(),
      place: optional,
      /** With whom alone, where it is of one side; null for all. */
      with: z.uuid().nullable(),
      /** Why the parties meet all the same, where they would be kept apart. */
      reason: optional,
    }),
  ),
  sessionAnswered: kind(
    'session-answered',
    z.strictObject({ session: z.uuid(), party: who, can: z.array(z.string()), as }),
  ),
  sessionSet: kind('session-set', z.strictObject({ session: z.uuid(), at: z.string(), postponed: z.boolean() })),
  sessionCancelled: kind('session-cancelled', z.strictObject({ session: z.uuid(), reason: optional })),
  sessionHeld: kind(
    'session-held',
    z.strictObject({ session: z.uuid(), at: z.string(), present: z.array(z.uuid()), record: sealed }),
  ),
  /** Held without having been planned, and written down afterwards: what a proposal, its time and its record say in three lines. */
  sessionMet: kind(
    'session-met',
    z.strictObject({
      session: z.uuid(),
      mode: z.enum(MODES),
      joint: z.boolean(),
      at: z.string(),
      minutes: z.int(),
      interpreter: z.boolean(),
      place: optional,
      present: z.array(z.uuid()).min(1),
      /** With whom alone it was, where they are of one side; null for all. */
      among: z.array(z.uuid()).min(1).nullable(),
      /** Why the parties met all the same, where they would be kept apart. */
      reason: optional,
      record: sealed,
    }),
  ),
  recordSigned: kind(
    'record-signed',
    z.strictObject({ session: z.uuid(), party: who, how: z.enum(['screen', 'code']), as }),
  ),
  extended: kind('extended', z.strictObject({ days: z.int(), due: z.string(), by: z.array(z.uuid()) })),
  drafted: kind(
    'agreement-drafted',
    z.strictObject({ version: z.int(), text: sealed, promises: z.array(promise).min(1) }),
  ),
  draftDropped: kind('draft-dropped', z.strictObject({ version: z.int(), reason: optional })),
  agreementSigned: kind(
    'agreement-signed',
    z.strictObject({
      version: z.int(),
      party: z.uuid().nullable(),
      how: z.enum(['screen', 'code', 'paper']),
      as,
    }),
  ),
  agreementSealed: kind(
    'agreement-sealed',
    z.strictObject({ version: z.int(), body: z.string(), number: z.string(), effect: z.string() }),
  ),
  agreedOrally: kind(
    'agreed-orally',
    z.strictObject({ text: sealed, promises: z.array(promise).min(1), effect: z.string() }),
  ),
  performed: kind(
    'promise-performed',
    z.strictObject({ promise: z.uuid(), ...said, proof: optional, files, day: z.string() }),
  ),
  /** Whoever owes it says that it is done; performed it is when the other side or a mediator says so. */
  claimed: kind(
    'performance-claimed',
    z.strictObject({ promise: z.uuid(), ...said, proof: optional, files, day: z.string() }),
  ),
  breached: kind('promise-breached', z.strictObject({ promise: z.uuid(), ...said, words: sealed })),
  confirmationApplied: kind(
    'confirmation-applied',
    z.strictObject({ court: z.string(), day: z.string(), documents: z.array(z.string()) }),
  ),
  confirmationDecided: kind(
    'confirmation-decided',
    z.strictObject({ outcome: z.enum(CONFIRMATION_OUTCOMES), day: z.string(), words: optional }),
  ),
  failed: kind('failed', z.strictObject({ routes: z.array(z.enum(ROUTES)), reason: sealed })),
  withdrawn: kind('withdrawn', z.strictObject({ ...said, reason: optional })),
  settled: kind('settled', z.strictObject({ outcome: z.enum(OUTCOMES), routes: z.array(z.enum(ROUTES)) })),
  answered: kind('referrer-answered', z.strictObject({ body: z.string(), letter: sealed })),
  visited: kind('return-visit', z.strictObject({ day: z.string(), kept: z.boolean(), words: optional })),
  rated: kind('rated', z.strictObject({ party: who, stars: z.int().min(1).max(5), words: optional, as })),
  /** Said by the clock, once each: what falls due, on which day, and how many days before it that is said; -1 after it. */
  reminded: kind(
    'reminded',
    z.strictObject({ what: z.enum(REMINDERS), of: z.uuid().nullable(), due: z.iso.date(), said: z.int() }),
  ),
  archived: kind('archived', z.strictObject({ items: z.array(z.int()), explained: optional })),
} as const;
