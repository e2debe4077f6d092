import type { CopyRows } from '../db/copyRows.ts';
import { COUNTED, type StoredCount } from './audit.store.ts';
import { type Chain, type Page, SEALED } from './auditPage.ts';
import { Differs } from './difference.ts';
import { type Counted, checkCounts } from './figuring.ts';
import { dayOf, type Line, upcast } from './line.rules.ts';
import { FIELD, type Named, type ReadLine, readLine, storedLine } from './readLine.ts';
import type { Refolded } from './refold.store.ts';
import { checkLine, differingMember, digestsIn, type StoredLine } from './stored.ts';
import type { AnySubject, KnownKind, SubjectRow } from './subject.ts';
import type { TallySums } from './tallySums.ts';
import { unfold } from './unfold.ts';

/** Whether what a line says of itself follows from the hash of the line before it; null where it says nothing of the kind. */
export type Lot = (line: Line, prev: Buffer | null) => boolean | null;

export type ChainsAsk = {
  readonly district: string;
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly lots: readonly Lot[];
  readonly head: number;
  readonly sums: TallySums;
  readonly folded: number;
};

/** What lines name, with the line. */
export type NamedBy = Named & { readonly seq: number };
type Step = Counted & { readonly seq: number };

/** Looks at subjects one after the other, and keeps count. What it finds it throws as `Differs`. */
export class ChainAudit {
  readonly #ask: ChainsAsk;
  /** Subjects looked at; lines met up to the head; rows and lines that an older version made. */
  subjects = 0;
  met = 0;
  behind = 0;

  constructor(ask: ChainsAsk) {
    this.#ask = ask;
  }

  /** The next subject of a page whose cursor stands before its first line; what its lines name is added to `named`. */
  look(page: Page, chain: Chain, named: NamedBy[]): void {
    if (page.waiting.has(chain.subject)) {
      for (let line = 0; line < chain.lines; line += 1) page.lines.next();
      return;
    }
    const { district, kinds, head, lots } = this.#ask;
    const { lines } = page;
    const about = { district, subject: chain.subject };
    const subject = kinds.get(chain.kind)?.subject;
    const steps: Step[] = [];
    let state: unknown = null;
    let prev: string | null = null;
    let before: Buffer | null = null;
    for (let n = 1; n <= chain.lines; n += 1) {
      lines.next();
      const seq = lines.int64(FIELD.seq);
      const read: ReadLine = readLine(district, lines, prev) ?? readSlowly(district, lines);
      const known = kinds.get(read.line.kind);
      if (known === undefined || known.subject !== subject)
        throw new Differs('kind', { district, seq, kind: read.line.kind });
      if (read.version > known.kind.version) throw new Differs('newer', { district, seq });
      if (read.line.n !== n || read.prev !== prev) throw new Differs('chain', { ...about, n });
      const line = lineNow(read, known);
      const after = folded(subject, state, line, about);
      for (const lot of lots) if (lot(line, before) === false) throw new Differs('lot', { ...about, n, seq });
      for (const one of read.named) if (!isSealed(page, chain.subject, one)) named.push({ seq, ...one });
      steps.push({ before: state, line, after, seq });
      if (seq <= head) this.met += 1;
      state = after;
      prev = read.hash;
      before = lines.part(FIELD.hash);
    }
    if (subject === undefined) throw new Error('a subject without lines was looked at');
    const row = this.#rowOf(page, subject, chain.subject);
    this.behind += compareRow(district, subject, row, { n: chain.lines, hash: before, state });
    const refolded = page.refolded.get(subject) ?? { figure: 1, seq: 0 };
    for (const step of steps) this.behind += this.#counts(page, subject, step, refolded);
    this.subjects += 1;
  }

  /** The subjects of a page of which a line waits for its day's batch. Answers what their lines name. */
  waiting(page: Page): NamedBy[] {
    const { district, kinds, lots, head } = this.#ask;
    const named: NamedBy[] = [];
    for (const [id, chain] of page.waiting) {
      const subject = kinds.get(chain[0]?.kind ?? '')?.subject;
      if (subject === undefined) throw new Differs('kind', { district, seq: 0, kind: chain[0]?.kind ?? '' });
      const row = this.#rowOf(page, subject, id);
      const steps = unfold({ district, kinds, subject }, chain);
      for (const [at, { line, said, stored }] of steps.entries()) {
        const seq = stored.seq ?? 0;
        if (lots.some((lot) => lot(line, steps[at - 1]?.stored.hash ?? null) === false))
          throw new Differs('lot', { district, subject: id, n: line.n, seq });
        for (const one of digestsIn(said.body)) named.push({ seq, ...one });
        if (stored.seq !== null && seq <= head) this.met += 1;
      }
      const last = chain.at(-1);
      this.behind += compareRow(district, subject, row, {
        n: last?.n ?? 0,
        hash: last?.hash ?? null,
        state: steps.at(-1)?.after,
      });
      const refolded = page.refolded.get(subject) ?? { figure: 1, seq: 0 };
      for (const step of steps)
        this.behind += this.#countsOfWaiting(page, subject, { ...step, seq: 0 }, step.stored, refolded);
      this.subjects += 1;
    }
    return named;
  }

  #rowOf(page: Page, subject: AnySubject, id: string): SubjectRow {
    const row = page.rows.get(subject)?.get(id);
    if (row === undefined)
      throw new Differs('rowGone', { district: this.#ask.district, sort: subject.name, subject: id });
    return row;
  }

  #counts(page: Page, { figures }: AnySubject, step: Step, refolded: Refolded): 0 | 1 {
    const { sums, folded } = this.#ask;
    const { seq, line } = step;
    const rows = page.counts;
    const mark = page.countsFrom.get(seq);
    const expected = figures.countsOf(step.before, line, step.after);
    if (mark === undefined && expected.length === 0) return 0;
    if (mark !== undefined) {
      rows.backTo(mark);
      if (areCounted(rows, seq, expected, { recorded: dayNumber(dayOf(line.recorded)), figure: figures.version })) {
        if (seq <= folded) for (const { measure, day, territory, n } of expected) sums.add(measure, day, territory, n);
        return 0;
      }
    }
    const stored = mark === undefined ? [] : storedCounts(rows, seq, mark);
    if (seq <= folded) for (const { measure, day, territory, n } of stored) sums.add(measure, day, territory, n);
    return this.#judged(figures, step, stored, refolded);
  }

  #countsOfWaiting(page: Page, { figures }: AnySubject, step: Step, line: StoredLine, refolded: Refolded): 0 | 1 {
    const { sums, folded, district } = this.#ask;
    if (line.seq !== null) {
      const stored = page.countsOfWaiting.get(line.seq) ?? [];
      if (line.seq <= folded) for (const { measure, day, territory, n } of stored) sums.add(measure, day, territory, n);
      return this.#judged(figures, { ...step, seq: line.seq }, stored, refolded);
    }
    const kept = page.waitingCounts.get(line.id) ?? [];
    // A waiting line counts when its batch is appended; until then its counts are looked at as they would be stored.
    const rows = kept.map((one) => ({ ...one, seq: 0, figure: one.figure ?? 1, recorded: dayOf(step.line.recorded) }));
    const { is } = checkCounts(figures, step, rows, 1);
    if (is === 'right') return 0;
    if (is === 'behind') return 1;
    throw new Differs('waitingCount', { district, subject: line.subject });
  }

  #judged(figures: AnySubject['figures'], step: Step, stored: readonly StoredCount[], refolded: Refolded): 0 | 1 {
    const { district } = this.#ask;
    const { seq } = step;
    const fault = checkCounts(figures, step, stored, seq <= refolded.seq ? refolded.figure : 1);
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
}

/** Whether what is sealed with a subject is what a line names; else it lies elsewhere, or is another. */
function isSealed({ sealed, sealedFrom }: Page, subject: string, { id, digest }: Named): boolean {
  const mark = sealedFrom.get(subject);
  if (sealed === null || mark === undefined) return false;
  sealed.backTo(mark);
  while (sealed.next() && sealed.isUuid(SEALED.subject, subject))
    if (sealed.isUuid(SEALED.id, id)) return sealed.hex(SEALED.digest) === digest;
  return false;
}

/** A line that `readLine` did not take, looked at member by member. Throws `Differs` where something is wrong with it. */
function readSlowly(district: string, row: CopyRows): ReadLine {
  const stored = storedLine(row);
  const found = checkLine(district, stored);
  if ('fault' in found) throw new Differs(found.fault, { district, seq: stored.seq, column: found.column });
  const { version, prev, ...line } = found.said;
  return { line, version, prev, hash: stored.hash.toString('hex'), named: digestsIn(line.body) };
}

function lineNow({ line, version }: ReadLine, { kind }: KnownKind): Line {
  return version === kind.version ? line : { ...line, body: upcast(kind, version, line.body) };
}

function folded(
  subject: AnySubject,
  before: unknown,
  line: Line,
  about: { readonly district: string; readonly subject: string },
): unknown {
  try {
    return subject.fold(before, line);
  } catch (error) {
    throw new Differs('fold', { ...about, why: error instanceof Error ? error.message : String(error) });
  }
}

function compareRow(
  district: string,
  subject: AnySubject,
  row: SubjectRow,
  last: { readonly n: number; readonly hash: Buffer | null; readonly state: unknown },
): 0 | 1 {
  const about = { district, sort: subject.name, subject: row.id };
  if (row.n !== last.n) throw new Differs('row', { ...about, member: 'n' });
  if (last.hash === null || !row.head.equals(last.hash)) throw new Differs('row', { ...about, member: 'head' });
  if (row.fold > subject.foldVersion) throw new Differs('rowNewer', about);
  if (row.fold < subject.foldVersion) return 1;
  const member = differingMember(last.state, row.state);
  if (member !== null) throw new Differs('row', { ...about, member });
  return 0;
}

/** Whether the counts of a line that stand from here on are, one for one, those that were expected. */
function areCounted(
  rows: CopyRows,
  seq: number,
  expected: ReturnType<AnySubject['figures']['countsOf']>,
  all: { readonly recorded: number; readonly figure: number },
): boolean {
  let taken = 0;
  let found = 0;
  while (rows.next() && rows.int64(COUNTED.seq) === seq) {
    if (rows.int32(COUNTED.recorded) !== all.recorded || rows.int16(COUNTED.figure) !== all.figure) return false;
    const at = expected.findIndex(
      (one, which) =>
        (taken & (1 << which)) === 0 &&
        rows.isText(COUNTED.measure, one.measure) &&
        rows.int32(COUNTED.day) === dayNumber(one.day) &&
        rows.int64(COUNTED.n) === one.n &&
        rows.isText(COUNTED.territory, one.territory),
    );
    if (at < 0 || at > 30) return false;
    taken |= 1 << at;
    found += 1;
  }
  return found === expected.length;
}

function storedCounts(rows: CopyRows, seq: number, mark: number): StoredCount[] {
  const stored: StoredCount[] = [];
  rows.backTo(mark);
  while (rows.next() && rows.int64(COUNTED.seq) === seq)
    stored.push({
      seq,
      measure: rows.text(COUNTED.measure),
      day: dayText(rows.int32(COUNTED.day)),
      territory: rows.text(COUNTED.territory),
      n: rows.int64(COUNTED.n),
      recorded: dayText(rows.int32(COUNTED.recorded)),
      figure: rows.int16(COUNTED.figure),
    });
  return stored;
}

/** Days as PostgreSQL keeps them: since 2000-01-01. */
const FIRST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;
const numbers = new Map<string, number>();

function dayNumber(day: string): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = (Date.parse(`${day}T00:00:00Z`) - FIRST) / DAY;
  numbers.set(day, number);
  return number;
}
const dayText = (number: number): string => new Date(FIRST + number * DAY).toISOString().slice(0, 10);
