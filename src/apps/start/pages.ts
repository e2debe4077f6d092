import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { both, Sentence, tell } from './tell.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.source-hash');

/** Builds the three shells into dist/ unless they were built from these very sources. Throws a sentence when the build fails. */
export async function buildPages(): Promise<void> {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return;
  const hash = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  tell('building');
  const status = await new Promise<number | null>((resolve) => {
    const vite = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    vite.once('exit', resolve);
    vite.once('error', () => resolve(1));
  });
  if (status !== 0) throw new Sentence(both('buildFailed'));
  writeFileSync(STAMP, hash);
}

/** SHA-256 over every file that a page may be made from, by path and content. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/\.(test\.tsx?|sql)$/.test(one.name))
    .map((one) => join(one.parentPath, one.name));
  for (const file of [...files.sort(), join(ROOT, 'vite.config.ts'), join(ROOT, 'package-lock.json')]) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
