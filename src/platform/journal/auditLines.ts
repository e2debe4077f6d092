import type { Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { linesAfter } from './audit.store.ts';
import type { NamedBy } from './auditChain.ts';
import { Order, type OrderAsk } from './auditOrder.ts';
import { Differs } from './difference.ts';
import { checkLine, digestsIn, type Said } from './stored.ts';
import type { KnownKind } from './subject.ts';

/** Looks up sealed contents by id; answers the SHA-256, in hex, of the sealed bytes of those that it keeps. */
export type DigestSource = (tx: Tx, district: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export type LinesAsk = OrderAsk & {
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly slice: number;
  readonly digests: readonly DigestSource[];
  readonly tell: (done: number, of: number) => void;
};

/**
 * For a district in which something differs: reads its lines from the first to the head in slices of seq, each by itself, and throws
 * `Differs` at the first that is missing, does not hash to what stands beside it, has a column that does not say what the bytes say, is
 * of no known kind, names sealed contents that are others, or ends what is not as the last checkpoint or what was signed has it. What is
 * left are differences between lines, rows and counts.
 */
export async function auditLines(ask: LinesAsk): Promise<void> {
  const { db, district } = ask;
  const order = await Order.open(ask);
  while (order.seq < order.head) {
    const rows = await db.read(whole(district), async (tx) => {
      const slice = await linesAfter(tx, district, order.seq, Math.min(ask.slice, order.head - order.seq));
      const named = slice.flatMap((row) => digestsIn(checked(ask, row).body).map((one) => ({ seq: row.seq, ...one })));
      await compareDigests(tx, ask, named);
      return slice;
    });
    for (const row of rows) {
      if (row.seq !== order.seq + 1) throw new Differs('gap', { district, seq: order.seq + 1 });
      order.follow(row.hash);
    }
    if (rows.length === 0) throw new Differs('gap', { district, seq: order.seq + 1 });
    ask.tell(order.seq, order.head);
  }
  order.end();
}

function checked({ district, kinds }: LinesAsk, row: Parameters<typeof checkLine>[1] & { seq: number }): Said {
  const { seq } = row;
  const found = checkLine(district, row);
  if ('fault' in found) throw new Differs(found.fault, { district, seq, column: found.column });
  const known = kinds.get(found.said.kind);
  if (!known) throw new Differs('kind', { district, seq, kind: found.said.kind });
  if (found.said.version > known.kind.version) throw new Differs('newer', { district, seq });
  return found.said;
}

/** Checks that sealed contents are there and are what lines name by digest. Throws `Differs`. */
export async function compareDigests(
  tx: Tx,
  ask: Pick<LinesAsk, 'district' | 'digests'>,
  named: readonly NamedBy[],
): Promise<void> {
  const { district, digests } = ask;
  if (digests.length === 0) return;
  let missing = [...new Set(named.map((one) => one.id))];
  const found = new Map<string, string>();
  for (const source of digests) {
    if (missing.length === 0) break;
    for (const [id, digest] of await source(tx, district, missing)) found.set(id, digest);
    missing = missing.filter((id) => !found.has(id));
  }
  for (const { seq, id, digest } of named) {
    const now = found.get(id);
    if (now === undefined) throw new Differs('sealedGone', { district, seq, id });
    if (now !== digest) throw new Differs('sealed', { district, seq, id });
  }
}
