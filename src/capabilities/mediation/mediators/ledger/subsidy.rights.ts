import type { Appointment, Caller } from '../../../../platform/identity/caller.ts';
import type { Case } from '../../mediation.rules.ts';
import { appointmentFor as officeFor } from '../../settings/settings.rights.ts';
import { isClaimable, type State, type Subsidy } from './subsidy.rules.ts';

export const MOVE_NAMES = ['review', 'pay'] as const;
export type Move = (typeof MOVE_NAMES)[number];
/** From where each move is made; both leave somebody else's judgement between a claim and its money. */
export const MOVES: Readonly<Record<Move, { readonly from: State }>> = {
  review: { from: 'claimed' },
  pay: { from: 'approved' },
};

export type Refusal = 'notYours' | 'notNow' | 'ownClaim';

/** The appointment in which somebody answers for the subsidies of a district: the justice office's, or the district leader's. */
export const payerOf = (caller: Caller, district: string, office: string | null): Appointment | null =>
  officeFor(caller, district, office);

/** The appointment in which somebody reviews a claim: the justice office's, or a coordinator's of the township where the case was. */
export const reviewerOf = (
  caller: Caller,
  it: Pick<Subsidy, 'territory' | 'district'>,
  office: string | null,
): Appointment | null =>
  payerOf(caller, it.district, office) ??
  (caller.is === 'staff'
    ? (caller.appointments.find(
        ({ post, territory }) => post === 'coordinator' && territory !== null && it.territory.startsWith(territory),
      ) ?? null)
    : null);

/** Why this caller may not make this move now, or null: nobody decides on what they claimed themselves. Pure. */
export function refusal(move: Move, it: Subsidy, caller: Caller, office: string | null): Refusal | null {
  const held = move === 'review' ? reviewerOf(caller, it, office) : payerOf(caller, it.district, office);
  if (held === null || caller.is !== 'staff') return 'notYours';
  if (it.state !== MOVES[move].from) return 'notNow';
  return caller.person === it.mediator ? 'ownClaim' : null;
}

export const abilities = (caller: Caller, it: Subsidy, office: string | null): Move[] =>
  MOVE_NAMES.filter((move) => refusal(move, it, caller, office) === null);

/** The appointment in which a mediator claims for a case that it mediated; null where it is not theirs. */
export const claimantOf = (caller: Caller, it: Pick<Case, 'body' | 'mediators'>): Appointment | null =>
  caller.is === 'staff' && it.mediators.includes(caller.person)
    ? (caller.appointments.find(({ post, body }) => (post === 'mediator' || post === 'handler') && body === it.body) ??
      null)
    : null;
export const mayClaim = (it: Case): boolean => isClaimable(it);

/** Whose claims somebody reads: all of the district, those of their reach and bodies, their own, or none. */
export type Reading = 'district' | 'reach' | 'own' | 'none';
export function readingOf(caller: Caller, district: string, office: string | null): Reading {
  if (caller.is !== 'staff') return 'none';
  if (payerOf(caller, district, office) !== null) return 'district';
  const has = (test: (one: Appointment) => boolean) => caller.appointments.some(test);
  if (has(({ post, territory }) => post === 'auditor' && territory !== null)) return 'district';
  if (has(({ post, territory }) => ['coordinator', 'leader'].includes(post) && territory !== null)) return 'reach';
  return has(({ post, body }) => (post === 'mediator' || post === 'handler') && body !== null) ? 'own' : 'none';
}
