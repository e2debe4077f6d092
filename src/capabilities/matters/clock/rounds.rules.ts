import type { Stage, Term } from '../../clock/clock.rules.ts';
import { fold } from '../fold.rules.ts';
import {
  isStageOpen,
  type Matter,
  type MatterLine,
  momentOf,
  OPEN,
  type Suspension,
  saidBy,
  type Urgency,
} from '../matters.rules.ts';

/** For what a term is looked up: as the matter stood when a round began, and again as it was given another kind or urgency. */
export type Sort = { readonly kind: string; readonly urgency: Urgency; readonly territory: string };

/** What was promised with the report: the deadline, and the term that gave it where that is known. */
export type Promise = {
  readonly due: string;
  readonly term: (Term & { readonly rule: { readonly code: string; readonly version: number } | null }) | null;
};

/** One running of one stage's clock: from the line that began it to the one that ended it. Times are instants in milliseconds. */
export type Round = {
  readonly stage: Stage;
  /** The line that began it. */
  readonly n: number;
  readonly since: number;
  /** Only the day of the beginning is known (charter rule 6): `since` is its last millisecond. */
  readonly untimed: boolean;
  /** Whose time it is; null where nobody has the matter. */
  readonly body: string | null;
  /** What it was and became while the round ran; a sort that gives more time than the first gives none. */
  readonly sorts: readonly Sort[];
  /** The promise of the report, in the first round of handling alone. */
  readonly promise: Promise | null;
  readonly suspensions: readonly Suspension[];
  /** Working days that were granted more, in order. */
  readonly extended: readonly number[];
  readonly ended: number | null;
};

/** Stages whose time stands still in a suspension and is lengthened by an extension; the short ones of the desks' own are not. */
export const STRETCHED: readonly Stage[] = ['handle', 'answer'];

/**
 * All rounds of a matter's stages, in the order in which they began: the clock of a matter is this and the rules, nothing else is
 * kept of it. Time runs from the report: giving a matter back, away or another kind begins no new round of handling, and what
 * is sent back runs on in the round that it had. Pure.
 */
export function roundsOf(lines: readonly MatterLine[]): Round[] {
  const rounds: Round[] = [];
  let matter: Matter | null = null;
  for (const line of lines) {
    const after: Matter = fold(matter, line);
    step(rounds, matter, line, after);
    matter = after;
  }
  return rounds;
}

function step(rounds: Round[], before: Matter | null, line: MatterLine, after: Matter): void {
  // What was split off runs from the report of the matter that it was part of.
  const since = before === null ? after.reported : line.recorded;
  const at = momentOf(since);
  const untimed = since.length === 10;
  for (const stage of ['first', 'accept', 'handle', 'verify', 'answer'] as const) {
    const wanted = isStageOpen(stage, after);
    const place = rounds.findLastIndex((one) => one.stage === stage);
    const last = rounds[place];
    const isOpen = last !== undefined && last.ended === null;
    // Given to another body: the time of the one ends and that of the other begins. To the same again: its time runs on.
    const handed = stage === 'accept' && isOpen && last.body !== after.body;
    if (isOpen && (!wanted || handed)) rounds[place] = { ...last, ended: Math.max(at, last.since) };
    if (!wanted || (isOpen && !handed)) continue;
    // What was handed over and comes back, or a step that was taken back, goes on in its round.
    const goesOn =
      stage !== 'accept' && stage !== 'verify' && last !== undefined && before !== null && OPEN.includes(before.status);
    if (goesOn || (stage === 'answer' && last !== undefined && line.kind === 'matter.undone')) {
      rounds[place] = { ...(last as Round), ended: null };
      continue;
    }
    rounds.push({
      stage,
      n: line.n,
      since: untimed ? at + 86_399_999 : at,
      untimed,
      body: after.body,
      sorts: [sortOf(after)],
      promise: before === null && stage === 'handle' ? promiseOf(line) : null,
      suspensions: [],
      extended: [],
      ended: null,
    });
  }
  change(rounds, before, line, after);
}

/** What a line changes in rounds that run on. */
function change(rounds: Round[], before: Matter | null, line: MatterLine, after: Matter): void {
  if (before === null) return;
  for (const [place, one] of rounds.entries()) {
    if (one.ended !== null || one.n === line.n) continue;
    let changed: Round =
      one.stage === 'first' || one.stage === 'accept' ? one : { ...one, body: after.body ?? one.body };
    const sort = sortOf(after);
    const known = one.sorts.at(-1) as Sort;
    if (known.kind !== sort.kind || known.urgency !== sort.urgency || known.territory !== sort.territory)
      changed = { ...changed, sorts: [...changed.sorts, sort] };
    if (STRETCHED.includes(one.stage)) changed = stretched(changed, line);
    rounds[place] = changed;
  }
}

function stretched(one: Round, line: MatterLine): Round {
  const b = line.body;
  const at = new Date(momentOf(line.recorded)).toISOString();
  switch (saidBy(line.kind)) {
    case 'matter.suspended': {
      const { ground, until } = b as Pick<Suspension, 'ground' | 'until'>;
      return { ...one, suspensions: [...one.suspensions, { ground, from: at, until }] };
    }
    case 'matter.answered':
    case 'matter.resumed': {
      const last = one.suspensions.at(-1);
      if (typeof b['due'] !== 'string' || last === undefined || at >= last.until) return one;
      return {
        ...one,
        suspensions: [...one.suspensions.slice(0, -1), { ...last, until: later(at, last.from) }],
      };
    }
    case 'matter.extended':
      return { ...one, extended: [...one.extended, b['days'] as number] };
    default:
      return one;
  }
}

/** ISO instants sort as texts. */
const later = (one: string, other: string): string => [one, other].toSorted()[1] as string;

const sortOf = ({ kind, urgency, territory }: Matter): Sort => ({ kind, urgency, territory });

function promiseOf({ body }: MatterLine): Promise {
  return { due: body['due'] as string, term: (body['term'] as Promise['term'] | undefined) ?? null };
}
