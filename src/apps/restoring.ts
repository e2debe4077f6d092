import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/db/database.ts';
import type { Restored } from '../platform/db/restore.ts';
import { restore } from '../platform/db/restore.ts';
import { whole } from '../platform/db/scope.ts';
import { openFileStore } from '../platform/files/files.door.ts';
import { readCheckpoint } from '../platform/journal/checkpoint.ts';
import { standings } from '../platform/journal/tally.store.ts';
import { headsIn } from '../platform/proof/heads.ts';
import { proofKey } from '../platform/proof/proofKey.ts';
import { goOnAfterRestore } from '../platform/proof/restarting.ts';
import { forgottenOnLog, logForgotten, missingFromLog } from '../platform/sealing/forgotten.ts';
import { forgottenKeys } from '../platform/sealing/sealed.store.ts';
import { forgetAgain } from './replay.ts';

/** A checkpoint that knew more than the backup holds, now put aside. */
export type Behind = {
  readonly district: string;
  readonly before: number;
  readonly now: number;
  readonly file: string;
};

/** What restoring stands on: the target's owner, the master key, and the working role for what follows. */
export type RestoreGiven = {
  readonly ownerUrl: string;
  readonly key: Buffer;
  readonly work: Database;
  readonly config: Pick<Config, 'dataDir' | 'filesUrl'>;
};

/**
 * Restores a backup with its files, forgets again what the log outside the database says, and brings what is kept beside the
 * database into line with it: the log of forgettings, and checkpoints that know lines which the backup does not have.
 */
export async function restoreWhole(
  given: RestoreGiven,
  file: string,
  replace: boolean,
): Promise<Restored & { behind: Behind[]; begunAgain: { district: string; origin: string }[] }> {
  const { ownerUrl, key, work, config } = given;
  const store = openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir });
  const restored = await restore({
    ownerUrl,
    masterKey: key,
    file,
    replace,
    putBytes: (district, address, bytes) => store.put(district, address, bytes, { anew: true }),
    forgotten: await forgottenOnLog(config.dataDir),
    forget: forgetAgain,
  });
  const heads = await work.read(whole('000000'), (tx) => standings(tx));
  const behind: Behind[] = [];
  const begunAgain: { district: string; origin: string }[] = [];
  const tree = { secret: await proofKey(config.dataDir), folder: headsIn(config.dataDir), now: new Date() };
  for (const { district, head } of heads) {
    const keys = await work.read(whole(district), (tx) => forgottenKeys(tx, district));
    await logForgotten(config.dataDir, await missingFromLog(config.dataDir, district, keys));
    const aside = await putAside(join(config.dataDir, 'checkpoints'), district, head);
    if (aside) behind.push(aside);
    const origin = await goOnAfterRestore(work, tree, district);
    if (origin !== null) begunAgain.push({ district, origin });
  }
  return { ...restored, behind, begunAgain };
}

/** Whoever restores an older state knows that lines are missing; the next audit would otherwise never end clean. */
async function putAside(folder: string, district: string, now: number): Promise<Behind | null> {
  const checkpoint = await readCheckpoint(folder, district);
  if (checkpoint === null || checkpoint.seq <= now) return null;
  const file = join(folder, `${district}.${checkpoint.made.replaceAll(':', '')}.before-restore`);
  await rename(join(folder, `${district}.json`), file);
  return { district, before: checkpoint.seq, now, file };
}
