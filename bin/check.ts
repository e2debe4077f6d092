import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationDocument } from '../src/platform/config/document.ts';
import { laws } from '../tests/architecture/laws.ts';
import { pureTypeErrors } from '../tests/architecture/pureTypes.ts';
import { runSteps, type Step, script } from '../tests/architecture/steps.ts';
import { readTree } from '../tests/architecture/tree.ts';

// The quick static part of the tests: types, lint and layout of code, the laws, dead code, drift of what is generated.
const ROOT = join(import.meta.dirname, '..');

const house = readTree(ROOT, ['src', 'database', 'tests/harness']);

export const checks: readonly Step[] = [
  { name: 'types', run: () => script(ROOT, 'node_modules/typescript/bin/tsc', '-p', '.', '--pretty', 'false') },
  { name: 'types of the pure files, without Node and DOM', run: async () => pureTypeErrors(ROOT).join('\n') },
  {
    name: 'lint and layout',
    run: () =>
      script(
        ROOT,
        'node_modules/@biomejs/biome/bin/biome',
        'check',
        '--error-on-warnings',
        '--max-diagnostics=40',
        '.',
      ),
  },
  ...laws.map((law) => ({
    name: `law ${law.number}: ${law.name}`,
    run: async () =>
      law
        .find(house)
        .map(({ path, line, rule, why }) => `${path}:${line} [${rule}] ${why}`)
        .join('\n'),
  })),
  { name: 'dead code', run: () => script(ROOT, 'node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints') },
  { name: 'docs/configuration.md is what the code says', run: configurationDrift },
  { name: 'database/ is what the migrations make', run: () => script(ROOT, 'bin/catalogue.ts', '--check') },
];

async function configurationDrift(): Promise<string> {
  const written = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
  return written === configurationDocument()
    ? ''
    : 'docs/configuration.md is old: node_modules/.bin/node bin/config.ts writes it';
}

if (import.meta.main) {
  const { failed } = await runSteps(checks);
  process.exitCode = failed === 0 ? 0 : 1;
}
