import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDebian } from '../../../tests/harness/debian.ts';
import { backup } from './backup.ts';
import { poolOf } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import { urlOf } from './roles.ts';

// An outside database as hosters give it: its owner may create roles and is no superuser, so that forced policies hold for them too.
const key = Buffer.alloc(32, 3);
const D = '330702';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync('/tmp/lianan-owner-');
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Server = { readonly url: string; stop(): void | Promise<void> };

const servers: [string, () => Promise<Server | null>][] = [
  [
    'the embedded PostgreSQL',
    async () => {
      const one = await startEmbedded(join(folder, 'data'), () => {}, { fsync: 'off' });
      return { url: one.ownerUrl, stop: () => one.stop() };
    },
  ],
  ["the machine's own PostgreSQL, where it has one", startDebian],
];

describe.each(servers)('an owner who is no superuser, on %s', (_name, open) => {
  let server: Server | null;
  beforeAll(async () => {
    server = await open();
    if (server === null) return;
    const root = new pg.Client({ connectionString: server.url });
    await root.connect();
    for (const statement of [
      `create role boss login createrole password 'x'`,
      `create role weak login password 'x'`,
      'create database house owner boss',
      'create database copy owner boss',
      'create database shed owner weak',
    ])
      await root.query(statement);
    await root.end();
  }, 60_000);
  afterAll(async () => server?.stop());

  const as = (role: string, database: string): string =>
    (server?.url ?? '').replace(/\/\/[^@]*@/, `//${role}:x@`).replace(/\/[^/]*$/, `/${database}`);

  test('migrates twice, backs up, restores, and restores over it', async () => {
    if (server === null) return;
    expect(await migrate(as('boss', 'house'), key)).toBeGreaterThan(5);
    expect(await migrate(as('boss', 'house'), key)).toBe(0);
    const work = poolOf(urlOf(as('boss', 'house'), 'lianan_work', key), 1);
    await work.query(
      `insert into journal.head (district, name_zh, name_en, origin) values ('${D}', '婺城区', 'Wucheng', 'live')`,
    );
    await work.end();
    const file = join(folder, `${new URL(server.url.replace(/@[^:]*/, '@h')).port}.lianan`);
    await backup({ ownerUrl: as('boss', 'house'), masterKey: key, file, bytesOf: async () => null });
    const given = {
      ownerUrl: as('boss', 'copy'),
      masterKey: key,
      file,
      putBytes: async () => {},
      forgotten: new Map(),
      forget: async () => {},
    };
    await restore({ ...given, replace: false });
    await restore({ ...given, replace: true });
    const copy = poolOf(urlOf(as('boss', 'copy'), 'lianan_work', key), 1);
    expect((await copy.query('select district from journal.head')).rows).toEqual([{ district: D }]);
    await copy.end();
  }, 60_000);

  test('who may not create roles is told so', async () => {
    if (server === null) return;
    await expect(migrate(as('weak', 'shed'), key)).rejects.toThrow(/The role weak of DATABASE_URL cannot create roles/);
  });
});
