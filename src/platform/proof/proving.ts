import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { type Bundle, FORMAT } from './bundle.ts';
import { reader } from './growing.ts';
import { consistencyRanges, type Hash, includes, inclusionRanges, leafHash, type Range, rangeHash } from './merkle.ts';
import { headOf, judged, noteOf, type Verifier, verifierOf } from './notes.ts';
import { lineBytes, logOf } from './proof.store.ts';
import { completeFrom } from './tiles.ts';

/** The proof of a line as far as the scope sees it; null where it does not, or the line is in no signed tree yet. */
export async function bundleFor(tx: Tx, district: string, id: string): Promise<Bundle | null> {
  const [log, line] = [await logOf(tx, district), await lineBytes(tx, district, id)];
  if (log === null || line === null || line.seq > log.size) return null;
  const index = line.seq - 1;
  const path = await inclusionProof(tx, district, index, log.size);
  return {
    format: FORMAT,
    key: log.key,
    checkpoint: log.checkpoint,
    index,
    line: line.bytes.toString('base64'),
    path: path.map((one) => one.toString('base64')),
  };
}

const hashesOf = async (tx: Tx, district: string, ranges: readonly Range[]): Promise<Hash[]> => {
  const complete = completeFrom(reader(tx, district));
  const hashes: Hash[] = [];
  for (const one of ranges) hashes.push(await rangeHash(one, complete));
  return hashes;
};

/** The hashes that prove a leaf to be in the tree of a size. */
export const inclusionProof = (tx: Tx, district: string, index: number, size: number): Promise<Hash[]> =>
  hashesOf(tx, district, inclusionRanges(index, size));

/** The hashes that prove one tree to be the beginning of another. */
export const consistencyProof = (tx: Tx, district: string, from: number, size: number): Promise<Hash[]> =>
  hashesOf(tx, district, consistencyRanges(from, size));

/** What a check of a bundle found: what holds, or the first thing that does not. */
export type Checked =
  | {
      readonly is: 'proved';
      readonly origin: string;
      readonly size: number;
      readonly index: number;
      readonly line: string;
    }
  | { readonly is: 'note' | 'key' | 'signature' | 'head' | 'path' };

/** Checks a bundle with a public key alone. */
export function checkBundle(bundle: Bundle, by: Verifier): Checked {
  const note = noteOf(bundle.checkpoint);
  if (note === null) return { is: 'note' };
  if (verifierOf(bundle.key) === null) return { is: 'key' };
  if (judged(note, by).is !== 'signed') return { is: 'signature' };
  const head = headOf(note.text);
  if (head === null || head.origin !== by.name) return { is: 'head' };
  const bytes = Buffer.from(bundle.line, 'base64');
  const leaf = leafHash(entryOf(bytes));
  const path = bundle.path.map((one) => Buffer.from(one, 'base64'));
  if (!includes(leaf, bundle.index, head, path)) return { is: 'path' };
  return { is: 'proved', origin: head.origin, size: head.size, index: bundle.index, line: bytes.toString('utf8') };
}

/** The entry of a leaf: the hash of the line's bytes, never the bytes, so that the tree holds nothing of anybody. */
const entryOf = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest();
