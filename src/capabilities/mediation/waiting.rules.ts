import { allConsent, type Case, offerOpen } from './mediation.rules.ts';
import { isRecorded, isSigned } from './moves.rules.ts';

/**
 * What a case waits for next, in the order in which it is asked: who takes it, a mediator, a party's yes, a day, a signature, what was
 * promised, a court, whoever entrusted it, the file.
 */
export const WAITS = [
  'triage',
  'offer',
  'answer',
  'mediator',
  'consent',
  'day',
  'session',
  'record',
  'talk',
  'signatures',
  'seal',
  'court',
  'performance',
  'referrer',
  'filing',
] as const;
export type Waits = (typeof WAITS)[number];

/** What a case waits for; null once it lies in the archive. */
export function waitsFor(it: Case): Waits | null {
  switch (it.status) {
    case 'applied':
      return it.track === null ? 'triage' : 'offer';
    case 'offered':
      return offerOpen(it) === null ? 'triage' : 'answer';
    case 'accepted':
    case 'mediating':
      return inTalk(it);
    case 'agreed':
      return it.confirmation !== null && it.confirmation.outcome === null ? 'court' : 'performance';
    case 'ended':
      return it.referrer !== null && it.referrer.answered === null ? 'referrer' : 'filing';
    case 'archived':
      return null;
  }
}

function inTalk(it: Case): Waits {
  if (it.mediators.length === 0) return 'mediator';
  if (!allConsent(it)) return 'consent';
  if (it.draft !== null && !isSigned(it)) return 'signatures';
  if (it.draft !== null && isRecorded(it)) return 'seal';
  if (it.sessions.some(({ state }) => state === 'set')) return 'session';
  if (it.sessions.some(({ state }) => state === 'proposed')) return 'day';
  const unsigned = it.sessions.some(
    ({ state, present, signed }) => state === 'held' && present.some((one) => !signed.includes(one)),
  );
  return unsigned ? 'record' : 'talk';
}
