import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { type Bundle, FORMAT } from './bundle.ts';
import { reader } from './growing.ts';
import { consistencyRanges, type Hash, includes, inclusionRanges, leafHash, type Range, rangeHash } from './merkle.ts';
import { headOf, judged, noteOf, type Verifier, verifierOf } from './notes.ts';
import { linesToProve, logOf } from './proof.store.ts';
import { completeFrom } from './tiles.ts';

/** Which lines are to be proved: one by its id, or all of a subject. */
export type Wanted = { readonly line: string } | { readonly subject: string };

/** The proof of lines as far as the scope sees them and they are in a signed tree; null where there is none. */
export async function bundleFor(tx: Tx, district: string, wanted: Wanted): Promise<Bundle | null> {
  const log = await logOf(tx, district);
  if (log === null) return null;
  const lines = (await linesToProve(tx, district, wanted)).filter((one) => one.seq <= log.size);
  if (lines.length === 0) return null;
  // Neighbours share most of their paths: each tile is read once for all of them.
  const complete = completeFrom(reader(tx, district));
  const proved: Bundle['lines'] = [];
  for (const { seq, bytes } of lines) {
    const path: string[] = [];
    for (const one of inclusionRanges(seq - 1, log.size))
      path.push((await rangeHash(one, complete)).toString('base64'));
    proved.push({ index: seq - 1, line: bytes.toString('base64'), path });
  }
  return { format: FORMAT, key: log.key, checkpoint: log.checkpoint, lines: proved };
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
      readonly lines: readonly { readonly index: number; readonly text: string }[];
    }
  | { readonly is: 'note' | 'key' | 'signature' | 'head' }
  | { readonly is: 'path'; readonly index: number };

/** Checks a bundle with a public key alone. */
export function checkBundle(bundle: Bundle, by: Verifier): Checked {
  const note = noteOf(bundle.checkpoint);
  if (note === null) return { is: 'note' };
  if (verifierOf(bundle.key) === null) return { is: 'key' };
  if (judged(note, by).is !== 'signed') return { is: 'signature' };
  const head = headOf(note.text);
  if (head === null || head.origin !== by.name) return { is: 'head' };
  const lines: { index: number; text: string }[] = [];
  for (const { index, line, path } of bundle.lines) {
    const bytes = Buffer.from(line, 'base64');
    const hashes = path.map((one) => Buffer.from(one, 'base64'));
    if (!includes(leafHash(entryOf(bytes)), index, head, hashes)) return { is: 'path', index };
    lines.push({ index, text: bytes.toString('utf8') });
  }
  return { is: 'proved', origin: head.origin, size: head.size, lines };
}

/** The entry of a leaf: the hash of the line's bytes, never the bytes, so that the tree holds nothing of anybody. */
const entryOf = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest();
