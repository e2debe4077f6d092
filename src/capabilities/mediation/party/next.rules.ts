import type { Offer, Outcome, Party, Promised, Session, Status } from '../mediation.rules.ts';
import type { Move } from '../moves.rules.ts';

/** What of a case says whose turn it is, as one of its parties sees it. */
export type Seen = {
  readonly me: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly parties: readonly Pick<Party, 'id' | 'told' | 'consent'>[];
  readonly mediators: readonly unknown[];
  readonly offers: readonly Pick<Offer, 'state' | 'due'>[];
  readonly sessions: readonly Pick<Session, 'id' | 'state' | 'at' | 'can' | 'present' | 'signed'>[];
  readonly draft: { readonly signed: readonly string[]; readonly mediator: boolean } | null;
  readonly promises: readonly (Pick<Promised, 'by' | 'to' | 'due' | 'state'> & { readonly claimed?: boolean })[];
  readonly abilities: readonly Move[];
  readonly due: string | null;
};

export type NextStep =
  | 'triage'
  | 'offer'
  | 'mediator'
  | 'consent'
  | 'consentOthers'
  | 'time'
  | 'timeSet'
  | 'come'
  | 'signRecord'
  | 'sign'
  | 'signOthers'
  | 'seal'
  | 'propose'
  | 'perform'
  | 'confirmTheirs'
  | 'claimed'
  | 'performOthers'
  | 'settle'
  | 'door'
  | 'ways'
  | 'rate'
  | 'over';

/** The next step: who is waited for, the parties that are, and the day or moment by which or at which it is. */
export type Next = {
  readonly step: NextStep;
  readonly waits: 'me' | 'others' | 'mediator' | 'body' | 'centre' | 'nobody';
  readonly parties: readonly string[];
  readonly by: string | null;
};

/** What is next for a party, and who waits for whom: what it can do itself comes first. */
export function nextFor(it: Seen): Next {
  switch (it.status) {
    case 'applied':
      return next('triage', 'centre');
    case 'offered':
      return next('offer', 'body', it.offers.findLast(({ state }) => state === 'offered')?.due ?? null);
    case 'accepted':
      return beforeConsent(it);
    case 'mediating':
      return whileTalking(it);
    case 'agreed':
      return afterAgreement(it);
    default:
      // Whoever is left without an agreement reads first where to go on (人民调解法 art. 26).
      if (it.outcome === 'refused') return next('door', 'nobody');
      if (it.outcome === 'failed' || it.outcome === 'declined') return next('ways', 'nobody');
      return it.abilities.includes('rate') ? next('rate', 'me') : next('over', 'nobody');
  }
}

const next = (
  step: NextStep,
  waits: Next['waits'],
  by: string | null = null,
  parties: readonly string[] = [],
): Next => ({ step, waits, parties, by });

function beforeConsent(it: Seen): Next {
  if (it.mediators.length === 0) return next('mediator', 'body', it.due);
  if (it.parties.find(({ id }) => id === it.me)?.consent !== true) return next('consent', 'me', it.due);
  const others = it.parties.filter(({ consent }) => consent !== true).map(({ id }) => id);
  return next('consentOthers', 'others', it.due, others);
}

function whileTalking(it: Seen): Next {
  const { me, draft } = it;
  if (draft !== null && !draft.signed.includes(me)) return next('sign', 'me', it.due);
  if (
    it.sessions.some(({ state, present, signed }) => state === 'held' && present.includes(me) && !signed.includes(me))
  )
    return next('signRecord', 'me');
  const proposed = it.sessions.filter(({ state }) => state === 'proposed');
  if (proposed.some(({ can }) => can[me] === undefined)) return next('time', 'me', it.due);
  const set = it.sessions.flatMap(({ state, at }) => (state === 'set' && at !== null ? [at] : [])).toSorted()[0];
  if (set !== undefined) return next('come', 'me', set);
  if (proposed.length > 0) return next('timeSet', 'mediator', it.due);
  if (draft !== null) {
    const others = it.parties.filter(({ id }) => !draft.signed.includes(id)).map(({ id }) => id);
    return others.length > 0 ? next('signOthers', 'others', it.due, others) : next('seal', 'mediator', it.due);
  }
  return next('propose', 'mediator', it.due);
}

function afterAgreement(it: Seen): Next {
  const owed = it.promises.filter(({ state }) => state !== 'performed').toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const mine = owed.find(({ by, claimed }) => by === it.me && !claimed);
  if (mine !== undefined) return next('perform', 'me', mine.due);
  // What another says it has done for me, I confirm.
  const said = owed.find(({ to, by, claimed }) => claimed && to === it.me && by !== it.me);
  if (said !== undefined) return next('confirmTheirs', 'me', null, [said.by]);
  const [theirs] = owed.filter(({ by }) => by !== it.me);
  if (theirs !== undefined)
    return next('performOthers', 'others', theirs.due, [
      ...new Set(owed.flatMap(({ by }) => (by === it.me ? [] : by))),
    ]);
  return owed.length > 0 ? next('claimed', 'others') : next('settle', 'mediator');
}
