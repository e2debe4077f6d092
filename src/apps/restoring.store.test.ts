import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf } from '../../tests/harness/cluster.ts';
import type { TestDatabase } from '../../tests/harness/database.ts';
import { asOwner, masterKey, testDatabase } from '../../tests/harness/database.ts';
import type { DebianPostgres } from '../../tests/harness/debian.ts';
import { startDebian } from '../../tests/harness/debian.ts';
import { testHouse } from '../../tests/harness/house.ts';
import { loadDemonstration } from '../demonstration/load.ts';
import type { Saved } from '../platform/db/backup.ts';
import { backup } from '../platform/db/backup.ts';
import { openDatabase } from '../platform/db/database.ts';
import { migrations } from '../platform/db/migrations.ts';
import { restore } from '../platform/db/restore.ts';
import { urlOf } from '../platform/db/roles.ts';
import { whole } from '../platform/db/scope.ts';
import { NOT_SAVED, tablesOf } from '../platform/db/tables.ts';
import { addressOf } from '../platform/files/fileStore.ts';
import { LocalFiles } from '../platform/files/localFiles.ts';
import { audit } from '../platform/journal/audit.ts';
import { fileDigests, sealedDigests } from '../platform/journal/digests.ts';
import { foldTallies } from '../platform/journal/tally.ts';
import { logForgotten } from '../platform/sealing/forgotten.ts';
import { Keyring } from '../platform/sealing/keyring.ts';
import { forget } from '../platform/sealing/sealed.store.ts';
import { restoreWhole } from './restoring.ts';
import { subjects } from './subjects.ts';

const D = '330702';
const PHOTO = Buffer.from('the bytes of a photo, sealed');
let house: TestDatabase;
let debian: DebianPostgres | null;
let folder: string;
let saved: Saved;
const made: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianan-drill-'));
  house = await testDatabase();
  await loadDemonstration(house.work, new Keyring(masterKey), {
    now: new Date('2026-11-20T04:00:00Z'),
    count: 150,
    cases: 'sample',
  });
  await foldTallies(house.work);
  const store = new LocalFiles(join(folder, 'first/files'));
  await store.put(D, addressOf(PHOTO), PHOTO);
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `insert into files.tray (district, id, address, nobody, day) values ($1, $2, decode($3, 'hex'), false, '2026-11-20'), ($1, $4, decode($5, 'hex'), false, '2026-11-20')`,
      [D, randomUUID(), addressOf(PHOTO), randomUUID(), addressOf(Buffer.from('swept away'))],
    ),
  );
  saved = await save(house.ownerUrl, 'first', 'first.lianan');
  debian = await startDebian();
}, 240_000);
afterAll(async () => {
  for (const url of made)
    await asOwner(url.replace(/\/[^/]+$/, '/postgres'), (owner) =>
      owner.query(`drop database if exists ${url.split('/').at(-1)} with (force)`),
    );
  debian?.stop();
  await house.drop();
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);

async function save(ownerUrl: string, dataDir: string, file: string): Promise<Saved> {
  const store = new LocalFiles(at(`${dataDir}/files`));
  return backup({ ownerUrl, masterKey, file: at(file), bytesOf: (district, address) => store.get(district, address) });
}

/** A database with nothing in it, on the same server as another. */
async function emptyBeside(url: string): Promise<string> {
  const name = `lianan_r_${randomUUID().slice(0, 8)}`;
  await asOwner(url, (owner) => owner.query(`create database ${name}`));
  made.push(databaseOf(url, name));
  return databaseOf(url, name);
}

async function putBack(
  ownerUrl: string,
  dataDir: string,
  file: string,
  replace = false,
): ReturnType<typeof restoreWhole> {
  const work = openDatabase({ serve: urlOf(ownerUrl, 'lianan_work', masterKey) }, { serve: 2, statementMs: 0 });
  try {
    return await restoreWhole(
      { ownerUrl, key: masterKey, work, config: { dataDir: at(dataDir), filesUrl: null } },
      at(file),
      replace,
    );
  } finally {
    await work.end();
  }
}

async function audited(ownerUrl: string, dataDir: string): Promise<unknown> {
  const work = openDatabase({ serve: urlOf(ownerUrl, 'lianan_work', masterKey) }, { serve: 2, statementMs: 0 });
  try {
    return await audit({
      db: work,
      subjects,
      checkpointDir: at(`${dataDir}/checkpoints`),
      digests: [sealedDigests, fileDigests(new LocalFiles(at(`${dataDir}/files`)))],
    });
  } finally {
    await work.end();
  }
}

/** Rows by table, and the text of all rows that anybody would miss. */
async function countsOf(ownerUrl: string): Promise<Record<string, number>> {
  return asOwner(ownerUrl, async (owner) => {
    const counts: Record<string, number> = {};
    for (const { name } of await tablesOf(owner)) {
      if (!NOT_SAVED.has(name))
        counts[name] = Number((await owner.query(`select count(*) as n from ${name}`)).rows[0].n);
    }
    return counts;
  });
}

const clean = [expect.objectContaining({ district: D, firstDifference: null })];

test('a backup holds every row and every file that is still there', async () => {
  const counts = await countsOf(house.ownerUrl);
  expect(Object.fromEntries(Object.entries(saved.rows).sort())).toEqual(
    Object.fromEntries(Object.entries(counts).sort()),
  );
  expect(counts['journal.line']).toBeGreaterThan(1000);
  expect(saved).toMatchObject({ files: 1, missing: 1 });
});

test('the drill: to another server, older where the machine has one, and back again, with the same rows and a clean audit', async () => {
  const before = await countsOf(house.ownerUrl);
  const first = await audited(house.ownerUrl, 'first');
  expect(first).toEqual(clean);

  const there = await emptyBeside(debian?.url ?? house.ownerUrl);
  await putBack(there, 'second', 'first.lianan');
  expect(await countsOf(there)).toEqual(before);
  expect(await audited(there, 'second')).toEqual(first);

  await save(there, 'second', 'second.lianan');
  const back = await emptyBeside(house.ownerUrl);
  await putBack(back, 'third', 'second.lianan');
  expect(await countsOf(back)).toEqual(before);
  expect(await audited(back, 'third')).toEqual(first);
  expect(await new LocalFiles(at('third/files')).get(D, addressOf(PHOTO))).toEqual(PHOTO);
}, 120_000);

test('a restored house has its walls again: policies forced, roles apart, districts apart', async () => {
  const url = await emptyBeside(house.ownerUrl);
  await putBack(url, 'walls', 'first.lianan');
  const open = await asOwner(url, (owner) =>
    owner.query(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('journal', 'matters', 'identity', 'sealing', 'files') and not (c.relrowsecurity and c.relforcerowsecurity)`),
  );
  expect(open.rows).toEqual([]);
  const db = openDatabase({ serve: urlOf(url, 'lianan_serve', masterKey) });
  const seen = await db.read(whole('990001'), (tx) =>
    sql<{ n: number }>`select count(*) as n from matters.matter`.execute(tx),
  );
  expect(seen.rows).toEqual([{ n: 0 }]);
  await db.end();
}, 240_000);

test('a backup made while people report holds all that was acknowledged before it began, and is whole', async () => {
  const busy = await testHouse();
  const report = async (): Promise<string> => {
    const id = randomUUID();
    const answer = await busy.server.inject({
      method: 'POST',
      url: '/api/matters',
      payload: { id, kind: 'hazard.fire', place: { lon: 119.65, lat: 29.08 }, words: '楼道堆满杂物' },
    });
    expect(answer.statusCode, answer.body).toBe(200);
    return id;
  };
  const before = await Promise.all(Array.from({ length: 50 }, report));
  let going = true;
  let during = 0;
  const reporting = (async () => {
    for (; going; during++) await report();
  })();
  const folding = (async () => {
    while (going) await foldTallies(busy.work);
  })();
  await backup({ ownerUrl: busy.ownerUrl, masterKey, file: at('busy.lianan'), bytesOf: async () => null });
  going = false;
  await Promise.all([reporting, folding]);
  expect(during).toBeGreaterThan(0);
  const url = await emptyBeside(house.ownerUrl);
  await putBack(url, 'busy', 'busy.lianan');
  expect(await audited(url, 'busy')).toEqual(clean);
  const { rows } = await asOwner(url, (owner) => owner.query<{ id: string }>('select id from matters.matter'));
  const kept = new Set(rows.map((row) => row.id));
  expect(before.filter((id) => !kept.has(id))).toEqual([]);
  await busy.close();
}, 120_000);

test('what was forgotten after the backup stays forgotten', async () => {
  const url = await emptyBeside(house.ownerUrl);
  const [key] = (
    await asOwner(house.ownerUrl, (owner) =>
      owner.query<{ id: string }>(`select id from sealing.key where wrapped is not null order by id limit 1`),
    )
  ).rows;
  await logForgotten(at('fourth'), [{ district: D, key: key?.id ?? '' }]);
  await putBack(url, 'fourth', 'first.lianan');
  const gone = await asOwner(url, (owner) => owner.query(`select wrapped from sealing.key where id = $1`, [key?.id]));
  expect(gone.rows).toEqual([{ wrapped: null }]);
}, 240_000);

test('what had been forgotten before the backup goes onto the log of the new machine', async () => {
  const own = await emptyBeside(house.ownerUrl);
  await putBack(own, 'fifth', 'first.lianan');
  const work = openDatabase({ serve: urlOf(own, 'lianan_work', masterKey) }, { serve: 1 });
  const [key] = (
    await asOwner(own, (owner) =>
      owner.query<{ id: string }>(`select id from sealing.key where wrapped is not null order by id limit 1`),
    )
  ).rows;
  await work.write(whole(D), (tx) => forget(tx, D, [key?.id ?? ''], new Date()));
  await work.end();
  await save(own, 'fifth', 'fifth.lianan');
  await putBack(await emptyBeside(house.ownerUrl), 'sixth', 'fifth.lianan');
  expect(readFileSync(at('sixth/forgotten.log'), 'utf8')).toContain(`${D} ${key?.id}`);
}, 240_000);

test('nobody who had logged out is logged in again', async () => {
  const counts = await asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `insert into auth.session (id, "expiresAt", token, "updatedAt", "userId") select 's', now() + interval '1 day', 't', now(), id from auth."user" limit 1 returning 1`,
    ),
  );
  expect(counts.rowCount).toBe(1);
  await save(house.ownerUrl, 'first', 'sessions.lianan');
  const url = await emptyBeside(house.ownerUrl);
  await putBack(url, 'seventh', 'sessions.lianan');
  expect((await asOwner(url, (owner) => owner.query('select from auth.session'))).rowCount).toBe(0);
  expect((await asOwner(url, (owner) => owner.query('select from auth."user"'))).rowCount).toBeGreaterThan(10);
}, 240_000);

test('a database with data is not overwritten unless that is asked, nor one in use at all', async () => {
  const url = await emptyBeside(house.ownerUrl);
  await putBack(url, 'eighth', 'first.lianan');
  await expect(putBack(url, 'eighth', 'first.lianan')).rejects.toThrow(/only with --replace/);
  await putBack(url, 'eighth', 'first.lianan', true);
  const server = openDatabase({ serve: urlOf(url, 'lianan_serve', masterKey) });
  await server.pool.query('select 1');
  await expect(putBack(url, 'eighth', 'first.lianan', true)).rejects.toThrow(/stop npm start/);
  await server.end();
  expect(await audited(url, 'eighth')).toEqual(clean);
}, 240_000);

test('a backup that was altered, cut short or made under another key leaves the target as it was', async () => {
  const url = await emptyBeside(house.ownerUrl);
  const bytes = readFileSync(at('first.lianan'));
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(at('altered.lianan'), altered);
  cpSync(at('first.lianan'), at('cut.lianan'));
  truncateSync(at('cut.lianan'), bytes.length - 10);
  writeFileSync(at('other.lianan'), 'this is something else');
  for (const file of ['altered', 'cut', 'other']) {
    await expect(putBack(url, 'ninth', `${file}.lianan`), file).rejects.toThrow(/altered or cut short|not a backup/);
  }
  await expect(
    restore({
      ownerUrl: url,
      masterKey: Buffer.alloc(32, 9),
      file: at('first.lianan'),
      replace: false,
      putBytes: async () => {},
      forgotten: new Map(),
      forget: async () => {},
    }),
  ).rejects.toThrow(/another master key/);
  expect(
    (await asOwner(url, (owner) => owner.query(`select from pg_namespace where nspname = 'journal'`))).rowCount,
  ).toBe(0);
});

test('a backup of an older program is moved on to this one, and one of a newer program is refused', async () => {
  const later = {
    folder: 'db',
    name: '0099_later',
    hash: 'x',
    sql: `create schema later; create table later.thing (district text primary key); select db.district_only('later.thing')`,
  };
  const program = [...migrations(), later];
  const given = { masterKey, replace: false, putBytes: async () => {}, forgotten: new Map(), forget: async () => {} };
  const url = await emptyBeside(house.ownerUrl);
  await restore({ ...given, ownerUrl: url, file: at('first.lianan'), program });
  expect((await asOwner(url, (owner) => owner.query('select from later.thing'))).rowCount).toBe(0);
  await save(url, 'first', 'newer.lianan');
  await expect(
    restore({ ...given, ownerUrl: await emptyBeside(house.ownerUrl), file: at('newer.lianan') }),
  ).rejects.toThrow(/made by a newer program: it holds migration db\/0099_later/);
}, 240_000);

test('no half-written backup is left where a good one is looked for', async () => {
  await expect(
    backup({
      ownerUrl: house.ownerUrl,
      masterKey,
      file: at('half.lianan'),
      bytesOf: () => Promise.reject(new Error('the store is away')),
    }),
  ).rejects.toThrow(/away/);
  expect(existsSync(at('half.lianan'))).toBe(false);
  expect(existsSync(at('half.lianan.part'))).toBe(false);
  await expect(save(house.ownerUrl, 'first', 'nowhere/x.lianan')).rejects.toThrow(/There is no folder/);
});
