import { addDays } from '../../platform/calendar/calendar.rules.ts';
import type { Post } from '../../platform/identity/caller.ts';
import { dayOf, type Line } from '../../platform/journal/line.rules.ts';
import { AGAIN_DAYS, laterOf, type Task } from './task.rules.ts';

/**
 * Where an admission stands: asked for, sent back to whoever asked, admitted until a day, refused, withdrawn before it was decided, or
 * ended before its day. That its day is over is no line: see `standsOn`.
 */
export const STATES = ['asked', 'sent-back', 'admitted', 'refused', 'withdrawn', 'ended'] as const;
export type State = (typeof STATES)[number];

type Sealed = { readonly id: string; readonly digest: string };
/** In which post and at which body something was done, and when; persons are the lines' own. */
export type Signature = { readonly as: Post; readonly body: string | null; readonly at: string };

/** What a village, community or town said against a task. */
export type Objection = Signature & { readonly territory: string; readonly round: number; readonly text: Sealed };

/** The state of an admission: the fold of its lines. */
export type Admission = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  /** Lines of an admission are the district's, whichever villages it names. */
  readonly territory: string;
  /** The body that asked. */
  readonly body: string;
  readonly task: Task;
  /** How many villages and communities it falls on, as of the day on which it was asked for. */
  readonly villages: number;
  /** 1, and one more each time it was asked for again after being sent back. */
  readonly round: number;
  /** The admission that this one goes on from. */
  readonly again: string | null;
  /** The people who asked or changed it; none of them decides. */
  readonly askers: readonly string[];
  readonly asked: Signature;
  readonly decided: (Signature & { readonly reason: Sealed | null }) | null;
  /** Days, both included, for which it is admitted. */
  readonly term: { readonly from: string; readonly until: string } | null;
  readonly objections: readonly Objection[];
  readonly ended: (Signature & { readonly reason: Sealed }) | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Admission | null, line: Line): Admission {
  const body = line.body as Readonly<Record<string, unknown>>;
  const signature: Signature = { as: body['as'] as Post, body: body['of'] as string | null, at: line.recorded };
  if (line.kind === 'admission.asked') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'asked',
      territory: line.territory,
      body: body['of'] as string,
      task: body['task'] as Task,
      villages: body['villages'] as number,
      round: 1,
      again: body['again'] as string | null,
      askers: line.by === null ? [] : [line.by],
      asked: signature,
      decided: null,
      term: null,
      objections: [],
      ended: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on an admission that was never asked for`);
  return { ...before, ...changes(before, line, body, signature), n: line.n, updated: line.recorded };
}

function changes(
  before: Admission,
  line: Line,
  body: Readonly<Record<string, unknown>>,
  signature: Signature,
): Partial<Admission> {
  const reason = (body['reason'] as Sealed | null | undefined) ?? null;
  switch (line.kind) {
    case 'admission.amended':
      return {
        state: 'asked',
        task: body['task'] as Task,
        villages: body['villages'] as number,
        round: before.round + 1,
        askers: line.by === null ? before.askers : [...new Set([...before.askers, line.by])],
        asked: signature,
        decided: null,
      };
    case 'admission.admitted': {
      // Nobody owes what was asked of them before it was admitted.
      const from = laterOf(before.task.from, dayOf(line.recorded));
      return {
        state: 'admitted',
        decided: { ...signature, reason: null },
        term: { from, until: body['until'] as string },
      };
    }
    case 'admission.refused':
      return { state: 'refused', decided: { ...signature, reason } };
    case 'admission.sent-back':
      return { state: 'sent-back', decided: { ...signature, reason } };
    case 'admission.withdrawn':
      return { state: 'withdrawn' };
    case 'admission.objected': {
      const objection = {
        ...signature,
        territory: body['territory'] as string,
        round: before.round,
        text: body['text'] as Sealed,
      };
      return { objections: [...before.objections, objection] };
    }
    case 'admission.ended':
      return { state: 'ended', ended: { ...signature, reason: reason as Sealed } };
    default:
      throw new Error(`an admission has no line ${line.kind}`);
  }
}

/** How an admission is shown on a day: `expired` once its last day is over. */
export const SHOWN = [...STATES, 'expired'] as const;
export type Shown = (typeof SHOWN)[number];
export const shownOn = ({ state, term }: Pick<Admission, 'state' | 'term'>, day: string): Shown =>
  state === 'admitted' && term !== null && term.until < day ? 'expired' : state;

/** Whether villages have the task on a day. */
export const standsOn = ({ state, term }: Pick<Admission, 'state' | 'term'>, day: string): boolean =>
  state === 'admitted' && term !== null && term.from <= day && day <= term.until;

/** Whether it may be asked for anew: its end is near or over. */
export const isRunningOut = ({ state, term }: Pick<Admission, 'state' | 'term'>, day: string): boolean =>
  state === 'ended' || (state === 'admitted' && term !== null && term.until <= addDays(day, AGAIN_DAYS));
