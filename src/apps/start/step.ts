import { spawn } from 'node:child_process';

/** How a step of the start ended: its exit code, null when it was ended, and the last message it sent. */
export type Done = { readonly code: number | null; readonly message: unknown };

/** Runs one step of the start as a Node process of its own that comes to an end; the signal ends it before. */
export function runStep(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Done> {
  return new Promise((resolve) => {
    let message: unknown;
    const child = spawn(process.execPath, args, { env, signal, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (one) => {
      message = one;
    });
    child.once('error', () => {});
    child.once('close', (code) => resolve({ code, message }));
  });
}
