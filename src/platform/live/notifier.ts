import type { Database } from '../db/database.ts';
import { notify } from './live.store.ts';

/** A process sends at most one notification in so many milliseconds, whatever it writes: one inside each commit would cost two thirds of the throughput. */
const PAUSE_MS = 50;

/** What listeners are told: that a district's lines reach to a seq, or that something came in that has no seq yet. */
export type Tidings =
  | { readonly district: string; readonly seq: number }
  | { readonly district: string; readonly hint: string };

class Notifier {
  readonly #db: Database;
  readonly #seqs = new Map<string, number>();
  readonly #hints = new Set<string>();
  #resting = false;

  constructor(db: Database) {
    this.#db = db;
  }

  tell(district: string, seq: number): void {
    this.#seqs.set(district, Math.max(seq, this.#seqs.get(district) ?? 0));
    this.#send();
  }

  hint(district: string, territory: string): void {
    this.#hints.add(messageOf({ district, hint: territory }));
    this.#send();
  }

  #send(): void {
    if (this.#resting || (this.#seqs.size === 0 && this.#hints.size === 0)) return;
    this.#resting = true;
    const messages = [...[...this.#seqs].map(([district, seq]) => messageOf({ district, seq })), ...this.#hints];
    this.#seqs.clear();
    this.#hints.clear();
    // A lost notification costs its desks one poll, and the write that it tells of stands.
    void notify(this.#db, messages).catch(() => {});
    setTimeout(() => {
      this.#resting = false;
      this.#send();
    }, PAUSE_MS).unref();
  }
}

const notifiers = new WeakMap<Database, Notifier>();

function notifierOf(db: Database): Notifier {
  const known = notifiers.get(db) ?? new Notifier(db);
  notifiers.set(db, known);
  return known;
}

/** Tells every desk, in whatever process, that a district's lines reach to a seq. After the commit; waits for nothing and never throws. */
export function tellLive(db: Database, district: string, seq: number): void {
  notifierOf(db).tell(district, seq);
}

/** Tells desks whose reach holds a territory that something came in that has no seq yet: an anonymous report. Nothing of it is kept. */
export function hintLive(db: Database, district: string, territory: string): void {
  notifierOf(db).hint(district, territory);
}

function messageOf(one: Tidings): string {
  return 'seq' in one ? `${one.district}:${one.seq}` : `${one.district}:~${one.hint}`;
}

/** What a message on the channel says; null for what is none of ours. */
export function tidingsOf(message: string): Tidings | null {
  const parts = /^(\d{6}):(?:(\d+)|~(\d{6,15}))$/.exec(message);
  if (!parts) return null;
  const [, district = '', seq, hint] = parts;
  return hint === undefined ? { district, seq: Number(seq) } : { district, hint };
}
