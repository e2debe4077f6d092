import type { Day } from '../calendar/calendar.rules.ts';
import { addDays } from '../calendar/calendar.rules.ts';
import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { keyIdsOf, keysFragment } from '../sealing/sealed.store.ts';
import type { FileStore } from './fileStore.ts';
import { clearTray, filesBySubject, filesFragment, leftOver, standing, unmark } from './files.store.ts';
import { filesWords } from './files.words.ts';
import type { FileRow } from './tray.ts';
import { claimed } from './tray.ts';

export { type FileRead, filesFragment, moveFiles, rewriteFiles } from './files.store.ts';
export { heldBytes, holdBytes, letGo } from './held.ts';
export { type FileShown, filesOf } from './openFile.ts';
export { openFileStore } from './openFileStore.ts';
export type { FileParts } from './receive.ts';
export { openScanner } from './scanner.ts';
export { sendFile } from './sendFile.ts';
export { type Claimed, claimed, type FileRow } from './tray.ts';
export { withUpload } from './uploaded.ts';

/**
 * Claims uploads for a subject in the caller's transaction, after the caller's own right to it was checked. The line
 * about it is the caller's: `added` holds what is new (the line names its id and address), `there` the ids of contents
 * that the subject had already. Throws Problem 422 for a bad or old token, 409 for an upload used elsewhere.
 * Reports in a batch use `claimed` with `keysFragment` and `filesFragment` instead.
 */
export async function claim(
  tx: Tx,
  keyring: Keyring,
  one: {
    readonly district: string;
    readonly tokens: readonly string[];
    readonly subject: string;
    readonly territory: string;
    readonly today: Day;
  },
): Promise<{ added: FileRow[]; there: string[] }> {
  if (one.tokens.length === 0) return { added: [], there: [] };
  const { keys, files } = claimed(keyring, one);
  const had = await standing(
    tx,
    one.district,
    one.subject,
    files.map((file) => file.mark),
  );
  const isNew = (file: FileRow) => !had.has(file.mark.toString('hex'));
  const added = files.filter(isNew);
  if (added.length > 0) {
    await keysFragment(keys.filter((key) => added.some((file) => file.key === key.id))).execute(tx);
    const written = await filesFragment(added).execute(tx);
    if (written.rows.length < added.length) throw new Problem(409, 'files.claimed', textOf(filesWords, 'claimed'));
  }
  return { added, there: [...had.values()] };
}

/**
 * What forgetting subjects' files takes: clears their blind indexes and returns the keys to hand to sealing's `forget`
 * and the addresses to hand to `removeBytes` after the commit.
 */
export async function filesToForget(
  tx: Tx,
  district: string,
  subjects: readonly string[],
): Promise<{ keys: string[]; addresses: string[] }> {
  const files = await filesBySubject(tx, district, subjects);
  await unmark(tx, district, subjects);
  return {
    keys: await keyIdsOf(tx, district, subjects, 'file'),
    addresses: files.flatMap((file) => (file.thumb === null ? [file.address] : [file.address, file.thumb])),
  };
}

/** Takes bytes out of the store, after the commit that made them unreadable. */
export async function removeBytes(store: FileStore, district: string, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) await store.remove(district, address);
}

/**
 * The worker's nightly turn through the tray: uploads that nobody claimed are removed two days after their token ended;
 * claimed ones leave the tray, and the bytes of those sent by nobody are written again, in the order of random ids, so
 * that the disk's own times tell nothing of the minute. Safe to run twice. Returns how many of each.
 */
export async function sweepTray(
  db: Database,
  store: FileStore,
  district: string,
  today: Day,
): Promise<{ removed: number; settled: number }> {
  await store.ready(district);
  let removed = 0;
  let settled = 0;
  for (;;) {
    const left = await db.read(whole(district), (tx) => leftOver(tx, district, today, addDays(today, -2), 200));
    if (left.length === 0) return { removed, settled };
    for (const one of left) {
      for (const address of one.addresses) {
        if (!one.claimed) await store.remove(district, address);
        else if (one.nobody) await writeAgain(store, district, address);
      }
      if (one.claimed) settled += 1;
      else removed += 1;
    }
    await db.write(whole(district), (tx) =>
      clearTray(
        tx,
        district,
        left.map((one) => one.id),
      ),
    );
  }
}

async function writeAgain(store: FileStore, district: string, address: string): Promise<void> {
  const bytes = await store.get(district, address);
  if (bytes) await store.put(district, address, bytes, { anew: true });
}
