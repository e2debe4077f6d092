import type { CaseOut } from '../mediation.contract.ts';
import type { Move } from '../moves.rules.ts';

/** A move as a button offers it: with the party, session or promise that it is about. */
export type Chosen = {
  readonly move: Move;
  readonly party?: string;
  readonly session?: string;
  readonly promise?: string;
  readonly room?: string;
  /** Of `sign`: the mediator's own signature. */
  readonly own?: boolean;
};

type Step = (it: CaseOut, now: string) => Chosen | null;

const bare =
  (move: Move): Step =>
  () => ({ move });
const forParty =
  (move: Move, owes: (one: CaseOut['parties'][number]) => boolean): Step =>
  ({ parties }) => {
    const one = parties.find(owes);
    return one === undefined ? null : { move, party: one.id };
  };
const forSession =
  (move: Move, owes: (one: CaseOut['sessions'][number], now: string) => boolean): Step =>
  ({ sessions }, now) => {
    const one = sessions.find((each) => owes(each, now));
    return one === undefined ? null : { move, session: one.id };
  };

/** In the order in which they are the sensible next thing; the first that is open to the reader and has something to do is it. */
const ORDER: readonly Step[] = [
  (it) => (it.protection === null ? { move: 'askProtection' } : null),
  bare('accept'),
  (it) => (it.status === 'applied' && it.track === null ? { move: 'triage' } : null),
  (it) => (it.status === 'applied' ? { move: 'offer' } : null),
  (it) => (it.mediatorIds.length === 0 ? { move: 'nameMediators' } : null),
  forParty('tellRights', ({ told, consent }) => told === null && consent === null),
  // Somebody must be able to say yes for a minor before it is asked.
  forParty('changeParty', ({ minor, guardian, consent }) => minor && !guardian && consent === null),
  forParty('consent', ({ told, consent }) => told !== null && consent === null),
  forSession(
    'signRecord',
    ({ state, present, signed }) => state === 'held' && present.some((id) => !signed.includes(id)),
  ),
  forSession('holdSession', ({ state, at }, now) => state === 'set' && at !== null && at <= now),
  bare('seal'),
  (it) => {
    if (it.draft === null) return null;
    const party = it.parties.find(({ id }) => !it.draft?.signed.includes(id));
    if (party !== undefined) return { move: 'sign', party: party.id };
    return it.draft.mediator ? null : { move: 'sign', own: true };
  },
  forSession('setSession', ({ state }) => state === 'proposed'),
  (it) => (it.sessions.some(({ state }) => state === 'held') && it.draft === null ? { move: 'draft' } : null),
  (it) => (it.sessions.some(({ state }) => state === 'set') ? null : { move: 'proposeSession' }),
  (it) => (it.status === 'agreed' && it.confirmation?.outcome === null ? { move: 'decideConfirmation' } : null),
  (it) => {
    const one = it.promises.filter(({ state }) => state === 'owed').toSorted((a, b) => (a.due < b.due ? -1 : 1))[0];
    return one === undefined ? null : { move: 'perform', promise: one.id };
  },
  (it) => (it.promises.some(({ state }) => state === 'breached') ? { move: 'settle' } : null),
  bare('answerReferrer'),
  bare('archive'),
];

/** The sensible next move among those that the reader may make, or null where it is for others to do something. */
export function nextStep(it: CaseOut, now: string): Chosen | null {
  for (const step of ORDER) {
    const chosen = step(it, now);
    if (chosen !== null && it.abilities.includes(chosen.move)) return chosen;
  }
  return null;
}

/** Moves that stand beside what they are about; all others are offered together. */
const ELSEWHERE: readonly Move[] = [
  'changeParty',
  'tellRights',
  'consent',
  'decline',
  'letTravel',
  'seeIdentity',
  'note',
  'setSession',
  'cancelSession',
  'holdSession',
  'signRecord',
  'sign',
  'perform',
  'breach',
  'answerSession',
  'rate',
  'markRepeat',
];

/** What else may be done about the case as a whole, the next step left out. */
export const otherMoves = (it: CaseOut, next: Chosen | null): readonly Move[] =>
  it.abilities.filter((move) => move !== next?.move && !ELSEWHERE.includes(move));
