import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import type { LineWatch } from '../journal/auditLines.ts';
import { Differs } from '../journal/difference.ts';
import { knownHead, NotAHead } from './growing.ts';
import { readHead } from './heads.ts';
import { Growing, type Hash, leafHash } from './merkle.ts';
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
  const compare = (): void => {
    for (const one of heads)
      if (one.size === growing.size && !one.root.equals(growing.root()))
        throw new Differs('tree', { district, seq: one.size });
  };
  compare();
  return {
    line: (hash: Hash) => {
      growing.add(leafHash(hash));
      if (heads.some((one) => one.size === growing.size)) compare();
    },
    end: () => {
      for (const one of heads)
        if (one.size > growing.size) throw new Differs('rolledBack', { district, seq: one.size, head: growing.size });
    },
  };
}
