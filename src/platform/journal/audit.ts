import { addDays, periodOf } from '../calendar/calendar.rules.ts';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { daysCounted, recountTallies, strayCount, topMeasureAfter } from './audit.store.ts';
import { auditLines, type DigestSource, type LineWatch } from './auditLines.ts';
import { auditSubjects } from './auditSubjects.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { type Difference, Differs } from './difference.ts';
import { type AnySubject, kindsByName } from './subject.ts';
import { standingOf, standings } from './tally.store.ts';

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
  /** Where sealed contents are kept, in the order in which they are asked. */
  readonly digests?: readonly DigestSource[];
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
  const { db, subjects, checkpointDir, slice = 5_000, digests = [], tell = () => {} } = ask;
  const kinds = kindsByName(subjects);
  const so = { district, lines: 0, subjects: 0, tallies: 0, behind: 0 };
  try {
    const seen = await auditLines({
      db,
      district,
      kinds,
      checkpointDir,
      slice,
      digests,
      watch: await ask.watch?.(district),
      tell: (done, of) => {
        so.lines = done;
        tell({ district, step: 'lines', done, of });
      },
    });
    for (const subject of subjects) {
      const page = Math.max(1, Math.floor(slice / 10));
      const tellSubjects = (done: number) => tell({ district, step: 'subjects', done: so.subjects + done, of: null });
      const one = await auditSubjects({ db, district, kinds, subject, page, digests, tell: tellSubjects });
      so.subjects += one.subjects;
      so.behind += one.behind;
    }
    so.tallies = await auditTallies(db, district, (done) => tell({ district, step: 'tallies', done, of: null }));
    await writeCheckpoint(checkpointDir, { district, ...seen, made: (ask.clock?.() ?? new Date()).toISOString() });
    return { ...so, firstDifference: null };
  } catch (error) {
    if (error instanceof Differs) return { ...so, firstDifference: error.difference };
    throw error;
  }
}

/** Recounts a district's tallies month by month, one family of measures at a time. Throws `Differs`. */
async function auditTallies(db: Database, district: string, tell: (done: number) => void): Promise<number> {
  const scope = whole(district);
  const stray = await db.read(scope, (tx) => strayCount(tx, district));
  if (stray !== null) throw new Differs('stray', { district, seq: stray });
  const standing = await db.read(scope, (tx) => standingOf(tx, district));
  if (standing && standing.folded > standing.head) throw new Differs('watermark', { ...standing });
  let tallies = 0;
  for (let after = ''; ; ) {
    const top = await db.read(scope, (tx) => topMeasureAfter(tx, district, after));
    if (top === null) return tallies;
    const choice = { from: top, to: `${top}~` };
    after = choice.to;
    const days = await db.read(scope, (tx) => daysCounted(tx, district, choice));
    if (days === null) continue;
    for (let month = periodOf('month', days.first); month.from <= days.last; month = periodOf('month', month.to)) {
      const span = { first: month.from, last: addDays(month.to, -1) };
      const { tallies: n, first } = await db.read(scope, (tx) => recountTallies(tx, district, choice, span));
      if (first) throw new Differs('tally', { district, ...first });
      tallies += n;
      tell(tallies);
    }
  }
}
