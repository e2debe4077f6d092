import { crc32, inflateRawSync } from 'node:zlib';

/** Thrown where an archive unfolds to more than it may. */
export class UnfoldsTooFar extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];
/** The longest comment that may follow the end record, which is found from behind. */
const MOST_COMMENT = 0xffff;

/**
 * The parts of a ZIP archive (APPNOTE 6.3, its central directory; no encryption, no ZIP64, which no document of 10 MB needs), in
 * order. What an entry says of its size is not believed but held against what unfolds: `fflate` takes it for the truth and cuts
 * silently, unfolding all the same. Throws `UnfoldsTooFar` beyond `most` bytes, and Error for what is no such archive.
 */
export function zipParts(bytes: Buffer, most: number): Map<string, Buffer> {
  const end = endOf(bytes);
  const parts = new Map<string, Buffer>();
  let left = most;
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('no entry');
    const [flags, method, crc] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)];
    const [packed, size, local] = [20, 24, 42].map((each) => bytes.readUInt32LE(at + each)) as [number, number, number];
    const [named, extra, comment] = [28, 30, 32].map((each) => bytes.readUInt16LE(at + each)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + named);
    if ((flags & 1) !== 0) throw new Error('encrypted');
    if (size > left) throw new UnfoldsTooFar();
    left -= size;
    const part = unfolded(bytes, local, packed, { method, size });
    if (part.length !== size || crc32(part) !== crc) throw new Error('an entry that is not what it says');
    if (parts.has(name)) throw new Error('two entries of one name');
    // A folder is no part.
    if (!name.endsWith('/')) parts.set(name, part);
    at += 46 + named + extra + comment;
  }
  return parts;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - MOST_COMMENT); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at;
  throw new Error('no end record');
}

function unfolded(bytes: Buffer, local: number, packed: number, one: { method: number; size: number }): Buffer {
  if (bytes.readUInt32LE(local) !== LOCAL) throw new Error('no local entry');
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (from + packed > bytes.length) throw new Error('cut short');
  const data = bytes.subarray(from, from + packed);
  if (one.method === STORED) return data;
  if (one.method !== DEFLATED) throw new Error('another method');
  // It stops where more comes than was said.
  return inflateRawSync(data, { maxOutputLength: Math.max(one.size, 1) });
}
