import type { Line } from '../../platform/journal/line.rules.ts';
import {
  type Case,
  type Channel,
  type Confirmation,
  type DeclineGround,
  type Draft,
  isProtected,
  type Mode,
  type Outcome,
  type Party,
  type Ref,
  type Referrer,
  type Route,
  type Scale,
  standsAt,
  type Track,
} from './mediation.rules.ts';

/** What lines say, by the names of their members (lines.rules.ts); each line has its own few. */
export type Said = Readonly<{
  channel: Channel;
  nature: string;
  scale: Scale;
  parties: readonly NewParty[];
  referrer: Omit<Referrer, 'answered'> | null;
  matter: string | null;
  round: string | null;
  publicOrder: boolean;
  violence: boolean;
  minors: boolean;
  track: Track;
  body: string;
  offer: string;
  due: string;
  ground: DeclineGround;
  mediators: readonly string[];
  mediator: string;
  chosen: 'parties' | 'committee';
  /** A party's id; of `party-added` and `party-changed` the party itself. */
  party: string & NewParty;
  openly: boolean;
  may: boolean;
  routes: readonly Route[];
  sort: 'note' | 'inquiry' | 'evidence';
  of: string;
  session: string;
  mode: Mode;
  joint: boolean;
  with: string | null;
  proposed: readonly string[];
  minutes: number;
  interpreter: boolean;
  can: readonly string[];
  at: string;
  postponed: boolean;
  present: readonly string[];
  among: readonly string[] | null;
  record: Ref;
  days: number;
  version: number;
  text: Ref;
  promises: Draft['promises'];
  number: string;
  effect: string;
  promise: string;
  court: string;
  day: string;
  outcome: Outcome & NonNullable<Confirmation['outcome']>;
  stars: number;
}>;

/** A party as its line has it. */
export type NewParty = Omit<Party, 'told' | 'consent' | 'openly' | 'travels' | 'rating'>;

export const withParty = (it: Case, id: string, change: Partial<Party>): Case => ({
  ...it,
  parties: it.parties.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** A case that was accepted becomes one in mediation when the last party says yes, and back when one comes in that has not. */
export const restand = (it: Case): Case =>
  it.status === 'accepted' || it.status === 'mediating' ? { ...it, status: standsAt(it) } : it;

/** Sessions when what they were planned for is over, or another body has the case: those still to come fall. */
export const calledOff = (sessions: Case['sessions']): Case['sessions'] =>
  sessions.map((one) => (one.state === 'proposed' || one.state === 'set' ? { ...one, state: 'cancelled' } : one));

/** Once it is learnt that parties are to be kept apart, what was planned for more than one of them falls: it may be planned anew, with a reason. */
export const keptApart = (before: Case, after: Case): Case =>
  isProtected(before) || !isProtected(after)
    ? after
    : { ...after, sessions: after.sessions.map((one) => (one.with === null ? (calledOff([one])[0] ?? one) : one)) };

/** Ends a case: whatever was offered, set or drafted is no more. */
export const end = (it: Case, line: Line, outcome: Outcome, routes: readonly Route[]): Case => ({
  ...it,
  status: 'ended',
  outcome,
  routes,
  draft: null,
  ended: line.recorded,
  offers: it.offers.map((one) =>
    one.state === 'offered' ? { ...one, state: 'takenBack', answered: line.recorded } : one,
  ),
  sessions: calledOff(it.sessions),
});
