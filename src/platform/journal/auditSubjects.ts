import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { begun } from './audit.store.ts';
import { ChainAudit, type Lot } from './auditChain.ts';
import { compareDigests, type DigestSource } from './auditLines.ts';
import { type DigestRange, type Page, readPage } from './auditPage.ts';
import { Differs } from './difference.ts';
import type { AnySubject, KnownKind } from './subject.ts';
import type { TallySums } from './tallySums.ts';

export type SubjectsAsk = {
  readonly db: Database;
  readonly district: string;
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly subjects: readonly AnySubject[];
  /** Lines in one transaction, about. */
  readonly slice: number;
  readonly digests: readonly DigestSource[];
  readonly near?: DigestRange | undefined;
  readonly lots: readonly Lot[];
  /** Lines up to this seq are counted as met. */
  readonly head: number;
  /** Takes in the counts of the lines up to `folded`. */
  readonly sums: TallySums;
  readonly folded: number;
  readonly tell: (done: number) => void;
};

/** Subjects above one up to another; null where there is no end. */
export type Part = { readonly after: string | null; readonly to: string | null };

/** How many subjects were looked at, lines up to the head met, and rows and lines made by an older version: they wait for a refold. */
export type SubjectsAudited = { readonly subjects: number; readonly met: number; readonly behind: number };

/** Lines after which others may have their turn: the next page is read while this one is looked at. */
const TURN = 150;

/**
 * Folds the subjects of a part again, page by page in the order of their ids: each line hashes to what stands beside it and each column
 * says what the bytes say, its lines follow one another, its row is their fold, its counts are what the figures' rules say, sealed contents
 * are what the lines name, and there is neither a row without lines nor lines without a row. Every line is read once. Throws `Differs`.
 */
export async function auditSubjects(ask: SubjectsAsk, part: Part): Promise<SubjectsAudited> {
  const { db, district } = ask;
  const cursors = new Map<AnySubject, string>();
  if (part.after !== null) for (const subject of ask.subjects) cursors.set(subject, part.after);
  const chains = new ChainAudit(ask);
  const reading = (after: string | null): Reading => {
    const ends = Promise.withResolvers<string | null>();
    const page = db.read(whole(district), (tx) =>
      readPage(tx, { ...ask, most: ask.slice, after, to: part.to, cursors, ends: ends.resolve }),
    );
    page.catch(ends.reject);
    ends.promise.catch(() => {});
    return { page, last: ends.promise };
  };
  let next: Reading | null = reading(part.after);
  let comparing: Promise<void> = Promise.resolve();
  try {
    while (next !== null) {
      const now: Reading = next;
      const last = await now.last;
      next = last === null ? null : reading(last);
      const before = chains.subjects;
      const named = await lookAt(ask, chains, await now.page);
      await comparing;
      if (named.length > 0) comparing = db.read(whole(district), (tx) => compareDigests(tx, ask, named));
      comparing.catch(() => {});
      ask.tell(chains.subjects - before);
    }
    await comparing;
  } finally {
    await Promise.allSettled([next?.page, comparing]);
  }
  await db.read(whole(district), async (tx) => {
    for (const subject of ask.subjects) await rowsBeyond(tx, ask, subject, cursors.get(subject) ?? null, part.to);
  });
  const { subjects, met, behind } = chains;
  return { subjects, met, behind };
}

type Reading = { readonly page: Promise<Page>; readonly last: Promise<string | null> };

async function lookAt(ask: SubjectsAsk, chains: ChainAudit, page: Page) {
  const seen = new Set(page.chains.map((one) => one.subject));
  for (const subject of page.waiting.keys()) seen.add(subject);
  for (const [sort, rows] of page.rows) {
    const strange = [...rows.keys()].filter((id) => !seen.has(id));
    if (strange.length > 0) await ask.db.read(whole(ask.district), (tx) => withoutLines(tx, ask, sort, strange));
  }
  const named = chains.waiting(page);
  let lines = 0;
  for (const chain of page.chains) {
    chains.look(page, chain, named);
    lines += chain.lines;
    if (lines < TURN) continue;
    lines = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return named;
}

/** Rows of a part above the last subject of a sort that has lines. Throws `Differs` where one of them has none. */
async function rowsBeyond(
  tx: Tx,
  ask: SubjectsAsk,
  sort: AnySubject,
  after: string | null,
  to: string | null,
): Promise<void> {
  const page = Math.max(1, Math.floor(ask.slice / 10));
  for (let from = after; ; ) {
    const rows = await sort.rows.read(tx, ask.district, from, page);
    const ids = rows.map((row) => row.id).filter((id) => to === null || id <= to);
    if (ids.length > 0) await withoutLines(tx, ask, sort, ids);
    from = ids.at(-1) ?? null;
    if (ids.length < page) return;
  }
}

/** Throws `Differs` where one of these has no lines; those that came while others were looked at have some by now. */
async function withoutLines(tx: Tx, ask: SubjectsAsk, sort: AnySubject, ids: readonly string[]): Promise<void> {
  const { district } = ask;
  const known = await begun(tx, district, ids);
  const subject = ids.find((id) => !known.has(id));
  if (subject !== undefined) throw new Differs('linesGone', { district, sort: sort.name, subject });
}
