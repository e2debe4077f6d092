import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigFault, readConfig } from '../platform/config/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { placeFor } from '../platform/db/place.ts';
import { Refusal } from '../platform/db/refusal.ts';
import { urlOf } from '../platform/db/roles.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { masterKey } from '../platform/sealing/masterKey.ts';
import { openKeyring } from '../platform/sealing/root.store.ts';
import { Sentence } from './start/tell.ts';

/** What a command of the operator stands on: the database as the working role, the keyring, the configuration. */
export type Tool = {
  readonly work: Database;
  /** Asked for by what opens or seals; a database that is still to be restored has none. */
  readonly keyring: () => Promise<Keyring>;
  readonly key: Buffer;
  readonly config: Config;
  readonly ownerUrl: string;
};

/**
 * Runs a command beside a running `npm start`, on an outside database, or alone on the embedded one. Refusals are said in
 * their sentence and end with exit code 1; `run` answers the exit code.
 */
export async function runTool(run: (tool: Tool) => Promise<number>): Promise<void> {
  await runOnGround(async (ownerUrl, config) => {
    const key = await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir });
    const work = openDatabase({ serve: urlOf(ownerUrl, 'lianan_work', key) }, { serve: 6, statementMs: 0 });
    try {
      const keyring = () => openKeyring(work, key, { suite: config.suite });
      return await run({ work, keyring, key, config, ownerUrl });
    } finally {
      await work.end();
    }
  });
}

/** As `runTool`, for what needs no more than the database's owner. */
export async function runOnGround(run: (ownerUrl: string, config: Config) => Promise<number>): Promise<void> {
  try {
    const config = readConfig();
    const ground = await openGround(config);
    try {
      process.exitCode = await run(ground.ownerUrl, config);
    } finally {
      await ground.stop();
    }
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof ConfigFault || error instanceof Sentence)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The outside database, the one that a running npm start holds, or the embedded one opened for as long as this takes. */
export async function openGround(config: Config): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (config.databaseUrl !== null) return { ownerUrl: config.databaseUrl, stop: async () => {} };
  try {
    return await startEmbedded(config.dataDir, (sentence) => console.log(sentence));
  } catch (error) {
    const place = placeFor(config.dataDir, () => {});
    const running = portOf(join(place.folder, 'cluster', 'postmaster.pid'));
    if (!(error instanceof Refusal) || running === null) throw error;
    return {
      ownerUrl: `postgres://lianan_owner:${place.password}@${encodeURIComponent(place.sockets)}:${running}/lianan`,
      stop: async () => {},
    };
  }
}

/** PostgreSQL's own note of its port, the fourth line. */
function portOf(note: string): number | null {
  try {
    return Number(readFileSync(note, 'utf8').split('\n')[3]) || null;
  } catch {
    return null;
  }
}
