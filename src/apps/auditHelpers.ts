import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Helper, PartAudited } from '../platform/journal/auditParts.ts';
import { Differs } from '../platform/journal/difference.ts';
import type { Said, ThreadData } from './auditing.ts';

/** More threads than this would only wait for the database. */
const MOST = 7;

/** A helper for each further processor, on threads that begin when they are first asked; `end` lets them go. */
export function auditHelpers(data: ThreadData): { readonly helpers: readonly Helper[]; end(): Promise<void> } {
  const threads: Worker[] = [];
  const helper = (): Helper => {
    let thread: Worker | undefined;
    return (ask, tell) => {
      thread ??= begin(data);
      const one = thread;
      if (!threads.includes(one)) threads.push(one);
      return new Promise<PartAudited>((resolve, reject) => {
        const settled = (): void => {
          one.off('message', heard).off('error', failed).off('exit', gone);
        };
        const failed = (error: unknown): void => {
          settled();
          reject(error);
        };
        const gone = (code: number): void => failed(new Error(`a thread of the audit ended with ${code}`));
        const heard = (said: Said): void => {
          if ('subjects' in said) {
            tell(said.subjects);
            return;
          }
          settled();
          if ('done' in said) resolve(said.done);
          else reject('differs' in said ? new Differs(said.differs.code, said.differs.parameters) : said.failed);
        };
        one.on('message', heard).on('error', failed).on('exit', gone);
        one.postMessage(ask);
      });
    };
  };
  return {
    helpers: Array.from({ length: Math.min(MOST, availableParallelism() - 1) }, helper),
    end: async () => {
      await Promise.all(
        threads.map(
          (thread) =>
            new Promise<void>((resolve) => {
              thread.once('exit', () => resolve());
              thread.postMessage(null);
            }),
        ),
      );
    },
  };
}

const begin = (data: ThreadData): Worker =>
  new Worker(new URL('./auditThread.ts', import.meta.url), {
    workerData: data,
  });
