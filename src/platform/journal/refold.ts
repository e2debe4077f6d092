import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { countsOfLines, linesOf, type StoredCount, subjectsAfter } from './audit.store.ts';
import { summed } from './figuring.ts';
import { dayOf } from './line.rules.ts';
import { noteRefolded, replaceCounts } from './refold.store.ts';
import { type AnySubject, type KnownKind, kindsByName, type SubjectRow } from './subject.ts';
import { changeTallies, dropTallies, lockWatermark, standings } from './tally.store.ts';
import { foldDistrict } from './tally.ts';
import { type Step, unfold } from './unfold.ts';

/** What a refold moved on in one district: rows to the newest fold, lines to the newest figures. */
export type Refolding = {
  readonly district: string;
  readonly sort: string;
  readonly rows: number;
  readonly lines: number;
};

export type RefoldAsk = {
  /** The worker's database. */
  readonly db: Database;
  readonly subjects: readonly AnySubject[];
  /** Subjects in one transaction; the tallies wait while it runs. 200 where absent. */
  readonly page?: number;
  /** Throw the tallies away and fold them anew besides: for tallies that an audit found wrong. */
  readonly tallies?: boolean;
  readonly tell?: (done: Refolding) => void;
};

/** Rows that somebody moves on while a pass is under way are met by the next one. */
const PASSES = 3;

/**
 * Moves rows and counts that older versions made to the newest fold and figures, beside the running server. Tallies change
 * with the counts in the same transactions, so that every figure is right at every moment. Throws `Differs` where lines are
 * damaged: nothing is made anew from what is not whole.
 */
export async function refold(ask: RefoldAsk): Promise<Refolding[]> {
  const { db, subjects } = ask;
  const kinds = kindsByName(subjects);
  const done: Refolding[] = [];
  for (const { district, head } of await db.read(whole('000000'), (tx) => standings(tx))) {
    for (const subject of subjects) {
      const one = { ...ask, kinds, district, subject, page: ask.page ?? 200 };
      const rows = await refoldRows(one);
      const lines = subject.figures.version > 1 ? await recount(one) : 0;
      await db.write(whole(district), (tx) =>
        noteRefolded(tx, district, subject.name, { figure: subject.figures.version, seq: head }),
      );
      const refolding = { district, sort: subject.name, rows, lines };
      ask.tell?.(refolding);
      done.push(refolding);
    }
    if (ask.tallies === true) {
      await db.write(whole(district), (tx) => dropTallies(tx, district));
      await foldDistrict(db, district);
    }
  }
  return done;
}

type One = RefoldAsk & {
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly district: string;
  readonly subject: AnySubject;
  readonly page: number;
};

async function refoldRows(one: One): Promise<number> {
  const { db, district, subject, page } = one;
  let moved = 0;
  for (let pass = 1; pass <= PASSES; pass += 1) {
    let met = 0;
    for (let after: string | null = null; ; ) {
      const from: string | null = after;
      const rows: SubjectRow[] = await db.read(whole(district), (tx) => subject.rows.read(tx, district, from, page));
      const old = rows.filter((row) => row.fold < subject.foldVersion);
      if (old.length > 0)
        await db.write(whole(district), (tx) =>
          rewriteRows(
            tx,
            one,
            old.map((row) => row.id),
          ),
        );
      met += old.length;
      if (rows.length < page) break;
      after = rows.at(-1)?.id ?? null;
    }
    if (met === 0) break;
    moved = Math.max(moved, met);
  }
  return moved;
}

async function rewriteRows(tx: Tx, one: One, ids: readonly string[]): Promise<void> {
  const rows = await statesFromLines(tx, one, ids);
  await one.subject.rows.write(tx, one.district, rows);
}

/**
 * The rows of subjects as their lines say, by the newest fold: for refold, and for a server that meets a row of an older fold
 * before it writes to it. Subjects without lines are missing.
 */
export async function statesFromLines(
  tx: Tx,
  one: { readonly district: string; readonly kinds: ReadonlyMap<string, KnownKind>; readonly subject: AnySubject },
  ids: readonly string[],
): Promise<SubjectRow[]> {
  const chains = Map.groupBy(await linesOf(tx, one.district, ids), (line) => line.subject);
  return [...chains].flatMap(([id, chain]) => {
    const last = unfold(one, chain).at(-1);
    return last
      ? [{ id, n: last.line.n, head: last.stored.hash, fold: one.subject.foldVersion, state: last.after }]
      : [];
  });
}

async function recount(one: One): Promise<number> {
  const { db, district, subject, page } = one;
  const names = subject.kinds.map((kind) => kind.name);
  let lines = 0;
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const ids: string[] = await db.read(whole(district), (tx) => subjectsAfter(tx, district, names, from, page));
    if (ids.length > 0) lines += await db.write(whole(district), (tx) => recountPage(tx, one, ids));
    if (ids.length < page) return lines;
    after = ids.at(-1) ?? null;
  }
}

async function recountPage(tx: Tx, one: One, ids: readonly string[]): Promise<number> {
  const { district, subject } = one;
  // Held until the end: no slice is folded between the reading of the counts and their change.
  const { folded } = await lockWatermark(tx, district);
  const chains = Map.groupBy(await linesOf(tx, district, ids), (line) => line.subject);
  const steps = [...chains.values()].flatMap((chain) => unfold(one, chain)).filter((step) => step.stored.seq !== null);
  const stored = Map.groupBy(
    await countsOfLines(
      tx,
      district,
      steps.map((step) => step.stored.seq ?? 0),
    ),
    (row) => row.seq,
  );
  const renewed = steps.flatMap((step) => {
    const seq = step.stored.seq ?? 0;
    const old = stored.get(seq) ?? [];
    const now = countsNow(subject, step, seq);
    return old.every((row) => row.figure === subject.figures.version) && sameCounts(old, now)
      ? []
      : [{ seq, old, now }];
  });
  if (renewed.length === 0) return 0;
  await replaceCounts(
    tx,
    district,
    renewed.map((line) => line.seq),
    renewed.flatMap((line) => line.now),
  );
  const below = renewed.filter((line) => line.seq <= folded);
  await changeTallies(
    tx,
    district,
    below.flatMap(({ old, now }) => [...old.map((row) => ({ ...row, n: -row.n })), ...now]),
  );
  return renewed.length;
}

function countsNow(subject: AnySubject, step: Step, seq: number): StoredCount[] {
  return [...summed(subject.figures.countsOf(step.before, step.line, step.after))].map(([key, n]) => {
    const [measure = '', day = '', territory = ''] = key.split(' ');
    return { seq, measure, day, territory, n, recorded: dayOf(step.line.recorded), figure: subject.figures.version };
  });
}

function sameCounts(old: readonly StoredCount[], now: readonly StoredCount[]): boolean {
  const key = (one: StoredCount) => `${one.measure} ${one.day} ${one.territory} ${one.n}`;
  const had = new Set(old.map(key));
  return old.length === now.length && now.every((one) => had.has(key(one)));
}
