import { join } from 'node:path';
import type { Config } from '../../platform/config/config.ts';
import type { Embedded } from '../../platform/db/embedded.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { runStep } from './step.ts';
import { both, Sentence, tell, tellAbout } from './tell.ts';

/** The database under the house, embedded or outside, with its end. */
export type Opened = {
  readonly ownerUrl: string;
  stop(): Promise<void>;
};

const WATCH_MS = 500;

/** Opens the embedded PostgreSQL and keeps it alive, or takes the outside one as it is. */
export async function openGround(config: Config): Promise<Opened> {
  if (config.databaseUrl !== null) {
    tell('database', { what: 'DATABASE_URL' });
    return { ownerUrl: config.databaseUrl, stop: async () => {} };
  }
  const embedded = await startEmbedded(config.dataDir, (sentence) => console.log(sentence));
  if (embedded.adopted) tell('adopted', { pid: embedded.pid });
  const watch = keepAlive(embedded);
  return {
    ownerUrl: embedded.ownerUrl,
    stop: async () => {
      await watch.end();
      await embedded.stop();
    },
  };
}

/** PostgreSQL repairs itself from its log when it is started again; servers and workers reconnect by themselves. */
function keepAlive(embedded: Embedded): { end: () => Promise<void> } {
  let reviving: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (reviving !== undefined || embedded.running()) return;
    tellAbout('died', 'databaseName', { how: 'SIGKILL', seconds: 0 });
    reviving = embedded
      .revive()
      .then(() => tellAbout('back', 'databaseName'))
      .catch((error: Error) => console.error(error.message))
      .finally(() => {
        reviving = undefined;
      });
  }, WATCH_MS);
  return {
    end: async () => {
      clearInterval(timer);
      await reviving;
    },
  };
}

/** What the migrating child found: whether any district is there yet, and whether one of them is a demonstration. */
export type Migrated = { readonly applied: number; readonly empty: boolean; readonly demonstration: boolean };

/** Runs bin/migrate.ts as a child that exits: the owner's address goes to it and to nobody else. Throws a sentence. */
export async function migrateGround(ownerUrl: string, key: Buffer, signal: AbortSignal): Promise<Migrated> {
  const env = { ...process.env, DATABASE_URL: ownerUrl, LIANAN_KEY: key.toString('hex') };
  const { code, message } = await runStep([join(import.meta.dirname, '../../../bin/migrate.ts')], env, signal);
  if (code !== 0 || message === undefined) throw new Sentence(both('migrateFailed'));
  return message as Migrated;
}
