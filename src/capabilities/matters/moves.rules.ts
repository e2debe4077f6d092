import {
  isContested,
  isSuspended,
  type Matter,
  momentOf,
  OPEN,
  RETURNS_TO_RULING,
  type Status,
  tasksOwed,
  within,
} from './matters.rules.ts';

/**
 * What somebody is to a matter: a post whose reach holds it, a post at the body that has it or at one that was called in and owes
 * its task, or its reporter.
 * One caller may be several.
 */
export const PARTS = [
  'clerk',
  'duty',
  'coordinator',
  'handler',
  'cohandler',
  'liaison',
  'verifier',
  'leader',
  'reporter',
] as const;
export type Part = (typeof PARTS)[number];

export type Move =
  | 'triage'
  | 'merge'
  | 'assign'
  | 'accept'
  | 'return'
  | 'rule'
  | 'suspend'
  | 'resume'
  | 'askExtension'
  | 'decideExtension'
  | 'callIn'
  | 'taskAccept'
  | 'taskReturn'
  | 'taskDone'
  | 'taskCancel'
  | 'split'
  | 'gather'
  | 'letGo'
  | 'note'
  | 'ask'
  | 'answer'
  | 'handOver'
  | 'fixOnSpot'
  | 'verify'
  | 'sendBack'
  | 'close'
  | 'rate'
  | 'reopen'
  | 'withdraw'
  | 'void'
  | 'redirect'
  | 'instruct'
  | 'supervise'
  | 'release'
  | 'seeContact'
  | 'seeEarlier';

type Row = {
  readonly from: readonly Status[];
  readonly by: readonly Part[];
  /** The line that the move leaves. */
  readonly line: string;
};

const before: readonly Status[] = ['new', 'assigned'];
const all: readonly Status[] = [...OPEN, 'closed', 'merged', 'withdrawn', 'void'];

/**
 * The moves of a matter, who may make them and from where. The buttons of every shell and the server's refusals are
 * both drawn from this table, by `refusal`.
 */
export const MOVES: Readonly<Record<Move, Row>> = {
  triage: { from: ['new', 'assigned', 'accepted'], by: ['duty', 'coordinator', 'clerk'], line: 'matter.triaged' },
  merge: { from: before, by: ['duty', 'coordinator'], line: 'matter.merged' },
  assign: { from: before, by: ['duty', 'coordinator'], line: 'matter.assigned' },
  accept: { from: ['assigned'], by: ['handler'], line: 'matter.accepted' },
  return: { from: ['assigned', 'accepted'], by: ['handler'], line: 'matter.returned' },
  rule: { from: before, by: ['leader'], line: 'matter.ruled' },
  suspend: {
    from: ['new', 'assigned', 'accepted'],
    by: ['duty', 'coordinator', 'handler'],
    line: 'matter.suspended',
  },
  resume: { from: ['new', 'assigned', 'accepted'], by: ['duty', 'coordinator', 'handler'], line: 'matter.resumed' },
  askExtension: { from: ['assigned', 'accepted'], by: ['handler'], line: 'matter.extension-asked' },
  decideExtension: { from: ['assigned', 'accepted'], by: ['leader', 'duty'], line: 'matter.extended' },
  callIn: { from: ['assigned', 'accepted'], by: ['handler', 'duty', 'coordinator'], line: 'matter.called-in' },
  taskAccept: { from: ['assigned', 'accepted'], by: ['cohandler'], line: 'matter.task-accepted' },
  taskReturn: { from: ['assigned', 'accepted'], by: ['cohandler'], line: 'matter.task-returned' },
  taskDone: { from: ['assigned', 'accepted'], by: ['cohandler'], line: 'matter.task-done' },
  taskCancel: { from: ['assigned', 'accepted'], by: ['handler', 'duty', 'coordinator'], line: 'matter.task-cancelled' },
  split: { from: ['new', 'assigned', 'accepted'], by: ['duty', 'coordinator', 'handler'], line: 'matter.split' },
  gather: { from: ['new', 'assigned', 'accepted'], by: ['duty', 'coordinator'], line: 'matter.gathered' },
  letGo: { from: OPEN, by: ['duty', 'coordinator'], line: 'matter.let-go' },
  note: {
    from: OPEN,
    by: ['duty', 'coordinator', 'clerk', 'handler', 'cohandler', 'liaison', 'verifier', 'reporter'],
    line: 'matter.noted',
  },
  ask: { from: ['new', 'assigned', 'accepted'], by: ['duty', 'coordinator', 'clerk', 'handler'], line: 'matter.asked' },
  answer: { from: OPEN, by: ['reporter'], line: 'matter.answered' },
  handOver: { from: ['accepted'], by: ['handler'], line: 'matter.handed-over' },
  fixOnSpot: { from: before, by: ['liaison'], line: 'matter.fixed-on-spot' },
  verify: { from: ['handled'], by: ['verifier', 'duty', 'coordinator'], line: 'matter.verified' },
  sendBack: { from: ['handled', 'verified'], by: ['verifier', 'duty', 'coordinator'], line: 'matter.sent-back' },
  close: { from: ['verified'], by: ['verifier', 'duty', 'coordinator'], line: 'matter.closed' },
  rate: { from: ['closed'], by: ['reporter'], line: 'matter.rated' },
  reopen: { from: ['closed'], by: ['reporter', 'duty'], line: 'matter.reopened' },
  withdraw: { from: ['new', 'assigned', 'accepted'], by: ['reporter'], line: 'matter.withdrawn' },
  void: { from: OPEN, by: ['duty'], line: 'matter.voided' },
  redirect: { from: before, by: ['duty', 'coordinator', 'clerk'], line: 'matter.redirected' },
  instruct: { from: OPEN, by: ['leader'], line: 'matter.instructed' },
  supervise: { from: OPEN, by: ['leader', 'duty'], line: 'matter.supervised' },
  release: { from: OPEN, by: ['leader', 'duty'], line: 'matter.released' },
  seeContact: { from: all, by: ['duty', 'clerk'], line: 'look' },
  seeEarlier: { from: OPEN, by: ['duty', 'clerk'], line: 'look' },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

/** Days in which a reporter may reopen, once. */
export const REOPEN_DAYS = 15;

export type Refusal =
  | 'notYours' // no part that may
  | 'elsewhere' // a part that may, but in another place or body
  | 'notNow' // not from this status
  | 'ownWork' // nobody verifies, sends back or closes what they handed over themselves
  | 'ratedAlready'
  | 'notAsked'
  | 'notSupervised'
  | 'reopenedAlready'
  | 'tooLate'
  | 'noContact'
  | 'contested' // given back twice: a ruling says whose it is
  | 'notContested'
  | 'ruled' // a ruling named this body
  | 'suspendedAlready'
  | 'notSuspended'
  | 'pastDue' // an extension is asked for before the deadline
  | 'extensionAsked'
  | 'extensionsUsed'
  | 'noExtension'
  | 'noTask' // nobody else was called in, or nothing is owed any more
  | 'tooManyTasks'
  | 'notGathered'
  | 'liesUnder' // one deep: it lies under another, from which more may be split off
  | 'splitStays'; // what was split off stays with the one off which it was

export type Actor = {
  readonly parts: ReadonlySet<Part>;
  /** Parts that the actor's posts give toward matters of their own place or body, of which this is none. */
  readonly elsewhere?: ReadonlySet<Part>;
  readonly person: string | null;
};
/** What only the server knows of a matter and the rules need. */
export type Circumstance = {
  readonly now: string;
  readonly hasContact: boolean;
  /** How often the rule in force lets the deadline be extended; once where it is not said. */
  readonly extensions?: number | undefined;
};

/** Why this actor may not make this move now, or null. The one function behind every button and every write. */
export function refusal(move: Move, matter: Matter, actor: Actor, now: Circumstance): Refusal | null {
  const row = MOVES[move];
  const parts = row.by.filter((part) => actor.parts.has(part));
  if (parts.length === 0) return row.by.some((part) => actor.elsewhere?.has(part)) ? 'elsewhere' : 'notYours';
  if (!row.from.includes(matter.status)) return 'notNow';
  if (
    (move === 'verify' || move === 'sendBack' || move === 'close') &&
    actor.person !== null &&
    (actor.person === matter.handed || actor.person === matter.handler)
  ) {
    return 'ownWork';
  }
  const ofTime = refusalOfTime(move, matter, now);
  if (ofTime !== null) return ofTime;
  if (move === 'decideExtension' && actor.person !== null && actor.person === matter.clock?.asked?.by) return 'ownWork';
  if (move === 'rate' && matter.rating !== null) return 'ratedAlready';
  if (move === 'answer' && !matter.asked) return 'notAsked';
  if (move === 'release' && matter.supervised === null) return 'notSupervised';
  // What was split off has no reporter of its own: whoever reported is asked on the matter that they follow.
  const follows = matter.splitFrom === null && (matter.channel === 'anonymous' || matter.channel === 'public');
  if (move === 'ask' && !now.hasContact && !follows) return 'noContact';
  if ((move === 'seeContact' || move === 'seeEarlier') && !now.hasContact) return 'noContact';
  if (move === 'reopen' && !parts.includes('duty')) {
    if (matter.reopenedByReporter) return 'reopenedAlready';
    if (matter.closed === null || !within(REOPEN_DAYS, matter.closed, now.now)) return 'tooLate';
  }
  return null;
}

/** So many times other bodies are called in to one matter. */
const MOST_TASKS = 20;

/** What the clock, the rulings and the tasks of a matter refuse. */
function refusalOfTime(move: Move, matter: Matter, { now, extensions = 1 }: Circumstance): Refusal | null {
  const clock = matter.clock;
  switch (move) {
    case 'assign':
      if (isContested(matter)) return 'contested';
      return clock?.ruled != null && matter.status === 'assigned' ? 'ruled' : null;
    case 'return':
      return clock?.ruled != null && clock.ruled === matter.body ? 'ruled' : null;
    case 'rule':
      return matter.returns < RETURNS_TO_RULING ? 'notContested' : null;
    case 'suspend':
      return isSuspended(matter, now) ? 'suspendedAlready' : null;
    case 'resume':
      return isSuspended(matter, now) ? null : 'notSuspended';
    case 'askExtension':
      if (clock?.asked != null) return 'extensionAsked';
      if ((clock?.extensions ?? 0) >= extensions) return 'extensionsUsed';
      return momentOf(now) > momentOf(matter.due) ? 'pastDue' : null;
    case 'decideExtension':
      return clock?.asked == null ? 'noExtension' : null;
    case 'callIn':
      return matter.tasks.length >= MOST_TASKS ? 'tooManyTasks' : null;
    case 'taskAccept':
      return matter.tasks.some(({ status }) => status === 'called') ? null : 'noTask';
    case 'taskCancel':
      return tasksOwed(matter).length === 0 ? 'noTask' : null;
    case 'split':
      return matter.parent === null ? null : 'liesUnder';
    case 'gather':
      return matter.splitFrom === null ? null : 'splitStays';
    case 'letGo':
      if (matter.parent === null) return 'notGathered';
      return matter.splitFrom === null ? null : 'splitStays';
    default:
      return null;
  }
}

/** Moves that have an honest counter-move: what they changed can be put back, and nobody was promised what cannot be taken back. */
export const UNDOABLE = ['assign', 'triage', 'close'] as const satisfies readonly Move[];
export type Undoable = (typeof UNDOABLE)[number];
/** Minutes in which a step may be taken back. */
export const UNDO_MINUTES = 10;
export type UndoRefusal = 'nothingToUndo' | 'notYours' | 'undoTooLate';

/**
 * Whether the last line of a matter may be taken back: by whoever wrote it, as long as they still hold a part that makes the
 * move, within ten minutes, and while nothing has happened since (it is the last). Taking back is a line of its own.
 */
export function undoing(
  last: { readonly kind: string; readonly by: string | null; readonly recorded: string },
  actor: Actor,
  now: string,
): { readonly move: Undoable; readonly until: string } | { readonly refused: UndoRefusal } {
  const move = UNDOABLE.find((one) => MOVES[one].line === last.kind);
  if (move === undefined) return { refused: 'nothingToUndo' };
  if (last.by === null || last.by !== actor.person || !MOVES[move].by.some((part) => actor.parts.has(part)))
    return { refused: 'notYours' };
  const until = momentOf(last.recorded) + UNDO_MINUTES * 60_000;
  if (momentOf(now) > until) return { refused: 'undoTooLate' };
  return { move, until: new Date(until).toISOString() };
}

/** What stands again when a move is taken back: the part of the state before it that the move may have changed. */
export function standsAgain(move: Undoable, before: Matter): Readonly<Record<string, unknown>> {
  const { supervised, helpAsked } = before;
  if (move === 'assign') return { supervised, helpAsked, body: before.body };
  if (move === 'close') return { supervised, helpAsked, asked: before.asked };
  const { kind, urgency, visibility, proposed, outside, lon, lat } = before;
  return { supervised, helpAsked, kind, urgency, visibility, proposed, outside, lon, lat };
}

/** The moves that are open to an actor now, in the table's order. */
export function movesOpen(matter: Matter, actor: Actor, now: Circumstance): Move[] {
  return MOVE_NAMES.filter((move) => refusal(move, matter, actor, now) === null);
}

/** What of a line the rule of evidence looks at. */
type Said = { readonly kind: string; readonly files: number; readonly byReporter: boolean };

/** Whether those who handle a matter have shown a photo or document since it was last taken on. */
export function hasEvidence(lines: readonly Said[]): boolean {
  const taken = lines.findLastIndex(({ kind }) => kind === 'matter.accepted' || kind === 'matter.sent-back');
  return lines.slice(taken + 1).some(({ files, byReporter }) => files > 0 && !byReporter);
}
