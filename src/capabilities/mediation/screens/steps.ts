import type { CaseOut } from '../mediation.contract.ts';

/** The way of every case, in its order. */
export const STEPS = [
  'opened',
  'triaged',
  'offered',
  'accepted',
  'consent',
  'session',
  'agreement',
  'performed',
  'archived',
] as const;
export type Step = (typeof STEPS)[number];

/** One step of the way: when it was done, or that the case stands there now. */
export type StepOut = {
  readonly step: Step;
  readonly at: string | null;
  readonly state: 'done' | 'now' | 'open' | 'off';
};

/** How far a case has come on its way; steps that it will not take any more are off. */
export function stepsOf(it: CaseOut): StepOut[] {
  const atOf = (kind: string): string | null => it.history.findLast((one) => one.kind === `case.${kind}`)?.at ?? null;
  const held = it.sessions.some(({ state }) => state === 'held');
  const consented = it.parties.length > 1 && it.parties.every(({ consent }) => consent === true);
  const performed = it.promises.length > 0 && it.promises.every(({ state }) => state === 'performed');
  const done: Readonly<Record<Step, string | null | false>> = {
    opened: it.opened,
    triaged: it.track !== null && (atOf('triaged') ?? it.opened),
    offered: it.offers.length > 0 && (it.offers.at(-1)?.at ?? null),
    accepted: it.accepted ?? false,
    consent: consented && atOf('consented'),
    session: held && ([atOf('session-held') ?? '', atOf('session-met') ?? ''].toSorted().at(-1) || null),
    agreement: it.agreement !== null && (atOf('agreement-sealed') ?? atOf('agreed-orally')),
    performed: performed && atOf('promise-performed'),
    archived: it.archived ?? false,
  };
  const over = it.status === 'ended' || it.status === 'archived';
  let now = false;
  return STEPS.map((step): StepOut => {
    const at = done[step];
    if (at !== false) return { step, at, state: 'done' };
    // What an agreement by word of mouth went without is not what the case stands at.
    const passed = done.agreement !== false && STEPS.indexOf(step) < STEPS.indexOf('agreement');
    if (passed || (over && step !== 'archived')) return { step, at: null, state: 'off' };
    const first = !now;
    now = true;
    return { step, at: null, state: first ? 'now' : 'open' };
  });
}
