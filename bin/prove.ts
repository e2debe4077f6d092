import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { whole } from '../src/platform/db/scope.ts';
import { say, textOf } from '../src/platform/language/language.ts';
import { proofWords } from '../src/platform/proof/proof.words.ts';
import { bundleFor } from '../src/platform/proof/proving.ts';

// npm run prove -- line|subject ID [--district CODE] [--out FILE]: writes what proves a line of the journal, or all lines of a subject,
// to a file (ID.proof.json where none is named). `npm run verify` checks it anywhere, with the public key alone.
await runTool(async ({ work, config }) => {
  const { values, positionals } = parseArgs({
    options: { district: { type: 'string', default: config.district }, out: { type: 'string' } },
    allowPositionals: true,
  });
  const [what, id = ''] = positionals;
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if (
    (what !== 'line' && what !== 'subject') ||
    !UUID.test(id) ||
    positionals.length > 2 ||
    !/^\d{6}$/.test(values.district)
  )
    throw new Sentence(`${say(proofWords, 'zh', 'proveUsage')}\n${say(proofWords, 'en', 'proveUsage')}`);
  const wanted = what === 'line' ? { line: id } : { subject: id };
  const bundle = await work.read(whole(values.district), (tx) => bundleFor(tx, values.district, wanted));
  if (bundle === null) throw new Sentence(`${say(proofWords, 'zh', 'noLine')}\n${say(proofWords, 'en', 'noLine')}`);
  const file = values.out ?? `${id}.proof.json`;
  await writeFile(file, `${JSON.stringify(bundle, null, 2)}\n`);
  const { zh, en } = textOf(proofWords, 'proved', { file });
  console.log(`${zh}\n${en}`);
  return 0;
});
