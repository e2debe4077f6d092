import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A PostgreSQL of the machine's own packages, started for a test. */
export type DebianPostgres = { readonly url: string; readonly major: number; stop(): void };

const VERSIONS = '/usr/lib/postgresql';

/** The oldest PostgreSQL from Debian's packages on this machine that we support, as its folder; null where there is none. */
export function debianBinaries(): { folder: string; major: number } | null {
  const majors = existsSync(VERSIONS)
    ? readdirSync(VERSIONS)
        .map(Number)
        .filter((major) => major >= 15)
    : [];
  const major = Math.min(...majors);
  const folder = join(VERSIONS, String(major), 'bin');
  return majors.length > 0 && existsSync(join(folder, 'initdb')) ? { folder, major } : null;
}

/** Makes and starts one in a folder of its own under /tmp; its superuser has no password and only this machine reaches it. */
export async function startDebian(): Promise<DebianPostgres | null> {
  const found = debianBinaries();
  if (found === null) return null;
  const who = unprivileged();
  const folder = mkdtempSync('/tmp/lianan-debian-');
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...args: string[]): void => {
    const done = spawnSync(join(found.folder, program), args, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...who,
    });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  };
  run('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
  run(
    'pg_ctl',
    '-D',
    data,
    '-l',
    join(folder, 'log'),
    '-w',
    '-o',
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=300`,
    'start',
  );
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    major: found.major,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres');
  return { uid: Number(user?.[2] ?? 65534), gid: Number(user?.[3] ?? 65534) };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
