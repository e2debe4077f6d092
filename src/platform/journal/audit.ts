import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { unfollowing } from './audit.store.ts';
import type { Lot } from './auditChain.ts';
import { auditLines, type DigestSource } from './auditLines.ts';
import { followOrder, type LineWatch, Order } from './auditOrder.ts';
import type { DigestRange } from './auditPage.ts';
import { auditParts, type Helper } from './auditParts.ts';
import { auditTallies } from './auditTallies.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { type Difference, Differs } from './difference.ts';
import { type AnySubject, kindsByName } from './subject.ts';
import { standings } from './tally.store.ts';

export type { DigestSource } from './auditLines.ts';
export { type Difference, Differs } from './difference.ts';

/** What an audit found in one district. */
export type Audited = {
  readonly district: string;
  readonly lines: number;
  readonly subjects: number;
  readonly tallies: number;
  /** Rows and lines that an older release folded or counted; no fault, they wait for `npm run refold`. */
  readonly behind: number;
  readonly firstDifference: Difference | null;
};

export type AuditAsk = {
  /** The worker's database: its role passes all policies. */
  readonly db: Database;
  /** Every sort of subject there is: a line that none of them knows is a difference. */
  readonly subjects: readonly AnySubject[];
  /** Folder outside the database, one file a district; see `Checkpoint`. */
  readonly checkpointDir: string;
  /** Lines in one transaction; 5,000 where absent. */
  readonly slice?: number;
  /** Where sealed contents are kept, in the order in which they are asked; and first of all, for many subjects at once. */
  readonly digests?: readonly DigestSource[];
  readonly near?: DigestRange;
  /** Others who audit parts of a district meanwhile. */
  readonly helpers?: readonly Helper[];
  /** What of a line was drawn by lot, drawn again. */
  readonly lots?: readonly Lot[];
  /** Who else hears the lines of a district: what was signed over them. */
  readonly watch?: (district: string) => Promise<LineWatch>;
  readonly clock?: () => Date;
  readonly tell?: (progress: Progress) => void;
};
/** How far an audit is; `of` is null where nobody knows. */
export type Progress = {
  readonly district: string;
  readonly step: 'lines' | 'subjects' | 'tallies';
  readonly done: number;
  readonly of: number | null;
};

/**
 * Proves every district of a database from its lines: each line against its hash and its columns, the order, the chains, every
 * row against its fold, every count against the rules, every tally against the counts, sealed contents against their digests,
 * and all of it against the checkpoint that the last clean audit left outside the database. Reads in slices, so that the
 * running system does not wait; each district ends at its first difference. A clean district gets a new checkpoint.
 */
export async function audit(ask: AuditAsk): Promise<Audited[]> {
  const all = await ask.db.read(whole('000000'), (tx) => standings(tx));
  const done: Audited[] = [];
  for (const { district } of all) done.push(await auditDistrict(ask, district));
  return done;
}

async function auditDistrict(ask: AuditAsk, district: string): Promise<Audited> {
  const { db, subjects, checkpointDir, slice = 5_000, digests = [], lots = [], tell = () => {} } = ask;
  const kinds = kindsByName(subjects);
  const so = { district, lines: 0, subjects: 0, tallies: 0, behind: 0 };
  const lines = async () => ({
    db,
    district,
    kinds,
    checkpointDir,
    slice,
    digests,
    watch: await ask.watch?.(district),
  });
  const tellLines = (done: number, of: number) => {
    so.lines = done;
    tell({ district, step: 'lines', done, of });
  };
  try {
    try {
      const order = await Order.open(await lines());
      const { head, folded } = order;
      const tellSubjects = (done: number) => {
        so.subjects += done;
        tell({ district, step: 'subjects', done: so.subjects, of: null });
      };
      const work = { district, slice, head, folded, secret: randomUUID() };
      const ground = { db, subjects, digests, near: ask.near, lots };
      const [seen, parts] = await both(
        followOrder(db, order, tellLines),
        auditParts(ground, work, ask.helpers ?? [], tellSubjects),
      );
      so.behind = parts.behind;
      if (parts.met !== head) await throwLone(db, district, head);
      const tellTallies = (done: number) => tell({ district, step: 'tallies', done, of: null });
      so.tallies = await auditTallies({ db, district, sums: parts.sums, folded, tell: tellTallies });
      await writeCheckpoint(checkpointDir, { district, ...seen, made: (ask.clock?.() ?? new Date()).toISOString() });
      return { ...so, firstDifference: null };
    } catch (error) {
      if (error instanceof Differs) await auditLines({ ...(await lines()), tell: tellLines });
      throw error;
    }
  } catch (error) {
    if (error instanceof Differs) return { ...so, firstDifference: error.difference };
    throw error;
  }
}

/** Both, when both have ended; the first one's fault goes before the other's. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** Throws `Differs` at a line that belongs to no subject that begins, since not every line was met with one. */
async function throwLone(db: Database, district: string, head: number): Promise<never> {
  const lone = await db.read(whole(district), (tx) => unfollowing(tx, district, head));
  throw lone ? new Differs('chain', { district, ...lone }) : new Differs('gap', { district, seq: head });
}
