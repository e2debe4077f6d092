import { type Hash, leafHash, nodeHash, type Range, splitOf } from './merkle.ts';

/**
 * The subtrees that hold none of some leaves, from left to right: with their hashes and those leaves the root of the tree can be
 * reckoned, so that many leaves are proved at once by little more than one path each (the idea of RFC 6962's audit path for several).
 * @param indexes leaves, rising, each once.
 */
export function fillRanges(indexes: readonly number[], size: number): Range[] {
  const ranges: Range[] = [];
  const walk = (start: number, end: number, from: number, to: number): void => {
    if (from === to) {
      ranges.push({ start, end });
      return;
    }
    if (end - start === 1) return;
    const middle = start + splitOf(end - start);
    let at = from;
    while (at < to && (indexes[at] as number) < middle) at += 1;
    walk(start, middle, from, at);
    walk(middle, end, at, to);
  };
  if (size > 0) walk(0, size, 0, indexes.length);
  return ranges;
}

/** The root of a tree from some of its leaves' entries, rising, and the hashes of `fillRanges`; null where they do not fit together. */
export function rootOf(
  leaves: readonly { readonly index: number; readonly entry: Uint8Array }[],
  size: number,
  fill: readonly Hash[],
): Hash | null {
  const indexes = leaves.map((one) => one.index);
  if (size <= 0 || indexes.some((one, at) => !(one >= 0 && one < size && one > (indexes[at - 1] ?? -1)))) return null;
  let filled = 0;
  const walk = (start: number, end: number, from: number, to: number): Hash | null => {
    if (from === to) return fill[filled++] ?? null;
    if (end - start === 1) return leafHash(leaves[from]?.entry ?? new Uint8Array());
    const middle = start + splitOf(end - start);
    let at = from;
    while (at < to && (indexes[at] as number) < middle) at += 1;
    const left = walk(start, middle, from, at);
    const right = left && walk(middle, end, at, to);
    return left && right && nodeHash(left, right);
  };
  const root = walk(0, size, 0, indexes.length);
  return filled === fill.length ? root : null;
}
