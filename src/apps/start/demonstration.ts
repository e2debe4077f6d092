import { join } from 'node:path';
import { demonstrationPassword, people } from '../../demonstration/wucheng.posts.ts';
import { runStep } from './step.ts';
import { both, Sentence, tell } from './tell.ts';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * Fills an empty database with the demonstration district, in a child of its own with the working role's address.
 * Throws a sentence when it does not get to its end; the loader works in one transaction, so that the database is then still empty.
 */
export async function loadDemonstrationDistrict(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  tell('loading');
  const begun = performance.now();
  const { code } = await runStep([join(ROOT, 'bin/demonstration.ts')], env, signal);
  if (code !== 0) throw new Sentence(both('loadFailed'));
  tell('loaded', { seconds: ((performance.now() - begun) / 1000).toFixed(1) });
}

/** Prints who can log in to the demonstration. */
export function tellAccounts(): void {
  const logins = people('2026-01-01').flatMap(({ login }) => login ?? []);
  tell('accounts', { password: demonstrationPassword, logins: logins.join(' ') });
}
