import type { Tx } from '../db/database.ts';
import type { Count, Line, LineKind } from './line.rules.ts';

/** A subject's row as audit and refold see it: where its chain stands, and the state as JSON with the members of the fold's state. */
export type SubjectRow = {
  readonly id: string;
  /** How many lines the subject has, and the hash of the last one. */
  readonly n: number;
  readonly head: Buffer;
  /** The version of the fold that made the state. */
  readonly fold: number;
  readonly state: unknown;
};

/**
 * What the platform must know of one sort of subject to fold, count and audit it without naming its capability. Each
 * capability exports one for every sort that it has; `src/apps/subjects.ts` lists them.
 */
export type SubjectOf<State> = {
  /** The sort's name, for ever: `journal.refolded` keeps it. */
  readonly name: string;
  /** Every kind of line that such a subject may have. */
  readonly kinds: readonly LineKind[];
  /** Raised whenever `fold` gives another state for the same lines. */
  readonly foldVersion: number;
  /** The state after one more line, in the order of n. Pure. */
  fold(before: State | null, line: Line): State;
  readonly figures: FiguresOf<State>;
  readonly rows: {
    /** Rows with an id above `after`, by id, at most `limit`. */
    read(tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]>;
    /** Writes states anew for `refold`; a row whose `n` is another by now is passed over. */
    write(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void>;
    /**
     * For sorts with anonymous kinds: locks the rows by id, then writes each row that tells of these subjects again, unchanged, in
     * the order given, so that neither a transaction number nor the place on a page tells in which order they came.
     */
    rewrite?(tx: Tx, district: string, ids: readonly string[]): Promise<void>;
  };
};

/** Which measures a line counts toward. */
export type FiguresOf<State> = {
  /** Raised whenever `countsOf` gives other counts for the same lines. */
  readonly version: number;
  countsOf(before: State | null, line: Line, after: State): readonly Count[];
  /**
   * The rules of earlier versions, kept until every database was refolded: with them the audit recounts what an older release
   * counted; without them it only says that such lines wait for a refold.
   */
  readonly earlier?: Readonly<Record<number, FiguresOf<State>['countsOf']>>;
};

/** A subject of any sort. */
export type AnySubject = SubjectOf<unknown>;

/** For sorts whose lines count toward nothing. */
export const noFigures: FiguresOf<never> = { version: 1, countsOf: () => [] };

/** A kind of line with the sort of subject that has it. */
export type KnownKind = { readonly kind: LineKind; readonly subject: AnySubject };

/** Every kind of line by name. Throws where two sorts claim one name. */
export function kindsByName(subjects: readonly AnySubject[]): ReadonlyMap<string, KnownKind> {
  const known = new Map<string, KnownKind>();
  for (const subject of subjects) {
    for (const kind of subject.kinds) {
      if (known.has(kind.name)) throw new Error(`two sorts of subject have the line ${kind.name}`);
      known.set(kind.name, { kind, subject });
    }
  }
  return known;
}
