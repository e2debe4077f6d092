import type { KeyObject } from 'node:crypto';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { faultOf, signedHead } from './growing.ts';
import { readHead } from './heads.ts';
import { ED25519, headOf, noteOf, verifierText } from './notes.ts';
import { beginAgain, beginLog, logOf } from './proof.store.ts';
import { signerOf } from './proofKey.ts';

/**
 * After a backup took the place of a database: where the tree that is in it goes on from what was signed here, under the key that is
 * here, nothing is to be done. Else the tree is begun again under a name that none has had, since one name means one tree for ever: so too
 * where nothing says how far it was signed, or the backup is from before its first line was. What was signed last stays beside the database as a file.
 * Answers the other name, or null.
 */
export async function goOnAfterRestore(
  db: Database,
  given: { readonly secret: KeyObject; readonly folder: string; readonly now: Date },
  district: string,
): Promise<string | null> {
  const { secret, folder, now } = given;
  const written = await readHead(folder, district);
  const had = await namesHad(folder, district, written);
  const origin = await db.write(whole(district), async (tx) => {
    const log = await logOf(tx, district, true);
    const begun = log !== null && log.checkpoint !== '';
    if (!begun && written === null && had.length === 0) return null;
    if (begun && written !== null) {
      const signer = signerOf(secret, log.origin, ED25519);
      const goesOn = log.key === verifierText(signer) && originIn(written) === log.origin;
      const head = goesOn ? signedHead(written, signer) : null;
      if (head !== null && (await faultOf(tx, district, log.size, head)) === null) return null;
    }
    const next = nextName([...(log === null ? [] : [log.origin]), ...had]);
    const key = verifierText(signerOf(secret, next, ED25519));
    if (log === null) await beginLog(tx, district, { origin: next, key });
    else await beginAgain(tx, district, { origin: next, key });
    return next;
  });
  if (origin !== null && written !== null) {
    const at = now.toISOString().replaceAll(':', '');
    await rename(join(folder, `${district}.note`), join(folder, `${district}.${at}.before-restore`));
  }
  return origin;
}

const originIn = (written: string): string | null => headOf(noteOf(written)?.text ?? '')?.origin ?? null;

/** The names under which trees of a district were signed here, by what is kept of each. */
async function namesHad(folder: string, district: string, written: string | null): Promise<string[]> {
  const all = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const kept = all.filter((name) => name.startsWith(`${district}.`) && name.endsWith('.before-restore'));
  const notes = await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')));
  return [...notes, ...(written === null ? [] : [written])].flatMap((one) => originIn(one) ?? []);
}

/** A tree's name without its number, and its number: `…/330702` is the first, `…/330702/2` the second. The district's code is no number of a tree. */
export function nameOfTree(origin: string): { readonly base: string; readonly number: number } {
  const [, base = origin, n] = /^(.*\/\d{6})\/(\d+)$/.exec(origin) ?? [];
  return { base, number: n === undefined ? 1 : Number(n) };
}

/** The name after all of these. */
export function nextName(origins: readonly string[]): string {
  const all = origins.map(nameOfTree);
  return `${all[0]?.base}/${Math.max(...all.map(({ number }) => number)) + 1}`;
}
