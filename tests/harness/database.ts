import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/platform/db/database.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { migrateUrlOf, urlOf } from '../../src/platform/db/roles.ts';
import { databaseOf } from './cluster.ts';
import { masterKey } from './key.ts';

export { masterKey };

/** A fresh migrated database of one test file. */
export type TestDatabase = {
  /** As the server opens it: serving role and intake role. */
  readonly db: Database;
  /** As the worker opens it: passes all policies; intake goes through the same role. */
  readonly work: Database;
  /** Addresses of the roles and of the owner (a superuser). */
  readonly serveUrl: string;
  readonly workUrl: string;
  readonly intakeUrl: string;
  readonly migrateUrl: string;
  readonly ownerUrl: string;
  /** Closes the pools and drops the database; call it in `afterAll`. */
  drop(): Promise<void>;
};

/** Copies the run's migrated database: `const test = await testDatabase()` in `beforeAll`, `test.drop()` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('ownerUrl');
  const name = `lianan_t_${randomBytes(6).toString('hex')}`;
  await asOwner(server, async (owner) => {
    await copy(owner, name, inject('template'));
    // A copy takes over what is in a database, not what was granted on it.
    await owner.query(
      `grant connect, create on database ${name} to lianan_migrate; grant connect on database ${name} to lianan_serve, lianan_work, lianan_intake`,
    );
  });
  const ownerUrl = databaseOf(server, name);
  const serveUrl = urlOf(ownerUrl, 'lianan_serve', masterKey);
  const workUrl = urlOf(ownerUrl, 'lianan_work', masterKey);
  const intakeUrl = urlOf(ownerUrl, 'lianan_intake', masterKey);
  const db = openDatabase({ serve: serveUrl, intake: intakeUrl }, { serve: 6, intake: 3 });
  const work = openDatabase({ serve: workUrl }, { serve: 3 });
  return {
    db,
    work,
    serveUrl,
    workUrl,
    intakeUrl,
    migrateUrl: migrateUrlOf(ownerUrl),
    ownerUrl,
    drop: async () => {
      await Promise.all([db.end(), work.end()]);
      await asOwner(server, (owner) => owner.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Runs a function on one connection of the server's superuser. */
export async function asOwner<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

/** Two test files may copy at the same moment, which PostgreSQL answers with "source database is being accessed by other users". */
async function copy(owner: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await owner.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      if (attempt === 50 || !(error instanceof Error && 'code' in error && error.code === '55006')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
