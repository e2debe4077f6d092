import type { Stage } from '../../clock/clock.rules.ts';
import { fold } from '../fold.rules.ts';
import { BY_THE_CLOCK } from '../lines.rules.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import { type Bell, bellsOf, type Norms, type Reckoned, reckon, type Terms } from './reckoning.rules.ts';
import { type Round, roundsOf } from './rounds.rules.ts';

/** A stage whose clock runs: its round, its deadline, what its clock says when, and how much of that it has said. */
export type Running = {
  readonly stage: Stage;
  readonly round: Round;
  readonly reckoned: Reckoned;
  readonly bells: readonly Bell[];
  /** So many of the bells have been said, or passed over by a later one. */
  readonly said: number;
};

/** A matter as its clock sees it: its last state, and the stages that run. Pure: lines and terms in, nothing else. */
export function runningOf(
  lines: readonly MatterLine[],
  terms: Terms,
  normsOf: (kind: string) => Norms | undefined,
): { readonly matter: Matter | null; readonly running: readonly Running[] } {
  const matter = lines.reduce<Matter | null>(fold, null);
  const running = roundsOf(lines).flatMap((round): Running[] => {
    if (round.ended !== null) return [];
    const one = timed(round, terms, normsOf);
    return one === null ? [] : [{ ...one, said: saidOf(lines, round, one.reckoned.due) }];
  });
  return { matter, running };
}

/** A round that runs, with its deadline and what its clock says when; null where its stage has no term. */
export function timed(
  round: Round,
  terms: Terms,
  normsOf: (kind: string) => Norms | undefined,
): Omit<Running, 'said'> | null {
  const reckoned = reckon(round, terms, normsOf);
  if (reckoned === null) return null;
  // What would have been said before the round began is not said at all.
  const bells = bellsOf(reckoned, terms.timetableOf(round.body)).filter((bell) => bell.at > round.since);
  return { stage: round.stage, round, reckoned, bells };
}

/** How much of a deadline's bells stands in the lines. Another deadline of the same stage begins anew. */
function saidOf(lines: readonly MatterLine[], { stage, n }: Round, due: number): number {
  let said = 0;
  for (const line of lines) {
    if (line.n < n || !BY_THE_CLOCK.has(line.kind)) continue;
    const b = line.body as { readonly stage: Stage; readonly due: string; readonly said: number };
    if (b.stage === stage && Date.parse(b.due) === due) said = Math.max(said, b.said);
  }
  return said;
}

/** What a running clock says at a moment: the last bell that has passed and was not said; null where there is none. */
export function speaksNow<One extends Timed>(
  { bells, said }: Speaking<One>,
  now: number,
): { readonly bell: One; readonly said: number } | null {
  const passed = bells.findLastIndex((bell) => bell.at <= now) + 1;
  const bell = bells[passed - 1];
  return bell === undefined || passed <= said ? null : { bell, said: passed };
}

/** When a running clock speaks next, in milliseconds; null where it has said all. */
export const speaksNext = ({ bells, said }: Speaking<Timed>): number | null => bells[said]?.at ?? null;

type Timed = { readonly at: number };
type Speaking<One> = { readonly bells: readonly One[]; readonly said: number };
