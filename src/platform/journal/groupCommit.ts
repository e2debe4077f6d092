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
 * with `inFlight` statements under way. A failing batch is halved until the bad row stands alone, so that no row
 * suffers for its neighbour; a database that is gone fails the whole batch at once with 503.
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

  constructor(
    run: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
    limits: GroupLimits = {},
  ) {
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
    if (this.#waiting.length >= this.#most) return this.#start();
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
    try {
      const outcomes = await this.#run(batch.map((one) => one.row));
      batch.forEach((one, at) => one.done(outcomes[at] as Outcome));
    } catch (error) {
      if (isAway(error)) {
        for (const one of batch) one.failed(busy());
      } else if (batch.length === 1) {
        batch[0]?.failed(isBadData(error) ? new Problem(422, 'journal.refused', textOf(journalWords, 'refused')) : error);
      } else {
        const half = batch.length >> 1;
        await this.#settle(batch.slice(0, half));
        await this.#settle(batch.slice(half));
      }
    }
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
