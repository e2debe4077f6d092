import { ConfigFault } from '../platform/config/config.ts';
import { isGone } from '../platform/db/database.ts';
import { Refusal } from '../platform/db/refusal.ts';
import { HOPELESS } from './start/supervisor.ts';
import { both } from './start/tell.ts';

/** A process at work; `url` where it answers over HTTP. */
export type Running = { readonly url?: string; stop(): Promise<void> };

/**
 * Runs one of the house's processes below `npm start`: tells the parent when it is ready, ends cleanly on SIGTERM and when the
 * parent is gone. Ctrl-C reaches every process of the terminal, so that SIGINT is left to the parent, which stops all in order.
 */
export async function runProcess(open: () => Promise<Running>): Promise<void> {
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  let running: Running | undefined;
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await running?.stop().catch((error: unknown) => console.error(error));
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('disconnect', () => void end());
  try {
    running = await open();
  } catch (error) {
    if (isGone(error)) {
      // The parent tries again, and the database may be back by then.
      console.error(both('noDatabase', { reason: (error as Error).message }));
      process.exit(1);
    }
    if (!(error instanceof Refusal || error instanceof ConfigFault || error instanceof Hopeless)) throw error;
    console.error(error.message);
    process.exit(HOPELESS);
  }
  if (ending) return;
  process.send?.({ ready: true, url: running.url });
}

/** A reason that starting again would not mend, in one sentence. */
export class Hopeless extends Error {}

/** An address that the parent hands down in the environment; it is taken out of it, so that nothing else passes it on. */
export function handed(name: 'LIANAN_SERVE_URL' | 'LIANAN_INTAKE_URL' | 'LIANAN_WORK_URL'): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Hopeless(both('alone', { name }));
  delete process.env[name];
  return value;
}
