import { hash as digest } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { hashesBetween } from './audit.store.ts';
import { type Checkpoint, NotACheckpoint, readCheckpoint } from './checkpoint.ts';
import { Differs } from './difference.ts';
import { standingOf } from './tally.store.ts';

/** Hears the lines' hashes in the order of the journal, each behind the one before, and then that this was all. Throws `Differs`. */
export type LineWatch = { lines(hashes: Buffer): void; end(): void };

export type OrderAsk = {
  readonly db: Database;
  readonly district: string;
  readonly checkpointDir: string;
  readonly watch?: LineWatch | undefined;
};

const HASH = 32;
/** One letter a byte; Node calls it so in the one place as in the other. */
const BYTES = 'binary';
/** Lines whose hashes one statement puts together: half a megabyte. */
const SLICE = 16_000;

/** How far the order of a district's lines was followed, beside the checkpoint of the last audit and what was signed. */
export class Order {
  readonly district: string;
  /** The last line there was at the beginning, and the last one that tallies had been folded from. */
  readonly head: number;
  readonly folded: number;
  readonly #before: Checkpoint | null;
  readonly #watch: LineWatch | undefined;
  /** The rolling hash, and room for the hash of the next line. */
  readonly #rolling = Buffer.alloc(2 * HASH);
  #seq = 0;

  private constructor(ask: OrderAsk, standing: { head: number; folded: number }, before: Checkpoint | null) {
    this.district = ask.district;
    this.head = standing.head;
    this.folded = standing.folded;
    this.#before = before;
    this.#watch = ask.watch;
  }

  /** Throws `Differs` where the last checkpoint is none, or lies beyond the head. */
  static async open(ask: OrderAsk): Promise<Order> {
    const { district } = ask;
    const before = await readCheckpoint(ask.checkpointDir, district).catch((error: unknown) => {
      throw error instanceof NotACheckpoint ? new Differs('checkpointFile', { district, path: error.path }) : error;
    });
    const standing = await ask.db.read(whole(district), (tx) => standingOf(tx, district));
    const { head = 0, folded = 0 } = standing ?? {};
    if (before && before.seq > head) throw new Differs('rolledBack', { district, seq: before.seq, head });
    const order = new Order(ask, { head, folded }, before);
    order.#compare();
    return order;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Goes on by lines of which these are the hashes. Throws `Differs` where they are not what was kept or signed. */
  follow(hashes: Buffer): void {
    for (let at = 0; at < hashes.length; at += HASH) {
      hashes.copy(this.#rolling, HASH, at, at + HASH);
      // As a text of one byte a letter it costs a third of what a Buffer does.
      this.#rolling.write(digest('sha256', this.#rolling, BYTES), BYTES);
      this.#seq += 1;
      if (this.#before?.seq === this.#seq) this.#compare();
    }
    this.#watch?.lines(hashes);
  }

  /** What the new checkpoint says. Throws `Differs` where more was signed than there is. */
  end(): Pick<Checkpoint, 'seq' | 'rolling'> {
    this.#watch?.end();
    return { seq: this.#seq, rolling: this.#rolling.toString('hex', 0, HASH) };
  }

  #compare(): void {
    const { district } = this;
    if (this.#before?.seq === this.#seq && this.#before.rolling !== this.#rolling.toString('hex', 0, HASH))
      throw new Differs('rewritten', { district, seq: this.#seq });
  }
}

/**
 * Follows the order of a district's lines by their hashes alone, from the first to the head: none is missing, and all that the last
 * checkpoint covers, and all that was signed, is as it was. That the hashes are those of the lines is for whoever reads the lines.
 * Throws `Differs`.
 */
export async function followOrder(
  db: Database,
  order: Order,
  tell: (done: number, of: number) => void,
): Promise<Pick<Checkpoint, 'seq' | 'rolling'>> {
  const { district, head } = order;
  const read = (after: number) =>
    db.read(whole(district), (tx) => hashesBetween(tx, district, after, Math.min(after + SLICE, head)));
  let next = read(0);
  while (order.seq < head) {
    const after = order.seq;
    const { lines, hashes } = await next;
    const upTo = Math.min(after + SLICE, head);
    if (lines !== upTo - after || hashes.length !== lines * HASH)
      throw new Differs('gap', { district, seq: after + 1 });
    // The next ones are read while these are hashed.
    if (upTo < head) next = read(upTo);
    next.catch(() => {});
    order.follow(hashes);
    tell(order.seq, head);
  }
  await next;
  return order.end();
}
