import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { demonstrationPassword } from '../../src/demonstration/wucheng.posts.ts';
import { signInWords } from '../../src/platform/identity/screens/signIn.words.ts';
import { chromiumPath, picture } from './browser.ts';
import { zh } from './people.ts';

/** What a line does to a call that changes something; everything else always goes through unless the line is `down`. */
export type Weather = 'through' | 'down' | 'answerLost' | 'doubled' | 'held' | 'portal' | 'oldToken';
export type Line = {
  readonly origin: string;
  weather: Weather;
  /** Weathers of the next calls that change something, first come first served; then `weather`. */
  readonly next: Weather[];
  /** Calls that changed something, in the order in which they came to the server, by path. */
  readonly arrived: string[];
  /** Lets calls go on that were held up, last one first. */
  release(): Promise<void>;
  close(): Promise<void>;
};

/** A telephone line to a server: it can be down, lose answers, double calls, and hold them up so that later ones pass. */
export async function unrulyLine(to: string): Promise<Line> {
  const held: (() => Promise<unknown>)[] = [];
  const target = new URL(to);
  const forward = (from: IncomingMessage, body: Buffer, answer: ServerResponse | null): Promise<void> =>
    new Promise((resolve) => {
      const headers = { ...from.headers, host: target.host, 'content-length': String(body.length) };
      delete headers['transfer-encoding'];
      if (from.headers.origin) headers.origin = to;
      const on = request(
        { host: target.hostname, port: target.port, path: from.url, method: from.method, headers },
        (got) => {
          answer?.writeHead(got.statusCode ?? 502, got.headers);
          if (answer) got.pipe(answer);
          else got.resume();
          got.on('end', () => resolve());
          got.on('close', () => resolve());
        },
      );
      on.on('error', () => {
        answer?.destroy();
        resolve();
      });
      answer?.on('close', () => on.destroy());
      on.end(body);
    });
  const line: Line = {
    origin: '',
    weather: 'through',
    next: [],
    arrived: [],
    release: async () => {
      for (const one of held.splice(0).toReversed()) await one();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer(async (from, answer) => {
    if (line.weather === 'down') return answer.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of from) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const changes = from.method === 'POST' && /^\/api\/(desk|files)/.test(from.url ?? '');
    const now = changes ? (line.next.shift() ?? line.weather) : 'through';
    const arrive = (): void => {
      if (changes) line.arrived.push(from.url ?? '');
    };
    if (now === 'down') return answer.destroy();
    // A hotel's page answers in the server's place.
    if (now === 'portal') {
      answer.writeHead(200, { 'content-type': 'text/html' });
      return answer.end('<h1>Wi-Fi</h1>');
    }
    // What the server says of photos that were uploaded days ago.
    if (now === 'oldToken') {
      answer.writeHead(422, { 'content-type': 'application/problem+json' });
      return answer.end(JSON.stringify({ code: 'files.token', titles: { zh: '照片已过期', en: 'expired' } }));
    }
    if (now === 'held') {
      held.push(async () => {
        arrive();
        await forward(from, body, null);
      });
      return answer.destroy();
    }
    arrive();
    if (now === 'answerLost') {
      await forward(from, body, null);
      return answer.destroy();
    }
    if (now === 'doubled') {
      arrive();
      await forward(from, body, null);
    }
    return forward(from, body, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(line, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

export type Telephone = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What lies on it; a telephone started with the same folder is the same one. */
  readonly folder: string;
  /** Ends its browser as a dead battery does: kill -9, nothing is closed. */
  die(): Promise<void>;
};

/** A small telephone: a browser process of its own with a folder that outlives it. */
export async function telephone(origin: string, who: string, folder?: string): Promise<Telephone> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no Chromium here: install one, or name it in CHROMIUM_PATH');
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'lianan-phone-')));
  const context = await chromium.launchPersistentContext(own, {
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu-sandbox', '--no-first-run'],
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { longitude: 119.6472, latitude: 29.0895 },
    permissions: ['geolocation'],
    baseURL: origin,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, `failed-${who}`).catch(() => '');
    await context.close().catch(() => undefined);
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    page,
    context,
    folder: own,
    die: async () => {
      const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
      for (const pid of processesOf(own)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // it fell with its parent
        }
      }
      await gone;
      // What guards the folder against a second browser outlives a dead one.
      await Promise.all(
        ['SingletonLock', 'SingletonCookie', 'SingletonSocket'].map((name) => rm(join(own, name), { force: true })),
      );
    },
  };
}

/** The processes of one browser, by the folder that it was started with. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Signs somebody of the demonstration in on the field shell, and waits until the phone can open it without a line. */
export async function signInOn({ page }: Telephone, login: string): Promise<void> {
  const w = zh(signInWords);
  await page.goto('/field/');
  await fillIn(page, login);
  await page.getByRole('tablist').or(page.locator('h1')).first().waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise<void>((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
        if (navigator.serviceWorker.controller !== null) resolve();
      });
  });
  await page.getByLabel(w('password')).waitFor({ state: 'detached' });
}

/** The form of signing in, wherever it stands. */
export async function fillIn(page: Page, login: string): Promise<void> {
  const w = zh(signInWords);
  await page.getByLabel(w('login')).fill(login);
  await page.getByLabel(w('password')).fill(demonstrationPassword);
  await page.getByRole('button', { name: w('enter'), exact: true }).click();
  await page.getByLabel(w('password')).waitFor({ state: 'detached' });
}

/** Rows of a table of the phone's own store. */
export const kept = (page: Page, table: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('lianan-field');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains(name)) {
            db.close();
            resolve([]);
            return;
          }
          const all = db.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            db.close();
            resolve(all.result as Record<string, unknown>[]);
          };
        };
      }),
    table,
  );
