import { saveWords } from '../src/apps/start/save.words.ts';
import { Sentence } from '../src/apps/start/tell.ts';
import { runOnGround } from '../src/apps/tool.ts';
import { textOf } from '../src/platform/language/language.ts';
import { masterKey, nextMasterKey, takeNextMasterKey } from '../src/platform/sealing/masterKey.ts';
import { rekey } from '../src/platform/sealing/rekey.ts';

// npm run rekey: changes the master key while server and worker are stopped. Where it lies in its file, the new one takes its place
// there; where it is LIANAN_KEY, the new one comes as LIANAN_NEW_KEY and is set as LIANAN_KEY afterwards. Stopped half-way, the same
// command goes on.
await runOnGround(async (ownerUrl, config) => {
  const inFile = config.key === null;
  if (!inFile && config.newKey === null) {
    const { zh, en } = said('rekeyUsage', {});
    throw new Sentence(`${zh}\n${en}`);
  }
  const from = await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir });
  const to = inFile
    ? await nextMasterKey({ wished: config.newKey ?? undefined, dataDir: config.dataDir })
    : Buffer.from(config.newKey ?? '', 'hex');
  const begun = performance.now();
  const { wrapped, before } = await rekey({ ownerUrl, from, to, suite: config.suite });
  if (inFile) await takeNextMasterKey(config.dataDir);
  const { zh, en } = said(inFile ? 'rekeyed' : 'rekeyedOutside', {
    wrapped,
    before,
    seconds: ((performance.now() - begun) / 1000).toFixed(1),
  });
  console.log(`${zh}\n${en}`);
  return 0;
});

function said(
  key: 'rekeyUsage' | 'rekeyed' | 'rekeyedOutside',
  parameters: Record<string, string | number>,
): { zh: string; en: string } {
  return textOf(saveWords, key, parameters);
}
