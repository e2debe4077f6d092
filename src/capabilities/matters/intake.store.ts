import type { Database } from '../../platform/db/database.ts';
import { filesFragment } from '../../platform/files/files.door.ts';
import { appendStatement, type Batch, runAlone, waitStatement } from '../../platform/journal/append.store.ts';
import { GroupCommit, type GroupLimits } from '../../platform/journal/groupCommit.ts';
import { sharesFragment } from '../../platform/journal/share.store.ts';
import { hintLive, tellLive } from '../../platform/live/notifier.ts';
import { keysFragment, sealedFragment } from '../../platform/sealing/sealed.store.ts';
import type { Taken } from './intake.ts';
import { newMatters, receiptsFragment, reportersFragment } from './matters.store.ts';

export type Outcome = 'kept' | 'known';

/**
 * A batch of reports of one district as one statement: rows, seals, lines and counts, each only where its request is fresh.
 * For a `past`, the rows of its last state alone, with what is shared: its lines are appended in their own order.
 */
export function intakeBatch(district: string, batch: readonly Taken[], when: 'now' | 'past' = 'now'): Batch {
  const taken = batch.toSorted((a, b) => (a.asked.id < b.asked.id ? -1 : 1));
  const past = when === 'past';
  const askOf = (one: Taken) => (past ? null : one.asked.id);
  const asksFor = <Row>(rows: (one: Taken) => readonly Row[]) => ({
    rows: taken.flatMap(rows),
    asks: taken.flatMap((one) => rows(one).map(() => askOf(one))),
  });
  const keys = asksFor((one) => one.keys);
  const sealed = asksFor((one) => one.sealed);
  const files = asksFor((one) => one.files);
  return {
    district,
    asked: past ? [] : taken.map((one) => one.asked),
    lines: past ? [] : taken.map((one) => ({ prepared: one.line, ask: askOf(one) })),
    fragments: [
      newMatters(taken.map((one) => ({ matter: one.matter, head: one.line.hash, ask: askOf(one) }))),
      { name: 'key_rows', body: keysFragment(keys.rows, keys.asks) },
      { name: 'sealed_rows', body: sealedFragment(sealed.rows, sealed.asks) },
      { name: 'file_rows', body: filesFragment(files.rows, files.asks) },
      receiptsFragment(
        district,
        taken.flatMap((one) => (one.receipt ? [{ digest: one.receipt, subject: one.matter.id, ask: askOf(one) }] : [])),
      ),
      reportersFragment(
        district,
        taken.flatMap((one) =>
          one.phone
            ? [{ phone: one.phone, subject: one.matter.id, territory: one.matter.territory, ask: askOf(one) }]
            : [],
        ),
      ),
      ...(past
        ? [
            sharesFragment(
              district,
              taken.flatMap(({ matter }) => seenBy(matter).map((body) => ({ body, subject: matter.id }))),
            ),
          ]
        : []),
    ],
  };
}

/** The bodies that see a matter wherever it lies: the lead, and whoever was called in and has not left. */
function seenBy({ body, tasks }: Taken['matter']): string[] {
  const called = tasks.filter(({ status }) => status !== 'returned' && status !== 'cancelled').map((one) => one.body);
  return [...new Set([...(body === null ? [] : [body]), ...called])];
}

/** Writes a batch durably; says for each whether it was kept now or known before. */
export async function storeTaken(db: Database, district: string, taken: readonly Taken[]): Promise<Outcome[]> {
  const rows = await runAlone(db.intake, appendStatement(intakeBatch(district, taken)));
  const kept = new Set(rows.map((one) => one.id));
  if (rows.length > 0)
    tellLive(
      db,
      district,
      rows.reduce((newest, one) => Math.max(newest, one.seq), 0),
    );
  return taken.map((one) => (kept.has(one.asked.id) ? 'kept' : 'known'));
}

/** One anonymous report: its rows now, its line with the shuffled batch of the day. */
export async function storeAnonymous(db: Database, district: string, taken: Taken): Promise<Outcome> {
  const rows = await runAlone(db.intake, waitStatement(intakeBatch(district, [taken])));
  if (rows.length > 0) hintLive(db, district, taken.matter.territory);
  return rows.length > 0 ? 'kept' : 'known';
}

/** Public reports that arrive together go in together; one group a district. */
export class Intake {
  readonly #db: Database;
  readonly #limits: GroupLimits;
  readonly #groups = new Map<string, GroupCommit<Taken, Outcome>>();

  constructor(db: Database, limits: GroupLimits = {}) {
    this.#db = db;
    this.#limits = limits;
  }

  store(district: string, taken: Taken): Promise<Outcome> {
    let group = this.#groups.get(district);
    if (!group) {
      group = new GroupCommit((batch) => storeTaken(this.#db, district, batch), this.#limits);
      this.#groups.set(district, group);
    }
    return group.add(taken);
  }
}
