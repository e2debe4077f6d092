import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { masterKey } from './key.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server's superuser. */
    ownerUrl: string;
    /** Name of the migrated database that each test file copies. */
    template: string;
  }
}

/** Starts one PostgreSQL for the run (or takes that of TEST_DATABASE_URL) and migrates one database, which `testDatabase` copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env['TEST_DATABASE_URL'];
  const server =
    outside === undefined || outside === '' ? await ownServer() : { ownerUrl: outside, stop: async () => {} };
  const template = `lianan_template_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server.ownerUrl });
  await admin.connect();
  try {
    await admin.query(`create database ${template}`);
    await migrate(databaseOf(server.ownerUrl, template), masterKey);
  } catch (error) {
    await admin.query(`drop database if exists ${template} with (force)`);
    await server.stop();
    throw error;
  } finally {
    await admin.end();
  }
  project.provide('ownerUrl', server.ownerUrl);
  project.provide('template', template);
  return async () => {
    const last = new pg.Client({ connectionString: server.ownerUrl });
    await last.connect();
    await last.query(`drop database if exists ${template} with (force)`);
    await last.end();
    await server.stop();
  };
}

/** The same server's address with another database in it. */
export function databaseOf(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, (_whole, server: string) => server + database);
}

async function ownServer(): Promise<{ ownerUrl: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-test-'));
  chmodSync(folder, 0o755);
  // Nothing here outlives the run, so that nothing need reach the disk.
  const embedded = await startEmbedded(join(folder, 'data'), () => {}, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 300,
  });
  return {
    ownerUrl: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
