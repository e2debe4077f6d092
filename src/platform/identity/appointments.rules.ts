import { type Appointment, POSTS, type Post } from './caller.ts';

export const STATES = ['proposed', 'standing', 'refused', 'withdrawn', 'ended'] as const;
export type AppointmentState = (typeof STATES)[number];

/** The posts that see what is reported; the other three administer and audit, and see none (三员分立). */
export const WORKING_POSTS: readonly Post[] = POSTS.filter((one) => !['auditor', 'sysadmin', 'secadmin'].includes(one));

/** What is asked for: who, which post, where, from which day to which (Shanghai days, both included). */
export type Draft = {
  readonly person: string;
  readonly post: Post;
  readonly body: string | null;
  readonly territory: string | null;
  readonly from: string;
  readonly to: string | null;
  /** The appointment that this one stands in for (B 角 for an A 角). */
  readonly deputyOf: string | null;
};

/** An appointment as its lines fold. */
export type AppointmentNow = Draft & {
  readonly id: string;
  readonly state: AppointmentState;
  readonly away: boolean;
  readonly proposedBy: string | null;
  readonly decidedBy: string | null;
};

export const REFUSAL_REASONS = ['wrong-person', 'wrong-post', 'wrong-place', 'wrong-days', 'not-needed'] as const;
export const END_REASONS = ['moved', 'left', 'term', 'duty', 'error'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
export type EndReason = (typeof END_REASONS)[number];

export type Move = 'approve' | 'refuse' | 'withdraw' | 'end' | 'leave' | 'return';

type Rule = {
  readonly from: AppointmentState;
  /** Away or not, where it matters. */
  readonly away?: boolean;
  readonly to: AppointmentState;
  /** Who may: posts, and `holder` (whose appointment it is) and `proposer`. */
  readonly who: readonly ('sysadmin' | 'secadmin' | 'holder' | 'proposer')[];
  /** Two people: neither the proposer nor the holder may do it. */
  readonly another?: true;
};

/**
 * The moves of an appointment, the same table for the button and the server. Proposing needs a system administrator,
 * approving a security administrator: two people, neither of them the one appointed. Ending takes rights away and needs one.
 */
export const MOVES: Readonly<Record<Move, Rule>> = {
  approve: { from: 'proposed', to: 'standing', who: ['secadmin'], another: true },
  refuse: { from: 'proposed', to: 'refused', who: ['secadmin'], another: true },
  withdraw: { from: 'proposed', to: 'withdrawn', who: ['proposer'] },
  end: { from: 'standing', to: 'ended', who: ['sysadmin', 'secadmin'] },
  leave: { from: 'standing', away: false, to: 'standing', who: ['holder', 'sysadmin'] },
  return: { from: 'standing', away: true, to: 'standing', who: ['holder', 'sysadmin'] },
};

/** Why a draft or a move is refused; each has its words in appointments.words.ts. */
export type Refusal =
  | 'days'
  | 'past'
  | 'nowhere'
  | 'outside'
  | 'needsTerritory'
  | 'needsBody'
  | 'deputyMissing'
  | 'deputyOfDeputy'
  | 'deputyOther'
  | 'deputySelf'
  | 'separation'
  | 'twice'
  | 'tooMany'
  | 'self'
  | 'state'
  | 'notYours'
  | 'twoPeople'
  | 'last';

/** What a draft is held against: the person's other appointments and the principal, if it is a deputy's. */
export type Around = {
  readonly district: string;
  readonly today: string;
  /** Appointments of the same person that are proposed or standing. */
  readonly others: readonly AppointmentNow[];
  readonly principal: AppointmentNow | null;
};

/** As many code ranges as the database's policies look at (platform/db/settings.ts). */
const MOST_PLACES = 8;

const SEPARATE: readonly Post[] = ['sysadmin', 'secadmin', 'auditor'];

/** The first reason against a draft, or null. `proposer` null: a founding, for which nobody proposes. */
export function refuseDraft(draft: Draft, around: Around, proposer: string | null): Refusal | null {
  if (proposer !== null && proposer === draft.person) return 'self';
  if (draft.to !== null && draft.to < draft.from) return 'days';
  if (proposer !== null && draft.to !== null && draft.to < around.today) return 'past';
  if (draft.body === null && draft.territory === null) return 'nowhere';
  if (draft.territory !== null && !draft.territory.startsWith(around.district)) return 'outside';
  if ((draft.post === 'liaison' || draft.post === 'coordinator') && draft.territory === null) return 'needsTerritory';
  if (draft.post === 'handler' && draft.body === null) return 'needsBody';
  return refuseDeputy(draft, around.principal) ?? refuseBeside(draft, around.others);
}

function refuseDeputy(draft: Draft, principal: AppointmentNow | null): Refusal | null {
  if (draft.deputyOf === null) return null;
  if (principal === null || (principal.state !== 'standing' && principal.state !== 'proposed')) return 'deputyMissing';
  if (principal.deputyOf !== null) return 'deputyOfDeputy';
  if (principal.person === draft.person) return 'deputySelf';
  const same =
    principal.post === draft.post && principal.body === draft.body && principal.territory === draft.territory;
  return same ? null : 'deputyOther';
}

/**
 * Administering the system, administering its security, auditing it, and working in it are four people's work
 * (GB/T 22239-2019 8.1.5, 三权分立): nobody holds two of them over the same days.
 */
function refuseBeside(draft: Draft, others: readonly AppointmentNow[]): Refusal | null {
  const beside = others.filter((one) => overlap(one, draft));
  if (beside.some((one) => campOf(one.post) !== campOf(draft.post))) return 'separation';
  const same = beside.some(
    (one) => one.post === draft.post && one.body === draft.body && one.territory === draft.territory,
  );
  if (same) return 'twice';
  const places = new Set(beside.flatMap((one) => one.territory ?? []));
  return draft.territory !== null && !places.has(draft.territory) && places.size >= MOST_PLACES ? 'tooMany' : null;
}

const campOf = (post: Post): string => (SEPARATE.includes(post) ? post : 'work');

const overlap = (a: Pick<Draft, 'from' | 'to'>, b: Pick<Draft, 'from' | 'to'>): boolean =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);

/** Who acts: the person, and their posts in force. */
export type Actor = { readonly person: string; readonly posts: ReadonlySet<Post> };

/**
 * The reason against a move, or null.
 * @param standing how many other people hold this post in force; the last administrator cannot be ended.
 */
export function refuseMove(move: Move, one: AppointmentNow, actor: Actor, standing: number): Refusal | null {
  const rule = MOVES[move];
  const may = rule.who.some((who) => {
    if (who === 'holder') return one.person === actor.person;
    if (who === 'proposer') return one.proposedBy !== null && one.proposedBy === actor.person;
    return actor.posts.has(who);
  });
  if (!may) return 'notYours';
  if (one.state !== rule.from || (rule.away !== undefined && one.away !== rule.away)) return 'state';
  if (rule.another && (actor.person === one.proposedBy || actor.person === one.person)) return 'twoPeople';
  if (move === 'end' && leavesNobody(one.post, standing)) return 'last';
  return null;
}

/** True where ending one more appointment would leave a district without an administrator, who could not be appointed again. */
export function leavesNobody(post: Post, others: number): boolean {
  return others === 0 && (post === 'sysadmin' || post === 'secadmin');
}

/** True while an appointment's days include the day and it stands. */
export function stands(one: Pick<AppointmentNow, 'state' | 'from' | 'to'>, today: string): boolean {
  return one.state === 'standing' && one.from <= today && (one.to === null || one.to >= today);
}

/**
 * The appointments in force for a person on a day. A deputy's (B 角) is in force only while the principal's (A 角) stands
 * and is marked away: two people never hold one post at once, and every hour of a deputy's rights begins and ends with a line.
 * @param principals the principals of the deputies' appointments, by id.
 */
export function inForce(
  own: readonly AppointmentNow[],
  principals: ReadonlyMap<string, AppointmentNow>,
  today: string,
): Appointment[] {
  return own
    .filter((one) => {
      if (!stands(one, today)) return false;
      // Who marked themselves away keeps nothing: the deputy acts, and one post has one person.
      if (one.deputyOf === null) return !one.away;
      const principal = principals.get(one.deputyOf);
      return principal !== undefined && stands(principal, today) && principal.away;
    })
    .map(({ id, post, body, territory, deputyOf }) => ({ id, post, body, territory, deputyOf }));
}
