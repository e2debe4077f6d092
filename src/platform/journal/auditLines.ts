import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { linesAfter } from './audit.store.ts';
import { type Checkpoint, NotACheckpoint, readCheckpoint, rolled, START } from './checkpoint.ts';
import { Differs } from './difference.ts';
import { checkLine, digestsIn, type Said } from './stored.ts';
import type { KnownKind } from './subject.ts';
import { standingOf } from './tally.store.ts';

/** Looks up sealed contents by id; answers the SHA-256, in hex, of the sealed bytes of those that it keeps. */
export type DigestSource = (tx: Tx, district: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Hears each line's hash in the order of the journal, and then that this was all. Throws `Differs`. */
export type LineWatch = { line(hash: Buffer): void; end(): void };

export type LinesAsk = {
  readonly db: Database;
  readonly district: string;
  readonly kinds: ReadonlyMap<string, KnownKind>;
  readonly checkpointDir: string;
  readonly slice: number;
  readonly digests: readonly DigestSource[];
  readonly watch?: LineWatch | undefined;
  readonly tell: (done: number, of: number) => void;
};

/**
 * Reads a district's lines from the first to the head in slices of seq: none is missing, each hashes to what stands beside it,
 * each column says what the bytes say, each kind is known, sealed contents are what the lines name, and all that the last
 * checkpoint covers is as it was. Answers the new checkpoint's seq and rolling hash. Throws `Differs`.
 */
export async function auditLines(ask: LinesAsk): Promise<Pick<Checkpoint, 'seq' | 'rolling'>> {
  const { db, district } = ask;
  const before = await readCheckpoint(ask.checkpointDir, district).catch((error: unknown) => {
    throw error instanceof NotACheckpoint ? new Differs('checkpointFile', { district, path: error.path }) : error;
  });
  const head = (await db.read(whole(district), (tx) => standingOf(tx, district)))?.head ?? 0;
  if (before && before.seq > head) throw new Differs('rolledBack', { district, seq: before.seq, head });
  let seq = 0;
  let rolling = START;
  const compare = () => {
    if (before?.seq === seq && before.rolling !== rolling.toString('hex'))
      throw new Differs('rewritten', { district, seq });
  };
  compare();
  while (seq < head) {
    const rows = await db.read(whole(district), async (tx) => {
      const slice = await linesAfter(tx, district, seq, Math.min(ask.slice, head - seq));
      const said = slice.map((row) => ({ seq: row.seq, said: checked(ask, row) }));
      await compareDigests(tx, ask, said);
      return slice;
    });
    for (const row of rows) {
      if (row.seq !== seq + 1) throw new Differs('gap', { district, seq: seq + 1 });
      seq = row.seq;
      rolling = rolled(rolling, row.hash);
      ask.watch?.line(row.hash);
      compare();
    }
    if (rows.length === 0) throw new Differs('gap', { district, seq: seq + 1 });
    ask.tell(seq, head);
  }
  ask.watch?.end();
  return { seq, rolling: rolling.toString('hex') };
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
  lines: readonly { readonly seq: number; readonly said: Said }[],
): Promise<void> {
  const { district, digests } = ask;
  if (digests.length === 0) return;
  const named = lines.flatMap(({ seq, said }) => digestsIn(said.body).map((one) => ({ seq, ...one })));
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
