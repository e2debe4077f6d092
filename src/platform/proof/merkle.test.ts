import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  consistencyRanges,
  EMPTY_ROOT,
  Growing,
  type Hash,
  includes,
  inclusionRanges,
  isConsistent,
  leafHash,
  nodeHash,
  type Range,
  rangeHash,
} from './merkle.ts';

// RFC 6962, 2.1, word by word: the oracle. The leaves are those of the reference implementation's tests.
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function mth(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0] as Hash;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const MOST = 70;
const leaves = Array.from({ length: MOST }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));
const sliceOf = ({ start, end }: Range): Hash => mth(leaves.slice(start, end));
const treeOf = (size: number) => ({ size, root: sliceOf({ start: 0, end: size }) });

describe('the tree', () => {
  it('has the roots that the reference implementation has', () => {
    const hashes = ENTRIES.map((one) => leafHash(Buffer.from(one, 'hex')));
    const growing = new Growing();
    expect(ROOTS.map((_, size) => mth(hashes.slice(0, size)).toString('hex'))).toEqual(ROOTS);
    const grown = [growing.root().toString('hex')];
    for (const one of hashes) {
      growing.add(one);
      grown.push(growing.root().toString('hex'));
    }
    expect(grown).toEqual(ROOTS);
  });

  it('is put together of complete parts as of its leaves', async () => {
    const complete = (level: number, index: number) =>
      sliceOf({ start: index * 2 ** level, end: (index + 1) * 2 ** level });
    for (let end = 0; end <= MOST; end++)
      for (let start = 0; start <= end; start += 7)
        expect(await rangeHash({ start, end }, complete)).toEqual(sliceOf({ start, end }));
  });
});

describe('a proof', () => {
  it('that a leaf is in a tree holds for this leaf, place and tree alone, for every leaf of every size', () => {
    for (let size = 1; size <= MOST; size++) {
      const tree = treeOf(size);
      for (let index = 0; index < size; index++) {
        const path = inclusionRanges(index, size).map(sliceOf);
        const leaf = leaves[index] as Hash;
        expect(includes(leaf, index, tree, path)).toBe(true);
        expect(includes(leafHash(Buffer.from('another')), index, tree, path)).toBe(false);
        if (size > 1) expect(includes(leaf, (index + 1) % size, tree, path)).toBe(false);
        expect(includes(leaf, index, { ...tree, root: EMPTY_ROOT }, path)).toBe(false);
        expect(includes(leaf, index, tree, [...path, leaf])).toBe(false);
        if (path.length > 0) expect(includes(leaf, index, tree, path.slice(1))).toBe(false);
      }
      expect(includes(leaves[0] as Hash, size, tree, [])).toBe(false);
      expect(includes(leaves[0] as Hash, -1, tree, [])).toBe(false);
    }
  });

  it('that a tree is the beginning of another holds for these two alone, for every pair of sizes', () => {
    for (let size = 0; size <= MOST; size++) {
      for (let from = 0; from <= size; from++) {
        const proof = consistencyRanges(from, size).map(sliceOf);
        const [older, newer] = [treeOf(from), treeOf(size)];
        expect(isConsistent(older, newer, proof)).toBe(true);
        if (from > 0) expect(isConsistent({ ...older, root: leafHash(Buffer.of(7)) }, newer, proof)).toBe(false);
        if (from !== size && from > 0)
          expect(isConsistent(older, { ...newer, root: leafHash(Buffer.of(7)) }, proof)).toBe(false);
        expect(isConsistent(older, newer, [...proof, EMPTY_ROOT])).toBe(false);
        if (proof.length > 0) expect(isConsistent(older, newer, proof.slice(0, -1))).toBe(false);
        if (from < size) expect(isConsistent(newer, older, proof)).toBe(false);
      }
    }
  });

  it('is not made of a leaf or a tree that is not there', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(4, 3)).toThrow(RangeError);
  });

  it('of very large trees is short, and names ranges that tile the tree', () => {
    const size = 2 ** 40 + randomInt(2 ** 30);
    const index = size - 1 - randomInt(2 ** 20);
    const ranges = inclusionRanges(index, size);
    expect(ranges.length).toBeLessThan(64);
    const total = ranges.reduce((sum, { start, end }) => sum + end - start, 1);
    expect(total).toBe(size);
  });
});
