import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import type { LineWatch } from '../journal/auditOrder.ts';
import { Differs } from '../journal/difference.ts';
import { knownHead, NotAHead } from './growing.ts';
import { readHead } from './heads.ts';
import { Growing, HASH_BYTES, leafHash } from './merkle.ts';
import { headOf, judged, noteOf, type TreeHead, verifierOf } from './notes.ts';
import { logOf } from './proof.store.ts';

/**
 * Compares a district's lines with the tree that was signed over them: with the newest checkpoint in the database, and with the one
 * that lies outside. Throws `Differs`: a database that was put back, or rewritten as a whole down to its hashes, agrees with
 * itself and not with what was signed.
 */
export async function watchTree(db: Database, folder: string, district: string): Promise<LineWatch> {
  const log = await db.read(whole(district), (tx) => logOf(tx, district));
  const kept = await readHead(folder, district)
    .then(knownHead)
    .catch((error: unknown) => {
      throw error instanceof NotAHead ? new Differs('checkpointFile', { district, path: folder }) : error;
    });
  const heads: TreeHead[] = kept === null ? [] : [kept];
  if (log !== null && log.checkpoint !== '') {
    const note = noteOf(log.checkpoint);
    const key = verifierOf(log.key);
    const head = note === null ? null : headOf(note.text);
    if (note === null || key === null || head === null || judged(note, key).is !== 'signed')
      throw new Differs('unsigned', { district, seq: log.size });
    heads.push(head);
  }
  const growing = new Growing();
  const signed = Math.max(0, ...heads.map((one) => one.size));
  let heard = 0;
  const compare = (): void => {
    for (const one of heads)
      if (one.size === growing.size && !one.root.equals(growing.root()))
        throw new Differs('tree', { district, seq: one.size });
  };
  compare();
  return {
    lines: (hashes: Buffer) => {
      // Beyond the last head nothing was signed.
      for (let at = 0; at < hashes.length && growing.size < signed; at += HASH_BYTES) {
        growing.add(leafHash(hashes.subarray(at, at + HASH_BYTES)));
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
