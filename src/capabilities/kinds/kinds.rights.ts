import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import type { Change, State } from './changes.rules.ts';

export type Move = 'propose' | 'approve' | 'refuse' | 'withdraw';

type Row = {
  /** `nothing`: there is no change yet. */
  readonly from: readonly (State | 'nothing')[];
  /** Posts that may, in the order in which one acts; `proposer` is whoever proposed it, in whichever post. */
  readonly by: readonly (Post | 'proposer')[];
};

/**
 * The moves of a change, who may make them and from where: the same table for the buttons and for the server. Two people other
 * than the proposer approve, at least one of them a security administrator (charter rule 10).
 */
export const MOVES: Readonly<Record<Move, Row>> = {
  propose: { from: ['nothing'], by: ['sysadmin', 'duty', 'leader'] },
  approve: { from: ['proposed', 'approved-once'], by: ['secadmin', 'leader'] },
  refuse: { from: ['proposed', 'approved-once'], by: ['secadmin', 'leader'] },
  withdraw: { from: ['proposed', 'approved-once'], by: ['proposer'] },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // no post that may
  | 'notNow' // not in this state
  | 'ownProposal' // nobody approves or refuses what they proposed
  | 'approvedAlready' // the second approver is another person
  | 'needsSecadmin'; // one of the two is a security administrator

/** A person with the posts that count for this change. */
export type Actor = { readonly person: string | null; readonly posts: ReadonlySet<Post> };

/** Why this actor may not make this move now, or null. `change` is null for a proposal. Pure. */
export function refusal(move: Move, change: Change | null, actor: Actor): Refusal | null {
  const row = MOVES[move];
  const isProposer = change !== null && actor.person !== null && actor.person === change.proposed.by;
  const may = row.by.some((one) => (one === 'proposer' ? isProposer : actor.posts.has(one)));
  if (!may) return 'notYours';
  if (!row.from.includes(change?.state ?? 'nothing')) return 'notNow';
  if ((move === 'approve' || move === 'refuse') && isProposer) return 'ownProposal';
  if (move !== 'approve' || change === null) return null;
  if (change.approvals.some((one) => one.by === actor.person)) return 'approvedAlready';
  const hasSecadmin = actor.posts.has('secadmin') || change.approvals.some((one) => one.post === 'secadmin');
  return change.approvals.length > 0 && !hasSecadmin ? 'needsSecadmin' : null;
}

/** Administrators answer for the whole district; duty officers and leaders for what lies in their reach. */
function counts(one: Appointment, territory: string): boolean {
  if (one.post === 'sysadmin' || one.post === 'secadmin') return true;
  return one.territory !== null && territory.startsWith(one.territory);
}

/** What a caller is to a change of something in this territory. */
export function actorFor(caller: Caller, territory: string): Actor {
  if (caller.is !== 'staff') return { person: null, posts: new Set() };
  const held = caller.appointments.filter((one) => counts(one, territory));
  return { person: caller.person, posts: new Set(held.map((one) => one.post)) };
}

/** The appointment in which a caller makes a move; null where none gives the right (a proposer who withdraws). */
export function appointmentFor(caller: Caller, move: Move, territory: string): Appointment | null {
  if (caller.is !== 'staff') return null;
  for (const post of MOVES[move].by) {
    const held = caller.appointments.find((one) => one.post === post && counts(one, territory));
    if (held) return held;
  }
  return null;
}

/** What a caller may do to a change now; sent with it. */
export function abilities(caller: Caller, change: Change): Move[] {
  const actor = actorFor(caller, change.territory);
  return MOVE_NAMES.filter((move) => refusal(move, change, actor) === null);
}

/** Whether a caller may propose anything for a territory. */
export function mayPropose(caller: Caller, territory: string): boolean {
  return refusal('propose', null, actorFor(caller, territory)) === null;
}
