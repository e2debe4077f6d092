import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../platform/config/config.ts';
import { ConfigFault, readConfig } from '../../platform/config/config.ts';
import { makeDataFolder } from '../../platform/db/place.ts';
import { Refusal } from '../../platform/db/refusal.ts';
import { urlOf } from '../../platform/db/roles.ts';
import { masterKey } from '../../platform/sealing/masterKey.ts';
import { loadDemonstrationDistrict, tellAccounts } from './demonstration.ts';
import type { Opened } from './opening.ts';
import { migrateGround, openGround } from './opening.ts';
import { buildPages } from './pages.ts';
import { Supervised } from './supervisor.ts';
import { both, label, Sentence, tell } from './tell.ts';

const APPS = join(import.meta.dirname, '..');
const READY_MS = 120_000;

/** What `npm start` does, step by step. Ends the process: 0 when it was asked to stop, 1 with a sentence when it cannot go on. */
export async function start(): Promise<void> {
  const begun = performance.now();
  const house = new House();
  // Asked to stop at any moment, even half-way through the start: children first, the database last.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void house.stop(0));
  process.on('disconnect', () => void house.stop(0));
  try {
    const wished = readConfig();
    const config =
      wished.port === 0 ? readConfig({ ...process.env, PORT: String(await freePort(wished.host)) }) : wished;
    await house.open(config);
    const ready = await house.serve(config);
    await answering(ready);
    announce(config, house.demonstration, ready, (performance.now() - begun) / 1000);
  } catch (error) {
    if (house.stopping) return;
    console.error(isSpoken(error) ? error.message : error);
    await house.stop(1);
  }
}

/** What has been started so far, so that it can be stopped in the right order. */
class House {
  stopping = false;
  /** Whether the database holds a demonstration district, whose passwords everybody knows. */
  demonstration = false;
  readonly #steps = new AbortController();
  #opening: Promise<Opened> | undefined;
  #owner = '';
  #children: Supervised[] = [];
  #key: Buffer = Buffer.alloc(0);

  async open(config: Config): Promise<void> {
    makeDataFolder(config.dataDir);
    this.#key = await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir });
    this.#opening = openGround(config);
    const { signal } = this.#steps;
    const pages = config.build ? buildPages(signal) : Promise.resolve();
    // Whichever fails first is said first; the other must not fail unheard.
    pages.catch(() => {});
    this.#owner = (await this.#opening).ownerUrl;
    const { empty, demonstration } = await migrateGround(this.#owner, this.#key, signal);
    await pages;
    this.demonstration = demonstration;
    if (empty && config.demo && !this.stopping) {
      await loadDemonstrationDistrict(this.#environment(config, 'lianan_work'), signal);
      this.demonstration = true;
    }
  }

  /** Starts server and worker; resolves with the server's address. */
  async serve(config: Config): Promise<string> {
    if (this.stopping) return new Promise(() => {});
    const hopeless = (): void => void this.stop(1);
    const server = new Supervised(
      'server',
      join(APPS, 'server.ts'),
      this.#environment(config, 'lianan_serve', 'lianan_intake'),
      hopeless,
    );
    const worker = new Supervised(
      'worker',
      join(APPS, 'worker.ts'),
      this.#environment(config, 'lianan_work'),
      hopeless,
    );
    this.#children = [server, worker];
    // The worker after the server: at a start with few cores the first answer is what people wait for.
    const { url } = await server.start();
    if (!this.stopping) void worker.start();
    return url ?? '';
  }

  async stop(code: number): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    tell('stopping');
    this.#steps.abort();
    await Promise.all(this.#children.map((child) => child.stop()));
    // A database that is only just being opened is waited for: it would otherwise stay behind.
    const ground = await this.#opening?.catch(() => undefined);
    await ground?.stop();
    tell('stopped');
    process.exit(code);
  }

  /** The environment of a child: the configuration as it was read, the addresses of its own roles, and nothing of the owner's. */
  #environment(config: Config, ...roles: ('lianan_serve' | 'lianan_intake' | 'lianan_work')[]): NodeJS.ProcessEnv {
    const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: config.dataDir, PORT: String(config.port) };
    for (const name of Object.keys(env)) if (name === 'DATABASE_URL' || name.startsWith('PG')) delete env[name];
    for (const role of roles)
      env[`LIANAN_${role.slice('lianan_'.length).toUpperCase()}_URL`] = urlOf(this.#owner, role, this.#key);
    return env;
  }
}

/** Waits until the server itself says that it is ready. */
async function answering(url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Sentence(both('notReady', { seconds: READY_MS / 1000 }));
}

function announce(config: Config, demonstration: boolean, url: string, seconds: number): void {
  const base = config.baseUrl;
  console.log('');
  tell('up', { seconds: seconds.toFixed(1) });
  for (const [key, path] of [
    ['public', '/'],
    ['desk', '/desk'],
    ['field', '/field'],
    ['docs', '/api/docs'],
  ] as const) {
    console.log(`  ${label(key).padEnd(20)} ${base}${path}`);
  }
  if (demonstration) tellAccounts();
  if (demonstration && !/^(127\.|localhost$|::1$)/.test(config.host)) tell('openDemo', { host: config.host });
  // For programs that start us: the address that answers, on a line of its own.
  process.send?.({ ready: true, url });
}

function isSpoken(error: unknown): error is Error {
  return error instanceof Sentence || error instanceof ConfigFault || error instanceof Refusal;
}

/** PORT=0: the port is chosen here, since addresses in letters and codes need to know it before the server listens. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
