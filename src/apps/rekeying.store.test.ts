import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../tests/harness/database.ts';
import { loadDemonstration } from '../demonstration/load.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { type Embedded, startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { type Role, urlOf } from '../platform/db/roles.ts';
import { whole } from '../platform/db/scope.ts';
import { claimed, tokenOf } from '../platform/files/tray.ts';
import { openNames } from '../platform/identity/enterPeople.ts';
import { peopleByLogin } from '../platform/identity/people.store.ts';
import { audit } from '../platform/journal/audit.ts';
import { sealedDigests } from '../platform/journal/digests.ts';
import { Keyring } from '../platform/sealing/keyring.ts';
import { type RekeyAsk, rekey } from '../platform/sealing/rekey.ts';
import { openKeyring } from '../platform/sealing/root.store.ts';
import { forget, sealedOf } from '../platform/sealing/sealed.store.ts';
import { openRows } from '../platform/sealing/sealed.ts';
import { subjects } from './subjects.ts';

const D = '330702';
const [first, second, third, fourth] = [1, 2, 3, 4].map((n) => Buffer.alloc(32, n)) as [Buffer, Buffer, Buffer, Buffer];
const REKEY = join(import.meta.dirname, '../../bin/rekey.ts');
let folder: string;
let own: Embedded;
/** What the database held before any change, opened. */
let before: Read;

type Read = { texts: string[]; name: string | undefined; forgotten: number; phone: string };

/** Everything that is sealed, as somebody with this master key reads it. */
async function readAll(db: Database, keyring: Keyring): Promise<Read> {
  return db.read(whole(D), async (tx) => {
    const { rows: owners } = await sql<{ subject: string }>`
      select distinct subject from sealing.sealed where district = ${D}`.execute(tx);
    const opened = openRows(
      keyring,
      await sealedOf(
        tx,
        D,
        owners.map((one) => one.subject),
      ),
    );
    const people = await peopleByLogin(tx, D, ['duty1']);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from sealing.key where district = ${D} and wrapped is null`.execute(tx);
    return {
      texts: opened.map((one) => `${one.id} ${one.text ?? 'forgotten'}`),
      name: [...(await openNames(tx, keyring, D, people)).values()][0],
      forgotten: rows[0]?.n ?? 0,
      phone: keyring.blindIndex(D, 'phone', '+8613800000001').toString('hex'),
    };
  });
}

const as = (role: Role, key: Buffer): Database =>
  openDatabase({ serve: urlOf(own.ownerUrl, role, key) }, { serve: 2, statementMs: 0 });

/** Runs as a role under a master key, and lets go. */
async function using<T>(key: Buffer, run: (db: Database) => Promise<T>): Promise<T> {
  const db = as('lianan_work', key);
  try {
    return await run(db);
  } finally {
    await db.end();
  }
}

const change = (from: Buffer, to: Buffer, over: Partial<RekeyAsk> = {}) =>
  rekey({ ownerUrl: own.ownerUrl, from, to, ...over });

/** A PostgreSQL of its own: roles are of the whole server, and other tests must not be locked out. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianan-rekey-'));
  chmodSync(folder, 0o755);
  own = await startEmbedded(join(folder, 'data'), () => {}, { fsync: 'off' });
  await migrate(own.ownerUrl, first);
  await using(first, async (work) => {
    const keyring = new Keyring(first);
    await loadDemonstration(work, keyring, { now: new Date('2026-11-20T04:00:00Z'), count: 80, cases: 'sample' });
    // One matter's words are forgotten: they must stay so.
    await work.write(whole(D), async (tx) => {
      const { rows } = await sql<{
        key: string;
      }>`select key from sealing.sealed where district = ${D} order by id limit 1`.execute(tx);
      await forget(tx, D, [rows[0]?.key ?? ''], new Date());
    });
    before = await readAll(work, keyring);
  });
  expect(before.texts.length).toBeGreaterThan(50);
  expect([before.forgotten, before.texts.some((one) => one.endsWith(' forgotten'))]).toEqual([1, true]);
}, 240_000);
afterAll(async () => {
  await own.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the master key is not changed under a server at work, nor from a key that is not this database’s', async () => {
  await using(first, async (work) => {
    await work.pool.query('select 1');
    await expect(change(first, second)).rejects.toMatchObject({ key: 'inUse' });
  });
  await expect(change(third, second)).rejects.toMatchObject({ key: 'otherMasterKey' });
  await expect(change(first, first)).rejects.toMatchObject({ key: 'rekeySame' });
  // Nothing of it has left a trace.
  await using(first, async (work) => expect(await readAll(work, await openKeyring(work, first))).toEqual(before));
});

test('a change that is stopped half-way opens to nobody, and goes on with the same two keys alone', async () => {
  const stopped = new Error('the power went');
  let slices = 0;
  await expect(
    change(first, second, {
      slice: 20,
      tell: () => {
        slices += 1;
        if (slices === 2) throw stopped;
      },
    }),
  ).rejects.toBe(stopped);
  const opens = await asOwner(own.ownerUrl, (owner) =>
    owner.query<{ district: string; wrapped: Buffer }>(
      'select district, wrapped from sealing.key where wrapped is not null',
    ),
  );
  const under = (key: Buffer) =>
    opens.rows.filter(({ district, wrapped }) => {
      try {
        return new Keyring(key).unwrap(district, wrapped) !== null;
      } catch {
        return false;
      }
    }).length;
  expect([under(second), under(first)]).toEqual([40, opens.rows.length - 40]);
  await using(first, (work) => expect(openKeyring(work, first)).rejects.toMatchObject({ key: 'rekeyUnderWay' }));
  await using(first, (work) => expect(openKeyring(work, second)).rejects.toMatchObject({ key: 'rekeyUnderWay' }));
  await expect(change(first, third)).rejects.toMatchObject({ key: 'rekeyOther' });

  const done = await change(first, second, { slice: 33 });
  expect(done).toEqual({ wrapped: opens.rows.length - 40, before: 40 });
  // Once more, as somebody does who did not see that it had ended.
  expect(await change(first, second)).toEqual({ wrapped: 0, before: 0 });
});

test('afterwards everything opens under the new key and nothing under the old, what was forgotten stays so, and the audit is clean', async () => {
  await using(second, async (work) => {
    const keyring = await openKeyring(work, second);
    expect(await readAll(work, keyring)).toEqual(before);
    expect(new Keyring(second).blindIndex(D, 'phone', '+8613800000001').toString('hex')).not.toBe(before.phone);
    await expect(openKeyring(work, first)).rejects.toMatchObject({ key: 'otherMasterKey' });
    await expect(readAll(work, new Keyring(first))).rejects.toThrow(/altered/);
    const audited = await audit({
      db: work,
      subjects,
      checkpointDir: join(folder, 'checkpoints'),
      digests: [sealedDigests],
    });
    expect(audited.map((one) => one.firstDifference)).toEqual([null]);
  });
  for (const role of ['lianan_serve', 'lianan_work', 'lianan_intake'] as const) {
    const old = as(role, first);
    await expect(old.pool.query('select 1')).rejects.toMatchObject({ code: '28P01' });
    await old.end();
  }
});

test('a second change keeps the indexes that people and codes are found by', async () => {
  await change(second, third);
  await using(third, async (work) => expect(await readAll(work, await openKeyring(work, third))).toEqual(before));
});

test('a photo that was uploaded before the change and is reported after it is asked for again, and stops no later change', async () => {
  const root = (key: Buffer) => using(key, (work) => openKeyring(work, key));
  // The root of the indexes is the first key's, so that both keyrings read a token alike.
  const [old, now] = [
    await root(third),
    new Keyring(fourth).withRoot((await root(third)).rootUnder(new Keyring(fourth))),
  ];
  const today = dayOf(new Date());
  const fresh = (keyring: Keyring) => {
    const { id: key, wrapped } = keyring.newKey(D);
    return tokenOf(keyring, D, {
      ...{ id: randomUUID(), key, wrapped, kind: 'photo', type: 'image/jpeg', size: 3, width: 1, height: 1 },
      ...{ address: 'a'.repeat(64), thumb: null, content: Buffer.alloc(32), scanned: 'clean', day: today },
    });
  };
  const claim = (token: string) =>
    claimed(now, { district: D, tokens: [token], subject: randomUUID(), territory: D, today });
  expect(claim(fresh(now)).keys.length).toBe(1);
  expect(() => claim(fresh(old))).toThrow(expect.objectContaining({ status: 422, code: 'files.token' }));
});

test('a key that was altered stops the change by its name before anything is changed: all goes on under the old one', async () => {
  const id = await asOwner(own.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string; wrapped: Buffer }>(
      'select id, wrapped from sealing.key where wrapped is not null order by district, id offset 30 limit 1',
    );
    await owner.query(`update sealing.key set wrapped = decode('01', 'hex') where id = $1`, [rows[0]?.id]);
    return rows[0] as { id: string; wrapped: Buffer };
  });
  await expect(change(third, fourth, { slice: 20 })).rejects.toThrow(id.id);
  await using(third, (work) => openKeyring(work, third));
  await asOwner(own.ownerUrl, (owner) =>
    owner.query('update sealing.key set wrapped = $2 where id = $1', [id.id, id.wrapped]),
  );
  expect((await change(third, fourth, { slice: 20 })).before).toBe(0);
  await using(fourth, async (work) => expect(await readAll(work, await openKeyring(work, fourth))).toEqual(before));
});

test('the command keeps the new key before it uses it, is killed, goes on, and leaves it in the place of the old', async () => {
  const data = join(folder, 'secrets-of-command');
  mkdirSync(join(data, 'secrets'), { recursive: true });
  const file = join(data, 'secrets', 'master.key');
  writeFileSync(file, `${fourth.toString('hex')}\n`, { mode: 0o600 });
  const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: own.ownerUrl, DATA_DIR: data };
  // What the test runner sets for itself is none of ours.
  for (const name of ['LIANAN_KEY', 'LIANAN_NEW_KEY', 'BASE_URL']) delete env[name];
  // Held at one key, so that it is killed in the midst.
  const holding = await asOwnerHolding();
  const child = spawn(process.execPath, [REKEY], { env, stdio: 'ignore' });
  await until(async () => holding.waited());
  child.kill('SIGKILL');
  await once(child, 'exit');
  await holding.letGo();
  expect(readFileSync(file, 'utf8').trim()).toBe(fourth.toString('hex'));
  const next = readFileSync(`${file}.next`, 'utf8').trim();
  expect(next).toMatch(/^[0-9a-f]{64}$/);

  const done = spawnSync(process.execPath, [REKEY], { env, encoding: 'utf8' });
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toContain('The master key is changed');
  expect([readFileSync(file, 'utf8').trim(), existsSync(`${file}.next`)]).toEqual([next, false]);
  const key = Buffer.from(next, 'hex');
  await using(key, async (work) => expect(await readAll(work, await openKeyring(work, key))).toEqual(before));

  const bare = spawnSync(process.execPath, [REKEY], { env: { ...env, LIANAN_KEY: next }, encoding: 'utf8' });
  expect([bare.status, bare.stderr.includes('LIANAN_NEW_KEY')]).toEqual([1, true]);
});

/** Locks one key's row, and sees when somebody waits for it. */
async function asOwnerHolding(): Promise<{ waited(): Promise<boolean>; letGo(): Promise<void> }> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: own.ownerUrl });
  await client.connect();
  await client.query(
    'begin; select 1 from sealing.key where wrapped is not null order by district desc, id desc limit 1 for update',
  );
  return {
    waited: () =>
      asOwner(own.ownerUrl, async (owner) => {
        const { rows } = await owner.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'lianan%'`,
        );
        return rows.length > 0;
      }),
    letGo: async () => {
      await client.query('rollback');
      await client.end();
      // The killed one's statement ends when the database sees that nobody listens.
      await until(() =>
        asOwner(own.ownerUrl, async (owner) => {
          const { rows } = await owner.query(`select 1 from pg_stat_activity where application_name like 'lianan%'`);
          return rows.length === 0;
        }),
      );
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to that');
}
