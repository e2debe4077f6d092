import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadDemonstration } from '../src/demonstration/load.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { type Embedded, startEmbedded } from '../src/platform/db/embedded.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { urlOf } from '../src/platform/db/roles.ts';
import { Keyring } from '../src/platform/sealing/keyring.ts';

const ROOT = join(import.meta.dirname, '..');

/** A data folder of its own with an embedded PostgreSQL set as `npm start` sets it, migrated, with the demonstration's ground. */
export type BenchHouse = {
  readonly folder: string;
  readonly dataDir: string;
  readonly key: Buffer;
  readonly keyring: Keyring;
  readonly embedded: Embedded;
  /** The working role's database in this process. */
  readonly work: Database;
  /** What server and worker are given, as src/apps/start gives it. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs a statement as the database's owner. */
  owner<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/**
 * Opens a house in a temporary folder that the database's own user can enter; `close` removes it, and so does a signal.
 * @param matters matters that the demonstration district is told with; its places, bodies, posts and kinds are always there.
 */
export async function openHouse(matters = 20): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-bench-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  const key = randomBytes(32);
  const keyring = new Keyring(key);
  const embedded = await startEmbedded(dataDir, () => {});
  const { ownerUrl } = embedded;
  await migrate(ownerUrl, key);
  const work = openDatabase({ serve: urlOf(ownerUrl, 'lianan_work', key) }, { serve: 6, statementMs: 0 });
  await loadDemonstration(work, keyring, { now: new Date(), count: matters, cases: 'none' });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await work.end();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    })();
    return closing;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(130)));
  return {
    folder,
    dataDir,
    key,
    keyring,
    embedded,
    work,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      LIANAN_KEY: key.toString('hex'),
      PORT: '0',
      RATE_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
      LIANAN_SERVE_URL: urlOf(ownerUrl, 'lianan_serve', key),
      LIANAN_INTAKE_URL: urlOf(ownerUrl, 'lianan_intake', key),
      LIANAN_WORK_URL: urlOf(ownerUrl, 'lianan_work', key),
    },
    owner: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      try {
        return (await client.query<Row>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    close,
  };
}

/** A process of the house that is ready. */
export type Served = { readonly url: string; readonly pid: number; stop(): Promise<void> };

/** Starts one of the house's processes (`src/apps/server.ts`, `src/apps/worker.ts`, or one of the bench's own) and waits until it is ready. */
export async function startProcess(
  house: BenchHouse,
  script: string,
  env: NodeJS.ProcessEnv = {},
  flags: readonly string[] = [],
): Promise<Served> {
  const child = spawn(process.execPath, [...flags, join(ROOT, script)], {
    env: { ...house.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await readyUrl(child, script);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyUrl(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url?: string }).url ?? ''));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
    child.once('error', reject);
  });
}

/** Whether `npm run audit` finds nothing wrong; what it finds is said on stderr. */
export async function auditIsClean(of: BenchHouse): Promise<boolean> {
  const env = { ...of.env, DATABASE_URL: of.embedded.ownerUrl };
  const child = spawn(process.execPath, [join(ROOT, 'bin/audit.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) console.error(said);
  return code === 0;
}
