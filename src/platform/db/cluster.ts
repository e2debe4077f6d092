import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Binaries, RunAs } from './binaries.ts';
import { Refusal } from './refusal.ts';

/** The superuser of an embedded PostgreSQL. */
export const OWNER = 'lianan_owner';

/** Makes a new data folder `place/cluster` (on the disk when it returns, if `durable`) unless there is one; throws `Refusal` when it belongs to another major version. */
export function makeCluster(place: string, postgres: Binaries, who: RunAs, password: string, durable: boolean): void {
  const cluster = join(place, 'cluster');
  if (existsSync(cluster)) {
    const old = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (old !== String(postgres.major))
      throw new Refusal('majorChanged', { folder: cluster, old, now: postgres.major });
    return;
  }
  // Made under another name first: a machine switched off half-way leaves nothing that looks finished.
  const half = join(place, 'cluster.half');
  rmSync(half, { recursive: true, force: true });
  const secret = join(place, `secret.${randomBytes(6).toString('hex')}`);
  writeFileSync(secret, password, { mode: 0o600 });
  if (who !== undefined) chownSync(secret, who.uid, who.gid);
  // Code-point order and no library of the machine in it: text sorts alike wherever the folder is carried.
  const made = spawnSync(
    join(postgres.folder, 'bin', 'initdb'),
    [
      '-D',
      half,
      '-U',
      OWNER,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ],
    { encoding: 'utf8', cwd: place, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, ...who },
  );
  rmSync(secret, { force: true });
  if (made.status !== 0) throw new Refusal('notStarted', { reason: `initdb: ${made.stderr.trim()}`, log: cluster });
  renameSync(half, cluster);
}

/** Makes a folder that `who` owns and others cannot enter. */
export function makeOwnFolder(folder: string, who: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
}

export type Settings = Readonly<Record<string, string | number>>;

/** The server's settings: every acknowledged commit is on the disk; sized for a small machine; no statement's text or values in the log, which would be a trace of who reported what. */
export function settingsFor(sockets: string, more: Settings): string[] {
  const mebibytes = totalmem() / 2 ** 20;
  const shared = Math.round(Math.min(1024, Math.max(128, mebibytes / 16)));
  const settings: Settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: 100,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${shared * 4}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    // Two cores are shared with the server, and containers often lack the shared memory that parallel plans want.
    max_parallel_workers_per_gather: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    ...more,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
