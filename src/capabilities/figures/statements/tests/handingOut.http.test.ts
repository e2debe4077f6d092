import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { verifierOf } from '../../../../platform/proof/notes.ts';
import { checkStatement, hexOf } from '../../../../platform/proof/stating.ts';
import { Stating } from '../statements.timers.ts';
import {
  colleague,
  D,
  fileOf,
  folder,
  house,
  inFile,
  list,
  parts,
  statementsHouse,
  TOWN,
  VILLAGE,
} from './statementsHouse.ts';

statementsHouse();

const run = promisify(execFile);

describe('a statement of figures', () => {
  let october: string;
  beforeAll(async () => {
    await new Stating(parts()).due(D);
    october = (await list()).items[0].id;
  }, 240_000);

  it('tells the public nothing of hidden kinds nor of too few, and hands the whole edition to staff alone', async () => {
    const text = (await fileOf(october, 'public', 'json')).bytes.toString('utf8');
    const { leftOut } = JSON.parse(text);
    expect(leftOut).toEqual({ kinds: 1, floor: 5 });
    // The names of figures speak of disputes; no kind of matters is named.
    expect(text).not.toMatch(/dispute\.[a-z]/);
    const values = inFile(Buffer.from(text));
    expect(values.get(`closingRate ${VILLAGE}`)).toMatchObject({ part: 17, whole: 20, few: false });
    // Of the town 23 are due; what it has beside the village is 3, which no value says by itself.
    expect(values.get(`closingRate ${TOWN}`)).toMatchObject({ part: 20, whole: 23 });
    for (const sort of ['json', 'pdf', 'note']) {
      expect((await fileOf(october, 'whole', sort)).status).toBe(403);
      expect((await fileOf(october, 'whole', sort, colleague)).status).toBe(200);
    }
    expect((await fileOf(randomUUID(), 'public', 'json')).status).toBe(404);
  });

  it('is signed so that anybody finds with the public key what holds, and every change of a byte', async () => {
    const [json, pdf, note] = (await Promise.all(
      ['json', 'pdf', 'note'].map(async (sort) => (await fileOf(october, 'public', sort)).bytes),
    )) as [Buffer, Buffer, Buffer];
    const text = note.toString('utf8');
    const key = JSON.parse(json.toString('utf8')).key as string;
    const by = verifierOf(key);
    if (by === null) throw new Error('no key');
    expect(checkStatement(json, text, by)).toMatchObject({
      is: 'stated',
      which: 'json',
      stated: { period: '2026-10' },
    });
    expect(checkStatement(pdf, text, by)).toMatchObject({ is: 'stated', which: 'pdf' });
    for (const bytes of [json, pdf]) {
      const other = Buffer.from(bytes);
      other[Math.floor(other.length / 2)] = (other[Math.floor(other.length / 2)] ?? 0) ^ 1;
      expect(checkStatement(other, text, by)).toEqual({ is: 'digest' });
    }
    expect(checkStatement(json, text.replace('2026-10 public', '2026-10 whole'), by)).toEqual({ is: 'signature' });
    expect(checkStatement(json, JSON.parse(json.toString('utf8')).checkpoint, by)).toEqual({ is: 'note' });
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(checkStatement(json, text, { ...by, key: other })).toEqual({ is: 'signature' });

    // As whoever downloaded it does it.
    const at = await mkdtemp(join(tmpdir(), 'lianan-statement-'));
    await writeFile(join(at, 's.json'), json);
    await writeFile(join(at, 's.pdf'), pdf);
    await writeFile(join(at, 's.note'), note);
    const verify = (file: string, ...more: string[]) =>
      run(process.execPath, ['bin/verify.ts', join(at, file), ...more]);
    const { stdout } = await verify('s.json', '--key', key);
    expect(stdout).toContain('核验通过');
    expect(stdout).toContain(hexOf(json));
    expect((await verify('s.pdf', '--key', key)).stdout).toContain('It holds');
    await writeFile(join(at, 's.json'), Buffer.from(json.toString('utf8').replace('"value":34', '"value":35')));
    await expect(verify('s.json', '--key', key)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('不是签名时的那个文件'),
    });
    await rm(at, { recursive: true });
  });

  it('is a paper whose signature holds for OpenSSL too, and no longer when a byte is changed', async () => {
    const pdf = (await fileOf(october, 'public', 'pdf')).bytes;
    const paper = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(paper.getPageCount()).toBeGreaterThan(2);
    expect(paper.getTitle()).toBe('婺城区数据公报 2026-10');
    const range =
      /\/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
    const [a = 0, b = 0, c = 0, d = 0] = range;
    expect([a, c + d]).toEqual([0, pdf.length]);
    const content = Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]);
    const room = Buffer.from(pdf.subarray(b + 1, c - 1).toString('latin1'), 'hex');
    // DER says how long it is; what is left of the room is noughts.
    const signature = room.subarray(0, 4 + room.readUInt16BE(2));
    const at = (name: string) => join(folder, name);
    await writeFile(at('signature.der'), signature);
    const holds = async (bytes: Buffer): Promise<boolean> => {
      await writeFile(at('content.bin'), bytes);
      return run('openssl', [
        ...['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', at('signature.der')],
        ...['-content', at('content.bin'), '-out', '/dev/null'],
      ]).then(
        () => true,
        () => false,
      );
    };
    expect(await holds(content)).toBe(true);
    const other = Buffer.from(content);
    other[2000] = (other[2000] ?? 0) ^ 1;
    expect(await holds(other)).toBe(false);
    expect((await readFile(join(house.dataDir, 'secrets', 'statements.p12'), 'utf8')).length).toBeGreaterThan(1000);
  });

  it('is not handed out when the file that is kept is another one', async () => {
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(
        `update figures.statement_file set bytes = (select bytes from figures.statement_file where statement = $1 and edition = 'public' and sort = 'note')
        where statement = $1 and edition = 'public' and sort = 'json'`,
        [october],
      ),
    );
    expect((await fileOf(october, 'public', 'json')).status).toBe(500);
    await expect(
      house.work.write(whole(D), async (tx) => {
        const { sql } = await import('kysely');
        await sql`update figures.statement_file set sort = 'json'`.execute(tx);
      }),
    ).rejects.toThrow(/permission denied/);
  });
});
