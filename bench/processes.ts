import { readdirSync, readFileSync } from 'node:fs';

/** One line of /proc/PID/stat as far as it is read here; times in seconds. Linux alone has it: elsewhere there is nothing to see. */
type Stat = { readonly parent: number; readonly own: number; readonly reaped: number };

const TICK = 0.01;

function statOf(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return { parent, own: (user + system) * TICK, reaped: (childUser + childSystem) * TICK };
  } catch {
    return null;
  }
}

/** Processes whose parent this one is. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((one) => one > 0 && statOf(one)?.parent === pid);
}

/** Seconds of processor time that a process and its children have used so far, ended ones included. */
export function processorSeconds(pid: number): number {
  const own = statOf(pid);
  const living = childrenOf(pid).map((one) => statOf(one)?.own ?? 0);
  return (own?.own ?? 0) + (own?.reaped ?? 0) + living.reduce((sum, one) => sum + one, 0);
}

/** Megabytes that a process holds now, and the most it ever held. */
export function memoryOf(pid: number): { now: number; most: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  } catch {
    return { now: 0, most: 0 };
  }
}
