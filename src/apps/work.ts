import type { PgBoss } from 'pg-boss';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/db/database.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';

/** What the worker's timers stand on; `db` passes all policies. */
export type WorkParts = {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly keyring: Keyring;
  readonly config: Config;
  readonly clock: () => Date;
};

/** Starts everything that happens by itself; `stop` waits for what is under way. */
export async function startWork(_parts: WorkParts): Promise<{ stop(): Promise<void> }> {
  return { stop: async () => {} };
}
