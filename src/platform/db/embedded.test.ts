import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Embedded } from './embedded.ts';
import { startEmbedded } from './embedded.ts';
import { lockFolder } from './lock.ts';

const SETTINGS = { fsync: 'off', shared_buffers: '32MB' };
let folder: string;
let open: Embedded[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync('/tmp/lianan-embedded-');
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const one of open) await one.stop();
  open = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(name = 'data', tell: (sentence: string) => void = () => {}): Promise<Embedded> {
  const one = await startEmbedded(join(folder, name), tell, SETTINGS);
  open.push(one);
  return one;
}

async function ask(one: Embedded, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: one.ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** Another process that holds the data folder, as a first `npm start` does; resolves with the process number of its PostgreSQL. */
function elsewhere(): Promise<{ child: ChildProcess; pid: number }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    const one = await startEmbedded(${JSON.stringify(join(folder, 'data'))}, () => {}, ${JSON.stringify(SETTINGS)});
    console.log(one.pid); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve({ child, pid: Number(text.toString()) }));
    child.once('exit', () => reject(new Error('the other process ended')));
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the embedded PostgreSQL', () => {
  test('is made at the first start and keeps what was written', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 1 as n');
    await first.stop();
    expect(first.running()).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect((await ask(second, 'select n from kept')).rows).toEqual([{ n: 1 }]);
  });

  test('keeps its word: what is acknowledged is on the disk, unless a test says otherwise', async () => {
    const one = await startEmbedded(join(folder, 'data'));
    open.push(one);
    const { rows } = await ask(
      one,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by 1`,
    );
    expect(rows.map((row) => row.setting)).toEqual(['on', 'on', 'on']);
  });

  test('lets nobody in without the password, from this machine neither', async () => {
    const one = await start();
    const url = new URL(one.ownerUrl.replace(/@[^:/]+/, '@127.0.0.1'));
    url.password = 'guess';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(folder, 'data/secrets/database.json')).mode & 0o777).toBe(0o600);
  });

  test('writes no statement and no value into its log', async () => {
    const one = await start();
    await ask(one, 'create table phones (number text primary key)');
    await ask(one, `insert into phones values ('13800000000')`);
    await expect(ask(one, `insert into phones values ('13800000000')`)).rejects.toThrow(/duplicate/);
    const log = readFileSync(join(folder, 'data/postgres/postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('13800000000');
  });

  test('is not started twice: the second start says who has the folder', async () => {
    const { child } = await elsewhere();
    await expect(start()).rejects.toThrow(new RegExp(`in use by another Lianan process \\(pid ${child.pid}\\)`));
  });

  test('is not started twice by one process either', async () => {
    await start();
    await expect(start()).rejects.toThrow(/in use/);
  });

  test('is adopted when its starter was killed', async () => {
    const { child, pid } = await elsewhere();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const one = await start();
    expect(one.adopted).toBe(true);
    expect(one.pid).toBe(pid);
    expect((await ask(one, 'select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  test('comes back after kill -9 with every acknowledged row, at the same address', async () => {
    const one = await start();
    await ask(one, 'create table reports (n int)');
    for (let n = 1; n <= 20; n++) await ask(one, `insert into reports values (${n})`);
    const { ownerUrl, pid } = one;
    process.kill(pid, 'SIGKILL');
    while (one.running()) await pause(5);
    await one.revive();
    expect(one.ownerUrl).toBe(ownerUrl);
    expect(one.pid).not.toBe(pid);
    expect((await ask(one, 'select count(*)::int as n from reports')).rows).toEqual([{ n: 20 }]);
  });

  test('comes back when it and its starter were killed at once', async () => {
    const { child, pid } = await elsewhere();
    child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const one = await start();
    expect(one.pid).not.toBe(pid);
    expect((await ask(one, 'select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  test('runs below a folder with a very long name, though a socket may not', async () => {
    const one = await start(`${'a-long-name-'.repeat(9)}data`);
    expect(decodeURIComponent(one.ownerUrl)).toContain('@/tmp/lianan-');
    expect((await ask(one, 'select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  test.runIf(process.getuid?.() === 0)(
    'lives elsewhere, and says so, when its user cannot enter the folder',
    async () => {
      chmodSync(folder, 0o700);
      const said: string[] = [];
      const one = await start('data', (sentence) => said.push(sentence));
      const place = /\/var\/lib\/lianan\/[0-9a-f]{12}/.exec(said.join())?.[0] ?? '';
      expect(place).not.toBe('');
      expect(existsSync(join(place, 'cluster'))).toBe(true);
      await one.stop();
      // Once chosen the place stays, even when the folder could be entered now: else there would be two databases.
      chmodSync(folder, 0o755);
      const again = await start('data', (sentence) => said.push(sentence));
      expect(decodeURIComponent(again.ownerUrl)).toContain(place);
      await again.stop();
      open = [];
      rmSync(place, { recursive: true });
    },
  );

  test('of another major version is not touched', async () => {
    const one = await start();
    await one.stop();
    open = [];
    writeFileSync(join(folder, 'data/postgres/cluster/PG_VERSION'), '14\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 14/);
  });
});

describe('the lock of a data folder', () => {
  test('of a process that is gone does not count', async () => {
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'x/lianan.lock'), '999999999 boot 1');
    (await lockFolder(join(folder, 'x')))();
  });

  test('of a number that another program has now does not count', async () => {
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'x/lianan.lock'), `${process.ppid} boot 1`);
    (await lockFolder(join(folder, 'x')))();
    expect(existsSync(join(folder, 'x/lianan.lock'))).toBe(false);
  });
});
