import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { binaries } from './binaries.ts';
import type { Settings } from './cluster.ts';
import { makeCluster, OWNER, settingsFor } from './cluster.ts';
import { living, lockFolder } from './lock.ts';
import type { Place } from './place.ts';
import { placeFor } from './place.ts';
import { Refusal } from './refusal.ts';

/** A running PostgreSQL of our own. */
export type Embedded = {
  /** Address of its superuser; only the starting process and migrations may have it. */
  readonly ownerUrl: string;
  /** Process number of the PostgreSQL, and whether it had been left running by an earlier start that was killed. */
  readonly pid: number;
  readonly adopted: boolean;
  /** True while its process lives. */
  running(): boolean;
  /** Starts it again after it died; the address stays. */
  revive(): Promise<void>;
  /** Ends it cleanly (open transactions are rolled back) and lets go of the data folder. */
  stop(): Promise<void>;
};

const DATABASE = 'lianan';
const TRIES_MS = 30_000;
/** Recovery after a hard stop reads the log written since the last checkpoint; that may take minutes on a slow disk. */
const RECOVERY_MS = 600_000;
const STOP_MS = 60_000;

/**
 * Opens the embedded PostgreSQL of a data folder: makes it at the first time, adopts it when it still runs, else starts it.
 * @param tell receives sentences worth showing (where the data went, as whom it runs).
 * @param settings PostgreSQL settings over ours, for tests and benchmarks.
 * Throws `Refusal` when another living process holds the folder, when there is no PostgreSQL for this machine, or when it does not start.
 */
export async function startEmbedded(
  dataDir: string,
  tell: (sentence: string) => void = () => {},
  settings: Settings = {},
): Promise<Embedded> {
  const place = placeFor(dataDir, tell);
  const unlock = await lockFolder(place.folder);
  try {
    const postgres = binaries(place.who, place.spare);
    makeCluster(place.folder, postgres, place.who, place.password, settings['fsync'] !== 'off');
    let found = await adopt(place);
    const adopted = found !== undefined;
    found ??= await start(place, postgres, settings);
    let { pid } = found;
    const { port } = found;
    await makeDatabase(place, port);
    return {
      ownerUrl: urlAt(place, port, DATABASE),
      get pid() {
        return pid;
      },
      adopted,
      running: () => living(pid),
      revive: async () => {
        pid = ((await adopt(place)) ?? (await start(place, postgres, settings, port))).pid;
      },
      stop: async () => {
        await end(pid);
        // A folder for the socket outside the data folder is not left behind; it is made again at the next start.
        if (!place.sockets.startsWith(place.folder)) rmSync(place.sockets, { recursive: true, force: true });
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

type Found = { readonly pid: number; readonly port: number };

/** The socket's folder goes in as the host: it is quicker than TCP, and nobody else's user can enter it. */
function urlAt(place: Place, port: number, database: string): string {
  return `postgres://${OWNER}:${place.password}@${encodeURIComponent(place.sockets)}:${port}/${database}`;
}

/** The pid file that PostgreSQL keeps: process number in the first line, port in the fourth. */
function pidFile(place: Place): Found | undefined {
  try {
    const lines = readFileSync(join(place.folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

async function adopt(place: Place): Promise<Found | undefined> {
  const found = pidFile(place);
  if (found === undefined || !living(found.pid)) return undefined;
  if (!isPostgres(found.pid)) {
    // The number went to another program after a hard stop of the machine; PostgreSQL itself would refuse to start over it.
    rmSync(join(place.folder, 'cluster', 'postmaster.pid'), { force: true });
    return undefined;
  }
  try {
    await ready(place, found.port, () => living(found.pid));
    return found;
  } catch {
    return undefined;
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

/** Tries again while what is left of a killed PostgreSQL still holds its shared memory or its port. */
async function start(place: Place, postgres: Binaries, settings: Settings, wished?: number): Promise<Found> {
  const log = join(place.folder, 'postgres.log');
  rotate(log);
  const until = Date.now() + TRIES_MS;
  for (;;) {
    const port = wished ?? (await freePort(pidFile(place)?.port));
    const before = existsSync(log) ? statSync(log).size : 0;
    const child = launch(place, postgres, { ...settings, port }, log);
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    child.once('error', () => {
      ended = true;
    });
    try {
      await ready(place, port, () => !ended);
      return { pid: child.pid ?? 0, port };
    } catch {
      if (Date.now() > until) throw new Refusal('notStarted', { reason: lastWords(log, before), log });
      await pause(250);
    }
  }
}

function launch(place: Place, postgres: Binaries, settings: Settings, log: string): ReturnType<typeof spawn> {
  const out = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C goes to the whole group of the terminal, and the database must be the last to hear of it.
  const child = spawn(
    join(postgres.folder, 'bin', 'postgres'),
    ['-D', join(place.folder, 'cluster'), ...settingsFor(place.sockets, settings)],
    {
      detached: true,
      stdio: ['ignore', out, out],
      cwd: place.folder,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      ...place.who,
    },
  );
  child.unref();
  closeSync(out);
  return child;
}

async function ready(place: Place, port: number, going: () => boolean): Promise<void> {
  const until = Date.now() + RECOVERY_MS;
  while (going() && Date.now() < until) {
    const client = new pg.Client({ connectionString: urlAt(place, port, 'postgres'), connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ at: string }>(`select current_setting('data_directory') as at`);
      if (rows[0]?.at !== join(place.folder, 'cluster')) throw new Error('another PostgreSQL has this port');
      return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '28P01') throw error;
      await pause(15);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error('PostgreSQL ended before it was ready');
}

async function makeDatabase(place: Place, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlAt(place, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function end(pid: number): Promise<void> {
  // Fast shutdown first; after a minute the immediate one, which the next start repairs from the log.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!living(pid)) return;
    process.kill(pid, signal);
    const until = Date.now() + STOP_MS;
    while (living(pid) && Date.now() < until) await pause(10);
  }
}

async function freePort(wished: number | undefined): Promise<number> {
  const tried = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
      });
    });
  return (wished === undefined ? undefined : await tried(wished)) ?? (await tried(0)) ?? 0;
}

function rotate(log: string): void {
  if (existsSync(log) && statSync(log).size > 10 * 2 ** 20) renameSync(log, `${log}.1`);
}

function lastWords(log: string, from: number): string {
  const lines = readFileSync(log, 'utf8').slice(from).trim().split('\n');
  return lines.filter((line) => /FATAL|PANIC|ERROR|error/.test(line)).at(-1) ?? lines.at(-1) ?? '';
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
