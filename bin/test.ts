import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Outcome, runSteps } from '../tests/architecture/steps.ts';
import { chromiumPath } from '../tests/journeys/browser.ts';
import { outside } from '../tests/outside/outside.ts';
import { checks } from './check.ts';

// npm test: everything. `npm test -- http journeys` runs parts of it. The last line is the sum, whatever happens before it.
const ROOT = join(import.meta.dirname, '..');
/** What of a part failed, a line each with the first of its reason; said again at the end, where it is looked for. */
type PartOutcome = Outcome & { readonly faults?: readonly string[] };

const PARTS: Readonly<Record<string, () => Promise<PartOutcome>>> = {
  check: () => runSteps(checks),
  unit: () => suite('unit'),
  http: () => suite('http'),
  journeys: async () => (browserIsThere() ? suite('journeys') : { passed: 0, failed: 1 }),
  faults: () => faultRounds(3),
};
/** Parts that run when they are asked for alone: what asks a database, without the long walks over all rules, which are the same on
 * any; and the tree as others' verifiers see it, which needs Go. */
const ASKED: typeof PARTS = { database: () => suite('http', 'src/', 'tests/upgrade/'), outside };
const ALL = { ...PARTS, ...ASKED };

const asked = process.argv.slice(2);
const unknown = asked.find((one) => !(one in ALL));
if (unknown !== undefined) {
  console.error(`There is no part '${unknown}'; the parts are ${Object.keys(ALL).join(', ')}.`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0 };
const times: string[] = [];
const faults: string[] = [];
for (const [name, run] of Object.entries(ALL)) {
  if (asked.length > 0 ? !asked.includes(name) : name in ASKED) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const begun = performance.now();
  const { passed, failed, faults: named = [] } = await run();
  faults.push(...named.map((one) => `✗ ${name}: ${one}`));
  sum.passed += passed;
  sum.failed += failed;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0).padStart(5);
  times.push(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${seconds} s  ${passed} passed, ${failed} failed`);
}
console.log(`\n${[...times, ...faults].join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;

/** What vitest writes with its json reporter, as far as it is read here. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
};

/**
 * One project of vitest.config.ts. A file that could not be loaded counts as one failed, and so does an error outside all tests.
 */
async function suite(project: string, ...more: readonly string[]): Promise<PartOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run('node_modules/vitest/vitest.mjs', 'run', '--project', project, ...more, ...reporters);
  const outcome = existsSync(report)
    ? counted(JSON.parse(readFileSync(report, 'utf8')) as Report)
    : { passed: 0, failed: 0, faults: [] };
  rmSync(folder, { recursive: true, force: true });
  if (code === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, faults: [`the runner ended with ${code}`] };
}

function counted({ numPassedTests, numFailedTests, testResults }: Report): Required<PartOutcome> {
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const faults = [
    ...unloaded.map((file) => faultOf(file.name, 'could not be loaded', file.message)),
    ...testResults.flatMap((file) =>
      file.assertionResults
        .filter((one) => one.status === 'failed')
        .map((one) => faultOf(file.name, one.fullName, one.failureMessages?.[0])),
    ),
  ];
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, faults };
}

/** File, test and the first lines of the reason. */
function faultOf(file: string, test: string, reason: string | undefined): string {
  const first = stripVTControlCharacters(reason ?? '').split('\n', 4);
  return [`${relative(ROOT, file)} › ${test}`, ...first.map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

/** Kills server, worker and database at random moments under load: every acknowledged report is there once, and the audit is clean. */
async function faultRounds(rounds: number): Promise<Outcome> {
  const code = await run('bin/bench.ts', 'kill', '--rounds', String(rounds));
  return code === 0 ? { passed: rounds, failed: 0 } : { passed: 0, failed: 1 };
}

function run(path: string, ...rest: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...rest], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A browser and Chinese letters for it: what is installed, else Debian's packages where we may install them, else a sentence. */
function browserIsThere(): boolean {
  const lacks = (): string[] => [
    ...(chromiumPath() === undefined ? ['chromium'] : []),
    ...(process.platform === 'linux' && !hasChineseLetters() ? ['fonts-noto-cjk'] : []),
  ];
  const wanted = lacks();
  if (wanted.length === 0) return true;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log(`installing ${wanted.join(' and ')} …`);
    const apt = (...rest: string[]) =>
      spawnSync('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', ...rest], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...wanted);
  }
  const missing = lacks();
  if (missing.length === 0) return true;
  console.error(
    missing.includes('chromium')
      ? 'The browser journeys need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or name one in CHROMIUM_PATH.'
      : 'The browser journeys need Chinese letters: install a font (Debian: apt-get install fonts-noto-cjk).',
  );
  return false;
}

function hasChineseLetters(): boolean {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}
