import { createPrivateKey } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import {
  consistencyRanges,
  type Hash,
  includes,
  inclusionRanges,
  isConsistent,
  leafHash,
  nodeHash,
  rangeHash,
} from '../merkle.ts';
import {
  COSIGNATURE,
  cosignature,
  ED25519,
  headOf,
  judged,
  noteOf,
  signed,
  type TreeHead,
  verifierOf,
  verifierText,
} from '../notes.ts';
import { signerOf } from '../proofKey.ts';
import { tlogProofOf, tlogProofText } from '../tlogProof.ts';
import { submissionOf, submissionText } from '../witnessing.ts';
import { c2sp, go, merkle, sumdb } from './vectors.ts';

const hex = (all: readonly string[]): Hash[] => all.map((one) => Buffer.from(one, 'hex'));
const base64 = (all: readonly string[]): Hash[] => all.map((one) => Buffer.from(one, 'base64'));
const flipped = (of: Buffer, at = 0): Buffer => {
  const other = Buffer.from(of);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
function openedBy(key: string, written: string): TreeHead {
  const [note, by] = [noteOf(written), verifierOf(key)];
  const head = note && headOf(note.text);
  if (!note || !by || !head) throw new Error('it is not read');
  expect(judged(note, by).is).toBe('signed');
  return head;
}

describe('Go’s checksum database', () => {
  const older = openedBy(sumdb.key, sumdb.older);
  const newer = openedBy(sumdb.key, sumdb.newer);
  const proof = base64(sumdb.consistency);
  const path = base64(sumdb.inclusion);
  const leaf = leafHash(Buffer.from(sumdb.record));

  it('is seen to have grown, and not to have shrunk or forked', () => {
    expect([older.size, newer.size]).toEqual([72_097_574, 72_201_322]);
    expect(isConsistent(older, newer, proof)).toBe(true);
    expect(isConsistent(newer, older, proof)).toBe(false);
    expect(isConsistent({ ...older, root: flipped(older.root) }, newer, proof)).toBe(false);
    expect(isConsistent(older, { ...newer, root: flipped(newer.root) }, proof)).toBe(false);
    for (const at of proof.keys())
      expect(isConsistent(older, newer, proof.with(at, flipped(proof[at] as Hash)))).toBe(false);
    expect(consistencyRanges(older.size, newer.size)).toHaveLength(proof.length);
  });

  it('holds a record where it says, and nowhere else', () => {
    expect(includes(leaf, sumdb.index, newer, path)).toBe(true);
    for (const index of [sumdb.index - 1, sumdb.index + 1, 0, newer.size - 1])
      expect(includes(leaf, index, newer, path)).toBe(false);
    expect(includes(leafHash(Buffer.from(sumdb.record.replace('v0.6.1', 'v0.6.2'))), sumdb.index, newer, path)).toBe(
      false,
    );
    expect(includes(leaf, sumdb.index, older, path)).toBe(false);
    for (const at of path.keys())
      expect(includes(leaf, sumdb.index, newer, path.with(at, flipped(path[at] as Hash)))).toBe(false);
    expect(inclusionRanges(sumdb.index, newer.size)).toHaveLength(path.length);
  });

  it('has signed each letter of its trees', () => {
    const by = verifierOf(sumdb.key);
    const end = sumdb.newer.indexOf('\n\n');
    for (let at = 0; at < end; at++) {
      const note = noteOf(flipped(Buffer.from(sumdb.newer), at).toString('utf8'));
      expect(note === null || by === null ? 'none' : judged(note, by).is).not.toBe('signed');
    }
  });
});

describe('the proofs of Certificate Transparency’s tests', () => {
  const leaves = hex(merkle.entries).map((one) => leafHash(one));
  const roots = hex(merkle.roots);
  const rootAt = (size: number) => ({ size, root: roots[size - 1] as Hash });
  const complete = (level: number, index: number): Hash =>
    level === 0
      ? (leaves[index] as Hash)
      : nodeHash(complete(level - 1, 2 * index), complete(level - 1, 2 * index + 1));
  const hashes = (ranges: readonly { start: number; end: number }[]) =>
    Promise.all(ranges.map((one) => rangeHash(one, complete)));
  const garbage = Buffer.alloc(32, 0xab);

  test.each(merkle.inclusion)(
    'that leaf $index is in a tree of $size hold, are what we make, and hold for nothing else',
    async ({ index, size, proof }) => {
      const path = hex(proof);
      const leaf = leaves[index] as Hash;
      const tree = rootAt(size);
      expect(await hashes(inclusionRanges(index, size))).toEqual(path);
      expect(includes(leaf, index, tree, path)).toBe(true);
      const wrong: readonly (readonly [Hash, number, { size: number; root: Hash }, readonly Hash[]])[] = [
        [leaf, index - 1, tree, path],
        [leaf, index + 1, tree, path],
        [leaf, index ^ 2, tree, path],
        [leaf, index, { ...tree, size: size * 2 }, path],
        [leaf, index, { ...tree, size: Math.floor(size / 2) }, path],
        [garbage, index, tree, path],
        [leaf, index, { ...tree, root: Buffer.alloc(0) }, path],
        [leaf, index, { ...tree, root: garbage }, path],
        [leaf, index, tree, [...path, garbage]],
        [leaf, index, tree, [...path, tree.root]],
        [leaf, index, tree, [garbage, ...path]],
        [leaf, index, tree, [tree.root, ...path]],
        ...path.map((one, at) => [leaf, index, tree, path.with(at, flipped(one, 4))] as const),
        ...(path.length > 0 ? [[leaf, index, tree, path.slice(0, -1)] as const] : []),
      ];
      for (const one of wrong) expect(includes(...one)).toBe(false);
    },
  );

  test.each(merkle.consistency)(
    'that a tree of $from is the beginning of one of $to hold, are what we make, and hold for nothing else',
    async ({ from, to, proof }) => {
      const path = hex(proof);
      const [older, newer] = [rootAt(from), rootAt(to)];
      expect(await hashes(consistencyRanges(from, to))).toEqual(path);
      expect(isConsistent(older, newer, path)).toBe(true);
      const wrong: readonly (readonly [typeof older, typeof newer, readonly Hash[]])[] = [
        [{ ...older, root: garbage }, newer, path],
        [older, { ...newer, root: garbage }, path],
        [older, newer, [...path, garbage]],
        [older, newer, [garbage, ...path]],
        [older, newer, [...path, older.root]],
        [older, newer, [newer.root, ...path]],
        ...path.map((one, at) => [older, newer, path.with(at, flipped(one, 4))] as const),
      ];
      const elsewhere: typeof wrong = [
        [{ ...older, size: from + 1 }, newer, path],
        [{ ...older, size: from - 1 }, newer, path],
        [{ ...older, size: from ^ 2 }, newer, path],
        [older, { ...newer, size: to * 2 }, path],
        [older, { ...newer, size: Math.floor(to / 2) }, path],
        [newer, older, path],
        [older, newer, path.slice(0, -1)],
      ];
      for (const one of path.length > 0 ? [...wrong, ...elsewhere] : wrong) expect(isConsistent(...one)).toBe(false);
    },
  );
});

describe('what Go’s libraries write under a known key', () => {
  const seed = Buffer.from(Array.from({ length: 32 }, (_, at) => at + 1));
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const log = signerOf(secret, go.origin, ED25519);
  const witness = signerOf(secret, 'witness.example/w', COSIGNATURE);

  it('we write letter by letter: keys, a signed checkpoint, a cosignature, a proof', () => {
    expect(verifierText(log)).toBe(go.key);
    expect(verifierText(witness)).toBe(go.witness);
    expect(signed(go.text, log)).toBe(`${go.text}\n${go.lines[0]}`);
    expect(cosignature(go.text, witness, go.seconds)).toBe(go.lines[1]);
    expect(cosignature(go.text, { ...witness, name: 'other.example/w' }, go.seconds)).toBe(go.lines[2]);
    const read = tlogProofOf(go.proof);
    const [line] = read?.lines ?? [];
    expect(line && read && tlogProofText(line, read.checkpoint)).toBe(go.proof);
    expect(line?.index).toBe(73_894);
  });

  it('we read, with who signed and when', () => {
    const note = noteOf(go.note);
    expect(note && judged(note, log)).toEqual({ is: 'signed', seconds: null });
    expect(note && judged(note, witness)).toEqual({ is: 'signed', seconds: go.seconds });
    expect(note && headOf(note.text)).toMatchObject({ origin: go.origin, size: 102_850 });
  });
});

describe('the examples of the specifications', () => {
  it('are read: a checkpoint with a cosignature of 1679315147', () => {
    const note = noteOf(c2sp.cosigned);
    expect(note?.signatures.map(({ name, id }) => [name, id])).toEqual([
      ['example.com/behind-the-sofa', 0x033de0ae],
      ['witness.example.com/w1', 0x8d66cf3f],
    ]);
    expect(note?.signatures[1]?.bytes.readBigUInt64BE()).toBe(1_679_315_147n);
    expect(note && headOf(note.text)?.size).toBe(20_852_163);
  });

  it('are read and written: a request to a witness', () => {
    const asked = submissionOf(c2sp.submission);
    expect([asked?.old, asked?.proof.length, asked?.note.signatures.length]).toEqual([20_852_014, 4, 2]);
    const checkpoint = c2sp.submission.slice(c2sp.submission.indexOf('\n\n') + 2);
    expect(asked && submissionText(asked.old, asked.proof, checkpoint)).toBe(c2sp.submission);
  });
});
