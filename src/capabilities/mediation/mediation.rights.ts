import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import { type Case, offerOpen } from './mediation.rules.ts';
import { type Actor, MOVES, type Move, movesOpen, type Part } from './moves.rules.ts';

/** Posts that stand at a desk where cases come in. */
const DESKS: readonly Post[] = ['clerk', 'duty', 'coordinator'];
/** Posts that answer for a body which mediates. */
const OF_BODIES: readonly Post[] = ['handler', 'mediator', 'coordinator'];

/** The appointments by which somebody is something to a case, by part; the first of each. */
function partsWith(caller: Caller, it: Case): Map<Part, Appointment> {
  const parts = new Map<Part, Appointment>();
  if (caller.is !== 'staff') return parts;
  const offered = offerOpen(it)?.body ?? null;
  for (const one of caller.appointments) {
    const add = (part: Part) => parts.has(part) || parts.set(part, one);
    if (DESKS.includes(one.post) && one.territory !== null && it.territory.startsWith(one.territory)) add('centre');
    if (!OF_BODIES.includes(one.post) || one.body === null) continue;
    if (one.body === offered) add('offered');
    if (one.body === it.body) add('holder');
    if (one.body === it.body && it.mediators.includes(caller.person)) add('mediator');
  }
  return parts;
}

/** What somebody of the staff is to a case. */
export const actorOf = (caller: Caller, it: Case): Actor => ({
  parts: new Set(partsWith(caller, it).keys()),
  party: null,
  person: caller.is === 'staff' ? caller.person : null,
});

/** A party, known by the passport and its telephone. */
export const partyActor = (party: string): Actor => ({ parts: new Set(['party']), party, person: null });

/** The appointment in which a move is made: the first that gives a part which may. */
export function appointmentFor(caller: Caller, it: Case, move: Move): Appointment | null {
  const parts = partsWith(caller, it);
  for (const part of MOVES[move].by) {
    const held = parts.get(part);
    if (held) return held;
  }
  return null;
}

/** Whether somebody may open a case for others: desks, liaisons, and those who mediate or answer for a body. */
export const mayOpenCase = (caller: Caller): boolean =>
  caller.is === 'staff' && caller.appointments.some(({ post }) => [...DESKS, ...OF_BODIES, 'liaison'].includes(post));

/** Whether somebody has anything to do with mediation at all. */
export const mayReadCases = (caller: Caller): boolean =>
  caller.is === 'staff' && caller.appointments.some(({ post }) => !['sysadmin', 'secadmin', 'auditor'].includes(post));

/** How much of a case is shown: names and what was told, or the way that it went alone. */
export type Sight = {
  /** Names of the parties, what was applied for, and the shared room. */
  readonly people: boolean;
  /** Every room, and what each party told alone. */
  readonly rooms: boolean;
  /** The records of talks with one side alone. */
  readonly alone: boolean;
  /** The bodies for which somebody stands: what was told to one of them it reads. */
  readonly bodies: readonly string[];
};

/**
 * What of a case a member of the staff reads. Its mediators read all; the body that has it, or is asked to take it, and the desk
 * that it came in at read who and what; whoever else it is shown to (a leader, the body that entrusted it) the way that it went.
 * Of talks with one side alone nobody but its mediators reads the record, until the case is over: then its body keeps the file.
 */
export function sightOf(caller: Caller, it: Case): Sight {
  const { parts } = actorOf(caller, it);
  const rooms = parts.has('mediator');
  return {
    rooms,
    people: rooms || parts.has('holder') || parts.has('offered') || parts.has('centre'),
    alone: rooms || (parts.has('holder') && it.ended !== null),
    bodies: caller.is === 'staff' ? caller.appointments.flatMap(({ body }) => body ?? []) : [],
  };
}

/** Whether somebody mediates a case with another, who leads it. */
export const isCo = (caller: Caller, { mediators }: Pick<Case, 'mediators'>): boolean =>
  caller.is === 'staff' && mediators.indexOf(caller.person) > 0;

/** What a member of the staff may do to a case today; sent with it. */
export const abilities = (caller: Caller, it: Case, today: string): Move[] => movesOpen(it, actorOf(caller, it), today);
