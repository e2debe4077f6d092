import { generateKeyPairSync, type KeyObject, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { mortal } from '../../../tests/harness/mortal.ts';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { Differs } from '../journal/difference.ts';
import { createDistrict } from '../journal/lines.store.ts';
import { watchTree } from './auditTree.ts';
import { grow, NotAHead, rootAt } from './growing.ts';
import { readHead } from './heads.ts';
import { EMPTY_ROOT, Growing, type Hash, includes, isConsistent, leafHash } from './merkle.ts';
import { ED25519, headOf, headText, judged, noteOf, signed, type TreeHead, verifierOf, verifierText } from './notes.ts';
import { logOf } from './proof.store.ts';
import { signerOf } from './proofKey.ts';
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

  it('where the database calls something its checkpoint that we never signed for this size, and what was signed stays outside', async () => {
    await written(300);
    await turn();
    const first = (await logged()).checkpoint;
    await written(10);
    await turn();
    const [kept, newest] = [await readHead(folder, D), (await logged()).checkpoint];
    expect(kept).toBe(newest);
    const empty = signed(headText({ origin: `test.example/${D}`, size: 0, root: EMPTY_ROOT }), {
      ...signerOf(generateKeyPairSync('ed25519').privateKey, `test.example/${D}`, ED25519),
    });
    const elsewhere = signed(
      headText({ ...(await signedHead()), origin: `test.example/${D}/2` }),
      signerOf(secret, `test.example/${D}/2`, ED25519),
    );
    for (const note of [empty, first, elsewhere, 'nothing', '']) {
      await owner(`update proof.log set checkpoint = '${note}' where district = '${D}'`);
      // Without a line that is new, and with one.
      expect(await turn()).toBe('rewritten');
      expect(await readHead(folder, D)).toBe(kept);
    }
    await owner(`update proof.log set checkpoint = '${newest}' where district = '${D}'`);
    expect(await turn()).toBeNull();
    await written(1);
    expect(await turn()).toBeNull();
    expect(await logged()).toMatchObject({ size: 311, fault: null });
  });

  it('by a file outside that another has signed, or that is of another tree', async () => {
    await written(3);
    await turn();
    const head = await signedHead();
    const other = generateKeyPairSync('ed25519').privateKey;
    for (const [by, origin] of [
      [other, head.origin],
      [secret, `${head.origin}/2`],
    ] as const) {
      await writeFile(join(folder, `${D}.note`), signed(headText({ ...head, origin }), signerOf(by, origin, ED25519)));
      await expect(turn()).rejects.toThrow(NotAHead);
    }
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

describe('an audit', () => {
  /** What it says of the lines as they are: a code, or null. */
  const audited = async (by: { secret: KeyObject | null } = { secret }): Promise<string | null> => {
    const { rows } = await owner(`select hash from journal.line where district = '${D}' order by seq`);
    try {
      const watch = await watchTree(house.work, { folder, ...by }, D);
      watch.lines(Buffer.concat(rows.map((one: { hash: Buffer }) => one.hash)));
      watch.end();
      return null;
    } catch (error) {
      if (error instanceof Differs) return error.difference.code;
      throw error;
    }
  };

  it('names a tile that outsiders would read and that does not hold the lines any more', async () => {
    await written(700);
    await turn();
    expect(await audited()).toBeNull();
    const tile = `district = '${D}' and level = 0 and index = 1`;
    const flip = `update proof.tile set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where ${tile}`;
    await owner(flip);
    // The worker looks at what it signs anew by the tiles above, and sees nothing.
    expect([await audited(), await turn()]).toEqual(['tile', null]);
    await owner(flip);
    expect(await audited()).toBeNull();
    await owner(`delete from proof.tile where ${tile}`);
    expect(await audited()).toBe('tile');
    // Where a line is another one, it is the line that is named and not the tile.
    await owner(`update journal.line set hash = sha256(hash) where district = '${D}' and seq = 300`);
    expect(await audited()).toBe('tree');
  });

  it('holds checkpoints to the key that lies here, not to the one that the database names', async () => {
    await written(5);
    await turn();
    const other = generateKeyPairSync('ed25519').privateKey;
    const { origin } = await logged();
    const theirs = signerOf(other, origin, ED25519);
    const note = signed(headText({ ...(await signedHead()), size: 5 }), theirs);
    await owner(`update proof.log set key = '${verifierText(theirs)}', checkpoint = '${note}' where district = '${D}'`);
    expect(await audited()).toBe('unsigned');
    // Whoever has the database and no key is told that the file was signed by another.
    expect(await audited({ secret: null })).toBe('checkpointFile');
    await writeFile(join(folder, `${D}.note`), note);
    expect(await audited()).toBe('checkpointFile');
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

  it('never has a name that a tree had before, however often the same backup is put back', async () => {
    await written(20);
    await turn();
    const backup = await logged();
    const putBack = () =>
      owner(
        `delete from proof.tile where district = '${D}' and level > 0; update proof.log set origin = '${backup.origin}', key = '${backup.key}', size = 20, checkpoint = '${backup.checkpoint}' where district = '${D}'`,
      );
    const names: (string | null)[] = [];
    for (let times = 0; times < 3; times++) {
      await written(5);
      await turn();
      await putBack();
      names.push(
        await goOnAfterRestore(house.work, { secret, folder, now: new Date(Date.UTC(2026, 10, 27, 8, times)) }, D),
      );
      expect(await turn()).toBeNull();
    }
    expect(names).toEqual([2, 3, 4].map((n) => `test.example/${D}/${n}`));
  });

  it('begins again where nothing says how far it was signed, and where the backup knows no tree but one was signed here', async () => {
    await written(10);
    await turn();
    await rm(join(folder, `${D}.note`));
    expect(await restored()).toBe(`test.example/${D}/2`);
    expect(await turn()).toBeNull();
    await owner(`delete from proof.log where district = '${D}'; delete from proof.tile where district = '${D}'`);
    expect(await restored()).toBe(`test.example/${D}/3`);
    await written(1);
    expect(await turn()).toBeNull();
    expect(await logged()).toMatchObject({ origin: `test.example/${D}/3`, size: 11 });
    // Of a district in which nothing was ever signed there is nothing to begin again.
    await owner(`delete from proof.log where district = '${D}'; delete from proof.tile where district = '${D}'`);
    await rm(folder, { recursive: true });
    expect(await restored()).toBeNull();
    folder = await mkdtemp(join(tmpdir(), 'lianan-tree-'));
  });
});
