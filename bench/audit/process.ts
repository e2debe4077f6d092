import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BenchHouse } from '../house.ts';
import { memoryOf, processorSeconds } from '../processes.ts';

const SCRIPT = join(import.meta.dirname, '../../bin/audit.ts');

/** One run of the operator's own command: how it ended, what it said in English at the end, how long it took, and on whose processors. */
export type Run = {
  readonly code: number | null;
  readonly sentence: string;
  readonly seconds: number;
  readonly nodeSeconds: number;
  readonly databaseSeconds: number;
  /** Megabytes that it held at most. */
  readonly peakMb: number;
};

/** Runs `npm run audit` in a process of its own. */
export async function runAudit(house: BenchHouse): Promise<Run> {
  const database = processorSeconds(house.embedded.pid);
  const begun = performance.now();
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...house.env, DATABASE_URL: house.embedded.ownerUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream
      .setEncoding('utf8')
      .on('data', (text: string) => lines.push(...text.split('\n').filter((one) => one !== '')));
  const before = process.resourceUsage();
  const children = processorSeconds(process.pid);
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid ?? 0).most);
  }, 200);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watching);
  const own =
    (process.resourceUsage().userCPUTime +
      process.resourceUsage().systemCPUTime -
      before.userCPUTime -
      before.systemCPUTime) /
    1e6;
  return {
    code,
    sentence: lines.findLast((line) => /^\d{6}: /.test(line)) ?? lines.at(-1) ?? '',
    seconds: (performance.now() - begun) / 1000,
    nodeSeconds: processorSeconds(process.pid) - children - own,
    databaseSeconds: processorSeconds(house.embedded.pid) - database,
    peakMb: peak,
  };
}
