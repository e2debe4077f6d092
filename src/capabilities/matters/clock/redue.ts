import { addDays, dayOf, startOf } from '../../../platform/calendar/calendar.rules.ts';
import type { DeadlineRule } from '../../clock/clock.door.ts';
import { type Ground, misfit } from '../intake.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import type { MoveIn } from '../move.contract.ts';
import { type Held, reckon, termFor } from './reckoning.rules.ts';
import { roundsOf } from './rounds.rules.ts';

/** What the rule of a matter's handling lets be done about its time. */
export type Leeway = {
  readonly times: number;
  /** Working days of one extension. */
  readonly most: number;
  /** Null: every ground. */
  readonly grounds: DeadlineRule['grounds'] | null;
};

/** Where no rule says more: once, by at most as much again as the kind's own norm. */
export function leewayOf(ground: Ground, matter: Pick<Matter, 'kind' | 'urgency' | 'territory' | 'reported'>): Leeway {
  const norms = ground.kinds.get(matter.kind);
  const held: Held | null = termFor(ground.terms, norms, 'handle', matter, dayOf(new Date(matter.reported)));
  const norm = norms?.handleWorkingDays ?? 1;
  if (held?.rule == null) return { times: 1, most: norm, grounds: null };
  const { extension, grounds } = held.rule;
  return { times: extension?.times ?? 0, most: extension === null ? 0 : daysOf(extension.most), grounds };
}

/** A limit in working days; hours and minutes make at least one. */
function daysOf({ n, unit }: DeadlineRule['term']): number {
  if (unit === 'workingDays' || unit === 'calendarDays') return n;
  return Math.max(1, Math.floor(unit === 'workingHours' ? n / 8 : n / (24 * 60)));
}

/**
 * The deadline of handling once a line more stands on a matter, as an ISO instant; `matter.due` where no round of handling runs then.
 * `lines` are those that stand already.
 */
export function dueAfter(
  ground: Ground,
  matter: Matter,
  lines: readonly MatterLine[],
  said: { readonly kind: string; readonly body: Record<string, unknown> },
  now: Date,
): string {
  const recorded = new Date(Math.max(now.getTime(), Date.parse(matter.updated))).toISOString();
  const line = {
    district: matter.district,
    id: '',
    subject: matter.id,
    n: matter.n + 1,
    kind: said.kind,
    origin: matter.origin,
    happened: recorded,
    recorded,
    by: null,
    post: null,
    territory: matter.territory,
    body: { due: matter.due, ...said.body },
  } as unknown as MatterLine;
  const round = roundsOf([...lines, line]).findLast((one) => one.stage === 'handle' && one.ended === null);
  const reckoned = round && reckon(round, ground.terms, (kind) => ground.kinds.get(kind));
  return reckoned ? new Date(reckoned.due).toISOString() : matter.due;
}

/** The end of a suspension: the first instant after its last day. Throws Problem 422 where the rule or the calendar does not allow it. */
export function suspensionEnd(
  ground: Ground,
  matter: Matter,
  act: Extract<MoveIn, { move: 'suspend' }>,
  now: Date,
): string {
  const { grounds } = leewayOf(ground, matter);
  if (grounds !== null && !grounds.includes(act.ground)) throw misfit('body.act.ground', 'groundNotAllowed');
  if (act.ground === 'reporter' && !matter.asked) throw misfit('body.act.ground', 'notAsking');
  const until = startOf(addDays(act.until, 1));
  if (until <= now) throw misfit('body.act.until', 'untilPast');
  if (until.getTime() - now.getTime() > MOST_SUSPENDED_MS) throw misfit('body.act.until', 'longSuspension');
  return until.toISOString();
}
const MOST_SUSPENDED_MS = 366 * 86_400_000;
