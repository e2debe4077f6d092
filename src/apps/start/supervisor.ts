import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { StartWord } from './tell.ts';
import { tellAbout } from './tell.ts';

/** What a child tells its parent: it answers at `url` (server) or works (worker, without one). */
export type Ready = { readonly ready: true; readonly url?: string };

/** A child that ends with this code has said why in a sentence; starting it again would not help (EX_CONFIG of sysexits.h). */
export const HOPELESS = 78;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A child that lived this long had started well: the next pause is a short one again. */
const WELL_MS = 60_000;
const STOP_MS = 20_000;

/** One process kept alive until it is stopped: a death that nobody asked for is said, and made good after a pause that doubles. */
export class Supervised {
  readonly #name: StartWord;
  readonly #script: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #hopeless: () => void;
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE_MS;
  #stopping = false;

  /** @param hopeless called when the child cannot run at all. */
  constructor(name: StartWord, script: string, env: NodeJS.ProcessEnv, hopeless: () => void) {
    this.#name = name;
    this.#script = script;
    this.#env = env;
    this.#hopeless = hopeless;
  }

  /** Resolves at the first ready message; the child is restarted until then as afterwards. */
  start(): Promise<Ready> {
    return new Promise((resolve) => this.#launch(resolve));
  }

  /** Ends the child: SIGTERM, and SIGKILL when it has not gone after twenty seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const last = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.once('exit', () => {
        clearTimeout(last);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  #launch(ready: (message: Ready) => void): void {
    const begun = Date.now();
    const child = spawn(process.execPath, [this.#script], {
      env: this.#env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.on('message', (message) => ready(message as Ready));
    child.on('error', () => {});
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      if (code === HOPELESS) {
        this.#hopeless();
        return;
      }
      if (Date.now() - begun > WELL_MS) this.#pause = FIRST_PAUSE_MS;
      const pause = this.#pause;
      this.#pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      tellAbout('died', this.#name, { how: signal ?? `code ${code}`, seconds: pause / 1000 });
      this.#timer = setTimeout(() => {
        this.#launch((message) => {
          tellAbout('back', this.#name);
          ready(message);
        });
      }, pause);
    });
  }
}
