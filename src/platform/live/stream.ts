import type { ServerResponse } from 'node:http';
import type { Scope } from '../db/scope.ts';
import type { Tiding } from './live.contract.ts';

/** Bytes that may wait for a slow reader before its stream is ended; it resumes where it was. */
const MOST_WAITING = 1_048_576;

/** A page of what is new for a scope: what to tell, and up to which seq that is all. */
export type News = { readonly tidings: readonly Tiding[]; readonly upTo: number };

/** One desk's stream: goes on from the last seq it has told, a page at a time, never two pages at once. */
export class Stream {
  readonly #raw: ServerResponse;
  readonly #read: (scope: Scope, since: number, head: number) => Promise<News>;
  #since: number;
  #head: number;
  #busy = false;
  #ended = false;
  scope: Scope;

  constructor(
    raw: ServerResponse,
    scope: Scope,
    since: number,
    read: (scope: Scope, since: number, head: number) => Promise<News>,
  ) {
    this.#raw = raw;
    this.#read = read;
    this.scope = scope;
    this.#since = since;
    this.#head = since;
    this.#write(`retry: 2000\nevent: open\nid: ${since}\ndata: {"seq":${since}}\n\n`);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The district's lines reach to here now. */
  wake(head: number): void {
    this.#head = Math.max(this.#head, head);
    if (!this.#busy) void this.#catchUp();
  }

  /** Something came in within the reach that has no seq. */
  hint(territory: string): void {
    if (this.scope.reach.some((one) => territory.startsWith(one)))
      this.#write(`data: ${JSON.stringify({ hint: true, territory })}\n\n`);
  }

  beat(): void {
    this.#write(': beat\n\n');
  }

  /** Ends the stream; with a reason the desk is told not to come back by itself. */
  end(reason?: 'signed-out' | 'closing'): void {
    if (this.#ended) return;
    if (reason !== undefined) this.#write(`event: end\ndata: {"reason":"${reason}"}\n\n`);
    this.#ended = true;
    this.#raw.end();
  }

  async #catchUp(): Promise<void> {
    this.#busy = true;
    try {
      while (!this.#ended && this.#since < this.#head) {
        const { tidings, upTo } = await this.#read(this.scope, this.#since, this.#head);
        this.#write(tidings.map((one) => `id: ${one.seq}\nevent: line\ndata: ${JSON.stringify(one)}\n\n`).join(''));
        this.#since = upTo;
      }
    } catch {
      // The database is away: the next tidings, or the next poll, try again from the same place.
    } finally {
      this.#busy = false;
    }
  }

  #write(text: string): void {
    if (this.#ended || text === '') return;
    this.#raw.write(text);
    if (this.#raw.writableLength > MOST_WAITING) {
      this.#ended = true;
      this.#raw.destroy();
    }
  }
}
