import { isGone } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { journalWords } from './journal.words.ts';

type Waiting<Row, Outcome> = { row: Row; done: (outcome: Outcome) => void; failed: (error: unknown) => void };

/** Most rows of a statement, how long one waits for company, how many statements are under way, and how many rows may wait. */
export type GroupLimits = {
  readonly most?: number;
  readonly lingerMs?: number;
  readonly inFlight?: number;
  readonly backlog?: number;
};

/**
 * Gathers rows that arrive together into one durable statement: at most `most` rows, waiting `lingerMs` for company,
 * with `inFlight` statements under way. What a failing statement does to its rows says `settleBatch`.
 */
export class GroupCommit<Row, Outcome> {
  readonly #run: (rows: readonly Row[]) => Promise<readonly Outcome[]>;
  readonly #most: number;
  readonly #lingerMs: number;
  readonly #inFlight: number;
  readonly #backlog: number;
  #waiting: Waiting<Row, Outcome>[] = [];
  #running = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(run: (rows: readonly Row[]) => Promise<readonly Outcome[]>, limits: GroupLimits = {}) {
    this.#run = run;
    this.#most = limits.most ?? 64;
    this.#lingerMs = limits.lingerMs ?? 2;
    this.#inFlight = limits.inFlight ?? 2;
    this.#backlog = limits.backlog ?? 4096;
  }

  /** Resolves when the row is durable; rejects with the row's own error. */
  add(row: Row): Promise<Outcome> {
    if (this.#waiting.length >= this.#backlog) return Promise.reject(busy());
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed });
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#waiting.length >= this.#most) {
      this.#start();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#start();
    }, this.#lingerMs);
  }

  #start(): void {
    if (this.#running >= this.#inFlight || this.#waiting.length === 0) return;
    const batch = this.#waiting.splice(0, this.#most);
    this.#running += 1;
    void this.#settle(batch).finally(() => {
      this.#running -= 1;
      this.#start();
    });
    if (this.#waiting.length > 0) this.#start();
  }

  async #settle(batch: readonly Waiting<Row, Outcome>[]): Promise<void> {
    const settled = await settleBatch(
      batch.map((one) => one.row),
      this.#run,
    );
    settled.forEach((one, at) =>
      one.status === 'fulfilled' ? batch[at]?.done(one.value) : batch[at]?.failed(one.reason),
    );
  }
}

/**
 * Runs one statement for all rows. When it fails, the rows are halved until the bad one stands alone, so that none suffers for
 * its neighbour; when the database is gone or full no row is to blame, and all fail with its error. Never rejects.
 */
export async function settleBatch<Row, Outcome>(
  rows: readonly Row[],
  run: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
): Promise<PromiseSettledResult<Outcome>[]> {
  try {
    const outcomes = await run(rows);
    return outcomes.map((value) => ({ status: 'fulfilled', value }));
  } catch (error) {
    if (isAway(error)) return rows.map(() => ({ status: 'rejected', reason: error }));
    if (rows.length === 1) {
      const reason = isBadData(error) ? new Problem(422, 'journal.refused', textOf(journalWords, 'refused')) : error;
      return [{ status: 'rejected', reason }];
    }
    const half = rows.length >> 1;
    return [...(await settleBatch(rows.slice(0, half), run)), ...(await settleBatch(rows.slice(half), run))];
  }
}

const busy = () => new Problem(503, 'journal.busy', textOf(journalWords, 'busy'));

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The database is gone, full (53…) or read-only (25006): no row is to blame. */
export function isAway(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return isGone(error) || /^(53...|58...|25006)$/.test(state);
}

/** The row itself cannot be stored (PostgreSQL classes 22 data exception and 23 integrity violation). */
function isBadData(error: unknown): boolean {
  return /^(22|23)/.test(sqlState(error) ?? '');
}
