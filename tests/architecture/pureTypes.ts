import { spawnSync } from 'node:child_process';

/**
 * Law 1's second half: checks the pure files with their own compiler settings, which know neither Node nor the DOM,
 * and refuses a program into which somebody else's types have brought either. Returns what is wrong, line by line.
 */
export function pureTypeErrors(root: string, project = 'tsconfig.pure.json'): string[] {
  const tsc = (...more: string[]) =>
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, ...more], {
      cwd: root,
      encoding: 'utf8',
    });
  const checked = tsc('--pretty', 'false');
  if (checked.error) throw checked.error;
  const errors = checked.stdout.split('\n').filter((line) => /error TS/.test(line));
  if (checked.status !== 0 && errors.length === 0)
    errors.push(`tsc -p ${project}: ${checked.stdout}${checked.stderr}`.trim());
  const foreign = tsc('--listFilesOnly')
    .stdout.split('\n')
    .filter((path) => /@types[\\/]node[\\/]index|lib\.(dom|webworker)\./.test(path));
  return [...errors, ...foreign.map((path) => `${path} is in the program of the pure files`)];
}
