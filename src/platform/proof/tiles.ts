import { HASH_BYTES, type Hash, nodeHash } from './merkle.ts';

/** Hashes in a full tile, and the levels of the tree that it stands for (C2SP tlog-tiles). */
export const TILE = 256;
export const TILE_LEVELS = 8;

/** A tile: level and index by tlog-tiles; `entries` are bundles of the leaves' contents. */
export type TileName = {
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes in it: 256, or fewer in a partial one. */
  readonly width: number;
};

const NAME = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What `<L>/<N>[.p/<W>]` names, or null where it names nothing (C2SP tlog-tiles, Merkle Tree). */
export function tileNamed(path: string): TileName | null {
  const [, level = '', digits = '', part] = NAME.exec(path) ?? [];
  if (level === '') return null;
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  // No element in front may be all noughts: one index has one name.
  if (!Number.isSafeInteger(index) || pathOf(index) !== digits) return null;
  const width = part === undefined ? TILE : Number(part);
  if (part !== undefined && width >= TILE) return null;
  if (level !== 'entries' && Number(level) > 63) return null;
  return { level: level === 'entries' ? level : Number(level), index, width };
}

/** `<L>/<N>[.p/<W>]` of a tile. */
export const nameOf = ({ level, index, width }: TileName): string =>
  `${level}/${pathOf(index)}${width === TILE ? '' : `.p/${width}`}`;

/** An index in elements of three digits, all but the last behind an x: 1234067 is x001/x234/067. */
function pathOf(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return (padded.match(/\d{3}/g) as string[]).map((one, at, all) => (at < all.length - 1 ? `x${one}` : one)).join('/');
}

/** How many hashes tile `index` of a level holds in a tree of `size` leaves; 0 where there is none yet. */
export function widthAt(level: number, index: number, size: number): number {
  const there = Math.floor(size / TILE ** level) - index * TILE;
  return Math.max(0, Math.min(TILE, there));
}

/** The hash at the top of 2^n hashes that stand in a row. */
export function topOf(hashes: Uint8Array): Hash {
  let row: Hash[] = Array.from({ length: hashes.length / HASH_BYTES }, (_, at) =>
    Buffer.from(hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at] as Hash, row[2 * at + 1] as Hash));
  return row[0] as Hash;
}

/** Answers a tile's hashes, at least as many as it has in the tree that is meant. */
export type TileReader = (level: number, index: number) => Promise<Uint8Array>;

/** Reads the hashes of complete subtrees (level counted in leaves' powers of two) out of tiles, each tile once. */
export function completeFrom(read: TileReader): (level: number, index: number) => Promise<Hash> {
  const known = new Map<string, Promise<Uint8Array>>();
  const tile = (level: number, index: number): Promise<Uint8Array> => {
    const key = `${level}/${index}`;
    const found = known.get(key) ?? read(level, index);
    known.set(key, found);
    return found;
  };
  return async (level, index) => {
    const within = level % TILE_LEVELS;
    const n = 2 ** within;
    const first = index * n;
    const hashes = await tile((level - within) / TILE_LEVELS, Math.floor(first / TILE));
    const from = (first % TILE) * HASH_BYTES;
    const part = hashes.subarray(from, from + n * HASH_BYTES);
    if (part.length !== n * HASH_BYTES) throw new RangeError('a tile is too short');
    return topOf(part);
  };
}

/** Entries as a bundle: each behind its length in two bytes, big-endian (C2SP tlog-tiles, Log entries). */
export const bundleOf = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
