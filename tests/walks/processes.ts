import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { masterKey, type TestDatabase } from '../harness/database.ts';

const APPS = join(import.meta.dirname, '../../src/apps');

/** The server or the worker as `npm start` runs it, with all that it said. */
export type Process = { readonly url: string; said(): string; stop(): Promise<void> };

/** Starts one on a test's database; `env` is its configuration beside. */
export async function started(
  app: 'server' | 'worker',
  test: TestDatabase,
  env: Readonly<Record<string, string>>,
): Promise<Process> {
  const child = spawn(process.execPath, [join(APPS, `${app}.ts`)], {
    env: {
      PATH: process.env['PATH'],
      LIANAN_KEY: masterKey.toString('hex'),
      PORT: '0',
      ...(app === 'server'
        ? { LIANAN_SERVE_URL: test.serveUrl, LIANAN_INTAKE_URL: test.intakeUrl }
        : { LIANAN_WORK_URL: test.workUrl }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
  const { url = '' } = await ready(child, () => text);
  return {
    url,
    said: () => text,
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function ready(child: ChildProcess, said: () => string): Promise<{ url?: string }> {
  return new Promise((done, failed) => {
    child.on('message', (message) => done(message as { url?: string }));
    child.once('exit', (code) => failed(new Error(`it ended with ${code}: ${said()}`)));
  });
}
