import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import type { Desk, Handover, State } from './handover.rules.ts';

export type Move = 'take' | 'refuse' | 'withdraw';

/** Posts that hold a desk in turns. */
const DESK_POSTS: readonly Post[] = ['duty', 'coordinator'];

/**
 * The moves of a hand-over and who may make them from where: the same table for the buttons and for the server. `incoming` holds the
 * same desk and is another person than who signed; `outgoing` is who signed.
 */
export const MOVES: Readonly<Record<Move, { readonly from: State; readonly by: 'incoming' | 'outgoing' }>> = {
  take: { from: 'signed', by: 'incoming' },
  refuse: { from: 'signed', by: 'incoming' },
  withdraw: { from: 'signed', by: 'outgoing' },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // another desk's, or not signed by them
  | 'notNow' // not in this state
  | 'ownSheet'; // nobody signs both sides

/** The word by which a desk is asked for: its territory, and the body at which it stands. */
export const keyOfDesk = ({ territory, body }: Desk): string => `${territory}.${body ?? '-'}`;

/**
 * The desks that a caller holds, each with the appointment: a post without a territory sees no more than what was shared with its
 * body, and looks after none.
 */
export function desksOf(caller: Caller): (Desk & { readonly held: Appointment })[] {
  if (caller.is !== 'staff') return [];
  const desks = new Map<string, Desk & { held: Appointment }>();
  for (const held of caller.appointments) {
    const { post, territory, body } = held;
    if (!DESK_POSTS.includes(post) || territory === null) continue;
    const key = keyOfDesk({ territory, body });
    if (!desks.has(key)) desks.set(key, { territory, body, held });
  }
  return [...desks.values()];
}

/** The appointment in which a caller stands at a desk, or null. */
export const heldAt = (caller: Caller, desk: Desk): Appointment | null =>
  desksOf(caller).find((one) => keyOfDesk(one) === keyOfDesk(desk))?.held ?? null;

/** Territories of which a caller is the head: leaders, whose reach covers the desk's. */
export const headOf = (caller: Caller): string[] =>
  caller.is !== 'staff'
    ? []
    : caller.appointments.flatMap((one) => (one.post === 'leader' && one.territory !== null ? one.territory : []));

/** Whoever holds the desk reads its sheets, and so does its head. */
export const mayRead = (caller: Caller, { desk }: Pick<Handover, 'desk'>): boolean =>
  heldAt(caller, desk) !== null || headOf(caller).some((one) => desk.territory.startsWith(one));

/** Whether a caller has anything to do with hand-overs at all. */
export const mayOpen = (caller: Caller): boolean => desksOf(caller).length > 0 || headOf(caller).length > 0;

/** Why this caller may not make this move now, or null. Pure. */
export function refusal(move: Move, it: Handover, caller: Caller): Refusal | null {
  const row = MOVES[move];
  const holds = heldAt(caller, it.desk) !== null;
  const signedIt = caller.is === 'staff' && caller.person === it.signed.by;
  if (!holds || (row.by === 'outgoing' && !signedIt)) return 'notYours';
  if (row.by === 'incoming' && signedIt) return 'ownSheet';
  return it.state === row.from ? null : 'notNow';
}

/** What a caller may do to a hand-over now; sent with it. */
export const abilities = (caller: Caller, it: Handover): Move[] =>
  MOVE_NAMES.filter((move) => refusal(move, it, caller) === null);
