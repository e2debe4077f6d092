import { Worker } from 'node:worker_threads';
import type { PaperAbout } from './paper.ts';
import type { Edited } from './stated.ts';

/** The paper of an edition, with room for its signature, made in a thread of its own. Rejects with what went wrong there. */
export function paperInThread(about: PaperAbout, edited: Edited): Promise<Buffer> {
  const thread = new Worker(new URL('./paperThread.ts', import.meta.url), {
    workerData: { about, edited },
    execArgv: [],
  });
  return new Promise<Buffer>((resolve, reject) => {
    thread.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    );
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('a paper was not finished')));
  }).finally(() => thread.terminate());
}
