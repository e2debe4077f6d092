import { spawn } from 'node:child_process';
import { join } from 'node:path';

// npm run bench -- NAME [--options]: one question about speed, size or faults, answered by figures. The last line is
// `BENCH name key=value ...`; method and figures stand in bench/RESULTS.md.
const QUESTIONS: Readonly<Record<string, string>> = {
  figures: 'figures and boards over 5,000,000 matters against recounts       [--matters 5000000] [--asks 1000]',
  intake: 'public reports a second, against pgbench with the same SQL          [--seconds 10] [--rounds 2]',
  import: 'matters a second and peak memory of an import of 200,000 rows       [--rows 200000]',
  worklist: 'a queue page and a map viewport over 1,000,000 matters            [--matters 1000000] [--asks 200]',
  clock: 'what is overdue and re-timing among 1,000,000 running stages     [--stages 1000000] [--asks 100]',
  start: 'first and second start to the first answered request',
  web: 'weight of the first loads, first paint on a slow phone, axe          [--rounds 7]',
  storm: '100,000 clocks that fall due at once, a worker killed half-way     [--matters 50000]',
  audit: 'lines a second of npm run audit, and tampering that it must name   [--lines 1000000]',
  kill: 'kill -9 of server, worker and database under load                     [--rounds 3] [--outage SECONDS]',
};

const [name = '', ...rest] = process.argv.slice(2);
if (!(name in QUESTIONS)) {
  console.error('npm run bench -- NAME [--options]\n');
  for (const [question, what] of Object.entries(QUESTIONS)) console.error(`  ${question.padEnd(9)} ${what}`);
  process.exit(2);
}
const child = spawn(process.execPath, [join(import.meta.dirname, `../bench/${name}/${name}.ts`), ...rest], {
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to both; the question itself cleans up and ends, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
