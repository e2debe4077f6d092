import { createHash, type KeyObject } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import type { LineWatch } from '../journal/auditOrder.ts';
import { Differs } from '../journal/difference.ts';
import { signedHead } from './growing.ts';
import { readHead } from './heads.ts';
import { Growing, HASH_BYTES, leafHash } from './merkle.ts';
import { ED25519, headOf, noteOf, type TreeHead, verifierOf } from './notes.ts';
import { digestsOfTiles, logOf } from './proof.store.ts';
import { signerOf } from './proofKey.ts';
import { TILE } from './tiles.ts';

/**
 * Compares a district's lines with the tree that was signed over them: with the newest checkpoint in the database, with the one that lies outside, and
 * with the tiles that outsiders read. Throws `Differs`: a database that was put back, or rewritten as a whole down to its hashes, agrees with
 * itself and not with what was signed.
 * @param secret the key that signs here; without it a checkpoint is held to the key that the database names.
 */
export async function watchTree(
  db: Database,
  { folder, secret }: { readonly folder: string; readonly secret: KeyObject | null },
  district: string,
): Promise<LineWatch> {
  const log = await db.read(whole(district), (tx) => logOf(tx, district));
  const written = await readHead(folder, district);
  const heads: TreeHead[] = [];
  const key = log === null ? null : secret === null ? verifierOf(log.key) : signerOf(secret, log.origin, ED25519);
  if (written !== null) {
    const origin = headOf(noteOf(written)?.text ?? '')?.origin ?? '';
    // The database may have lost its log, and the key may be elsewhere: what the file says is compared with the lines all the same.
    const by = key ?? (secret === null ? null : signerOf(secret, origin, ED25519));
    const kept = by === null ? headOf(noteOf(written)?.text ?? '') : signedHead(written, by);
    if (kept === null) throw new Differs('checkpointFile', { district, path: folder });
    heads.push(kept);
  }
  if (log !== null && log.checkpoint !== '') {
    const head = key === null ? null : signedHead(log.checkpoint, key);
    if (head === null) throw new Differs('unsigned', { district, seq: log.size });
    heads.push(head);
  }
  const tiles = await db.read(whole(district), (tx) => digestsOfTiles(tx, district));
  const full = Math.floor((log?.size ?? 0) / TILE);
  const growing = new Growing();
  const signed = Math.max(0, ...heads.map((one) => one.size));
  const tile = Buffer.alloc(TILE * HASH_BYTES);
  let heard = 0;
  // The first tile that does not hold its lines. Whether it or they were altered, the signed root says.
  let apart: { readonly from: number; readonly to: number } | null = null;
  const compare = (): void => {
    for (const one of heads) {
      if (one.size !== growing.size) continue;
      if (!one.root.equals(growing.root())) throw new Differs('tree', { district, seq: one.size });
      if (apart !== null) throw new Differs('tile', { district, ...apart });
    }
  };
  const add = (line: Buffer): void => {
    const leaf = leafHash(line);
    leaf.copy(tile, (growing.size % TILE) * HASH_BYTES);
    growing.add(leaf);
    if (growing.size % TILE !== 0) return;
    const index = growing.size / TILE - 1;
    const digest = createHash('sha256').update(tile).digest();
    if (index < full && tiles.get(index)?.equals(digest) !== true)
      apart ??= { from: index * TILE + 1, to: growing.size };
  };
  compare();
  return {
    lines: (hashes: Buffer) => {
      // Beyond the last head nothing was signed.
      for (let at = 0; at < hashes.length && growing.size < signed; at += HASH_BYTES) {
        add(hashes.subarray(at, at + HASH_BYTES));
        if (heads.some((one) => one.size === growing.size)) compare();
      }
      heard += hashes.length / HASH_BYTES;
    },
    end: () => {
      for (const one of heads)
        if (one.size > heard) throw new Differs('rolledBack', { district, seq: one.size, head: heard });
    },
  };
}
