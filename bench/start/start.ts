import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer } from '../measure.ts';

// First and second start of `npm start` in an empty data folder, to the first answered request: database made, migrated, demonstration
// loaded the first time; all of it there the second time. The pages are built before, as they are after the first start.
const ROOT = join(import.meta.dirname, '../..');
const MOST_MS = 240_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [join(ROOT, 'bin/start.ts')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (;;) {
      const answered = await fetch(`http://127.0.0.1:${port}/api/kinds`).catch(() => null);
      if (answered?.ok) return performance.now() - begun;
      if (performance.now() - begun > MOST_MS || child.exitCode !== null)
        throw new Error('the start did not get to its first answer');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lianan-bench-start-'));
// The database's own user must be able to pass.
chmodSync(folder, 0o755);
try {
  const { buildPages } = await import('../../src/apps/start/pages.ts');
  await buildPages(new AbortController().signal);
  const first = await startOnce(folder);
  console.log(`first start, demonstration loaded: ${(first / 1000).toFixed(1)} s`);
  const second = await startOnce(folder);
  console.log(`second start: ${(second / 1000).toFixed(1)} s`);
  answer('start', { first_ms: Math.round(first), second_ms: Math.round(second) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
