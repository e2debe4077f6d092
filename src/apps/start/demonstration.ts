import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { both, Sentence, tell } from './tell.ts';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * Fills an empty database with the demonstration district, in a child of its own with the working role's address.
 * Throws a sentence when it does not get to its end; the database is then not empty, and the loader itself goes on at the next start.
 */
export async function loadDemonstrationDistrict(env: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(join(ROOT, 'src/demonstration/load.ts'))) return;
  tell('loading');
  const begun = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/demonstration.ts')], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('exit', resolve);
    child.once('error', () => resolve(1));
  });
  if (code !== 0) throw new Sentence(both('loadFailed'));
  tell('loaded', { seconds: ((performance.now() - begun) / 1000).toFixed(1) });
}
