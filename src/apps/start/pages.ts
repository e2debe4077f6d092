import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { lockFolder } from '../../platform/db/lock.ts';
import { Refusal } from '../../platform/db/refusal.ts';
import { runStep } from './step.ts';
import { both, Sentence, tell } from './tell.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.source-hash');
/** Tries of half a second each: four minutes. */
const PATIENCE = 480;

/** Builds the three shells into dist/ unless they were built from these very sources. Throws a sentence when the build fails. */
export async function buildPages(signal: AbortSignal): Promise<void> {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return;
  const hash = hashOfSources();
  if (isBuilt(hash)) return;
  const unlock = await turn();
  try {
    if (!isBuilt(hash)) await build(hash, signal);
  } finally {
    unlock();
  }
}

const isBuilt = (hash: string): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;

/** Two starts from one tree must not build into one folder at once: the second waits, and then finds it done. */
async function turn(): Promise<() => void> {
  const folder = join(ROOT, 'node_modules/.cache/lianan-pages');
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      return await lockFolder(folder);
    } catch (error) {
      if (!(error instanceof Refusal) || attempt === PATIENCE) throw error;
    }
  }
}

async function build(hash: string, signal: AbortSignal): Promise<void> {
  tell('building');
  const vite = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', ROOT, '--app', '--logLevel', 'warn'];
  const { code } = await runStep(vite, { ...process.env, NODE_ENV: 'production' }, signal);
  if (code !== 0) throw new Sentence(both('buildFailed'));
  compressAssets();
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

/** Lays a brotli and a gzip copy beside every script and style, so that nothing is compressed while somebody waits. */
function compressAssets(): void {
  const folder = join(DIST, 'assets');
  for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg)$/.test(one))) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < 1_024) continue;
    writeFileSync(
      join(folder, `${name}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}
