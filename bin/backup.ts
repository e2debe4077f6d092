import { parseArgs } from 'node:util';
import { saveWords } from '../src/apps/start/save.words.ts';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { backup } from '../src/platform/db/backup.ts';
import { openFileStore } from '../src/platform/files/files.door.ts';
import { textOf } from '../src/platform/language/language.ts';

// npm run backup -- FILE: the whole database and its files into one file, beside a running npm start or alone.
await runTool(async ({ key, config, ownerUrl }) => {
  const file = asked();
  const begun = performance.now();
  const store = openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir });
  const saved = await backup({
    ownerUrl,
    masterKey: key,
    file,
    bytesOf: (district, address) => store.get(district, address),
  });
  const rows = Object.values(saved.rows).reduce((sum, n) => sum + n, 0);
  print('saved', { file, rows, files: saved.files, seconds: ((performance.now() - begun) / 1000).toFixed(1) });
  if (saved.missing > 0) print('missing', { missing: saved.missing });
  return 0;
});

function asked(): string {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    const { zh, en } = textOf(saveWords, 'backupUsage');
    throw new Sentence(`${zh}\n${en}`);
  }
  return file;
}

function print(
  key: Parameters<typeof textOf<keyof (typeof saveWords)['zh']>>[1],
  parameters: Record<string, string | number>,
): void {
  const { zh, en } = textOf(saveWords, key, parameters);
  console.log(`${zh}\n${en}`);
}
