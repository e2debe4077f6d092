import { isAscii, isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';

/** Encodings that a file may be declared in; `auto` looks at the bytes. */
export const ENCODINGS = ['auto', 'utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

type Decoding = { write(bytes: Uint8Array): string; end(): string };

/**
 * Bytes to text, piece by piece; a byte order mark is dropped and overrides the declaration.
 *
 * `auto` stays undecided while everything is ASCII (the same in UTF-8 and GB18030) and decides at the first other
 * byte: UTF-8 when the piece is well-formed UTF-8, else GB18030 (GB 18030-2022, a superset of GBK and GB 2312, which
 * spreadsheet programs on Chinese Windows write by default). What cannot be decoded becomes U+FFFD, never an error.
 */
export async function* decoded(source: AsyncIterable<Uint8Array>, encoding: Encoding = 'auto'): AsyncGenerator<string> {
  let decoding: Decoding | null = null;
  let held: Uint8Array = new Uint8Array(0);
  let first = true;
  for await (const chunk of source) {
    if (decoding !== null) {
      const text = decoding.write(chunk);
      if (text !== '') yield text;
      continue;
    }
    let piece = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = new Uint8Array(0);
    if (first) {
      if (piece.length < 3) {
        held = piece;
        continue;
      }
      first = false;
      const mark = markOf(piece);
      if (mark !== null) decoding = decodingOf(mark.encoding);
      else if (encoding !== 'auto') decoding = decodingOf(encoding);
      if (mark !== null) piece = piece.subarray(mark.length);
    }
    if (decoding === null) {
      const whole = piece.length - cutTail(piece);
      const body = piece.subarray(0, whole);
      if (isAscii(body)) {
        held = piece.subarray(whole);
        if (body.length > 0) yield Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
        continue;
      }
      decoding = decodingOf(isUtf8(body) ? 'utf-8' : 'gb18030');
    }
    const text = decoding.write(piece);
    if (text !== '') yield text;
  }
  if (decoding === null && held.length > 0) {
    const mark = first ? markOf(held) : null;
    const chosen = mark?.encoding ?? (encoding === 'auto' ? (isUtf8(held) ? 'utf-8' : 'gb18030') : encoding);
    decoding = decodingOf(chosen);
    const text = decoding.write(held.subarray(mark?.length ?? 0));
    if (text !== '') yield text;
  }
  const rest = decoding?.end() ?? '';
  if (rest !== '') yield rest;
}

function decodingOf(encoding: Exclude<Encoding, 'auto'>): Decoding {
  if (encoding === 'utf-8') {
    // StringDecoder takes the fast UTF-8 path; a streaming TextDecoder goes through ICU.
    const decoder = new StringDecoder('utf8');
    return { write: (bytes) => decoder.write(bytes as Buffer), end: () => decoder.end() };
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

function markOf(bytes: Uint8Array): { encoding: Exclude<Encoding, 'auto'>; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) {
    return { encoding: 'gb18030', length: 4 };
  }
  return null;
}

/** How many bytes at the end may be the beginning of a UTF-8 character whose other bytes come with the next piece. */
function cutTail(bytes: Uint8Array): number {
  const length = bytes.length;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}
