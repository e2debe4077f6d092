import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Supervised } from '../../src/apps/start/supervisor.ts';
import type { BenchHouse } from '../house.ts';
import { pause } from '../measure.ts';

/** What can be killed; `session` is one connection's process of PostgreSQL, at whose death PostgreSQL ends all others too. */
export const VICTIMS = ['server', 'worker', 'database', 'session'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Server, worker and database as `npm start` keeps them: each is started again when it dies. */
export type Standing = {
  readonly url: string;
  /** SIGKILL to one of them; what is dead already is left alone. */
  kill(victim: Victim): void;
  /** While true a dead database is not started again. */
  holdDatabase(hold: boolean): void;
  stop(): Promise<void>;
};

const APPS = join(import.meta.dirname, '../../src/apps');
const WATCH_MS = 250;

/** Starts server and worker on the house's database, and watches over it. */
export async function stand(house: BenchHouse): Promise<Standing> {
  const env = { ...house.env, PORT: String(await freePort()) };
  const hopeless = (): void => {
    throw new Error('server or worker say that they cannot run');
  };
  const processes = {
    server: new Supervised('server', join(APPS, 'server.ts'), env, hopeless),
    worker: new Supervised('worker', join(APPS, 'worker.ts'), env, hopeless),
  };
  let held = false;
  let reviving: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (held || reviving !== undefined || house.embedded.running()) return;
    reviving = house.embedded
      .revive()
      .catch((error: Error) => console.error(error.message))
      .finally(() => {
        reviving = undefined;
      });
  }, WATCH_MS);
  const [{ url = '' }] = await Promise.all([processes.server.start(), processes.worker.start()]);
  return {
    url,
    kill: (victim) => {
      const pid = pidOf(victim, house.embedded.pid);
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It died between the look and the blow.
      }
    },
    holdDatabase: (hold) => {
      held = hold;
    },
    stop: async () => {
      while (!house.embedded.running() || reviving !== undefined) await pause(50);
      clearInterval(watch);
      await Promise.all([processes.server.stop(), processes.worker.stop()]);
    },
  };
}

function pidOf(victim: Victim, postmaster: number): number | undefined {
  if (victim === 'database') return postmaster;
  const parent = victim === 'session' ? postmaster : process.pid;
  const mark = victim === 'session' ? /lianan_(serve|intake)/ : new RegExp(`/src/apps/${victim}\\.ts`);
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const found = stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && mark.test(args) ? [Number(pid)] : [];
  });
  return found[Math.floor(Math.random() * found.length)];
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
