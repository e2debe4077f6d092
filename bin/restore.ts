import { parseArgs } from 'node:util';
import { restoreWhole } from '../src/apps/restoring.ts';
import { saveWords } from '../src/apps/start/save.words.ts';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { textOf } from '../src/platform/language/language.ts';
import { auditAndTell } from './audit.ts';

// npm run restore -- FILE [--replace]: puts a backup into the database, then proves it by audit, whose exit code it ends with.
await runTool(async (tool) => {
  const { file, replace } = asked();
  const begun = performance.now();
  const { made, rows, files, behind, begunAgain } = await restoreWhole(tool, file, replace);
  print('restored', {
    made,
    files,
    rows: Object.values(rows).reduce((sum, n) => sum + n, 0),
    seconds: ((performance.now() - begun) / 1000).toFixed(1),
  });
  for (const one of behind) print('checkpoint', one);
  for (const one of begunAgain) print('treeAgain', one);
  return auditAndTell(tool);
});

function asked(): { file: string; replace: boolean } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { replace: { type: 'boolean' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    const { zh, en } = textOf(saveWords, 'restoreUsage');
    throw new Sentence(`${zh}\n${en}`);
  }
  return { file, replace: values['replace'] === true };
}

function print(
  key: Parameters<typeof textOf<keyof (typeof saveWords)['zh']>>[1],
  parameters: Record<string, string | number>,
): void {
  const { zh, en } = textOf(saveWords, key, parameters);
  console.log(`${zh}\n${en}`);
}
