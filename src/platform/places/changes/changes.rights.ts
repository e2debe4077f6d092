import { type Caller, type Post, postsOf } from '../../identity/caller.ts';
import { actingAs } from '../../identity/reach.rules.ts';
import type { Change } from './changes.rules.ts';

export type Move = 'propose' | 'approve' | 'refuse' | 'withdraw';

/** The post that makes a move. As with posts: the system administrator proposes, the security administrator decides. */
const BY: Readonly<Record<Move, Post>> = {
  propose: 'sysadmin',
  approve: 'secadmin',
  refuse: 'secadmin',
  withdraw: 'sysadmin',
};
export const DECISIONS = ['approve', 'refuse', 'withdraw'] as const satisfies readonly Move[];
export type Decision = (typeof DECISIONS)[number];

/** notYours: no post that may; ownProposal: the second person is another one; notProposer: only who proposed takes it back; notNow: it is decided. */
export type Refusal = 'notYours' | 'ownProposal' | 'notProposer' | 'notNow';

/** Who may read the desk's pages of territories and bodies. */
export function seesPlaces(caller: Caller): boolean {
  const posts = postsOf(caller);
  return posts.has('sysadmin') || posts.has('secadmin') || posts.has('auditor');
}

/** Why this caller may not make this move on a change now, or null. `change` is null for a proposal. Pure. */
export function refusal(move: Move, change: Change | null, caller: Caller): Refusal | null {
  if (caller.is !== 'staff' || !postsOf(caller).has(BY[move])) return 'notYours';
  if (change === null) return null;
  const isProposer = change.proposed.by === caller.person;
  if (move === 'withdraw' && !isProposer) return 'notProposer';
  if ((move === 'approve' || move === 'refuse') && isProposer) return 'ownProposal';
  return change.state === 'proposed' ? null : 'notNow';
}

/** What a caller may do to a change now; sent with it. */
export function abilities(caller: Caller, change: Change): Decision[] {
  return DECISIONS.filter((move) => refusal(move, change, caller) === null);
}

export function mayPropose(caller: Caller): boolean {
  return refusal('propose', null, caller) === null;
}

/** The appointment in which a move is made. */
export const appointmentFor = (caller: Caller, move: Move) => actingAs(caller, [BY[move]]);
