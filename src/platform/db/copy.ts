import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** pg's connection as COPY needs it; its own types leave these out. */
type Wire = {
  readonly stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** Rows arrive one message each; they are handed on in pieces of about this many bytes. */
const PIECE = 64 * 1024;
/** More than this waiting to be taken, and the socket is not read any further. */
const MOST_WAITING = 4 * 1024 * 1024;

/** What both directions share: one statement whose end is awaited through pg's protocol of submittable queries. */
abstract class Copy {
  readonly #text: string;
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  protected failure: Error | undefined;
  readonly done: Promise<void>;
  protected wire: Wire | undefined;

  constructor(text: string) {
    this.#text = text;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.done.catch(() => {});
  }

  submit(wire: Wire): void {
    this.wire = wire;
    wire.query(this.#text);
  }

  handleError(error: Error): void {
    this.failure = error;
    this.ended();
    this.#settle?.reject(error);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}

  handleReadyForQuery(): void {
    this.ended();
    this.#settle?.resolve();
  }

  protected abstract ended(): void;
}

class CopyOut extends Copy {
  #rows: Buffer[] = [];
  #bytes = 0;
  #over = false;
  #wake: () => void = () => {};

  handleCopyData(message: { chunk: Buffer }): void {
    // The parser writes over its buffer: a row must be copied before it is kept.
    this.#rows.push(Buffer.from(message.chunk));
    this.#bytes += message.chunk.length;
    if (this.#bytes > MOST_WAITING) this.wire?.stream.pause();
    if (this.#bytes > PIECE) this.#wake();
  }

  async *pieces(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        if (this.#bytes <= PIECE && !this.#over)
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        if (this.failure) throw this.failure;
        const piece = Buffer.concat(this.#rows);
        this.#rows = [];
        this.#bytes = 0;
        this.wire?.stream.resume();
        if (piece.length > 0) yield piece;
        else if (this.#over) return;
      }
    } finally {
      // Whoever stops listening early must still let the server talk to its end.
      this.wire?.stream.resume();
      await this.done.catch(() => {});
    }
  }

  protected override ended(): void {
    this.#over = true;
    this.#wake();
  }
}

class CopyWhole extends Copy {
  #bytes = Buffer.allocUnsafe(256 * 1024);
  #length = 0;

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const end = this.#length + chunk.length;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#length);
    this.#length = end;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  protected override ended(): void {}
}

class CopyIn extends Copy {
  readonly ready: Promise<void>;
  #go: () => void = () => {};

  constructor(text: string) {
    super(text);
    this.ready = new Promise((resolve) => {
      this.#go = resolve;
    });
  }

  handleCopyInResponse(): void {
    this.#go();
  }

  async send(source: AsyncIterable<Buffer>): Promise<void> {
    await this.ready;
    const { wire } = this;
    if (wire === undefined || this.failure) return;
    try {
      for await (const piece of source) {
        if (this.failure) return;
        wire.sendCopyFromChunk(piece);
        if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), this.done.catch(() => {})]);
      }
      wire.endCopyFrom();
    } catch (error) {
      wire.sendCopyFail('the source failed');
      await this.done.catch(() => {});
      throw error;
    }
  }

  protected override ended(): void {
    this.#go();
  }
}

/** The rows of `copy (…) to stdout`, in pieces that break anywhere. Rejects as the statement does. */
export function copyOut(client: pg.ClientBase, text: string): AsyncIterable<Buffer> {
  const query = new CopyOut(text);
  client.query(query as unknown as pg.Submittable);
  return query.pieces();
}

/** All rows of `copy (…) to stdout` in one piece: for a slice, which has its place in memory. Rejects as the statement does. */
export async function copyWhole(client: pg.ClientBase, text: string): Promise<Buffer> {
  const query = new CopyWhole(text);
  client.query(query as unknown as pg.Submittable);
  await query.done;
  return query.bytes;
}

/** Feeds `copy … from stdin`; resolves when the server has taken all of it. Rejects as the statement or the source does. */
export async function copyIn(client: pg.ClientBase, text: string, source: AsyncIterable<Buffer>): Promise<void> {
  const query = new CopyIn(text);
  client.query(query as unknown as pg.Submittable);
  await query.send(source);
  await query.done;
}
