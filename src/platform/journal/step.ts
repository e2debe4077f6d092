import type { Json } from './canonical.rules.ts';
import type { Count, Line, LineKind, Origin } from './line.rules.ts';
import { type PreparedLine, prepareLine } from './line.ts';

/** A subject's state as its chain of lines has it: every fold keeps these. */
export type Chained = { readonly n: number; readonly updated: string };
/** A state with the hash of the line that made it. */
export type Standing<State> = { readonly state: State; readonly head: Buffer };

/** What one sort of subject is folded and counted by. */
export type FoldedBy<State> = {
  fold(before: State | null, line: Line): State;
  countsOf?(before: State | null, line: Line, after: State): readonly Count[];
};

/** Who writes a line, in which appointment, about which subject and where, at which time of the server's clock. */
export type Writing = {
  readonly district: string;
  readonly subject: string;
  readonly territory: string;
  readonly origin: Origin;
  readonly by: string | null;
  readonly post: string | null;
  readonly now: Date;
  /** When it happened, an ISO instant, where that was before it is recorded (a phone without a line); absent: now. */
  readonly happened?: string;
};

/** What is written: the line's id, its kind and body. */
export type Said = { readonly id: string; readonly kind: LineKind; readonly body: unknown };

/**
 * One line more on a subject: chained to the one before, with what it counts toward, and the state after it. A line is never
 * recorded before the one that it follows, should the clock have gone back.
 */
export function step<State extends Chained>(
  by: FoldedBy<State>,
  before: Standing<State> | null,
  { now, happened, ...writing }: Writing,
  { id, kind, body }: Said,
): Standing<State> & { readonly prepared: PreparedLine } {
  const last = before === null ? 0 : Date.parse(before.state.updated);
  const recorded = new Date(Math.max(now.getTime(), last)).toISOString();
  const n = (before?.state.n ?? 0) + 1;
  const line: Line<string, Json> = {
    ...writing,
    id,
    n,
    kind: kind.name,
    happened: happened !== undefined && happened < recorded ? happened : recorded,
    recorded,
    body: body as Json,
  };
  const state = by.fold(before?.state ?? null, line);
  const counts = by.countsOf?.(before?.state ?? null, line, state) ?? [];
  const prepared = prepareLine(kind, line, before?.head ?? null, counts);
  return { state, head: prepared.hash, prepared };
}
