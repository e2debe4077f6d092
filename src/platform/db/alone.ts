import pg from 'pg';
import { makeRoles, refuseInUse } from './roles.ts';

/** What somebody may do who has a PostgreSQL server to themselves. */
export type Alone = {
  /** Refuses while any role of this house is connected to any database of the server: roles are of the whole server. */
  refuseOthers(): Promise<void>;
  /** Gives the roles the passwords of a master key. */
  giveRoles(masterKey: Buffer): Promise<void>;
};

/**
 * Runs what wants server, worker and tools to be stopped; a second such run on the database waits for the first, whose hold ends
 * with its connection, however it ends. Throws `Refusal` where anybody is at work.
 */
export async function alone<T>(ownerUrl: string, run: (it: Alone) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lianan alone' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('lianan alone'))`);
    const it: Alone = {
      refuseOthers: () => refuseInUse(client, 'anywhere'),
      giveRoles: (masterKey) => makeRoles(client, masterKey),
    };
    await it.refuseOthers();
    return await run(it);
  } finally {
    await client.end();
  }
}
