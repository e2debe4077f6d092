import type { Hash } from 'node:crypto';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Refusal } from './refusal.ts';

// A backup file: zstd over records. A record is one line of JSON, then its body in pieces, each led by its length in four
// bytes, the last of length 0. The first record names the format, the last carries an HMAC under the master key over all before it.
const FORMAT = 'lianan backup 1';

/** One record's head; `record` says what it is, the rest belongs to it. */
export type Head = { readonly record: string } & Readonly<Record<string, unknown>>;

/** What a body was: bytes, line ends (rows of COPY's text form) and SHA-256 in hex. */
export type Measure = { readonly bytes: number; readonly rows: number; readonly sha256: string };

/** Writes a backup file under another name and gives it its own when it is whole and on the disk. */
export class BackupWriter {
  readonly #path: string;
  readonly #zip = createZstdCompress();
  readonly #key: Buffer;
  readonly #hash = createHash('sha256');
  readonly #written: Promise<void>;

  constructor(path: string, masterKey: Buffer) {
    this.#path = path;
    this.#key = masterKey;
    this.#written = pipeline(this.#zip, createWriteStream(`${path}.part`, { mode: 0o600 }));
    this.#written.catch(() => {});
  }

  async record(head: Head, body: AsyncIterable<Buffer> | Iterable<Buffer> = []): Promise<Measure> {
    const measure = new Measuring();
    await this.#write(Buffer.from(`${JSON.stringify(head)}\n`));
    for await (const piece of body) {
      if (piece.length === 0) continue;
      measure.add(piece);
      await this.#write(lengthOf(piece));
      await this.#write(piece);
    }
    await this.#write(lengthOf(Buffer.alloc(0)));
    return measure.done();
  }

  async start(): Promise<void> {
    await this.record({ record: FORMAT, key: keyMark(this.#key) });
  }

  async finish(): Promise<void> {
    const mac = macOf(this.#key, this.#hash);
    const last = Buffer.from(`${JSON.stringify({ record: 'end', mac })}\n`);
    this.#zip.end(Buffer.concat([last, lengthOf(Buffer.alloc(0))]));
    await this.#written;
    const file = await open(`${this.#path}.part`, 'r');
    await file.sync();
    await file.close();
    await rename(`${this.#path}.part`, this.#path);
  }

  async abandon(): Promise<void> {
    this.#zip.destroy();
    await this.#written.catch(() => {});
    await rm(`${this.#path}.part`, { force: true });
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    // A disk that is full ends the pipe, and nothing would drain any more.
    if (!this.#zip.write(bytes))
      await Promise.race([
        once(this.#zip, 'drain'),
        this.#written.then(() => Promise.reject(new Error('the file was closed'))),
      ]);
  }
}

/** Counts what flows through it. */
class Measuring {
  #bytes = 0;
  #rows = 0;
  readonly #hash = createHash('sha256');

  add(piece: Buffer): void {
    this.#bytes += piece.length;
    this.#hash.update(piece);
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.#rows++;
  }

  done(): Measure {
    return { bytes: this.#bytes, rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/**
 * Reads a backup file record by record; `take` gets the head and the body, which it reads to its end or not at all.
 * Resolves when the last record's HMAC fits. Throws `Refusal` on a file that is none, is cut short, or was altered.
 */
export async function readBackup(
  path: string,
  masterKey: Buffer,
  take: (head: Head, body: AsyncIterable<Buffer>, measured: () => Measure) => Promise<void>,
): Promise<void> {
  const zip = createZstdDecompress();
  const file = createReadStream(path);
  const flow = pipeline(file, zip);
  flow.catch(() => {});
  const source = new Source(zip, masterKey);
  try {
    for (let first = true; ; first = false) {
      const head = await source.head();
      if (first && head.record !== FORMAT) throw new Refusal('notABackup', { file: path });
      if (first && head['key'] !== keyMark(masterKey)) throw new Refusal('backupOtherKey', { file: path });
      const measure = new Measuring();
      const body = source.body(measure);
      if (head.record === 'end') {
        if (!source.fits(String(head['mac']))) throw new Refusal('backupAltered', { file: path });
        return;
      }
      if (!first) await take(head, body, () => measure.done());
      for await (const _rest of body);
    }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Broken || isZipFault(error))) throw error;
    throw new Refusal('notABackup', { file: path });
  } finally {
    zip.destroy();
    file.destroy();
  }
}

class Broken extends Error {}

class Source {
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #key: Buffer;
  readonly #hash = createHash('sha256');
  #rest: Buffer = Buffer.alloc(0);
  #macBefore = '';

  constructor(stream: AsyncIterable<Buffer>, key: Buffer) {
    this.#pieces = stream[Symbol.asyncIterator]();
    this.#key = key;
  }

  async head(): Promise<Head> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      if (this.#rest.length > PIECE_LIMIT) throw new Broken();
      await this.#more();
      end = this.#rest.indexOf(10);
    }
    // The last record is not part of what its HMAC covers.
    this.#macBefore = macOf(this.#key, this.#hash.copy());
    const line = this.#take(end + 1).toString('utf8');
    try {
      return JSON.parse(line) as Head;
    } catch {
      throw new Broken();
    }
  }

  async *body(measure: Measuring): AsyncGenerator<Buffer> {
    for (;;) {
      const length = (await this.#exactly(4)).readUInt32BE();
      if (length === 0) return;
      if (length > PIECE_LIMIT) throw new Broken();
      const piece = await this.#exactly(length);
      measure.add(piece);
      yield piece;
    }
  }

  fits(mac: string): boolean {
    const [ours, theirs] = [Buffer.from(this.#macBefore), Buffer.from(mac)];
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  }

  async #exactly(bytes: number): Promise<Buffer> {
    while (this.#rest.length < bytes) await this.#more();
    return this.#take(bytes);
  }

  async #more(): Promise<void> {
    const next = await this.#pieces.next();
    if (next.done === true) throw new Broken();
    this.#rest = Buffer.concat([this.#rest, next.value]);
  }

  #take(bytes: number): Buffer {
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    this.#hash.update(taken);
    return taken;
  }
}

/** Longer pieces are not written; a longer one read is a broken length. */
const PIECE_LIMIT = 256 * 1024 * 1024;

const lengthOf = (piece: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return length;
};

const macOf = (masterKey: Buffer, hash: Hash): string =>
  createHmac('sha256', masterKey).update('lianan backup').update(hash.digest()).digest('hex');

/** Tells whether a file was made under this master key, and nothing else about it. */
const keyMark = (masterKey: Buffer): string =>
  createHmac('sha256', masterKey).update('lianan backup key').digest('hex').slice(0, 16);

const isZipFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ZSTD|Z_|ERR_ZLIB|ERR_STREAM_PREMATURE)/.test(String(error.code));
