import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Text } from '../../platform/language/language.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Encoding } from './characters.ts';
import { decoded } from './characters.ts';
import type { Split } from './separated.ts';
import { delimiterOf, RECORD_LIMIT, Separated } from './separated.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';
import { sheetRows } from './workbook.ts';

/** A path, bytes that are all there, or a stream of bytes. CSV, CSV packed with gzip, and .xlsx are told apart by their first bytes. */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>;

export type Reading = {
  /** Sheet of a workbook, by name or from 1; the first where absent. */
  readonly sheet?: string | number | undefined;
  readonly encoding?: Encoding | undefined;
  /** One character; found from the first line where absent. */
  readonly delimiter?: string | undefined;
  /** Called with the bytes taken from the source so far (packed ones, so that they compare with the file's size). */
  readonly onBytes?: ((bytes: number) => void) | undefined;
};

/** One row as it stands: the first, the header, included; rows without any value left out. */
export type Row = {
  /** As a spreadsheet program numbers it, from 1. */
  readonly row: number;
  /** As a text editor numbers it, from 1; null for a workbook. */
  readonly line: number | null;
  readonly values: readonly string[];
  /** Why the row could not be split into values (then there are none), else null. */
  readonly broken: Text | null;
};

const PIECE_BYTES = 128 * 1024;

/**
 * The rows of a table file, in order. Memory stays flat for CSV of any length; a workbook is held whole.
 * Throws `Unreadable` for a file that cannot be used at all; a bad row is a row with `broken`.
 */
export async function* rows(source: Source, reading: Reading = {}): AsyncGenerator<Row> {
  for await (const batch of batches(source, reading)) yield* batch;
}

/** The same in batches of some thousand rows, for bulk: one `await` a batch instead of one a row. */
export async function* batches(source: Source, reading: Reading = {}): AsyncGenerator<readonly Row[]> {
  const { head, bytes } = await opened(source, reading.onBytes);
  if (head.length >= 8 && Buffer.from(head.subarray(0, 8)).equals(OLD_WORKBOOK)) {
    throw new Unreadable(textOf(tabularWords, 'oldWorkbook'));
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04) {
    yield* workbookBatches(await collected(bytes), reading.sheet);
  } else if (head[0] === 0x1f && head[1] === 0x8b) {
    yield* separatedBatches(unpacked(bytes), reading);
  } else yield* separatedBatches(bytes, reading);
}

const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

async function* workbookBatches(bytes: Uint8Array, sheet: string | number | undefined): AsyncGenerator<readonly Row[]> {
  const table = await sheetRows(bytes, sheet);
  for (let from = 0; from < table.length; from += 2000) {
    const batch: Row[] = [];
    for (const [offset, values] of table.slice(from, from + 2000).entries()) {
      if (hasValue(values)) batch.push({ row: from + offset + 1, line: null, values, broken: null });
    }
    if (batch.length > 0) yield batch;
  }
}

async function* separatedBatches(bytes: AsyncIterable<Uint8Array>, reading: Reading): AsyncGenerator<readonly Row[]> {
  let separated: Separated | null = null;
  let lead = '';
  let last = 0;
  const reached = (found: readonly Split[]): Row[] => {
    const batch: Row[] = [];
    for (const one of found) {
      last = one.row;
      if (one.broken !== null) batch.push({ ...one, broken: brokenText(one.broken) });
      else if (hasValue(one.values)) batch.push(one as Row);
    }
    return batch;
  };
  try {
    for await (const text of decoded(bytes, reading.encoding)) {
      let piece = text;
      if (separated === null) {
        lead += text;
        if (reading.delimiter === undefined && !/[\r\n]/.test(lead.trimStart()) && lead.length < RECORD_LIMIT) continue;
        separated = new Separated(reading.delimiter ?? delimiterOf(firstLine(lead)));
        piece = lead;
      }
      const batch = reached(separated.push(piece));
      if (batch.length > 0) yield batch;
    }
  } catch (error) {
    if (!isCutShort(error)) throw error;
    throw new Unreadable(textOf(tabularWords, 'cutShort', { row: last }), error);
  }
  const tail: Split[] = [];
  if (separated === null) {
    separated = new Separated(reading.delimiter ?? delimiterOf(firstLine(lead)));
    tail.push(...separated.push(lead));
  }
  tail.push(...separated.end());
  const batch = reached(tail);
  if (batch.length > 0) yield batch;
}

const firstLine = (text: string): string => /^\s*([^\r\n]*)/.exec(text)?.[1] ?? '';

function hasValue(values: readonly string[]): boolean {
  for (const value of values) if (value !== '' && value.trim() !== '') return true;
  return false;
}

const brokenText = (broken: 'quote' | 'long'): Text => textOf(tabularWords, broken, { limit: RECORD_LIMIT });

function isCutShort(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  const out = new PassThrough({ highWaterMark: PIECE_BYTES });
  // The failure is read from the stream below; here it only must not go unheard.
  const flow = pipeline(Readable.from(bytes), gunzip, out).catch((error: Error) => error);
  yield* out;
  const failed = await flow;
  if (failed instanceof Error) throw failed;
}

async function opened(
  source: Source,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const stream: AsyncIterable<Uint8Array> =
    typeof source === 'string'
      ? createReadStream(source, { highWaterMark: PIECE_BYTES })
      : source instanceof Uint8Array
        ? pieces(source)
        : source;
  const each = counted(stream, onBytes);
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 8) {
    const next = await each.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, bytes: joined(head, each) };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

async function* counted(
  stream: AsyncIterable<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of stream) {
    total += piece.length;
    onBytes?.(total);
    yield piece;
  }
}

async function* joined(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of bytes) all.push(piece);
  return Buffer.concat(all);
}
