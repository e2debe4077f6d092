import { gzipSync } from 'node:zlib';
import sharp from 'sharp';

/** Header of a PMTiles archive, version 3: 127 bytes (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). */
const HEADER = 127;
const [NONE, GZIP] = [1, 2];
const PNG = 2;

/** A PMTiles archive of one picture, the whole world at zoom 0 in one colour: the smallest that there is. */
export async function oneTile(colour: string): Promise<Buffer> {
  const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: colour } })
    .png()
    .toBuffer();
  // One entry: its id, how many times it counts, its length, and its offset plus one; each a varint of seven bits a byte.
  const directory = gzipSync(Buffer.concat([1, 0, 1, tile.length, 1].map(varint)));
  const metadata = gzipSync('{}');
  const head = Buffer.alloc(HEADER);
  head.write('PMTiles', 0, 'latin1');
  head.writeUInt8(3, 7);
  const parts = [directory.length, metadata.length, 0, tile.length];
  let at = HEADER;
  for (const [n, length] of parts.entries()) {
    head.writeBigUInt64LE(BigInt(at), 8 + n * 16);
    head.writeBigUInt64LE(BigInt(length), 16 + n * 16);
    at += length;
  }
  for (const offset of [72, 80, 88]) head.writeBigUInt64LE(1n, offset);
  for (const [offset, value] of [
    [96, 1],
    [97, GZIP],
    [98, NONE],
    [99, PNG],
  ] as const)
    head.writeUInt8(value, offset);
  for (const [n, degrees] of [-180, -85, 180, 85].entries()) head.writeInt32LE(degrees * 1e7, 102 + n * 4);
  return Buffer.concat([head, directory, metadata, tile]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left >>= 7) bytes.push((left & 127) | 128);
  return Buffer.from([...bytes, left]);
}
