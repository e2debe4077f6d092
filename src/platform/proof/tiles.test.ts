import { describe, expect, it } from 'vitest';
import { Growing, HASH_BYTES, type Hash, leafHash, rangeHash } from './merkle.ts';
import { bundleOf, completeFrom, nameOf, TILE, tileNamed, topOf, widthAt } from './tiles.ts';

describe('the name of a tile', () => {
  it.each([
    ['0/000', { level: 0, index: 0, width: 256 }],
    ['1/x001/x234/067', { level: 1, index: 1_234_067, width: 256 }],
    ['0/273.p/112', { level: 0, index: 273, width: 112 }],
    ['63/999', { level: 63, index: 999, width: 256 }],
    ['entries/x001/000.p/1', { level: 'entries', index: 1_000, width: 1 }],
  ] as const)('%s is read and written', (path, tile) => {
    expect(tileNamed(path)).toEqual(tile);
    expect(nameOf(tile)).toBe(path);
  });

  it.each([
    '0/0',
    '00/000',
    '64/000',
    '0/x000/001',
    '0/x001',
    '0/001.p/0',
    '0/001.p/256',
    '0/001.p/012',
    '-1/000',
    '0/../000',
    '0/000/',
    'x/000',
    '',
  ])('%s is none', (path) => {
    expect(tileNamed(path)).toBeNull();
  });
});

describe('the tiles of a tree', () => {
  it('are as many and as wide as the specification says of 70,000 leaves and of 256', () => {
    const all = (level: number, size: number) => {
      const widths: number[] = [];
      for (let index = 0; widthAt(level, index, size) > 0; index++) widths.push(widthAt(level, index, size));
      return widths;
    };
    const level0 = all(0, 70_000);
    expect([level0.length, level0.at(-1), level0.filter((one) => one === TILE).length]).toEqual([274, 112, 273]);
    expect(all(1, 70_000)).toEqual([256, 17]);
    expect(all(2, 70_000)).toEqual([1]);
    expect([all(0, 256), all(1, 256), all(2, 256)]).toEqual([[256], [1], []]);
  });

  it('give the root that the leaves give', async () => {
    const sizes = [1, 2, 255, 256, 257, 511, 512, 1_000, 65_536, 65_537, 66_666];
    const most = Math.max(...sizes);
    const leaves = Array.from({ length: most }, (_, n) => leafHash(Buffer.from(String(n))));
    const levels: Hash[][] = [leaves];
    for (let level = 0; (levels[level] as Hash[]).length >= TILE; level++) {
      const below = levels[level] as Hash[];
      levels.push(
        Array.from({ length: Math.floor(below.length / TILE) }, (_, n) =>
          topOf(Buffer.concat(below.slice(n * TILE, (n + 1) * TILE))),
        ),
      );
    }
    const growing = new Growing();
    for (const [at, leaf] of leaves.entries()) {
      growing.add(leaf);
      const size = at + 1;
      if (!sizes.includes(size)) continue;
      const complete = completeFrom(async (level, index) => {
        const width = widthAt(level, index, size);
        return Buffer.concat((levels[level] as Hash[]).slice(index * TILE, index * TILE + width));
      });
      expect(await rangeHash({ start: 0, end: size }, complete)).toEqual(growing.root());
    }
  });

  it('that are too short are no tiles', async () => {
    const complete = completeFrom(async () => Buffer.alloc(HASH_BYTES));
    await expect(complete(1, 0)).rejects.toThrow(RangeError);
  });
});

it('a bundle is each entry behind its length', () => {
  expect(
    bundleOf([Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(300, 1)])
      .subarray(0, 8)
      .toString('hex'),
  ).toBe('0002616200000 12c'.replace(' ', ''));
});
