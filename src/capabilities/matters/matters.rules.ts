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

/** The fold's version: raised whenever `fold` gives another state for the same lines; `npm run refold` moves rows on. */
export const FOLD = 5;

/** What a line says whoever said it: lines of anonymous reporters are kinds of their own only for their times' sake. */
export function saidBy(kind: string): string {
  return kind.endsWith(ANONYMOUSLY) ? kind.slice(0, -ANONYMOUSLY.length) : kind;
}
const ANONYMOUSLY = '-anonymously';

/** The state after one more line. Pure; the row in the database is this, kept for speed. */
export function fold(before: Matter | null, line: MatterLine): Matter {
  const b = line.body;
  if (saidBy(line.kind) === 'matter.reported') {
    const split = (b['split'] as SplitOff | undefined) ?? null;
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      status: 'new',
      kind: b['kind'] as string,
      urgency: b['urgency'] as Urgency,
      channel: b['channel'] as Channel,
      visibility: b['visibility'] as Visibility,
      origin: line.origin,
      territory: line.territory,
      outside: b['outside'] as boolean,
      lon: b['lon'] as number | null,
      lat: b['lat'] as number | null,
      body: null,
      proposed: b['proposed'] as string | null,
      handler: null,
      handed: null,
      reported: split?.reported ?? line.recorded,
      firstAction: split?.firstAction ?? null,
      due: b['due'] as string,
      promised: null,
      clock: null,
      tasks: [],
      work: null,
      parent: split?.from ?? null,
      splitFrom: split?.from ?? null,
      closed: null,
      onTime: null,
      asked: false,
      returns: 0,
      reopenedByReporter: false,
      rating: null,
      mergedInto: null,
      door: null,
      supervised: null,
      helpAsked: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a matter that was never reported`);
  // A line that keeps only its day may stand after one that keeps its minute.
  // What an ended matter still hears of its mediation keeps no contact for longer: by this its days are counted.
  const isAside = line.kind === 'matter.mediated' && !OPEN.includes(before.status);
  const updated = isAside || momentOf(line.recorded) < momentOf(before.updated) ? before.updated : line.recorded;
  const after = { ...before, ...changes(before, line), n: line.n, updated };
  if (line.kind === 'matter.undone') {
    const { supervised, helpAsked } = line.body as Pick<Matter, 'supervised' | 'helpAsked'>;
    return { ...after, supervised, helpAsked };
  }
  const ended = !OPEN.includes(after.status);
  return { ...after, supervised: ended ? null : after.supervised, helpAsked: ended ? null : helpAfter(before, line) };
}

/** Help stays asked for until somebody else of the staff does something; what the reporter says is not help. */
function helpAfter(before: Matter, line: MatterLine): string | null {
  if (line.body['asksHelp'] === true) return line.by;
  return line.by === null || line.by === before.helpAsked ? before.helpAsked : null;
}

function changes(before: Matter, line: MatterLine): Partial<Matter> {
  const b = line.body;
  const first = before.firstAction ?? line.recorded;
  switch (saidBy(line.kind)) {
    case 'matter.triaged':
      return {
        kind: b['kind'] as string,
        urgency: b['urgency'] as Urgency,
        visibility: b['visibility'] as Visibility,
        proposed: b['proposed'] as string | null,
        territory: line.territory,
        outside: b['outside'] as boolean,
        lon: b['lon'] as number | null,
        lat: b['lat'] as number | null,
        firstAction: first,
      };
    case 'matter.merged':
      return { status: 'merged', mergedInto: b['into'] as string, firstAction: first, asked: false };
    case 'matter.assigned':
      return {
        status: 'assigned',
        body: b['body'] as string,
        handler: null,
        handed: null,
        work: null,
        firstAction: first,
      };
    case 'matter.accepted':
      return {
        status: 'accepted',
        handler: line.by,
        work: { accepted: line.recorded, body: before.body, drawn: false },
      };
    case 'matter.returned':
      return {
        status: 'new',
        body: null,
        handler: null,
        returns: before.returns + 1,
        work: null,
        ...clocked(before, { asked: null }),
      };
    case 'matter.ruled':
      return {
        status: 'assigned',
        body: b['body'] as string,
        handler: null,
        handed: null,
        work: null,
        firstAction: first,
        ...clocked(before, { ruled: b['body'] as string }),
      };
    case 'matter.suspended':
      return {
        ...moved(before, b['due'] as string),
        ...clocked(before, {
          suspended: { ground: b['ground'] as Ground, from: line.recorded, until: b['until'] as string },
        }),
      };
    case 'matter.resumed':
      return resumed(before, line);
    case 'matter.extension-asked':
      return clocked(before, { asked: { by: line.by, days: b['days'] as number } });
    case 'matter.extended':
      return {
        ...moved(before, b['due'] as string),
        ...clocked(before, { asked: null, extensions: (before.clock?.extensions ?? 0) + 1 }),
      };
    case 'matter.called-in':
      return {
        tasks: [
          ...before.tasks,
          {
            id: line.id,
            body: b['body'] as string,
            status: 'called',
            since: line.recorded,
            until: b['until'] as string,
          },
        ],
      };
    case 'matter.task-accepted':
      return tasked(before, line, 'accepted');
    case 'matter.task-returned':
      return tasked(before, line, 'returned');
    case 'matter.task-done':
      return tasked(before, line, 'done');
    case 'matter.task-cancelled':
      return tasked(before, line, 'cancelled');
    case 'matter.split':
      return { firstAction: first };
    case 'matter.transferred':
      return passed(before, b['from'] as string, b['body'] as string);
    case 'matter.gathered':
      return { parent: b['under'] as string };
    case 'matter.let-go':
      return { parent: null };
    case 'matter.extension-refused':
      return clocked(before, { asked: null });
    case 'matter.asked':
      return { asked: true, firstAction: first };
    case 'matter.answered':
      return { asked: false, ...(typeof b['due'] === 'string' ? resumed(before, line) : {}) };
    case 'matter.handed-over':
      return { status: 'handled', handed: line.by, firstAction: first };
    case 'matter.fixed-on-spot':
      return {
        status: b['sampled'] === true ? 'handled' : 'closed',
        handler: line.by,
        handed: line.by,
        body: (b['body'] as string | null) ?? before.body,
        work: onTheSpot(before, b),
        firstAction: first,
        ...(b['sampled'] === true ? {} : { closed: line.recorded, onTime: isOnTime(before, line), asked: false }),
      };
    case 'matter.verified':
      return { status: 'verified' };
    case 'matter.sent-back':
      // What was fixed on the spot may be at no body, whose people could take it up again.
      return before.body === null
        ? { status: 'new', handler: null, handed: null, work: null }
        : {
            status: 'accepted',
            handed: null,
            work: { accepted: before.work?.accepted ?? null, body: before.body, drawn: false },
          };
    case 'matter.closed':
      return { status: 'closed', closed: line.recorded, onTime: isOnTime(before, line), asked: false };
    case 'matter.undone':
      return undone(b, line.territory);
    case 'matter.rated':
      return { rating: b['stars'] as number };
    case 'matter.reopened': {
      const body = b['body'] === undefined ? before.body : (b['body'] as string | null);
      return {
        status: body === null ? 'new' : 'assigned',
        body,
        closed: null,
        onTime: null,
        handler: null,
        handed: null,
        rating: null,
        work: null,
        ...(typeof b['due'] === 'string' ? moved(before, b['due']) : {}),
        reopenedByReporter: before.reopenedByReporter || b['byReporter'] === true,
      };
    }
    case 'matter.withdrawn':
      return { status: 'withdrawn', asked: false };
    case 'matter.voided':
      return { status: 'void', asked: false };
    case 'matter.redirected':
      // Nobody has it in hand any more: nothing is shown beyond the count.
      return {
        status: 'redirected',
        door: b['door'] as Door,
        body: null,
        firstAction: first,
        asked: false,
        lon: null,
        lat: null,
      };
    case 'matter.supervised':
      return { supervised: b['until'] as string };
    case 'matter.released':
      return { supervised: null };
    default:
      // Notes, photos, instructions, looks, relayed contacts: they stand in the history and change no state.
      return {};
  }
}

/** Of what was fixed on the spot: the body by whose record the lot was drawn, where it was drawn; else whoever has the matter. */
function onTheSpot(before: Matter, b: MatterLine['body']): Work {
  const draw = b['draw'] as { readonly body: string | null } | null | undefined;
  const body = (b['body'] as string | null) ?? before.body;
  return { accepted: null, body: draw?.body ?? body, drawn: draw != null && b['sampled'] === true };
}

/** "On time" is counted against the first promise; a day lies within it where its first instant does. */
const isOnTime = (before: Matter, line: MatterLine): boolean => line.recorded <= promiseOf(before);

/** The deadline that was promised first. */
export const promiseOf = ({ promised, due }: Pick<Matter, 'promised' | 'due'>): string => promised ?? due;

/** Another deadline; the first promise stays. */
const moved = (before: Matter, due: string): Partial<Matter> =>
  due === before.due ? {} : { due, promised: promiseOf(before) };

const clocked = (before: Matter, some: Partial<Clock>): Partial<Matter> => {
  const { suspended, asked, extensions, ruled } = { ...(before.clock ?? UNTOUCHED), ...some };
  const isUntouched = suspended === null && asked === null && extensions === 0 && ruled === null;
  return { clock: isUntouched ? null : { suspended, asked, extensions, ruled } };
};

const tasked = (before: Matter, line: MatterLine, status: TaskStatus): Partial<Matter> => ({
  tasks: before.tasks.map((one) => (one.id === line.body['task'] ? { ...one, status } : one)),
});

/**
 * Everything of one body's is another's: the matter and its time run on, and whoever takes it over accepts it by name. What was handed
 * over stays so, with who did it; so does what was suspended, asked for or ruled.
 */
function passed(before: Matter, from: string, to: string): Partial<Matter> {
  const lead = before.body === from;
  const anew = lead && before.status === 'accepted';
  return {
    body: lead ? to : before.body,
    status: anew ? 'assigned' : before.status,
    handler: anew ? null : before.handler,
    // Nobody has taken it on any more; a result that was handed over stays theirs who did it.
    work: anew ? null : before.work,
    proposed: before.proposed === from ? to : before.proposed,
    tasks: before.tasks.map((one) =>
      one.body === from && (one.status === 'called' || one.status === 'accepted')
        ? { ...one, body: to, status: 'called' }
        : one,
    ),
    ...(before.clock?.ruled === from ? clocked(before, { ruled: to }) : {}),
  };
}

/** The suspension ends now, before its time. */
function resumed(before: Matter, line: MatterLine): Partial<Matter> {
  const suspended = before.clock?.suspended;
  if (!suspended) return {};
  const until = new Date(Math.max(momentOf(line.recorded), Date.parse(suspended.from))).toISOString();
  return {
    ...moved(before, line.body['due'] as string),
    ...clocked(before, { suspended: { ...suspended, until } }),
  };
}

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

/** What a step taken back puts in place again: what stood before it, as the line says. That somebody acted stays. */
function undone(b: Record<string, unknown>, territory: string): Partial<Matter> {
  switch (b['undone']) {
    case 'assign': {
      const body = b['body'] as string | null;
      return { status: body === null ? 'new' : 'assigned', body, handler: null, handed: null, work: null };
    }
    case 'close':
      return {
        status: 'verified',
        closed: null,
        onTime: null,
        asked: b['asked'] as boolean,
      };
    default:
      return {
        kind: b['kind'] as string,
        urgency: b['urgency'] as Urgency,
        visibility: b['visibility'] as Visibility,
        proposed: b['proposed'] as string | null,
        territory,
        outside: b['outside'] as boolean,
        lon: b['lon'] as number | null,
        lat: b['lat'] as number | null,
      };
  }
}

/** Whether an instant or day lies within so many days (24 h each) after another. */
export function within(days: number, from: string, now: string): boolean {
  return momentOf(now) - momentOf(from) <= days * 86_400_000;
}

/** An instant, or the first one of a day in Asia/Shanghai, in milliseconds. */
export function momentOf(time: string): number {
  return Date.parse(time.length === 10 ? `${time}T00:00:00.000+08:00` : time);
}
