import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { countsOfLines, linesOf, oneMoment, type StoredCount, subjectsAfter, waitingCounts } from './audit.store.ts';
import { compareDigests, type DigestSource } from './auditLines.ts';
import { Differs } from './difference.ts';
import { checkCounts } from './figuring.ts';
import { type Count, dayOf, type Line } from './line.rules.ts';
import { refoldedTo } from './refold.store.ts';
import { differingMember, type StoredLine } from './stored.ts';
import type { AnySubject, KnownKind, SubjectRow } from './subject.ts';
import { type Step, unfold } from './unfold.ts';

/** Whether what a line says of itself follows from the hash of the line before it; null where it says nothing of the kind. */
export type Lot = (line: Line, prev: Buffer | null) => boolean | null;

export type SubjectsAsk = {
  readonly db: Database;
  readonly district: string;
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly subject: AnySubject;
  /** Subjects in one transaction. */
  readonly page: number;
  readonly digests: readonly DigestSource[];
  readonly lots: readonly Lot[];
  readonly tell: (done: number) => void;
};

/** How many subjects were looked at, and how many rows and lines an older version made: they wait for a refold. */
export type SubjectsAudited = { readonly subjects: number; readonly behind: number };

/**
 * Folds every subject of one sort again, a page at a time: its lines follow one another, its row is their fold, its counts are
 * what the figures' rules say, and there is neither a row without lines nor lines without a row. Throws `Differs`.
 */
export async function auditSubjects(ask: SubjectsAsk): Promise<SubjectsAudited> {
  const { db, district, subject, page } = ask;
  const names = subject.kinds.map((kind) => kind.name);
  let subjects = 0;
  let behind = 0;
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const done: { last: string | null; n: number; behind: number } = await db.read(whole(district), async (tx) => {
      await oneMoment(tx);
      const ids = await subjectsAfter(tx, district, names, from, page);
      const last = ids.length < page ? null : (ids.at(-1) ?? null);
      return { last, n: ids.length, behind: await auditPage(tx, ask, ids, await rowsUpTo(tx, ask, from, last)) };
    });
    subjects += done.n;
    behind += done.behind;
    ask.tell(subjects);
    if (done.last === null) return { subjects, behind };
    after = done.last;
  }
}

async function rowsUpTo(
  tx: Tx,
  ask: SubjectsAsk,
  after: string | null,
  last: string | null,
): Promise<Map<string, SubjectRow>> {
  const rows = new Map<string, SubjectRow>();
  for (let from = after; ; ) {
    const some = await ask.subject.rows.read(tx, ask.district, from, ask.page);
    for (const row of some) if (last === null || row.id <= last) rows.set(row.id, row);
    const end = some.at(-1)?.id;
    if (end === undefined || some.length < ask.page || (last !== null && end >= last)) return rows;
    from = end;
  }
}

async function auditPage(
  tx: Tx,
  ask: SubjectsAsk,
  ids: readonly string[],
  rows: ReadonlyMap<string, SubjectRow>,
): Promise<number> {
  const { district, subject } = ask;
  const sort = subject.name;
  const known = new Set(ids);
  for (const id of [...rows.keys()].sort())
    if (!known.has(id)) throw new Differs('linesGone', { district, sort, subject: id });
  const lines = await linesOf(tx, district, ids);
  const stored = Map.groupBy(
    await countsOfLines(
      tx,
      district,
      lines.flatMap((one) => one.seq ?? []),
    ),
    (one) => one.seq,
  );
  const waiting = await waitingCounts(
    tx,
    district,
    lines.flatMap((one) => (one.seq === null ? one.id : [])),
  );
  const refolded = await refoldedTo(tx, district, sort);
  let behind = 0;
  for (const [id, chain] of Map.groupBy(lines, (one) => one.subject)) {
    const row = rows.get(id);
    if (!row) throw new Differs('rowGone', { district, sort, subject: id });
    const steps = unfold(ask, chain);
    for (const [
      at,
      {
        line,
        stored: { seq },
      },
    ] of steps.entries())
      if (ask.lots.some((lot) => lot(line, steps[at - 1]?.stored.hash ?? null) === false))
        throw new Differs('lot', { district, subject: id, n: line.n, seq: seq ?? 0 });
    await compareDigests(
      tx,
      ask,
      steps.flatMap((one) => (one.stored.seq === null ? { seq: 0, said: one.said } : [])),
    );
    behind += compareRow(ask, row, chain, steps.at(-1)?.after);
    for (const step of steps) behind += compareCounts(ask, step, stored, waiting, refolded);
  }
  return behind;
}

function compareRow(ask: SubjectsAsk, row: SubjectRow, chain: readonly StoredLine[], state: unknown): 0 | 1 {
  const { district, subject } = ask;
  const about = { district, sort: subject.name, subject: row.id };
  const last = chain.at(-1);
  if (row.n !== last?.n) throw new Differs('row', { ...about, member: 'n' });
  if (!row.head.equals(last.hash)) throw new Differs('row', { ...about, member: 'head' });
  if (row.fold > subject.foldVersion) throw new Differs('rowNewer', about);
  const member = differingMember(state, row.state);
  if (member === null || row.fold < subject.foldVersion) return row.fold < subject.foldVersion ? 1 : 0;
  throw new Differs('row', { ...about, member });
}

function compareCounts(
  ask: SubjectsAsk,
  step: Step,
  stored: ReadonlyMap<number, readonly StoredCount[]>,
  waiting: ReadonlyMap<string, readonly Count[]>,
  refolded: { readonly figure: number; readonly seq: number },
): 0 | 1 {
  const { district, subject } = ask;
  const { seq } = step.stored;
  if (seq === null) {
    const kept = waiting.get(step.stored.id) ?? [];
    // A waiting line counts when its batch is appended; until then its counts are looked at as they would be stored.
    const rows = kept.map((one) => ({ ...one, seq: 0, figure: one.figure ?? 1, recorded: dayOf(step.line.recorded) }));
    const fault = checkCounts(subject.figures, step, rows, 1);
    if (fault.is === 'right') return 0;
    if (fault.is === 'behind') return 1;
    throw new Differs('waitingCount', { district, subject: step.line.subject });
  }
  const rows = stored.get(seq) ?? [];
  const fault = checkCounts(subject.figures, step, rows, seq <= refolded.seq ? refolded.figure : 1);
  switch (fault.is) {
    case 'right':
      return 0;
    case 'behind':
      return 1;
    case 'newer':
      throw new Differs('countNewer', { district, seq });
    case 'day':
      throw new Differs('countDay', { district, seq, measure: fault.measure });
    case 'wrong':
      throw new Differs('count', {
        district,
        seq,
        measure: fault.measure,
        expected: fault.expected,
        found: fault.found,
      });
  }
}
