import { spawn } from 'node:child_process';

/** One step of a list that is run and shown: its name, and what it does. */
export type Step = {
  readonly name: string;
  /** Resolves to what is wrong, an empty text where nothing is. */
  readonly run: () => Promise<string>;
};

export type Outcome = { readonly passed: number; readonly failed: number };

/** Runs steps two at a time and prints each with ✓ or ✗ and its seconds, in the
 * order of the list; what is wrong stands below. */
export async function runSteps(steps: readonly Step[], print: (text: string) => void = console.log): Promise<Outcome> {
  let failed = 0;
  const running: Promise<{ wrong: string; ms: number }>[] = [];
  for (const [at, step] of steps.entries()) {
    const free = at < 2 ? Promise.resolve() : running[at - 2]?.then(() => {});
    running.push(Promise.resolve(free).then(() => timed(step)));
  }
  for (const [at, step] of steps.entries()) {
    const { wrong, ms } = (await running[at]) ?? { wrong: '', ms: 0 };
    print(`${wrong === '' ? '✓' : '✗'} ${(ms / 1000).toFixed(1).padStart(6)} s  ${step.name}`);
    if (wrong === '') continue;
    failed += 1;
    print(wrong.trimEnd().replace(/^/gm, '    '));
  }
  return { passed: steps.length - failed, failed };
}

async function timed(step: Step): Promise<{ wrong: string; ms: number }> {
  const begun = performance.now();
  const wrong = await step
    .run()
    .catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return { wrong, ms: performance.now() - begun };
}

/** Runs a script of node_modules (or of ours) on this Node; resolves to all that it said where it failed. */
export function script(root: string, path: string, ...rest: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...rest], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? '' : said.trim() || `${path} ended with ${code}`));
  });
}
