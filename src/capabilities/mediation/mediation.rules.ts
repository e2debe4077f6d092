import type { Origin } from '../../platform/journal/line.rules.ts';
import type { Mediated } from '../matters/mediated.rules.ts';

/** How a case came in. `own`: the committee took it up by itself (人民调解法 art. 17); `round`: found in a screening round. */
export const CHANNELS = ['party', 'desk', 'phone', 'round', 'own', 'entrusted', 'transferred', 'matter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The three kinds of mediation: 人民调解, 行政调解, 司法调解 (court-attached included). */
export const TRACKS = ['people', 'administrative', 'judicial'] as const;
export type Track = (typeof TRACKS)[number];

/** 事件规模 of GB/T 31000: of one or few, of many, of very many. */
export const SCALES = ['individual', 'group', 'major'] as const;
export type Scale = (typeof SCALES)[number];

/**
 * Where a case stands. `applied`: nobody has it yet; `offered` to a body that has not answered; `accepted` 受理; `mediating`: rights told
 * and every party has said yes; `agreed`: an agreement is in effect and its promises are owed; `ended`; `archived` 归档.
 */
export const STATUSES = ['applied', 'offered', 'accepted', 'mediating', 'agreed', 'ended', 'archived'] as const;
export type Status = (typeof STATUSES)[number];
/** Cases that somebody still has to do something about. */
export const OPEN: readonly Status[] = ['applied', 'offered', 'accepted', 'mediating', 'agreed', 'ended'];

/**
 * How a case ended. `refused` 不受理; `withdrawn` 撤回; `declined`: a party said no (人民调解法 art. 17); `failed` 调解不成;
 * `performed` 履行完毕; `broken`: an agreement that was not kept.
 */
export const OUTCOMES = ['refused', 'withdrawn', 'declined', 'failed', 'performed', 'broken'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How many mediate a case together at the most. */
export const MOST_MEDIATORS = 5;

/** Ways that are open when mediation ends without an agreement, told to the parties (人民调解法 art. 26). */
export const ROUTES = ['arbitration', 'administrative', 'court'] as const;
export type Route = (typeof ROUTES)[number];

/** Why a body does not take what it was offered. */
export const DECLINE_GROUNDS = ['notOurs', 'noCapacity', 'conflict', 'partiesUnwilling', 'elsewherePending'] as const;
export type DeclineGround = (typeof DECLINE_GROUNDS)[number];

export const PARTY_SORTS = ['person', 'organisation'] as const;
export const SIDES = ['applicant', 'respondent'] as const;
export type Side = (typeof SIDES)[number];

/** A sealed text that stands beside its line. */
export type Ref = { readonly id: string; readonly digest: string };

/** A party as the open part of the case knows it: who it is stands sealed under `identity`. */
export type Party = {
  readonly id: string;
  readonly side: Side;
  readonly sort: (typeof PARTY_SORTS)[number];
  /** Under 18: a guardian signs and is present (民法典 art. 27, 34). */
  readonly minor: boolean;
  readonly guardian: boolean;
  readonly represented: boolean;
  /** A telephone is kept, its own or of who speaks for it, by which the party's page is opened. */
  readonly reachable: boolean;
  readonly identity: Ref;
  /** When the party was told its rights and duties (人民调解法 art. 23, 24), an ISO instant. */
  readonly told: string | null;
  /** Whether it takes part; null until it has said. */
  readonly consent: boolean | null;
  /** When it said yes first, an ISO instant; absent while it has not. */
  readonly consented?: string;
  /** Whether it wants the mediation open to others. */
  readonly openly: boolean | null;
  /** What it told in its own room may go along with a referral. */
  readonly travels: boolean;
  readonly rating: number | null;
};

/** As what somebody speaks on a party's page: the party itself, its guardian (民法典 art. 23, 27), or who represents it. */
export const SPEAKS_AS = ['self', 'guardian', 'representative'] as const;
export type SpeaksAs = (typeof SPEAKS_AS)[number];

export const OFFER_STATES = ['offered', 'accepted', 'refused', 'takenBack'] as const;
/** A case offered to a body: by when it answers, and what it said. */
export type Offer = {
  readonly id: string;
  readonly body: string;
  readonly track: Track;
  readonly from: string | null;
  readonly at: string;
  /** Day by whose end the body answers. */
  readonly due: string;
  readonly state: (typeof OFFER_STATES)[number];
  readonly ground: DeclineGround | null;
  readonly answered: string | null;
};

/** Whoever entrusted or transferred the case from outside, and by when it wants to hear how it ended. */
export type Referrer = {
  readonly body: string;
  readonly sort: 'entrusted' | 'transferred';
  readonly answerBy: string | null;
  readonly answered: string | null;
};

export const MODES = ['inPerson', 'phone', 'video'] as const;
export type Mode = (typeof MODES)[number];
export const SESSION_STATES = ['proposed', 'set', 'held', 'cancelled'] as const;
export type Session = {
  readonly id: string;
  readonly state: (typeof SESSION_STATES)[number];
  readonly mode: Mode;
  /** With all parties in one room, or with one at a time. */
  readonly joint: boolean;
  /** The party with which alone it is; the others are told nothing of it. Null for all, or for one after the other. */
  readonly with: string | null;
  /** Where it was with several parties of one side alone: these, who alone are told of it. */
  readonly among?: readonly string[];
  /** Instants that were proposed; the one that was set is `at`. None where it was held without being planned. */
  readonly proposed: readonly string[];
  readonly at: string | null;
  readonly minutes: number;
  readonly postponed: number;
  /** Party ids that took part. */
  readonly present: readonly string[];
  readonly interpreter: boolean;
  /** At which of the proposed instants each party can. */
  readonly can: Readonly<Record<string, readonly string[]>>;
  /** What was said, as it was written down, and who signed it. */
  readonly record: Ref | null;
  readonly signed: readonly string[];
};

export const PROMISE_STATES = ['owed', 'performed', 'breached'] as const;
/** One promise of an agreement: by whom to whom, by which day; what and how stand in the sealed agreement. */
export type Promised = {
  readonly id: string;
  readonly by: string;
  readonly to: string;
  /** Shanghai day by whose end it is performed. */
  readonly due: string;
  readonly state: (typeof PROMISE_STATES)[number];
  readonly settled: string | null;
  /** When whoever owes it said that it is done, while nobody else has; absent where they did not. */
  readonly claimed?: string;
};

/** A draft that all are to sign: who has, in which version. */
export type Draft = {
  readonly version: number;
  readonly text: Ref;
  readonly promises: readonly Pick<Promised, 'id' | 'by' | 'to' | 'due'>[];
  readonly signed: readonly string[];
  /** The mediator who signed. */
  readonly mediator: string | null;
};

export type Agreement = {
  readonly form: 'written' | 'oral';
  /** `(2026)吴人调字第 12 号`; null for oral agreements. */
  readonly number: string | null;
  /** Shanghai day of effect: day 0 of the 30 in which confirmation may be asked for. */
  readonly effect: string;
  readonly text: Ref;
};

export const CONFIRMATION_OUTCOMES = ['confirmed', 'rejected', 'notAccepted', 'withdrawn'] as const;
/** Judicial confirmation (人民调解法 art. 33; 民事诉讼法 2023 art. 205, 206). */
export type Confirmation = {
  readonly court: string;
  readonly applied: string;
  readonly outcome: (typeof CONFIRMATION_OUTCOMES)[number] | null;
  readonly decided: string | null;
};

/** What somebody is reminded of: the answer to an offer, the end of mediation's time, a session, a promise, and what comes after an agreement. */
export const REMINDERS = ['offer', 'term', 'session', 'promise', 'confirmation', 'answer', 'visit'] as const;
export type Reminder = (typeof REMINDERS)[number];
/** How far it was said that something falls due: so many days before the day, -1 for after it. */
export type Reminded = {
  readonly what: Reminder;
  /** The offer, session or promise. */
  readonly of: string | null;
  readonly due: string;
  readonly said: number;
};

/** The state of a case: the fold of its lines. Times are ISO instants, days Shanghai days. */
export type Case = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  /** What people say over the telephone: made of district, day and id. */
  readonly number: string;
  readonly origin: Origin;
  readonly channel: Channel;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly routes: readonly Route[];
  readonly territory: string;
  /** Code of the nature, GB/T 31000 事件类型 (2 or 4 digits). */
  readonly nature: string;
  readonly scale: Scale;
  /** Null until somebody has triaged it. */
  readonly track: Track | null;
  /** The body that triage names. */
  readonly proposed: string | null;
  /** The body that has it. */
  readonly body: string | null;
  /** Asked before anything else: null until it was. */
  readonly protection: { readonly violence: boolean; readonly minors: boolean } | null;
  /** A danger of escalation or a suspected crime was told to the police (人民调解法 art. 25). */
  readonly alarmed: string | null;
  readonly parties: readonly Party[];
  readonly offers: readonly Offer[];
  /** How often a body did not take it. */
  readonly refusals: number;
  readonly referrer: Referrer | null;
  /** The matter from which it was handed over, or the round in which it was found. */
  readonly matter: string | null;
  readonly round: string | null;
  /** Whether it was found by rolling screening. */
  readonly screened: boolean;
  /** An earlier case of the same dispute. */
  readonly repeats: string | null;
  /** Persons; the first leads. */
  readonly mediators: readonly string[];
  /** Who chose the mediator. */
  readonly chosen: 'parties' | 'committee' | null;
  readonly openly: boolean;
  readonly sessions: readonly Session[];
  readonly notes: number;
  readonly evidence: number;
  readonly inquiries: number;
  readonly draft: Draft | null;
  /** How many versions there were so far. */
  readonly drafts: number;
  readonly agreement: Agreement | null;
  readonly promises: readonly Promised[];
  readonly confirmation: Confirmation | null;
  /** A minor public-order case that the police handed over: performed, it needs a proof for them (治安管理处罚法 art. 9). */
  readonly publicOrder: boolean;
  readonly visits: number;
  readonly opened: string;
  readonly accepted: string | null;
  /** Day by whose end mediation ends, from acceptance; null before. */
  readonly due: string | null;
  /** Days by which it was extended so far. */
  readonly extended: number;
  readonly resolved: string | null;
  readonly ended: string | null;
  readonly archived: string | null;
  /** What was said of its days, the last of each; absent where nothing was. */
  readonly reminded?: readonly Reminded[];
  /** When somebody last did something about it, where it was only spoken of since: a reminder warms no cold case. */
  readonly acted?: string;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 3;

/** Whether anybody must keep parties out of one room until they say otherwise. */
export const isProtected = ({ protection, parties }: Pick<Case, 'protection' | 'parties'>): boolean =>
  protection !== null && (protection.violence || protection.minors || parties.some(({ minor }) => minor));

/** Where a case stands when it is not offered to anybody: with nobody, or with the body that has it. */
export const standsAt = (it: Pick<Case, 'body' | 'parties'>): Status =>
  it.body === null ? 'applied' : allConsent(it) ? 'mediating' : 'accepted';

/** Whether every party has said that it takes part. */
export const allConsent = ({ parties }: Pick<Case, 'parties'>): boolean =>
  parties.some(({ side }) => side === 'applicant') &&
  parties.some(({ side }) => side === 'respondent') &&
  parties.every(({ consent }) => consent === true);

/** The offer that waits for an answer. */
export const offerOpen = ({ offers }: Pick<Case, 'offers'>): Offer | null =>
  offers.findLast(({ state }) => state === 'offered') ?? null;

/** Promises that are still owed. */
export const owed = ({ promises }: Pick<Case, 'promises'>): readonly Promised[] =>
  promises.filter(({ state }) => state === 'owed');

/** What the matter from which a case came hears of a step: that all agreed, how it ended, or that it was filed; null for all else. */
export function tidingOf(before: Pick<Case, 'status'>, after: Pick<Case, 'status' | 'outcome'>): Mediated | null {
  if (before.status === after.status) return null;
  if (after.status === 'agreed') return 'agreed';
  if (after.status === 'ended') return after.outcome;
  return after.status === 'archived' ? 'filed' : null;
}

/**
 * The next day on which something of the case falls due, by which work lists go: the answer of a body, the end of mediation, a
 * session, a promise, the last day for confirmation, the answer to whoever entrusted it. Null where nothing has a day.
 */
export function nextDay(it: Case): string | null {
  const days: string[] = [];
  const offer = offerOpen(it);
  if (offer) days.push(offer.due);
  if (it.status === 'accepted' || it.status === 'mediating') {
    if (it.due !== null) days.push(it.due);
    for (const { state, at } of it.sessions) if (state === 'set' && at !== null) days.push(shanghaiDay(at));
  }
  if (it.status === 'agreed') for (const { due } of owed(it)) days.push(due);
  if (it.referrer?.answerBy != null && it.referrer.answered === null && it.status !== 'archived')
    days.push(it.referrer.answerBy);
  return days.toSorted()[0] ?? null;
}

/** The Shanghai day of an instant. */
export const shanghaiDay = (instant: string): string =>
  new Date(Date.parse(instant) + 28_800_000).toISOString().slice(0, 10);
