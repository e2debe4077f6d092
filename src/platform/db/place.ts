import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { textOf } from '../language/language.ts';
import type { RunAs } from './binaries.ts';
import { makeOwnFolder } from './cluster.ts';
import { dbWords } from './db.words.ts';
import { Refusal } from './refusal.ts';

/** Where an embedded PostgreSQL lives and as whom it runs. */
export type Place = {
  /** Holds `cluster/`, the lock and the log; owned by `who`. */
  readonly folder: string;
  /** Folder for a copy of the programs when `who` cannot read those of npm. */
  readonly spare: string;
  readonly sockets: string;
  readonly who: RunAs;
  /** The superuser's password, made once and kept in DATA_DIR/secrets. */
  readonly password: string;
};

/** A socket's path may have 103 bytes (macOS; Linux 107), of which `/.s.PGSQL.65535` takes 15. */
const LONGEST_SOCKET_FOLDER = 88;
const ELSEWHERE = '/var/lib/lianan';

/**
 * Finds, or at the first start chooses and writes down, where the database of a data folder lives. PostgreSQL refuses to run
 * as root, so that root runs it as `lianan`, `postgres` or `nobody`, whichever the machine has; when that user cannot enter the data
 * folder (a home of mode 0700), the cluster is kept below /var/lib/lianan.
 */
export function placeFor(dataDir: string, tell: (sentence: string) => void): Place {
  const root = process.getuid?.() === 0;
  makeDataFolder(dataDir);
  const data = realpathSync(dataDir);
  const secrets = join(data, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const note = join(secrets, 'database.json');
  const known = existsSync(note)
    ? (JSON.parse(readFileSync(note, 'utf8')) as { folder: string; password: string })
    : undefined;
  const mark = createHash('sha256').update(data).digest('hex').slice(0, 12);

  const here = join(data, 'postgres');
  const noted = known && (isAbsolute(known.folder) ? known.folder : join(data, known.folder));
  const who = root ? unprivileged(noted ?? here) : undefined;
  const folder = noted ?? (enters(who, here) ? here : join(ELSEWHERE, mark));
  if (noted === undefined) openFor(who, folder);
  else if (!existsSync(noted)) throw new Refusal('placeGone', { folder: data, place: noted });
  if (folder !== here && who !== undefined) {
    const { zh, en } = textOf(dbWords, 'moved', { uid: who.uid, folder: data, place: folder });
    tell(`${zh}\n${en}`);
  }
  const password = known?.password ?? randomBytes(24).toString('hex');
  if (known === undefined) {
    // Within the data folder the path is relative, so that the folder can be moved.
    writeFileSync(note, JSON.stringify({ folder: folder === here ? 'postgres' : folder, password }), { mode: 0o600 });
  }
  return {
    folder: realpathSync(folder),
    spare: ELSEWHERE,
    sockets: socketsFor(realpathSync(folder), who),
    who,
    password,
  };
}

/** Makes the data folder: its owner's alone; where root makes it, others may pass through it to what is theirs, but not look. */
export function makeDataFolder(dataDir: string): void {
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

function openFor(who: RunAs, folder: string): void {
  if (folder.startsWith(`${ELSEWHERE}/`)) {
    mkdirSync(ELSEWHERE, { recursive: true });
    chmodSync(ELSEWHERE, 0o755);
  }
  makeOwnFolder(folder, who);
}

function enters(who: RunAs, folder: string): boolean {
  if (who === undefined) return true;
  makeOwnFolder(folder, who);
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && [ -w . ]', 'sh', folder], { cwd: '/', ...who }).status === 0;
}

/** initdb wants a user that the machine's list of users knows, so that a number alone will not do. */
function unprivileged(folder: string): NonNullable<RunAs> {
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['lianan', 'postgres', 'nobody']
    .map((name) => users.find((one) => one[0] === name))
    .find((one) => one !== undefined);
  return { uid: Number(user?.[2] ?? 65534), gid: Number(user?.[3] ?? 65534) };
}

function socketsFor(folder: string, who: RunAs): string {
  const near = join(folder, 'run');
  const sockets =
    Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER
      ? near
      : join(
          tmpdir().length > 40 ? '/tmp' : tmpdir(),
          `lianan-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
        );
  makeOwnFolder(sockets, who);
  return sockets;
}
