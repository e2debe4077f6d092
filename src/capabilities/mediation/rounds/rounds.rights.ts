import type { Appointment, Caller, Post } from '../../../platform/identity/caller.ts';
import { rightsFrom } from '../../../platform/identity/reach.rules.ts';
import { dayOf } from '../../../platform/journal/line.rules.ts';
import {
  firstDays,
  LATE_DAYS,
  type Round,
  remindable,
  standing,
  stateOn,
  UNDO_MINUTES,
  type Visit,
} from './rounds.rules.ts';

/** Posts that plan rounds, and those that visit; a coordinator does it in a liaison's stead, which the line says. */
const PLANNERS: readonly Post[] = ['duty', 'coordinator'];
const VISITORS: readonly Post[] = ['liaison', 'coordinator'];

/**
 * The moves of a round: who may make them, and while what. `planner` holds a desk whose reach holds every territory of the round,
 * `visitor` a post whose reach holds the territory, `either` made the visit or is a planner. The same table for buttons and server.
 */
export const MOVES = {
  add: { by: 'planner', open: true },
  remind: { by: 'planner', open: true },
  close: { by: 'planner', open: true },
  visit: { by: 'visitor', open: false },
  correct: { by: 'either', open: false },
} as const;
export type Move = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // another reach, or another post
  | 'closed' // it is closed
  | 'notPlanned' // the territory is no part of the round
  | 'early' // before its first day
  | 'allVisited' // nothing is left to be reminded of
  | 'remindedToday' // all that is left was reminded of today
  | 'afterEnd' // after its last day, or after it was closed
  | 'tooLate' // it was made in time and arrives too long after the end
  | 'noVisit' // there is no such visit
  | 'corrected' // it was taken back already
  | 'hasCases' // disputes were found: their cases stand
  | 'undoOver'; // the minutes for taking it back by oneself are over

/** Where a visit stands in time: when it was made, and now. */
export type Moment = { readonly happened: string; readonly now: string };

const heldOf = (caller: Caller): readonly Appointment[] => (caller.is === 'staff' ? caller.appointments : []);
const holds = ({ territory }: Appointment, codes: readonly string[]): boolean =>
  territory !== null && codes.every((one) => one.startsWith(territory));
const heldAs = (caller: Caller, posts: readonly Post[], codes: readonly string[]): Appointment | null =>
  posts.flatMap((post) => heldOf(caller).filter((one) => one.post === post && holds(one, codes)))[0] ?? null;

/** The appointment in which a caller plans for these territories, or null. */
export const plannerFor = (caller: Caller, codes: readonly string[]): Appointment | null =>
  heldAs(caller, PLANNERS, codes);
/** The appointment in which a caller visits a territory, a liaison's before a coordinator's; or null. */
export const visitorFor = (caller: Caller, code: string): Appointment | null => heldAs(caller, VISITORS, [code]);
/** Whether a caller plans rounds at all. */
export const plansAtAll = (caller: Caller): boolean =>
  heldOf(caller).some(({ post, territory }) => PLANNERS.includes(post) && territory !== null);

/** Territories whose rounds a caller reads: those of the working posts, leaders' included. */
export const reachOf = (caller: Caller): readonly string[] => rightsFrom(heldOf(caller)).reach;
/** Those of some territories that a caller reads of. */
export const readableOf = (caller: Caller, codes: readonly string[]): string[] => {
  const reach = reachOf(caller);
  return codes.filter((code) => reach.some((one) => code.startsWith(one)));
};
/** Those of a round that a caller visits as their liaison. */
export const ownOf = (caller: Caller, codes: readonly string[]): string[] =>
  codes.filter((code) => heldAs(caller, ['liaison'], [code]) !== null);

/** Why this caller may not add to, remind of or close a round at all, or null. Pure. */
export function planRefused(move: 'add' | 'remind' | 'close', round: Round, caller: Caller): Refusal | null {
  if (plannerFor(caller, round.territories) === null) return 'notYours';
  return MOVES[move].open && round.closed !== null ? 'closed' : null;
}

/** Why this caller may not remind of what is still to be visited, or null: while it runs, and once a day of each territory. Pure. */
export function remindRefused(round: Round, caller: Caller, now: string): Refusal | null {
  const refused = planRefused('remind', round, caller);
  if (refused !== null) return refused;
  const today = dayOf(now);
  if (today < round.from) return 'early';
  if (today > round.to) return 'afterEnd';
  if (remindable(round, today).length > 0) return null;
  const days = firstDays(round);
  return round.territories.every((one) => days.has(one)) ? 'allVisited' : 'remindedToday';
}

/** Why this caller may not record a visit that was made then, or null. Pure. */
export function visitRefused(round: Round, caller: Caller, territory: string, at: Moment): Refusal | null {
  if (!round.territories.includes(territory)) return 'notPlanned';
  if (visitorFor(caller, territory) === null) return 'notYours';
  const day = dayOf(at.happened);
  if (day < round.from) return 'early';
  const byHand = round.closed !== null && dayOf(round.closed.at) <= round.to;
  if (day > round.to || (byHand && at.happened > (round.closed?.at ?? ''))) return 'afterEnd';
  const end = byHand ? Date.parse(round.closed?.at ?? '') : Date.parse(`${round.to}T16:00:00.000Z`);
  return Date.parse(at.now) - end > LATE_DAYS * 86_400_000 ? 'tooLate' : null;
}

/** Why this caller may not take a visit back, or null. Pure. */
export function correctRefused(round: Round, caller: Caller, id: string, now: string): Refusal | null {
  const visit = round.visits.find((one) => one.id === id);
  if (visit === undefined) return 'noVisit';
  const own = isOwn(caller, visit);
  const plans = plannerFor(caller, round.territories) !== null;
  if (!own && !plans) return 'notYours';
  if (visit.corrected !== null) return 'corrected';
  if (visit.cases.length > 0) return 'hasCases';
  if (isFresh(visit, now) && own) return null;
  if (!plans) return 'undoOver';
  return round.closed === null ? null : 'closed';
}

const isOwn = (caller: Caller, { by }: Visit): boolean => caller.is === 'staff' && caller.person === by;
const isFresh = ({ at }: Visit, now: string): boolean => Date.parse(now) - Date.parse(at) <= UNDO_MINUTES * 60_000;
/** Whether whoever takes it back must say why: all but those who do so at once. */
export const mustSayWhy = (caller: Caller, visit: Visit, now: string): boolean =>
  !(isOwn(caller, visit) && isFresh(visit, now));

/** What a caller may do to a round now; sent with it. Visits stand with their territory, corrections with their visit. */
export const abilities = (caller: Caller, round: Round, now: string): ('add' | 'remind' | 'close')[] =>
  (['add', 'remind', 'close'] as const).filter((move) =>
    move === 'remind' ? mayAsk(remindRefused(round, caller, now)) : planRefused(move, round, caller) === null,
  );
/** A button that was pressed today stays, and says so. */
const mayAsk = (refused: Refusal | null): boolean => refused === null || refused === 'remindedToday';

/** Whether a caller may record a visit to a territory made at this moment. */
export const mayVisit = (caller: Caller, round: Round, territory: string, now: string): boolean =>
  stateOn(round, dayOf(now)) === 'running' && visitRefused(round, caller, territory, { happened: now, now }) === null;

/** Standing visits of the territories that a caller reads of, newest first. */
export const visitsOf = (round: Round, territory: string): Visit[] => standing(round, territory).reverse();
