import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { masterKey, testDatabase } from '../../../tests/harness/database.ts';
import { VARIABLES } from '../../platform/config/variables.ts';

// npm start as its users meet it: real processes, the embedded database, signals.
const BIN = join(import.meta.dirname, '../../../bin');
// As bin/with-node.cjs has it.
const CACHE = join(BIN, '../node_modules/.cache/lianan-code');
const LONG = 240_000;

let folder: string;
const running: Started[] = [];

beforeAll(() => {
  folder = mkdtempSync('/tmp/lianan-start-');
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGTERM')));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Started = {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** The address that answers; rejects when the process ends before. */
  readonly url: Promise<string>;
  readonly ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
};

function start(env: Record<string, string>, ...command: string[]): Started {
  const [script = 'start.ts', ...rest] = command;
  const child = spawn(process.execPath, [join(BIN, script), ...rest], {
    env: {
      ...clean(),
      DEMO: '0',
      BUILD: '0',
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'error',
      NODE_COMPILE_CACHE: CACHE,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => (text += piece.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const url = new Promise<string>((resolve, reject) => {
    child.on('message', (message) => resolve((message as { url: string }).url));
    void ended.then(() => reject(new Error(text)));
  });
  url.catch(() => {});
  const one: Started = {
    child,
    said: () => text,
    url,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  running.push(one);
  return one;
}

/** The environment without any setting of the house: vitest, for one, sets a BASE_URL of its own. */
function clean(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !(name in VARIABLES) && name !== 'NODE_CHANNEL_FD' && name !== 'NODE_ENV',
    ),
  );
}

const answers = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/ready`).catch(() => undefined))?.ok === true;

async function until(what: () => Promise<boolean> | boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Process numbers whose command line holds all of these words. */
function processes(...words: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const line = readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
      return words.every((word) => line.includes(word));
    })
    .map(Number);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The children of a start: server or worker. */
const childrenOf = (one: Started, script: string): number[] =>
  processes(script).filter((pid) => parentOf(pid) === one.child.pid);
/** The one process of a list; a number 0 would mean our own whole group to a signal. */
function only(pids: readonly number[]): number {
  const [pid] = pids;
  if (pid === undefined || pid <= 1 || pids.length > 1)
    throw new Error(`one process was expected, there are ${pids.length}`);
  return pid;
}
const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(readOr(`/proc/${pid}/status`))?.[1] ?? 0);
const postmaster = (): number =>
  Number(readOr(join(folder, 'data/postgres/cluster/postmaster.pid')).split('\n')[0] || 0);
const alive = (pid: number): boolean =>
  readOr(`/proc/${pid}/stat`) !== '' && !/\) Z /.test(readOr(`/proc/${pid}/stat`));

describe.runIf(process.platform === 'linux')('npm start', () => {
  let house: Started;
  let url: string;

  test(
    'makes everything on an empty machine and answers',
    async () => {
      house = start({});
      url = await house.url;
      expect(await answers(url)).toBe(true);
      expect(house.said()).toContain('Lianan is up');
      await until(() => childrenOf(house, 'worker.ts').length === 1);
    },
    LONG,
  );

  test('gives the server and the worker nothing of the owner', () => {
    const { password } = JSON.parse(readFileSync(join(folder, 'data/secrets/database.json'), 'utf8')) as {
      password: string;
    };
    const pids = [...childrenOf(house, 'server.ts'), ...childrenOf(house, 'worker.ts')];
    expect(pids).toHaveLength(2);
    for (const pid of pids) {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      expect(environment).not.toContain(password);
      expect(environment.split('\0').filter((one) => one.startsWith('DATABASE_URL='))).toEqual([]);
    }
    const [server] = childrenOf(house, 'server.ts');
    expect(readFileSync(`/proc/${server}/environ`, 'utf8')).not.toContain('LIANAN_WORK_URL');
  });

  test(
    'refuses a second start on the same data folder, and the first goes on',
    async () => {
      const second = start({});
      expect(await second.ended).toBe(1);
      expect(second.said()).toContain('in use by another Lianan process');
      expect(await answers(url)).toBe(true);
    },
    LONG,
  );

  test(
    'makes good the death of the server, and says so',
    async () => {
      const pid = only(childrenOf(house, 'server.ts'));
      process.kill(pid, 'SIGKILL');
      await until(() => house.said().includes('The server is back'));
      await until(() => answers(url));
    },
    LONG,
  );

  test(
    'makes good the death of the worker',
    async () => {
      const pid = only(childrenOf(house, 'worker.ts'));
      process.kill(pid, 'SIGKILL');
      await until(() => house.said().includes('The worker is back'));
    },
    LONG,
  );

  test(
    'makes good the death of the database',
    async () => {
      const pid = only([postmaster()]);
      process.kill(pid, 'SIGKILL');
      await until(() => house.said().includes('The database is back'));
      expect(postmaster()).not.toBe(pid);
      await until(() => answers(url));
    },
    LONG,
  );

  test(
    'leaves nobody behind when it is killed itself, and the next start takes the database over',
    async () => {
      const server = only(childrenOf(house, 'server.ts'));
      const worker = only(childrenOf(house, 'worker.ts'));
      const database = postmaster();
      await house.end('SIGKILL');
      await until(() => !alive(server) && !alive(worker));
      expect(alive(database)).toBe(true);
      house = start({});
      url = await house.url;
      expect(house.said()).toContain(`process ${database}`);
      expect(postmaster()).toBe(database);
    },
    LONG,
  );

  test(
    'ends everything on Ctrl-C, the database last',
    async () => {
      const server = only(childrenOf(house, 'server.ts'));
      const database = postmaster();
      const ended = house.end('SIGINT');
      await until(() => !alive(server));
      expect(await ended).toBe(0);
      expect(alive(database)).toBe(false);
      expect(readOr(join(folder, 'data/postgres/cluster/postmaster.pid'))).toBe('');
      expect(readOr(join(folder, 'data/postgres/lianan.lock'))).toBe('');
      expect(readFileSync(join(folder, 'data/postgres/postgres.log'), 'utf8')).toContain(
        'database system is shut down',
      );
    },
    LONG,
  );
});

test(
  'a start that is asked to stop half-way stops',
  async () => {
    const one = start({ DATA_DIR: join(folder, 'half') });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await one.end('SIGTERM');
    expect(one.said()).not.toContain('Lianan is up');
    expect(processes(join(folder, 'half'))).toEqual([]);
  },
  LONG,
);

test('a wrong setting stops the start with one sentence in each language', async () => {
  const one = start({ PORT: 'seven' });
  expect(await one.ended).toBe(1);
  expect(one.said()).toContain('The environment variable PORT has a wrong value ("seven")');
  expect(one.said()).not.toMatch(/\n\s+at /);
});

describe('on an outside database', () => {
  let outside: TestDatabase;
  beforeAll(async () => {
    outside = await testDatabase();
  });
  afterAll(() => outside.drop());
  const env = (): Record<string, string> => ({
    DATABASE_URL: outside.ownerUrl,
    LIANAN_KEY: masterKey.toString('hex'),
    DATA_DIR: join(folder, 'outside'),
  });

  test(
    'two servers serve side by side',
    async () => {
      const [one, two] = [start(env()), start({ ...env(), DATA_DIR: join(folder, 'outside2') })];
      const urls = await Promise.all([one.url, two.url]);
      expect(new Set(urls).size).toBe(2);
      for (const url of urls) expect(await answers(url)).toBe(true);
      expect(await one.end('SIGTERM')).toBe(0);
      expect(await answers(urls[1] ?? '')).toBe(true);
      expect(await two.end('SIGTERM')).toBe(0);
    },
    LONG,
  );

  test(
    'a taken port stops the start with a sentence',
    async () => {
      const other = createServer();
      const port = await new Promise<number>((resolve) =>
        other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
      );
      const one = start({ ...env(), PORT: String(port) });
      expect(await one.ended).toBe(1);
      expect(one.said()).toContain(`Port ${port} is taken`);
      other.close();
    },
    LONG,
  );

  test(
    'a database that is not there stops the start with a sentence',
    async () => {
      const one = start({ ...env(), DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/lianan' });
      expect(await one.ended).toBe(1);
      expect(one.said()).toContain('The database of DATABASE_URL cannot be reached');
      expect(one.said()).not.toContain(':x@');
    },
    LONG,
  );
});

test('the bootstrap runs on an old Node and hands over to the pinned one with its arguments and exit code', () => {
  const old = spawnSync('/usr/bin/env', ['node', '--version'], { encoding: 'utf8' });
  expect(old.status).toBe(0);
  const done = spawnSync(process.execPath, [join(BIN, 'with-node.cjs'), 'backup'], {
    encoding: 'utf8',
    env: { ...clean(), DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z', DATA_DIR: join(folder, 'boot') },
  });
  expect(done.stderr).toContain('Usage: npm run backup -- FILE');
  expect(done.status).toBe(1);
});
