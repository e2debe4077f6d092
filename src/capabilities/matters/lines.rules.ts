import { z } from 'zod';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import { type LineKind, lineKind } from '../../platform/journal/line.rules.ts';
import { UNITS } from '../clock/clock.rules.ts';
import { files, optional, sealed } from './beside.rules.ts';
import { CLOCK_LINES } from './clock/lines.rules.ts';
import { CHANNELS, DOORS, RETURN_GROUNDS, URGENCIES, VISIBILITIES } from './matters.rules.ts';
import { MEDIATED } from './mediated.rules.ts';
import { OF } from './sampling.rules.ts';

const place = {
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  outside: z.boolean(),
  /** The version of the map that gave the territory. */
  map: z.string().nullable(),
  /** The body that the dated table of authority names for this place and kind. */
  proposed: z.string().nullable(),
};
/** Which step was taken back, and what any step may have ended. */
const standing = { of: z.uuid(), supervised: z.string().nullable(), helpAsked: z.uuid().nullable() };

const report = z.strictObject({
  ...place,
  kind: z.string(),
  /** The version of the kind's questions that were asked. */
  kindVersion: z.int(),
  urgency: z.enum(URGENCIES),
  visibility: z.enum(VISIBILITIES),
  channel: z.enum(CHANNELS),
  due: z.string(),
  words: optional,
  address: optional,
  answers: optional,
  contact: z.boolean(),
  files,
});

/** The term that gave `due`: so much of a unit, by which version of which rule; without a rule it is the kind's own norm. */
const term = z.strictObject({
  n: z.int(),
  unit: z.enum(UNITS),
  rule: z.strictObject({ code: z.string(), version: z.int() }).nullable(),
});

/** The matter off which another one was split, whose reporter and time it keeps (SplitOff in matters.rules.ts). */
const split = z.strictObject({ from: z.uuid(), number: z.string(), reported: z.string(), firstAction: z.string() });

const reported = lineKind({
  name: 'matter.reported',
  version: 4,
  body: report.extend({
    /** Until when the desk that sent it wants an answer; `due` is that, where it is earlier than what the term gives. */
    answerBy: z.strictObject({ desk: z.string(), at: z.string() }).nullable(),
    /** Null in lines of before there were rules: their `due` is all that is known. */
    term: term.nullable(),
    split: split.nullable(),
  }),
  upcast: {
    1: (body) => ({ ...(body as Record<string, Json>), answerBy: null }),
    2: (body) => ({ ...(body as Record<string, Json>), term: null }),
    3: (body) => ({ ...(body as Record<string, Json>), split: null }),
  },
});
const anonymous = lineKind({
  name: 'matter.reported-anonymously',
  version: 2,
  precision: 'day',
  body: report.extend({ term: term.nullable() }),
  upcast: { 1: (body) => ({ ...(body as Record<string, Json>), term: null }) },
});
/** A new deadline that goes with a step; null where the step changes none. */
const due = z.string().nullable();
const withDue = { 1: (body: Json) => ({ ...(body as Record<string, Json>), due: null }) };
const noted = lineKind({
  name: 'matter.noted',
  version: 3,
  body: z.strictObject({
    note: optional,
    files,
    from: z.enum(['staff', 'reporter']),
    forReporter: z.boolean(),
    /** Whoever is at it asks the body and the duty officer for help. */
    asksHelp: z.boolean(),
    /** The body whose people alone read it; null for all who handle the matter. */
    within: z.string().nullable(),
  }),
  upcast: {
    1: (body) => ({ ...(body as Record<string, Json>), asksHelp: false }),
    2: (body) => ({ ...(body as Record<string, Json>), within: null }),
  },
});
const answered = lineKind({
  name: 'matter.answered',
  version: 2,
  /** An answer ends the time for which it was waited. */
  body: z.strictObject({ answer: sealed, files, due }),
  upcast: withDue,
});
const rated = lineKind({
  name: 'matter.rated',
  version: 1,
  body: z.strictObject({ stars: z.int().min(1).max(5), words: optional }),
});
const reopened = lineKind({
  name: 'matter.reopened',
  version: 2,
  body: z.strictObject({
    byReporter: z.boolean(),
    reason: sealed,
    due,
    /** Who has it from now on, where that is not who had it: responsibility passed on meanwhile, or the body is no more. */
    body: z.string().nullable().optional(),
  }),
  upcast: withDue,
});
const withdrawn = lineKind({ name: 'matter.withdrawn', version: 1, body: z.strictObject({ reason: optional }) });

/** The same, done by an anonymous reporter: it leaves its day and no more, as the report itself did (charter rule 6). */
const untimed = <Body extends z.ZodType>({ name, version, body, upcast }: LineKind<Body>) =>
  lineKind({ name: `${name}-anonymously`, version, precision: 'day', body, upcast });

/** How chance decided on a second look, with all that is needed to draw again (sampling.rules.ts); null where it was not asked. */
const draw = z
  .strictObject({
    /** The body by whose record the share grew; null where the place's own record was taken. */
    body: z.string().nullable(),
    record: z.strictObject({ verified: z.int(), sentBack: z.int() }),
    /** The kind's own share, one in so many. */
    every: z.int().min(1),
    /** Of ten thousand: the share that is looked at, and what was drawn. */
    share: z.int().min(0).max(OF),
    value: z
      .int()
      .min(0)
      .max(OF - 1),
  })
  .nullable();

/** Every kind of line that a matter may have, for ever: a name is never used again for another meaning. */
export const LINES = {
  reported,
  anonymous,
  triaged: lineKind({
    name: 'matter.triaged',
    version: 1,
    body: z.strictObject({
      ...place,
      kind: z.string(),
      urgency: z.enum(URGENCIES),
      visibility: z.enum(VISIBILITIES),
      note: optional,
    }),
  }),
  merged: lineKind({ name: 'matter.merged', version: 1, body: z.strictObject({ into: z.uuid(), reason: optional }) }),
  absorbed: lineKind({ name: 'matter.absorbed', version: 1, body: z.strictObject({ from: z.uuid() }) }),
  assigned: lineKind({
    name: 'matter.assigned',
    version: 2,
    body: z.strictObject({
      body: z.string(),
      why: z.enum(['table', 'choice']),
      note: optional,
      /** Bodies that the kind's rule calls in and that do not stand there. */
      missing: z.array(z.string()),
    }),
    upcast: { 1: (body) => ({ ...(body as Record<string, Json>), missing: [] }) },
  }),
  accepted: lineKind({ name: 'matter.accepted', version: 1, body: z.strictObject({ body: z.string().nullable() }) }),
  returned: lineKind({
    name: 'matter.returned',
    version: 2,
    body: z.strictObject({
      body: z.string().nullable(),
      reason: sealed,
      /** The rule by which it is not the body's, and where it stands; null in lines of before one had to be named. */
      ground: z.enum(RETURN_GROUNDS).nullable(),
      cites: optional,
    }),
    upcast: { 1: (body) => ({ ...(body as Record<string, Json>), ground: null, cites: null }) },
  }),
  /** Somebody above says whose it is; routing goes by it from now on. `over` gave it back before. */
  ruled: lineKind({
    name: 'matter.ruled',
    version: 1,
    body: z.strictObject({ body: z.string(), over: z.array(z.string()), reason: sealed }),
  }),
  ...CLOCK_LINES,
  noted,
  asked: lineKind({ name: 'matter.asked', version: 1, body: z.strictObject({ question: sealed }) }),
  answered,
  handedOver: lineKind({
    name: 'matter.handed-over',
    version: 2,
    body: z.strictObject({
      body: z.string().nullable(),
      result: sealed,
      files,
      /** Why it is handed over while others still owe their tasks; null where nobody does. */
      over: optional,
    }),
    upcast: { 1: (body) => ({ ...(body as Record<string, Json>), over: null }) },
  }),
  /** A matter of its own was split off this one. */
  split: lineKind({
    name: 'matter.split',
    version: 1,
    body: z.strictObject({ into: z.uuid(), number: z.string() }),
  }),
  /**
   * What the body had of it passed to another one, by a change of who answers: the matter itself (`lead`), or so many tasks. Whoever had
   * accepted it is named, since the other body begins without them.
   */
  transferred: lineKind({
    name: 'matter.transferred',
    version: 1,
    body: z.strictObject({
      change: z.uuid(),
      basis: z.string(),
      from: z.string(),
      body: z.string(),
      lead: z.boolean(),
      handler: z.uuid().nullable(),
      tasks: z.int().min(0),
    }),
  }),
  gathered: lineKind({
    name: 'matter.gathered',
    version: 1,
    body: z.strictObject({ under: z.uuid(), reason: optional }),
  }),
  letGo: lineKind({ name: 'matter.let-go', version: 1, body: z.strictObject({ under: z.uuid(), reason: optional }) }),
  fixedOnSpot: lineKind({
    name: 'matter.fixed-on-spot',
    version: 2,
    body: z.strictObject({ body: z.string().nullable(), result: optional, files, sampled: z.boolean(), draw }),
    upcast: { 1: (body) => ({ ...(body as Record<string, Json>), draw: null }) },
  }),
  verified: lineKind({ name: 'matter.verified', version: 1, body: z.strictObject({ note: optional, files }) }),
  sentBack: lineKind({ name: 'matter.sent-back', version: 1, body: z.strictObject({ reason: sealed }) }),
  closed: lineKind({ name: 'matter.closed', version: 1, body: z.strictObject({ note: optional }) }),
  /** The step before was taken back: what stands again. */
  undone: lineKind({
    name: 'matter.undone',
    version: 1,
    body: z.discriminatedUnion('undone', [
      z.strictObject({ undone: z.literal('assign'), ...standing, body: z.string().nullable() }),
      z.strictObject({ undone: z.literal('close'), ...standing, asked: z.boolean() }),
      z.strictObject({
        undone: z.literal('triage'),
        ...standing,
        ...place,
        kind: z.string(),
        urgency: z.enum(URGENCIES),
        visibility: z.enum(VISIBILITIES),
        helpAsked: z.string().nullable(),
      }),
    ]),
  }),
  rated,
  reopened,
  withdrawn,
  voided: lineKind({ name: 'matter.voided', version: 1, body: z.strictObject({ reason: sealed }) }),
  redirected: lineKind({ name: 'matter.redirected', version: 1, body: z.strictObject({ door: z.enum(DOORS) }) }),
  /** How the mediation of it stands, by the number of its case: codes alone, nothing of any person. */
  mediated: lineKind({
    name: 'matter.mediated',
    version: 1,
    body: z.strictObject({ number: z.string(), stands: z.enum(MEDIATED) }),
  }),
  instructed: lineKind({ name: 'matter.instructed', version: 1, body: z.strictObject({ words: sealed }) }),
  supervised: lineKind({
    name: 'matter.supervised',
    version: 1,
    /** The last instant by which it is to be done. */
    body: z.strictObject({ until: z.string(), reason: sealed }),
  }),
  released: lineKind({ name: 'matter.released', version: 1, body: z.strictObject({ reason: optional }) }),
  notedAnonymously: untimed(noted),
  answeredAnonymously: untimed(answered),
  ratedAnonymously: untimed(rated),
  reopenedAnonymously: untimed(reopened),
  withdrawnAnonymously: untimed(withdrawn),
} as const;

/** The kind that an anonymous reporter's move leaves in place of the one with a time. */
export const UNTIMED: ReadonlyMap<LineKind, LineKind> = new Map<LineKind, LineKind>([
  [noted, LINES.notedAnonymously],
  [answered, LINES.answeredAnonymously],
  [rated, LINES.ratedAnonymously],
  [reopened, LINES.reopenedAnonymously],
  [withdrawn, LINES.withdrawnAnonymously],
]);

/** Lines that the clock writes: they change nothing that somebody may have looked at before they act. */
export const BY_THE_CLOCK: ReadonlySet<string> = new Set([
  LINES.reminded.name,
  LINES.escalated.name,
  LINES.taskReminded.name,
  LINES.taskEscalated.name,
]);
