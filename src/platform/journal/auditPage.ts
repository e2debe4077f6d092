import type { CopyRows } from '../db/copyRows.ts';
import type { Tx } from '../db/database.ts';
import {
  COUNTED,
  countsCopied,
  countsOfLines,
  linesFrom,
  linesOf,
  oneMoment,
  type StoredCount,
  waitingBetween,
  waitingCounts,
} from './audit.store.ts';
import type { Count } from './line.rules.ts';
import { FIELD } from './readLine.ts';
import { type Refolded, refoldedTo } from './refold.store.ts';
import type { StoredLine } from './stored.ts';
import type { AnySubject, KnownKind, SubjectRow } from './subject.ts';

/**
 * Looks up the sealed contents of all subjects above one up to another: subject, id and SHA-256 by subject. What a subject's lines name
 * mostly lies there; what does not is asked for by id.
 */
export type DigestRange = (tx: Tx, district: string, after: string | null, last: string | null) => Promise<CopyRows>;
/** The places of its fields. */
export const SEALED = { subject: 0, id: 1, digest: 2 } as const;

/** Subjects that follow one another by id, with everything that the database says of them at one moment. */
export type Page = {
  /** Their lines in the journal by subject and n; the cursor stands before the first. */
  readonly lines: CopyRows;
  readonly chains: readonly Chain[];
  /** Subjects of which a line waits for its day's batch: all of their lines, in order. */
  readonly waiting: ReadonlyMap<string, readonly StoredLine[]>;
  readonly waitingCounts: ReadonlyMap<string, readonly Count[]>;
  readonly countsOfWaiting: ReadonlyMap<number, readonly StoredCount[]>;
  readonly counts: CopyRows;
  /** Where the counts of a line begin, by its seq. */
  readonly countsFrom: ReadonlyMap<number, number>;
  /** Sealed contents, and where those of a subject begin. */
  readonly sealed: CopyRows | null;
  readonly sealedFrom: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<AnySubject, Map<string, SubjectRow>>;
  readonly refolded: ReadonlyMap<AnySubject, Refolded>;
};

/** A subject's lines in the journal, and the kind of the first of them that is there. */
export type Chain = { readonly subject: string; readonly kind: string; readonly lines: number };

export type PageAsk = {
  readonly district: string;
  readonly kinds: ReadonlyMap<string, KnownKind>;
  /** About so many lines; a subject is never cut off. */
  readonly most: number;
  /** Only subjects above this one, and up to that one. */
  readonly after: string | null;
  readonly to: string | null;
  readonly near?: DigestRange | undefined;
  /** Up to which row every sort was read; moved on. */
  readonly cursors: Map<AnySubject, string>;
  /** Hears the last subject of the page as soon as it is known; null where no line stands above the page. */
  readonly ends: (last: string | null) => void;
};

/** Reads one page within a transaction of its own. */
export async function readPage(tx: Tx, ask: PageAsk): Promise<Page> {
  const { district, after, to, near } = ask;
  await oneMoment(tx);
  const { lines, chains, seqs, last } = await sliceFrom(tx, ask);
  const waits = await waitingBetween(tx, district, after, last ?? to);
  const told = waits.length === 0 ? [] : await linesOf(tx, district, waits);
  const waiting = Map.groupBy(told, (line) => line.subject);
  const bySort = sortsOf(ask.kinds, chains, waiting);
  const from = new Map(ask.cursors);
  for (const [sort, ids] of bySort) ask.cursors.set(sort, ids.at(-1) ?? '');
  ask.ends(last);
  const counts = await countsCopied(tx, district, seqs);
  const sealed = near === undefined ? null : await near(tx, district, after, last ?? to);
  const rows = new Map<AnySubject, Map<string, SubjectRow>>();
  const refolded = new Map<AnySubject, Refolded>();
  for (const [sort, ids] of bySort) {
    rows.set(sort, await rowsBetween(tx, district, sort, from.get(sort) ?? null, ids));
    refolded.set(sort, await refoldedTo(tx, district, sort.name));
  }
  return {
    lines,
    chains,
    ...(await countsOfWaiting(tx, district, told)),
    waiting,
    counts,
    countsFrom: countPlaces(counts),
    sealed,
    sealedFrom: sealed === null ? new Map() : sealedPlaces(sealed),
    rows,
    refolded,
  };
}

async function countsOfWaiting(
  tx: Tx,
  district: string,
  told: readonly StoredLine[],
): Promise<Pick<Page, 'waitingCounts' | 'countsOfWaiting'>> {
  if (told.length === 0) return { waitingCounts: new Map(), countsOfWaiting: new Map() };
  const [seqs, ids] = [told.flatMap((one) => one.seq ?? []), told.flatMap((one) => (one.seq === null ? one.id : []))];
  return {
    waitingCounts: await waitingCounts(tx, district, ids),
    countsOfWaiting: Map.groupBy(await countsOfLines(tx, district, seqs), (one) => one.seq),
  };
}

/** Lines of subjects above one, about so many, none of whose subjects is cut off. */
async function sliceFrom(
  tx: Tx,
  { district, after, to, most }: PageAsk,
): Promise<{ lines: CopyRows; chains: Chain[]; seqs: number[]; last: string | null }> {
  for (let limit = most + 1; ; limit *= 4) {
    const lines = await linesFrom(tx, district, { after, to }, limit);
    const start = lines.mark;
    const chains: { subject: string; kind: string; lines: number }[] = [];
    const seqs: number[] = [];
    let open = { subject: '', kind: '', lines: 0 };
    while (lines.next()) {
      if (!lines.isUuid(FIELD.subject, open.subject)) {
        open = { subject: lines.uuid(FIELD.subject), kind: lines.text(FIELD.kind), lines: 0 };
        chains.push(open);
      }
      open.lines += 1;
      seqs.push(lines.int64(FIELD.seq));
    }
    lines.backTo(start);
    if (seqs.length < limit) return { lines, chains, seqs, last: null };
    // The last subject may go on beyond the slice; it is read again with the next one.
    const cut = chains.pop();
    const last = chains.at(-1)?.subject;
    if (last !== undefined) return { lines, chains, seqs: seqs.slice(0, -(cut?.lines ?? 0)), last };
  }
}

/** Ids by sort, in order. Sorts are known by the first line; what none knows is told when it is looked at. */
function sortsOf(
  kinds: ReadonlyMap<string, KnownKind>,
  chains: readonly Chain[],
  waiting: ReadonlyMap<string, readonly StoredLine[]>,
): Map<AnySubject, string[]> {
  const all = chains.filter((one) => !waiting.has(one.subject));
  for (const [subject, [first]] of waiting) if (first) all.push({ subject, kind: first.kind, lines: 0 });
  if (waiting.size > 0) all.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const sorted = new Map<AnySubject, string[]>();
  for (const { subject, kind } of all) {
    const sort = kinds.get(kind)?.subject;
    if (sort === undefined) continue;
    const ids = sorted.get(sort);
    if (ids === undefined) sorted.set(sort, [subject]);
    else ids.push(subject);
  }
  return sorted;
}

/** The rows of one sort above one id up to the last of these; as many as there are ids where all is well. */
async function rowsBetween(
  tx: Tx,
  district: string,
  sort: AnySubject,
  after: string | null,
  ids: readonly string[],
): Promise<Map<string, SubjectRow>> {
  const rows = new Map<string, SubjectRow>();
  const last = ids.at(-1) ?? '';
  for (let from = after; ; ) {
    const some = await sort.rows.read(tx, district, from, ids.length);
    for (const row of some) if (row.id <= last) rows.set(row.id, row);
    from = some.at(-1)?.id ?? last;
    if (from >= last || some.length < ids.length) return rows;
  }
}

function countPlaces(counts: CopyRows): Map<number, number> {
  const places = new Map<number, number>();
  let before = -1;
  for (let mark = counts.mark; counts.next(); mark = counts.mark) {
    const seq = counts.int64(COUNTED.seq);
    if (seq !== before) places.set(seq, mark);
    before = seq;
  }
  return places;
}

function sealedPlaces(sealed: CopyRows): Map<string, number> {
  const places = new Map<string, number>();
  let subject = '';
  for (let mark = sealed.mark; sealed.next(); mark = sealed.mark) {
    if (sealed.isUuid(SEALED.subject, subject)) continue;
    subject = sealed.uuid(SEALED.subject);
    places.set(subject, mark);
  }
  return places;
}
