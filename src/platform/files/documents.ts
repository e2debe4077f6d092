import { Worker } from 'node:worker_threads';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { Bared } from './bareDocument.ts';
import { filesWords } from './files.words.ts';
import type { Type } from './sniff.ts';
import { Turnstile } from './turnstile.ts';

/** Milliseconds for one document, and megabytes of its thread beside the bytes of the document themselves. */
const LIMITS = { ms: 20_000, heapMb: 512 };
/** One document at a time, so that they together take one core at the most; a few wait. */
const threads = new Turnstile(1, 8);

const STATUS = { unfolds: 413, slow: 413, unreadable: 415 } as const;

/**
 * A document without what its program wrote beside the contents: author, organisation, title, dates, programs, its own picture.
 * What stands in the contents (names in remarks and tracked changes) is the sender's and stays. It is done in a thread of its own,
 * which ends with the document: a file of a stranger holds nobody else up. Source: docs/decisions/0015.
 * Throws Problem 415 for what cannot be read or is locked by a password, 413 for what unfolds to too much or takes too long, 503
 * where too many wait.
 */
export async function withoutProperties(bytes: Buffer, type: Type, limits = LIMITS): Promise<Buffer> {
  const done = await threads.through(() => inThread(bytes, type, limits));
  if (done.is === 'bare') return Buffer.from(done.bytes.buffer, done.bytes.byteOffset, done.bytes.byteLength);
  throw new Problem(STATUS[done.is], `files.${done.is}`, textOf(filesWords, done.is));
}

function inThread(bytes: Buffer, type: Type, { ms, heapMb }: typeof LIMITS): Promise<Bared> {
  const thread = new Worker(new URL('./documentThread.ts', import.meta.url), {
    workerData: { bytes, type },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    execArgv: [],
  });
  return new Promise<Bared>((resolve) => {
    const late = setTimeout(() => resolve({ is: 'slow' }), ms);
    thread.once('message', (done: Bared) => resolve(done));
    // Out of memory, or a fault of the readers that they did not catch themselves.
    thread.once('error', (error: Error & { code?: string }) =>
      resolve({ is: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unfolds' : 'unreadable' }),
    );
    thread.once('exit', () => {
      clearTimeout(late);
      resolve({ is: 'unreadable' });
    });
  }).finally(() => thread.terminate());
}
