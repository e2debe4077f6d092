import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import { liesWithin } from '../../platform/places/codes.rules.ts';
import { type RuleStory, type State, waitingOf } from './proposals.rules.ts';

export type Move = 'propose' | 'approve' | 'refuse' | 'withdraw';

type Row = {
  /** `settled`: nothing waits; `waiting`: a proposal does. */
  readonly from: 'settled' | 'waiting';
  /** Posts that may, in the order in which one acts; `proposer` is whoever proposed it, in whichever post. */
  readonly by: readonly (Post | 'proposer')[];
};

/**
 * The moves of a rule, who may make them and from where: the same table for the buttons and for the server. The duty head or the
 * system administrator proposes, another person decides.
 */
export const MOVES: Readonly<Record<Move, Row>> = {
  propose: { from: 'settled', by: ['duty', 'sysadmin'] },
  approve: { from: 'waiting', by: ['leader', 'duty', 'secadmin'] },
  refuse: { from: 'waiting', by: ['leader', 'duty', 'secadmin'] },
  withdraw: { from: 'waiting', by: ['proposer'] },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // no post that may
  | 'waiting' // a proposal waits already
  | 'notWaiting' // nothing waits
  | 'ownProposal'; // nobody decides what they proposed

/** Why this caller may not make this move on a rule for this territory, or null. `story` is null for a new rule. Pure. */
export function refusal(move: Move, story: RuleStory | null, caller: Caller, territory: string): Refusal | null {
  const waiting = story && waitingOf(story);
  const isProposer = waiting !== null && caller.is === 'staff' && caller.person === waiting.proposed.by;
  const may = MOVES[move].by.some((one) => (one === 'proposer' ? isProposer : heldAs(caller, one, territory) !== null));
  if (!may) return 'notYours';
  if (MOVES[move].from === 'settled' && waiting) return 'waiting';
  if (MOVES[move].from === 'waiting' && !waiting) return 'notWaiting';
  return isProposer && (move === 'approve' || move === 'refuse') ? 'ownProposal' : null;
}

/** Administrators answer for the whole district; duty officers and leaders for what lies in their reach. */
function heldAs(caller: Caller, post: Post, territory: string): Appointment | null {
  if (caller.is !== 'staff') return null;
  const everywhere = post === 'sysadmin' || post === 'secadmin';
  const reaches = (one: Appointment) => everywhere || (one.territory !== null && liesWithin(territory, one.territory));
  return caller.appointments.find((one) => one.post === post && reaches(one)) ?? null;
}

/** The appointment in which a caller makes a move; null where none gives the right (a proposer who withdraws). */
export function appointmentFor(caller: Caller, move: Move, territory: string): Appointment | null {
  for (const post of MOVES[move].by) {
    const held = post === 'proposer' ? null : heldAs(caller, post, territory);
    if (held) return held;
  }
  return null;
}

/**
 * For which territory somebody must answer to change a rule: its own; the whole district where it is for all, or where a change
 * would move it from one place to another.
 */
export function scopeOf(district: string, story: RuleStory | null, territory: string | null): string {
  const places = new Set([territory, ...(story?.proposals ?? []).filter(isLive).map((one) => one.rule.territory)]);
  const [only, another] = places;
  return another === undefined && only ? only : district;
}

const isLive = ({ state }: { readonly state: State }): boolean => state === 'decided' || state === 'proposed';

/** What a caller may do to a rule now; sent with it. */
export function abilities(caller: Caller, district: string, story: RuleStory): Move[] {
  const territory = scopeOf(district, story, story.proposals.at(-1)?.rule.territory ?? null);
  return MOVE_NAMES.filter((move) => refusal(move, story, caller, territory) === null);
}

/** Whether a caller may propose a new rule for a territory. */
export function mayPropose(caller: Caller, territory: string): boolean {
  return refusal('propose', null, caller, territory) === null;
}
