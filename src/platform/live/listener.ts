import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { standingOf } from '../journal/tally.store.ts';
import { listen } from './live.store.ts';
import { type Tidings, tidingsOf } from './notifier.ts';

/** What a lost notification costs, and how often the channel is tried again while it is down. */
const POLL_MS = 2_000;

type Ear = (tidings: Tidings) => void;

/**
 * Hears of new lines for a process: by the notification channel, and by asking for the heads of the districts that somebody
 * here follows every two seconds, so that nothing is missed while the channel is down or a writer died before it could tell.
 */
export class Listener {
  readonly #db: Database;
  readonly #ears = new Map<string, Set<Ear>>();
  readonly #heads = new Map<string, number>();
  #stop: (() => void) | null = null;
  #opening = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Calls `ear` whenever a district's lines have grown, and on hints. Answers a function that ends it. */
  follow(district: string, ear: Ear): () => void {
    const ears = this.#ears.get(district) ?? new Set();
    this.#ears.set(district, ears);
    ears.add(ear);
    this.#timer ??= setInterval(() => void this.#turn(), POLL_MS);
    void this.#open();
    // What was told before this ear was here is told to it now.
    const head = this.#heads.get(district);
    if (head !== undefined) ear({ district, seq: head });
    return () => {
      ears.delete(ear);
      if (ears.size === 0) {
        this.#ears.delete(district);
        this.#heads.delete(district);
      }
      if (this.#ears.size === 0) this.#rest();
    };
  }

  /** True while notifications arrive by themselves. */
  get hears(): boolean {
    return this.#stop !== null;
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#stop?.();
    this.#stop = null;
  }

  async #turn(): Promise<void> {
    void this.#open();
    for (const district of [...this.#ears.keys()]) {
      try {
        const standing = await this.#db.read(nothing(district), (tx) => standingOf(tx, district));
        if (standing) this.#hear({ district, seq: standing.head });
      } catch {
        // The database is away; the next turn asks again.
      }
    }
  }

  async #open(): Promise<void> {
    if (this.#stop || this.#opening || this.#ears.size === 0) return;
    this.#opening = true;
    try {
      const stop = await listen(
        this.#db,
        (message) => {
          const tidings = tidingsOf(message);
          if (tidings) this.#hear(tidings);
        },
        () => {
          this.#stop = null;
        },
      );
      if (this.#ears.size === 0) stop();
      else this.#stop = stop;
    } catch {
      // Polling goes on; the next turn tries the channel again.
    } finally {
      this.#opening = false;
    }
  }

  #hear(tidings: Tidings): void {
    const ears = this.#ears.get(tidings.district);
    if (!ears) return;
    if ('seq' in tidings) {
      if (tidings.seq <= (this.#heads.get(tidings.district) ?? -1)) return;
      this.#heads.set(tidings.district, tidings.seq);
    }
    for (const ear of [...ears]) ear(tidings);
  }
}

const listeners = new WeakMap<Database, Listener>();

/** The one listener of a process for a database. */
export function listenerOf(db: Database): Listener {
  const known = listeners.get(db) ?? new Listener(db);
  listeners.set(db, known);
  return known;
}
