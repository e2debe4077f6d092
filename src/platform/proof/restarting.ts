import type { KeyObject } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { faultOf, knownHead } from './growing.ts';
import { readHead } from './heads.ts';
import { ED25519, verifierText } from './notes.ts';
import { beginAgain, logOf } from './proof.store.ts';
import { signerOf } from './proofKey.ts';

/**
 * After a backup took the place of a database: where the tree that is in it goes on from what was signed here, under the key that is
 * here, nothing is to be done. Else the tree is begun again under another name, since one name means one tree for ever; what was
 * signed last stays beside the database as a file. Answers the other name, or null.
 */
export async function goOnAfterRestore(
  db: Database,
  given: { readonly secret: KeyObject; readonly folder: string; readonly now: Date },
  district: string,
): Promise<string | null> {
  const { secret, folder, now } = given;
  const written = await readHead(folder, district);
  const origin = await db.write(whole(district), async (tx) => {
    const log = await logOf(tx, district, true);
    if (log === null || log.checkpoint === '') return null;
    const key = verifierText(signerOf(secret, log.origin, ED25519));
    if (log.key === key && (await faultOf(tx, district, log.size, knownHead(written))) === null) return null;
    const next = nextName(log.origin);
    await beginAgain(tx, district, { origin: next, key: verifierText(signerOf(secret, next, ED25519)) });
    return next;
  });
  if (origin !== null && written !== null) {
    const at = now.toISOString().replaceAll(':', '');
    await rename(join(folder, `${district}.note`), join(folder, `${district}.${at}.before-restore`));
  }
  return origin;
}

/** `…/330702`, `…/330702/2`, `…/330702/3`: the district's code is no number of a tree. */
export function nextName(origin: string): string {
  const [, base = origin, n] = /^(.*\/\d{6})\/(\d+)$/.exec(origin) ?? [];
  return `${base}/${n === undefined ? 2 : Number(n) + 1}`;
}
