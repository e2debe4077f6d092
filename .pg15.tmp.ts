import { startDebian } from '/work/main/tests/harness/debian.ts';
import { spawnSync } from 'node:child_process';
const d = (await startDebian())!;
const r = spawnSync('setsid', ['/work/main/node_modules/.bin/vitest', 'run', '--project', 'http', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: d.url } });
d.stop(); process.exit(r.status ?? 1);
