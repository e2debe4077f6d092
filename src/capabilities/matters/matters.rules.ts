import type { Line, Origin } from '../../platform/journal/line.rules.ts';
import type { Ground, Stage } from '../clock/clock.rules.ts';
import {
  type Channel,
  type Door,
  OPEN,
  type Status,
  type TaskStatus,
  type Urgency,
  VISIBILITIES,
  type Visibility,
} from './sorts.rules.ts';

export {
  CHANNELS,
  type Channel,
  DOORS,
  type Door,
  OPEN,
  RETURN_GROUNDS,
  type ReturnGround,
  STATUSES,
  type Status,
  TASK_STATUSES,
  type TaskStatus,
  URGENCIES,
  type Urgency,
  VISIBILITIES,
  type Visibility,
} from './sorts.rules.ts';

/** A time that does not count: named, with its legal ground and an end. Instants; `until` is the first that counts again. */
export type Suspension = { readonly ground: Ground; readonly from: string; readonly until: string };

/** What was done about the time of a matter; absent where nothing was. */
export type Clock = {
  /** The last one; over where its end is past. */
  readonly suspended: Suspension | null;
  /** Extension that is asked for and not decided yet: by whom, how many working days. */
  readonly asked: { readonly by: string | null; readonly days: number } | null;
  /** Extensions granted so far. */
  readonly extensions: number;
  /** The body that a ruling named: it does not give the matter back. */
  readonly ruled: string | null;
};
export const UNTOUCHED: Clock = { suspended: null, asked: null, extensions: 0, ruled: null };

/** What another body was called in for: who, since when, by when, and how it stands. */
export type Task = {
  /** The id of the line that called it in. */
  readonly id: string;
  readonly body: string;
  readonly status: TaskStatus;
  /** ISO instants. */
  readonly since: string;
  readonly until: string;
};
/** Tasks that somebody still owes. */
export const tasksOwed = ({ tasks }: Pick<Matter, 'tasks'>): readonly Task[] =>
  tasks.filter(({ status }) => status === 'called' || status === 'accepted');

/** Whose the result of a matter is, and since when: what is counted for and against a body goes by it. */
export type Work = {
  /** When the body took it on, an ISO instant; null for what was fixed on the spot. */
  readonly accepted: string | null;
  /** The body that answers for it; null where none does. */
  readonly body: string | null;
  /** Whether the lot asked for a second look at the result in hand. */
  readonly drawn: boolean;
};

/** What a line of a matter may say. Digests stand for sealed texts; see lines.rules.ts. */
export type MatterLine = Line<string, never> & { readonly body: Record<string, unknown> };

/** The state of a matter: the fold of its lines. Times are ISO instants, or a day for anonymous reports. */
export type Matter = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly status: Status;
  readonly kind: string;
  readonly urgency: Urgency;
  readonly channel: Channel;
  readonly visibility: Visibility;
  readonly origin: Origin;
  readonly territory: string;
  readonly outside: boolean;
  /** WGS-84 degrees, or null where only a territory is known. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly body: string | null;
  /** The body that the dated table of authority named when the report came in. */
  readonly proposed: string | null;
  /** The person who accepted, and the one who handed the result over; neither may verify. */
  readonly handler: string | null;
  readonly handed: string | null;
  readonly reported: string;
  readonly firstAction: string | null;
  /** The deadline in force: the first promise with what was suspended and extended since. */
  readonly due: string;
  /** The first promise, by which "on time" is counted; null where it is still `due`. */
  readonly promised: string | null;
  readonly clock: Clock | null;
  /** What other bodies were called in for, in order. */
  readonly tasks: readonly Task[];
  /** Null where nobody has taken it on. */
  readonly work: Work | null;
  /** The matter under which this one was gathered, or off which it was split. */
  readonly parent: string | null;
  /** The matter off which this one was split: its reporter follows that one, and its time runs from that one's report. */
  readonly splitFrom: string | null;
  readonly closed: string | null;
  readonly onTime: boolean | null;
  /** A question to the reporter is open. */
  readonly asked: boolean;
  readonly returns: number;
  readonly reopenedByReporter: boolean;
  readonly rating: number | null;
  readonly mergedInto: string | null;
  readonly door: Door | null;
  /** Until when it is to be done, where a leader or the duty officer put it under supervision (督办). */
  readonly supervised: string | null;
  /** The person who asked for help, until somebody else of the staff does something about the matter. */
  readonly helpAsked: string | null;
  readonly updated: string;
};

/**
 * What the first line of a matter that was split off says of the one before: which it is, when that was reported and when somebody
 * first did something about it. Instants, or the day of an anonymous report.
 */
export type SplitOff = {
  readonly from: string;
  readonly number: string;
  readonly reported: string;
  readonly firstAction: string;
};

/** Of two visibilities the one that shows less. */
export function stricter(a: Visibility, b: Visibility): Visibility {
  return VISIBILITIES.indexOf(a) >= VISIBILITIES.indexOf(b) ? a : b;
}

/** What a line says whoever said it: lines of anonymous reporters are kinds of their own only for their times' sake. */
export function saidBy(kind: string): string {
  return kind.endsWith(ANONYMOUSLY) ? kind.slice(0, -ANONYMOUSLY.length) : kind;
}
const ANONYMOUSLY = '-anonymously';

/** The deadline that was promised first. */
export const promiseOf = ({ promised, due }: Pick<Matter, 'promised' | 'due'>): string => promised ?? due;

/** The states in which each stage's clock runs; that of the first action runs until there is one. */
const STAGES_OPEN: Readonly<Record<Stage, readonly Status[]>> = {
  first: OPEN,
  accept: ['assigned'],
  handle: ['new', 'assigned', 'accepted'],
  verify: ['handled'],
  answer: OPEN,
};
export function isStageOpen(stage: Stage, matter: Pick<Matter, 'status' | 'firstAction' | 'splitFrom'>): boolean {
  if (stage === 'first' && matter.firstAction !== null) return false;
  // Whoever reported is answered on the matter that they follow.
  if (stage === 'answer' && matter.splitFrom !== null) return false;
  return STAGES_OPEN[stage].includes(matter.status);
}

/** Whether time stands still at an instant. */
export function isSuspended({ clock }: Pick<Matter, 'clock'>, now: string): boolean {
  return clock?.suspended != null && momentOf(now) < momentOf(clock.suspended.until);
}

/** Whether a matter was given back so often that only a ruling says whose it is. */
export function isContested({ returns, status, clock }: Pick<Matter, 'returns' | 'status' | 'clock'>): boolean {
  return returns >= RETURNS_TO_RULING && status === 'new' && (clock?.ruled ?? null) === null;
}
/** The second return goes to arbitration. */
export const RETURNS_TO_RULING = 2;

/** Whether an instant or day lies within so many days (24 h each) after another. */
export function within(days: number, from: string, now: string): boolean {
  return momentOf(now) - momentOf(from) <= days * 86_400_000;
}

/** An instant, or the first one of a day in Asia/Shanghai, in milliseconds. */
export function momentOf(time: string): number {
  return Date.parse(time.length === 10 ? `${time}T00:00:00.000+08:00` : time);
}
