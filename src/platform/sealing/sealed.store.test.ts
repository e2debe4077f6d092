import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { masterKey, testDatabase } from '../../../tests/harness/database.ts';
import { openDatabase } from '../db/database.ts';
import type { Scope } from '../db/scope.ts';
import { nothing, whole } from '../db/scope.ts';
import { Keyring } from './keyring.ts';
import { claimDatabase, openKeyring } from './root.store.ts';
import {
  forget,
  forgottenKeys,
  insertSealed,
  keyIdsOf,
  keysFragment,
  keysOf,
  moveSealed,
  sealedById,
  sealedFragment,
  sealedOf,
} from './sealed.store.ts';
import { digestOf, keyFor, openRows, sealRow } from './sealed.ts';

const district = '330702';
const day = '2026-11-23';
const keyring = new Keyring(masterKey);
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

const reach = (...codes: string[]): Scope => ({ district, reach: codes, bodies: [], subjects: [] });

/** A subject of a place with two sealed texts, written by the serving role. */
async function sealedSubject(territory = '330702001') {
  const subject = randomUUID();
  const { key, row } = keyFor(keyring, { district, owner: subject, purpose: 'text', day });
  const rows = ['report.words', 'report.address'].map((slot) =>
    sealRow(keyring, { district, subject, territory, slot, key, text: `${slot} 楼道堆物` }),
  );
  await base.db.write(reach(territory), (tx) => insertSealed(tx, [row], rows));
  return { subject, key: key.id, rows };
}

describe('a sealed text', () => {
  test('is read and opened by whoever sees its subject, and by nobody else', async () => {
    const { subject } = await sealedSubject();
    const read = (scope: Scope) => base.db.read(scope, (tx) => sealedOf(tx, district, [subject]));
    expect(openRows(keyring, await read(reach('330702001'))).map((one) => one.text)).toEqual([
      'report.address 楼道堆物',
      'report.words 楼道堆物',
    ]);
    expect(await read({ ...nothing(district), subjects: [subject] })).toHaveLength(2);
    expect(await read(reach('330702002'))).toEqual([]);
    expect(await read(nothing(district))).toEqual([]);
    expect(await read(whole('990001'))).toEqual([]);
  });

  test('is found by its slot or by its own id', async () => {
    const { subject, rows } = await sealedSubject();
    const found = await base.db.read(reach('330702'), async (tx) => [
      ...(await sealedOf(tx, district, [subject], ['report.words'])),
      ...(await sealedById(tx, district, [rows[1]?.id ?? ''])),
    ]);
    expect(found.map((one) => one.slot)).toEqual(['report.words', 'report.address']);
    expect(digestOf(found[1] ?? { cipher: Buffer.of() })).toBe(digestOf(rows[1] ?? { cipher: Buffer.of(1) }));
  });

  test('lies in the database without a word that can be read, or a minute', async () => {
    const { subject } = await sealedSubject();
    const dump = await base.work.read(whole(district), (tx) =>
      sql<{ row: string }>`select s::text || k::text as row from sealing.sealed s join sealing.key k on k.id = s.key
        where s.subject = ${subject}`.execute(tx),
    );
    expect(dump.rows).toHaveLength(2);
    for (const { row } of dump.rows) {
      expect(row).not.toContain(Buffer.from('楼道').toString('hex'));
      expect(row).not.toMatch(/\d\d:\d\d/);
    }
  });

  test('follows its subject to the place where it belongs', async () => {
    const { subject } = await sealedSubject('330702001');
    await base.work.write(whole(district), (tx) => moveSealed(tx, district, [subject], '330702002'));
    expect(await base.db.read(reach('330702001'), (tx) => sealedOf(tx, district, [subject]))).toEqual([]);
    expect(await base.db.read(reach('330702002'), (tx) => sealedOf(tx, district, [subject]))).toHaveLength(2);
  });
});

describe('forgetting', () => {
  test('destroys the key for good: the sealed bytes stay with their digest, and read as null', async () => {
    const { subject, key, rows } = await sealedSubject();
    const gone = await base.db.write(reach('330702001'), async (tx) => {
      const ids = await keyIdsOf(tx, district, [subject]);
      return forget(tx, district, ids, new Date('2026-11-23T04:00:00Z'));
    });
    expect(gone).toEqual([key]);
    const read = await base.db.read(reach('330702001'), (tx) => sealedOf(tx, district, [subject]));
    expect(openRows(keyring, read).map((one) => one.text)).toEqual([null, null]);
    expect(new Set(read.map(digestOf))).toEqual(new Set(rows.map(digestOf)));
    expect(await base.db.read(reach('330702001'), (tx) => forgottenKeys(tx, district))).toContain(key);
  });

  test('is said once, and leaves no key to use', async () => {
    const { subject, key } = await sealedSubject();
    await base.db.write(reach('330702001'), async (tx) => {
      expect((await keysOf(tx, keyring, district, [subject], 'text')).get(subject)?.id).toBe(key);
      expect((await keysOf(tx, keyring, district, [subject], 'identity')).size).toBe(0);
      await forget(tx, district, [key], new Date('2026-11-23T04:00:00Z'));
      expect(await forget(tx, district, [key], new Date('2026-11-24T04:00:00Z'))).toEqual([]);
      expect((await keysOf(tx, keyring, district, [subject], 'text')).size).toBe(0);
    });
  });

  test('cannot be undone by the serving role, nor a key exchanged or deleted', async () => {
    const { key } = await sealedSubject();
    const other = keyring.newKey(district).wrapped;
    const attempt = (statement: ReturnType<typeof sql>) =>
      base.db.write(whole(district), (tx) => statement.execute(tx));
    await expect(attempt(sql`update sealing.key set wrapped = ${other} where id = ${key}`)).rejects.toThrow(/policy/);
    await base.db.write(whole(district), (tx) => forget(tx, district, [key], new Date('2026-11-23T04:00:00Z')));
    await expect(
      attempt(sql`update sealing.key set wrapped = ${other}, forgotten = null where id = ${key}`),
    ).rejects.toThrow(/policy/);
    await expect(attempt(sql`delete from sealing.key where id = ${key}`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`delete from sealing.sealed where key = ${key}`)).rejects.toThrow(/permission denied/);
  });
});

describe('intake', () => {
  test('adds keys and texts for the requests that are new in its batch, and reads nothing', async () => {
    const [fresh, repeated] = [randomUUID(), randomUUID()];
    const made = [fresh, repeated].map((subject) => {
      const { key, row } = keyFor(keyring, { district, owner: subject, purpose: 'text', day });
      return {
        row,
        sealed: sealRow(keyring, { district, subject, territory: '330702001', slot: 'words', key, text: 'x' }),
      };
    });
    const asks = [fresh, repeated];
    const client = await base.db.intake.connect();
    try {
      const statement = sql`with fresh as (select ${fresh}::uuid as id),
        keys as (${keysFragment(
          made.map((one) => one.row),
          asks,
        )}),
        texts as (${sealedFragment(
          made.map((one) => one.sealed),
          asks,
        )})
        select (select count(*) from keys) as keys, (select count(*) from texts) as texts`;
      const compiled = await base.db.read(nothing(district), async (tx) => statement.compile(tx));
      const answer = await client.query(compiled.sql, [...compiled.parameters]);
      expect(answer.rows).toEqual([{ keys: 1, texts: 1 }]);
      await expect(client.query('select id from sealing.key')).rejects.toThrow(/permission denied/);
      await expect(client.query('select cipher from sealing.sealed')).rejects.toThrow(/permission denied/);
    } finally {
      client.release();
    }
    const read = await base.db.read(reach('330702001'), (tx) => sealedOf(tx, district, [fresh, repeated]));
    expect(openRows(keyring, read).map((one) => one.subject)).toEqual([fresh]);
  });

  test('sends the same statement for one row and for many', async () => {
    const one = keyFor(keyring, { district, owner: randomUUID(), purpose: 'text', day }).row;
    const texts = await base.db.read(nothing(district), async (tx) =>
      [[one], [one, one, one]].map((rows) => keysFragment(rows).compile(tx).sql),
    );
    expect(texts[0]).toBe(texts[1]);
  });
});

test('a start with a foreign master key is stopped by a sentence before it writes anything', async () => {
  const other = Buffer.alloc(32, 9);
  const migrating = openDatabase({ serve: base.migrateUrl }, { serve: 1 });
  try {
    await sealedSubject();
    // A database of an earlier release says nothing of its key: what is in it does.
    await expect(claimDatabase(migrating, other)).rejects.toThrow(/master key/);
    await claimDatabase(migrating, masterKey);
    await expect(claimDatabase(migrating, other)).rejects.toThrow(/master key/);
    await expect(openKeyring(base.db, other)).rejects.toThrow(/master key/);
    const opened = await openKeyring(base.db, masterKey);
    expect(opened.blindIndex(district, 'phone', '1').equals(keyring.blindIndex(district, 'phone', '1'))).toBe(true);
    await claimDatabase(migrating, masterKey);
  } finally {
    await migrating.end();
  }
});
