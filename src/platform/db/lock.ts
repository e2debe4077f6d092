import { spawnSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

/**
 * Takes a data folder for this process until it ends or lets go. The file holds the process id and the moment that the
 * process began, so that a lock left by a killed one, or by one whose number another program has now, does not count.
 * Throws `Refusal` when another living process has it.
 * @returns a function that lets go.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return lockNow(folder);
    } catch (error) {
      // Whoever was killed a moment ago may take a moment to go.
      if (!(error instanceof Refusal) || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function lockNow(folder: string): () => void {
  const lock = join(folder, 'lianan.lock');
  const mine = `${process.pid} ${begun(process.pid) ?? ''}`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    for (;;) {
      try {
        linkSync(draft, lock);
        return () => {
          if (holder(lock) === mine) rmSync(lock, { force: true });
        };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const other = holder(lock);
      if (other === undefined) continue;
      if (other === mine || alive(other)) throw new Refusal('taken', { folder, pid: other.split(' ')[0] ?? '?' });
      putAside(lock, other, draft);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** True while the process with this number lives. */
export function living(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function alive(mark: string): boolean {
  const [pid = '', ...since] = mark.split(' ');
  const start = living(Number(pid)) ? begun(Number(pid)) : undefined;
  return start !== undefined && start === since.join(' ');
}

/** The moment a process began, as text that differs for another process of the same number. */
function begun(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields after the name in brackets, which may itself hold spaces: the state, and as 22nd of all the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process whose parent has not looked yet still has its number, and is gone all the same.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${boot} ${fields[19]}`;
  } catch {
    const run = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return run.status === 0 ? run.stdout.trim() : undefined;
  }
}

/** Renames before it removes: of two processes that find the same dead lock, one must not remove the other's fresh one. */
function putAside(lock: string, dead: string, draft: string): void {
  const aside = `${draft}.dead`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (holder(aside) !== dead) {
    try {
      linkSync(aside, lock);
    } catch {
      // A third one has it by now.
    }
  }
  unlinkSync(aside);
}

function holder(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}
