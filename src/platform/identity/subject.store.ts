import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { append, type Fragment } from '../journal/append.store.ts';
import type { Json } from '../journal/canonical.rules.ts';
import type { LineKind, Origin } from '../journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../journal/line.ts';
import { FOLD } from './folds.rules.ts';

/** Who writes: a person in one of their appointments, or nobody (a founding, a resident, the worker). */
export type Author = { readonly by: string | null; readonly post: string | null };
export const NOBODY: Author = { by: null, post: null };

/** Where a subject's chain stands; all zero before its first line. */
export type Chain = { readonly n: number; readonly head: Buffer | null; readonly recorded: Date | null };
export const START: Chain = { n: 0, head: null, recorded: null };

/** Where and when something is written. */
export type Writing = {
  readonly district: string;
  readonly now: Date;
  readonly origin: Origin;
  readonly author: Author;
};

/** One line that moves one subject on. */
export type Step = {
  readonly kind: LineKind;
  readonly subject: string;
  readonly body: Json;
  readonly territory: string | null;
  readonly chain: Chain;
  readonly id: string;
};

/** Fixes a line's bytes; its time is never below that of the subject's line before it. */
export function prepared(writing: Writing, step: Step): PreparedLine {
  const at = Math.max(writing.now.getTime(), step.chain.recorded?.getTime() ?? 0);
  const recorded = new Date(at).toISOString();
  return prepareLine(
    step.kind,
    {
      district: writing.district,
      id: step.id,
      subject: step.subject,
      n: step.chain.n + 1,
      kind: step.kind.name,
      origin: writing.origin,
      happened: recorded,
      recorded,
      by: writing.author.by,
      post: writing.author.post,
      territory: step.territory ?? writing.district,
      body: step.body,
    },
    step.chain.head,
    [],
  );
}

/** The columns of a subject's row that say where its chain stands, for `json_to_recordset`. */
export function chainColumns(line: PreparedLine): {
  id: string;
  n: number;
  head: string;
  fold: number;
  recorded: string;
} {
  const { subject, n, recorded } = line.line;
  return { id: subject, n, head: line.hash.toString('hex'), fold: FOLD, recorded };
}

/** Writes rows and their lines in one statement. */
export async function write(
  tx: Tx,
  writing: Writing,
  lines: readonly PreparedLine[],
  fragments: readonly Fragment[],
): Promise<void> {
  if (lines.length === 0) return;
  await append(tx, {
    district: writing.district,
    lines: lines.map((one) => ({ prepared: one, ask: null })),
    asked: [],
    fragments,
  });
}

/** A JSON array as rows, for a fragment: the statement's text does not depend on how many there are. */
export function rowsOf(rows: readonly unknown[], columns: string): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as x(${sql.raw(columns)})`;
}
