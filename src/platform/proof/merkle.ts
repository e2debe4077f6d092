import { hash as digest } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;
export const HASH_BYTES = 32;

/** Hash of the empty tree (RFC 6962, 2.1). */
export const EMPTY_ROOT: Hash = digest('sha256', '', 'buffer');

/** Hash of a leaf that holds `entry` (RFC 6962, 2.1): the prefix keeps leaves and nodes apart. */
export const leafHash = (entry: Uint8Array): Hash => hashOf(Buffer.concat([LEAF, entry]));

/** Hash of a node above two others (RFC 6962, 2.1). */
export const nodeHash = (left: Hash, right: Hash): Hash => hashOf(Buffer.concat([NODE, left, right]));

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
/** By way of a text of one byte a letter: Node hashes so in half the time that it takes to answer a Buffer. */
const hashOf = (bytes: Buffer): Hash => Buffer.from(digest('sha256', bytes, 'binary'), 'binary');

/** The leaves from `start` (included) to `end` (not included), as a subtree. */
export type Range = { readonly start: number; readonly end: number };

/** Where a range of n leaves is split: the largest power of two below n. Numbers above 2^31 have no bit operations. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The hash of a range whose complete, aligned parts are known; the others are put together of them. */
export async function rangeHash(
  { start, end }: Range,
  complete: (level: number, index: number) => Hash | Promise<Hash>,
): Promise<Hash> {
  const n = end - start;
  if (n === 0) return EMPTY_ROOT;
  const level = Math.log2(n);
  if (Number.isInteger(level) && start % n === 0) return complete(level, start / n);
  const k = splitOf(n);
  return nodeHash(
    await rangeHash({ start, end: start + k }, complete),
    await rangeHash({ start: start + k, end }, complete),
  );
}

/** The subtrees whose hashes prove that leaf `index` is in a tree of `size` leaves, from the leaf up (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf');
  const path = (m: number, start: number, end: number): Range[] => {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return m < middle
      ? [...path(m, start, middle), { start: middle, end }]
      : [...path(m, middle, end), { start, end: middle }];
  };
  return path(index, 0, size);
}

/** The subtrees whose hashes prove that the tree of `from` leaves is the beginning of the tree of `size` (RFC 6962, 2.1.2). */
export function consistencyRanges(from: number, size: number): Range[] {
  if (!(from >= 0 && from <= size)) throw new RangeError('no such tree');
  if (from === 0 || from === size) return [];
  const proof = (m: number, start: number, end: number, isWhole: boolean): Range[] => {
    if (m === end) return isWhole ? [] : [{ start, end }];
    const middle = start + splitOf(end - start);
    return m <= middle
      ? [...proof(m, start, middle, isWhole), { start: middle, end }]
      : [...proof(m, middle, end, false), { start, end: middle }];
  };
  return proof(from, 0, size, true);
}

/** Whether a path proves that a leaf's hash stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function includes(
  leaf: Hash,
  index: number,
  tree: { readonly size: number; readonly root: Hash },
  path: readonly Hash[],
): boolean {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < tree.size)) return false;
  let at = index;
  let last = tree.size - 1;
  let reached = leaf;
  for (const one of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      reached = nodeHash(one, reached);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else reached = nodeHash(reached, one);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && reached.equals(tree.root);
}

/** Whether a proof shows that the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2; of nothing, everything is one). */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  // A complete older tree is its own first node, which the proof does not repeat.
  const path = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let at = older.size - 1;
  let last = newer.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let before = first;
  let after = first;
  for (const one of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(one, before);
      after = nodeHash(one, after);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else after = nodeHash(after, one);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && before.equals(older.root) && after.equals(newer.root);
}

/** The root of a tree of which every leaf is handed in, in order; keeps one hash for each complete part, never the leaves. */
export class Growing {
  readonly #parts: { readonly level: number; readonly hash: Hash }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. */
  add(leaf: Hash): void {
    this.#size += 1;
    let part = { level: 0, hash: leaf };
    for (let left = this.#parts.at(-1); left?.level === part.level; left = this.#parts.at(-1)) {
      this.#parts.pop();
      part = { level: part.level + 1, hash: nodeHash(left.hash, part.hash) };
    }
    this.#parts.push(part);
  }

  root(): Hash {
    const [last, ...others] = this.#parts.toReversed();
    return last === undefined ? EMPTY_ROOT : others.reduce((right, left) => nodeHash(left.hash, right), last.hash);
  }
}
