import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Growing, leafHash } from './merkle.ts';
import { ED25519, headText, signed, verifierText } from './notes.ts';
import { signerOf } from './proofKey.ts';
import { checkBundle } from './proving.ts';
import { hexOf } from './stating.ts';
import { tlogProofOf, tlogProofText } from './tlogProof.ts';

const HASH = 'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=';
const signer = signerOf(generateKeyPairSync('ed25519').privateKey, 'a.example/log', ED25519);
const line = Buffer.from('{"kind":"matter.reported"}');
const growing = new Growing();
const leaves = [Buffer.from(hexOf(line), 'hex'), Buffer.alloc(32, 1)].map(leafHash);
for (const one of leaves) growing.add(one);
const checkpoint = signed(headText({ origin: signer.name, size: 2, root: growing.root() }), signer);
const path = [leaves[1]?.toString('base64') ?? ''];
const text = tlogProofText({ index: 0, line: line.toString('base64'), path }, checkpoint);

test('a proof of a line is written as C2SP tlog-proof, read again, and holds', () => {
  expect(text).toBe(`c2sp.org/tlog-proof@v1\nextra ${line.toString('base64')}\nindex 0\n${path[0]}\n\n${checkpoint}`);
  const read = tlogProofOf(text);
  if (read === null) throw new Error('it is none');
  const key = { format: 'lianan-proof-1', key: verifierText(signer) } as const;
  expect(checkBundle({ ...read, ...key }, signer)).toMatchObject({ is: 'proved', lines: [{ index: 0 }] });
  const altered = tlogProofOf(text.replace('index 0', 'index 1'));
  expect(altered && checkBundle({ ...altered, ...key }, signer)).toEqual({ is: 'path', index: 1 });
});

test('npm run verify checks it with the key that is given, and wants one', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-proofs-'));
  const verified = (name: string, written: string, ...more: string[]) => {
    writeFileSync(join(folder, name), written);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/verify.ts', join(folder, name), ...more], {
      encoding: 'utf8',
    });
    return [status, `${stdout}${stderr}`] as const;
  };
  const key = ['--key', verifierText(signer)];
  const [code, said] = verified('good.tlog-proof', text, ...key);
  expect([code, said.includes('{"kind":"matter.reported"}')]).toEqual([0, true]);
  const [without, asks] = verified('good.tlog-proof', text);
  expect([without, asks.includes('--key')]).toEqual([1, true]);
  const other = text.replace(line.toString('base64'), Buffer.from('{"kind":"matter.closed"}').toString('base64'));
  expect(verified('bad.tlog-proof', other, ...key)[0]).toBe(1);
  rmSync(folder, { recursive: true });
});

test('of a tree of one leaf it has no hashes', () => {
  expect(tlogProofOf(tlogProofText({ index: 0, line: 'AAAA', path: [] }, checkpoint))).toMatchObject({
    lines: [{ index: 0, path: [] }],
  });
});

test.each([
  ['', 'nothing'],
  [text.replace('@v1', '@v2'), 'another version'],
  [text.replace(/extra .*\n/, ''), 'without the line'],
  [text.replace('index 0', 'index 00'), 'a nought in front'],
  [text.replace('index 0', 'index -1'), 'less than nothing'],
  [text.replace(path[0] ?? '', `${HASH}!`), 'a hash that is not base64'],
  [text.slice(0, text.indexOf('\n\n')), 'without a checkpoint'],
])('%j is none: %s', (broken) => {
  expect(tlogProofOf(broken)).toBeNull();
});
