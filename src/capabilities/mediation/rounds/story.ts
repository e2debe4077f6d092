import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { Sealer } from '../../../platform/files/pen.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import type { LineKind } from '../../../platform/journal/line.rules.ts';
import type { PreparedLine } from '../../../platform/journal/line.ts';
import { type Standing, step } from '../../../platform/journal/step.ts';
import type { Ground } from '../ground.ts';
import { LINES } from './lines.rules.ts';
import { mustBePlannable, plannedBody, plannerOf, visitedBody, visitorOf } from './recording.ts';
import { FOLDED } from './reminding.ts';
import type { PlanIn } from './rounds.contract.ts';
import { commonOf, type Round, type Spot } from './rounds.rules.ts';
import { toldRounds } from './rounds.store.ts';

/** A past of one round: who planned it, each visit in the order of time, and when it was closed by itself, or null. */
export type RoundPast = {
  readonly ask: PlanIn;
  readonly caller: Caller;
  readonly at: Date;
  readonly visits: readonly VisitPast[];
  readonly closed: { readonly id: string; readonly at: Date } | null;
};
/** One visit: the cases of what was found are told beside it, of the same moment and by the same person. */
export type VisitPast = {
  readonly id: string;
  readonly at: Date;
  readonly caller: Caller;
  readonly territory: string;
  readonly cases: readonly string[];
  readonly place: Spot | null;
  readonly words: string;
};
/** A whole past of one round, told before any of it is written. */
export type ToldRound = {
  readonly stored: Standing<Round>;
  readonly lines: readonly PreparedLine[];
  readonly sealer: Sealer;
};

/**
 * Tells a round's past by the same rules as live moves: each must be allowed to whoever makes it, at its time, or the telling stops with
 * the refusal. For demonstrations, in districts founded as such. No I/O of its own. Throws Problem as live moves do.
 */
export function tellRound({ keyring, district }: Pick<Ground, 'keyring' | 'district'>, past: RoundPast): ToldRound {
  const { ask, caller, at, visits, closed } = past;
  const territory = commonOf(ask.territories);
  const sealer = new Sealer(keyring, { district, id: ask.id, territory }, at);
  const lines: PreparedLine[] = [];
  const said = (
    before: Standing<Round> | null,
    of: { readonly id: string; readonly now: Date; readonly where: string; readonly by: Caller | null },
    held: Appointment | null,
    kind: LineKind,
    body: unknown,
  ): Standing<Round> => {
    const by = of.by?.is === 'staff' ? of.by.person : null;
    const writing = { district, subject: ask.id, territory: of.where, origin: 'demo' as const, by };
    const next = step(FOLDED, before, { ...writing, post: held?.id ?? null, now: of.now }, { id: of.id, kind, body });
    lines.push(next.prepared);
    return { state: next.state, head: next.head };
  };

  const planner = plannerOf({ caller }, ask);
  mustBePlannable(ask, dayOf(at));
  const plan = plannedBody(planner, ask, sealer.seal('words', ask.words));
  let stored = said(null, { id: ask.id, now: at, where: territory, by: caller }, planner, LINES.planned, plan);
  for (const one of visits) {
    const instant = one.at.toISOString();
    const held = visitorOf(
      stored.state,
      one.caller,
      { territory: one.territory, words: one.words, place: one.place ?? undefined, photos: [] },
      { happened: instant, now: instant },
    );
    const { cases, place } = one;
    const body = visitedBody(held, { cases, files: [], place, words: sealer.seal('words', one.words) });
    const of = { id: one.id, now: one.at, where: one.territory, by: one.caller };
    stored = said(stored, of, held, LINES.visited, body);
  }
  if (closed !== null)
    stored = said(stored, { id: closed.id, now: closed.at, where: territory, by: null }, null, LINES.closed, {
      as: null,
      reason: null,
    });
  return { stored, lines, sealer };
}

/** What a statement writes for pasts of rounds, without their lines. */
export const toldRoundFragments = (all: readonly ToldRound[]): Fragment[] => [
  ...toldRounds(all.map(({ stored }) => stored)),
  ...Sealer.fragmentsOf(all.map(({ sealer }) => sealer)),
];
