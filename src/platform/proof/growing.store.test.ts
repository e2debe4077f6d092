import { generateKeyPairSync, type KeyObject, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { mortal } from '../../../tests/harness/mortal.ts';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { createDistrict } from '../journal/lines.store.ts';
import { grow, NotAHead, rootAt } from './growing.ts';
import { readHead } from './heads.ts';
import { Growing, type Hash, includes, isConsistent, leafHash } from './merkle.ts';
import { headOf, judged, noteOf, type TreeHead, verifierOf } from './notes.ts';
import { logOf } from './proof.store.ts';
import { consistencyProof, inclusionProof } from './proving.ts';
import { goOnAfterRestore } from './restarting.ts';

const D = '990777';
let house: TestDatabase;
let folder: string;
let secret: KeyObject;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house?.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianan-tree-'));
  secret = generateKeyPairSync('ed25519').privateKey;
  await house.work.write(whole(D), (tx) =>
    createDistrict(tx, { district: D, name: { zh: '测', en: 'Test' }, origin: 'demo' }),
  );
});
afterEach(async () => {
  await owner(`delete from journal.line where district = '${D}'`);
  for (const table of ['journal.watermark', 'journal.head', 'proof.log', 'proof.tile'])
    await owner(`delete from ${table} where district = '${D}'`);
  await rm(folder, { recursive: true });
});

const owner = (text: string) => asOwner(house.ownerUrl, (client) => client.query(text));
/** Lines as far as the tree looks at them: an order and a hash. */
const written = (n: number) =>
  owner(`with more as (update journal.head set seq = seq + ${n} where district = '${D}' returning seq)
    insert into journal.line (district, seq, id, subject, n, kind, version, origin, happened, recorded, territory, bytes, hash)
    select '${D}', seq - ${n} + g, gen_random_uuid(), gen_random_uuid(), 1, 'x', 1, 'demo', now(), now(), '${D}', '\\x00',
      sha256(gen_random_uuid()::text::bytea) from more, generate_series(1, ${n}) g`);
const turn = (db: Database = house.work, key = secret) =>
  grow({ db, secret: key, folder, originOf: (one) => `test.example/${one}`, clock: () => new Date() }, D);
const logged = async () => {
  const log = await house.work.read(whole(D), (tx) => logOf(tx, D));
  if (log === null) throw new Error('no log');
  return log;
};
async function leaves(): Promise<Hash[]> {
  const { rows } = await owner(`select hash from journal.line where district = '${D}' order by seq`);
  return rows.map((one: { hash: Buffer }) => leafHash(one.hash));
}
/** The oracle: the tree of all lines, grown leaf by leaf. */
async function headOfLines(size?: number): Promise<{ size: number; root: Hash }> {
  const all = (await leaves()).slice(0, size);
  const growing = new Growing();
  for (const one of all) growing.add(one);
  return { size: all.length, root: growing.root() };
}
const signedHead = async (): Promise<TreeHead> => headOf(noteOf((await logged()).checkpoint)?.text ?? '') as TreeHead;

describe('a tree', () => {
  it('takes in what came, turn by turn, and its signed head is that of the lines', async () => {
    for (const n of [1, 2, 252, 1, 1, 255, 700, 3]) {
      await written(n);
      expect(await turn()).toBeNull();
      const { size, root } = await signedHead();
      expect({ size, root }).toEqual(await headOfLines());
    }
    const { checkpoint, key, origin } = await logged();
    const note = noteOf(checkpoint);
    const verifier = verifierOf(key);
    expect([origin, note && verifier && judged(note, verifier).is]).toEqual([`test.example/${D}`, 'signed']);
    expect(await readHead(folder, D)).toBe(checkpoint);
  });

  it('of more lines than a turn takes at once is whole at the end of the turn', async () => {
    await written(66_000);
    expect(await turn()).toBeNull();
    expect(await signedHead()).toMatchObject(await headOfLines());
    expect(await house.work.read(whole(D), (tx) => rootAt(tx, D, 65_536))).toEqual((await headOfLines(65_536)).root);
  });

  it('proves each leaf in each tree, and each tree out of each before', async () => {
    await written(1_300);
    await turn();
    const all = await leaves();
    for (let tries = 0; tries < 60; tries++) {
      const size = randomInt(1, 1_301);
      const tree = await headOfLines(size);
      const index = randomInt(size);
      const from = randomInt(size + 1);
      const older = await headOfLines(from);
      await house.work.read(whole(D), async (tx) => {
        expect(includes(all[index] as Hash, index, tree, await inclusionProof(tx, D, index, size))).toBe(true);
        expect(isConsistent(older, tree, await consistencyProof(tx, D, from, size))).toBe(true);
      });
    }
  });

  it('is one tree whichever worker dies when: before it commits, or after', async () => {
    await written(1_000);
    const worker = mortal(house.work);
    await expect(turn(worker)).rejects.toThrow('before');
    await expect(turn(worker)).rejects.toThrow('after');
    // The file outside is a turn behind, which is no fault.
    expect(await readHead(folder, D)).toBeNull();
    await written(5);
    expect(await Promise.all([turn(), turn()])).toEqual([null, null]);
    expect(await signedHead()).toMatchObject(await headOfLines());
  });
});

describe('nothing is signed', () => {
  it('over a database that was put back to an older state', async () => {
    await written(300);
    await turn();
    const before = await logged();
    await written(10);
    await turn();
    await owner(`update proof.log set size = 300, checkpoint = '${before.checkpoint}' where district = '${D}'`);
    expect(await turn()).toBe('rewound');
    expect(await logged()).toMatchObject({ size: 300, fault: 'rewound' });
  });

  it('over a tree whose beginning is another one', async () => {
    await written(300);
    await turn();
    await owner(`update proof.tile set hashes = set_byte(hashes, 40, (get_byte(hashes, 40) + 1) % 256) where district = '${D}' and level = 0 and index = 0;
      update proof.tile set hashes = set_byte(hashes, 4, (get_byte(hashes, 4) + 1) % 256) where district = '${D}' and level = 1`);
    await written(1);
    expect(await turn()).toBe('rewritten');
    expect((await logged()).size).toBe(300);
  });

  it('by another key than the one that signed before', async () => {
    await written(2);
    await turn();
    await written(2);
    expect(await turn(house.work, generateKeyPairSync('ed25519').privateKey)).toBe('otherKey');
    expect((await logged()).size).toBe(2);
    expect(await turn()).toBeNull();
    expect(await logged()).toMatchObject({ size: 4, fault: null });
  });

  it('over a line that is missing', async () => {
    await written(5);
    await owner(`delete from journal.line where district = '${D}' and seq = 3`);
    await expect(turn()).rejects.toThrow('missing');
    expect((await house.work.read(whole(D), (tx) => logOf(tx, D)))?.size ?? 0).toBe(0);
  });

  it('where the file outside says nothing that was signed; the file stays as it is', async () => {
    await written(2);
    await turn();
    await writeFile(join(folder, `${D}.note`), 'not a note');
    await written(1);
    await expect(turn()).rejects.toThrow(NotAHead);
    expect([await readHead(folder, D), (await logged()).size]).toEqual(['not a note', 2]);
  });
});

describe('a tree that came back with a backup', () => {
  const restored = (key = secret) =>
    goOnAfterRestore(house.work, { secret: key, folder, now: new Date('2026-11-27T08:00:00Z') }, D);

  it('goes on under its name where it goes on from what was signed here', async () => {
    await written(10);
    await turn();
    expect(await restored()).toBeNull();
    await written(1);
    expect(await turn()).toBeNull();
    expect(await logged()).toMatchObject({ origin: `test.example/${D}`, size: 11 });
  });

  it('begins again under another name where it was signed further, or the key is lost; the last checkpoint is kept', async () => {
    await written(300);
    await turn();
    const before = await logged();
    await written(10);
    await turn();
    const further = await readHead(folder, D);
    await owner(`update proof.log set size = 300, checkpoint = '${before.checkpoint}' where district = '${D}'`);
    expect(await restored()).toBe(`test.example/${D}/2`);
    expect(await readFile(join(folder, `${D}.2026-11-27T080000.000Z.before-restore`), 'utf8')).toBe(further);
    expect(await turn()).toBeNull();
    expect(await signedHead()).toMatchObject({ ...(await headOfLines()), origin: `test.example/${D}/2` });
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await restored(other)).toBe(`test.example/${D}/3`);
    expect(await turn(house.work, other)).toBeNull();
    expect(await signedHead()).toMatchObject(await headOfLines());
  });
});
