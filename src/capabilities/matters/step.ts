import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../platform/journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../../platform/journal/line.ts';
import { fold } from './fold.rules.ts';
import type { Taken } from './intake.ts';
import { UNTIMED } from './lines.rules.ts';
import { countsOf } from './matters.figures.ts';
import { appointmentFor } from './matters.rights.ts';
import { type Matter, type MatterLine, momentOf } from './matters.rules.ts';
import type { Stored } from './matters.store.ts';
import type { Move } from './moves.rules.ts';

/** Who moves: a caller, and whether they proved to be the matter's reporter. */
export type Mover = { readonly caller: Caller; readonly isReporter: boolean };

/** What a move writes into its line, once it is decided. */
export type Said = { readonly kind: LineKind; readonly body: Record<string, unknown>; readonly territory?: string };

/** What a move comes to: its line's kind and body, and the rows that go with it. */
export type Decided = Said & {
  readonly fragments: readonly Fragment[];
  /** What a rule says in the same breath, each a line of its own before the move's: the move's stays the last one. */
  readonly first?: readonly (Said & { readonly id: string })[];
  readonly absorbing?: Stored;
  /** The matter that a splitting makes, with everything that it writes. */
  readonly founding?: Taken;
  /** Topic of the message that the reporter is owed. */
  readonly tell?: string;
};

/** Whether a move is an anonymous reporter's, of which the day is kept and no more (charter rule 6). */
export function isUntimed({ caller, isReporter }: Mover, matter: Matter): boolean {
  return isReporter && caller.is !== 'staff' && matter.channel === 'anonymous';
}

/** When something happened that a phone kept for so many seconds: never before the matter itself, nor later than it is recorded. */
export function happenedAt(recorded: string, matter: Pick<Matter, 'reported'>, waited: number): string {
  if (recorded.length === 10 || waited === 0) return recorded;
  const at = Math.max(Date.parse(recorded) - waited * 1000, momentOf(matter.reported));
  return new Date(Math.min(at, Date.parse(recorded))).toISOString();
}

/** One line more on a matter: the line, chained to the one before, with what it counts toward, and the state after it. */
export function stepOf(
  { matter, head }: { readonly matter: Matter; readonly head: Buffer },
  mover: Mover,
  move: Move,
  said: Said,
  { id, at, waited = 0 }: { readonly id: string; readonly at: Date; readonly waited?: number | undefined },
): { readonly after: Matter; readonly prepared: PreparedLine } {
  const untimed = isUntimed(mover, matter);
  const kind = untimed ? (UNTIMED.get(said.kind) ?? said.kind) : said.kind;
  const recorded =
    kind.precision === 'day' ? dayOf(at) : new Date(Math.max(at.getTime(), momentOf(matter.updated))).toISOString();
  const line: Line<string, Json> = {
    district: matter.district,
    id,
    subject: matter.id,
    n: matter.n + 1,
    kind: kind.name,
    origin: matter.origin,
    happened: happenedAt(recorded, matter, waited),
    recorded,
    by: mover.caller.is === 'staff' ? mover.caller.person : null,
    post: appointmentFor(mover.caller, matter, move)?.id ?? null,
    territory: said.territory ?? matter.territory,
    body: said.body as Json,
  };
  const after = fold(matter, line as unknown as MatterLine);
  return { after, prepared: prepareLine(kind, line, head, countsOf(matter, line as unknown as MatterLine, after)) };
}

/** Nobody: what a rule says of its own. */
export const RULE: Mover = { caller: { is: 'nobody' }, isReporter: false };

/** The lines of a decided move, in order, and the state after the last of them, which is the move's own. */
export function linesOfMove(
  before: { readonly matter: Matter; readonly head: Buffer },
  mover: Mover,
  move: Move,
  decided: Decided,
  at: { readonly id: string; readonly at: Date; readonly waited?: number | undefined },
): { readonly after: Matter; readonly prepared: PreparedLine; readonly first: readonly PreparedLine[] } {
  let standing = before;
  const first: PreparedLine[] = [];
  for (const { id, ...said } of decided.first ?? []) {
    const { after, prepared } = stepOf(standing, RULE, move, said, { ...at, id });
    standing = { matter: after, head: prepared.hash };
    first.push(prepared);
  }
  return { ...stepOf(standing, mover, move, decided, at), first };
}
