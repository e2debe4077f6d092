import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Growing, leafHash, rangeHash } from './merkle.ts';
import { fillRanges, rootOf } from './multi.ts';

const tree = (size: number) => {
  const entries = Array.from({ length: size }, () => randomBytes(32));
  const growing = new Growing();
  for (const one of entries) growing.add(leafHash(one));
  const complete = (level: number, index: number) => {
    const part = new Growing();
    for (const one of entries.slice(index * 2 ** level, (index + 1) * 2 ** level)) part.add(leafHash(one));
    return part.root();
  };
  return { entries, root: growing.root(), complete };
};

test('any leaves with the hashes of what lies between them make the root, and with one of them altered, moved or left out they do not', async () => {
  const asked = fc
    .integer({ min: 1, max: 70 })
    .chain((size) => fc.tuple(fc.constant(size), fc.uniqueArray(fc.nat(size - 1), { maxLength: size })));
  await fc.assert(
    fc.asyncProperty(asked, fc.nat(), async ([size, chosen], which) => {
      const { entries, root, complete } = tree(size);
      const indexes = chosen.toSorted((a, b) => a - b);
      const leaves = indexes.map((index) => ({ index, entry: entries[index] as Buffer }));
      const fill = await Promise.all(fillRanges(indexes, size).map((range) => rangeHash(range, complete)));
      expect(rootOf(leaves, size, fill)?.equals(root)).toBe(true);
      if (leaves.length === 0) return;
      const at = which % leaves.length;
      const altered = leaves.map((one, i) => (i === at ? { ...one, entry: randomBytes(32) } : one));
      expect(rootOf(altered, size, fill)?.equals(root) ?? false).toBe(false);
      expect(rootOf(leaves.toSpliced(at, 1), size, fill)?.equals(root) ?? false).toBe(false);
      expect(rootOf(leaves, size, [...fill, root])).toBeNull();
      if (fill.length > 0) expect(rootOf(leaves, size, fill.slice(1))).toBeNull();
      const moved = leaves.map((one, i) => (i === at ? { ...one, index: one.index + 1 } : one));
      expect(rootOf(moved, size, fill)?.equals(root) ?? false).toBe(false);
    }),
  );
});
