import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import { type Admission, isRunningOut, type State, shownOn } from './admissions.rules.ts';

export type Move = 'amend' | 'admit' | 'refuse' | 'sendBack' | 'withdraw' | 'object' | 'end';
/** What somebody is to an admission: of the body that asked, who decides, or of a place that it falls on. */
export type Part = 'asker' | 'decider' | 'place';

/** The moves of an admission, who may make them and from where: the same table for the buttons and for the server. */
export const MOVES: Readonly<Record<Move, { readonly from: readonly State[]; readonly by: readonly Part[] }>> = {
  amend: { from: ['sent-back'], by: ['asker'] },
  admit: { from: ['asked'], by: ['decider'] },
  refuse: { from: ['asked'], by: ['decider'] },
  sendBack: { from: ['asked'], by: ['decider'] },
  withdraw: { from: ['asked', 'sent-back'], by: ['asker'] },
  object: { from: ['asked', 'sent-back', 'admitted'], by: ['place'] },
  end: { from: ['admitted'], by: ['asker', 'decider'] },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];
const DECISIONS: readonly Move[] = ['admit', 'refuse', 'sendBack'];

export type Refusal =
  | 'notYours' // no post that may
  | 'notNow' // not in this state, or its last day is over
  | 'ownBody' // nobody decides on what their own body asks
  | 'ownAsk' // nor on what they asked for themselves
  | 'objectedAlready'; // a place says it once for each asking

const ASKING: readonly Post[] = ['handler', 'duty', 'coordinator', 'leader'];
const SPEAKING: readonly Post[] = ['liaison', 'coordinator', 'leader'];

const appointmentsOf = (caller: Caller): readonly Appointment[] => (caller.is === 'staff' ? caller.appointments : []);

/** The appointments in which a caller may ask, one for each body. */
export function bodiesOf(caller: Caller): (Appointment & { readonly body: string })[] {
  const all = appointmentsOf(caller).flatMap((one) =>
    one.body !== null && ASKING.includes(one.post) ? [{ ...one, body: one.body }] : [],
  );
  return all.filter((one, at) => all.findIndex(({ body }) => body === one.body) === at);
}

const overlaps = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** The appointment that gives a caller a part; null where none does. Leaders of the whole district decide. */
function heldFor(caller: Caller, it: Admission, part: Part): Appointment | null {
  const found = (fits: (one: Appointment) => boolean) => appointmentsOf(caller).find(fits) ?? null;
  switch (part) {
    case 'asker':
      return bodiesOf(caller).find(({ body }) => body === it.body) ?? null;
    case 'decider':
      return found(({ post, territory }) => post === 'leader' && territory === it.district);
    case 'place':
      return found(
        ({ post, territory }) =>
          SPEAKING.includes(post) &&
          territory !== null &&
          territory !== it.district &&
          it.task.territories.some((one) => overlaps(one, territory)),
      );
  }
}

/** The appointment in which a caller makes a move; null where none gives the right. */
export function appointmentFor(caller: Caller, it: Admission, move: Move): Appointment | null {
  for (const part of MOVES[move].by) {
    const held = heldFor(caller, it, part);
    if (held) return held;
  }
  return null;
}

/** Why this caller may not make this move on a day, or null. Pure. */
export function refusal(move: Move, it: Admission, caller: Caller, today: string): Refusal | null {
  const held = appointmentFor(caller, it, move);
  if (held === null || caller.is !== 'staff') return 'notYours';
  if (!MOVES[move].from.includes(it.state) || shownOn(it, today) === 'expired') return 'notNow';
  if (DECISIONS.includes(move)) {
    if (it.askers.includes(caller.person)) return 'ownAsk';
    if (caller.appointments.some(({ body }) => body === it.body)) return 'ownBody';
  }
  const said = it.objections.some(({ territory, round }) => territory === held.territory && round === it.round);
  return move === 'object' && said ? 'objectedAlready' : null;
}

/** What a caller may do to an admission now; sent with it. */
export const abilities = (caller: Caller, it: Admission, today: string): Move[] =>
  MOVE_NAMES.filter((move) => refusal(move, it, caller, today) === null);

/** Whether a caller may ask anew for what runs out. */
export const mayAskAgain = (caller: Caller, it: Admission, today: string): boolean =>
  isRunningOut(it, today) && heldFor(caller, it, 'asker') !== null;

/** Posts that read what is said about a task; administrators and auditors read the list without it. */
export const mayReadWords = (caller: Caller): boolean =>
  appointmentsOf(caller).some(({ post }) => !['auditor', 'sysadmin', 'secadmin'].includes(post));
