import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { foundMatters, importTable } from '../src/capabilities/matters/matters.door.ts';
import { kinds } from '../src/demonstration/kinds.ts';
import { mapFileOf } from '../src/gateways/tabular/map-file.ts';
import { Unreadable } from '../src/gateways/tabular/unreadable.ts';
import { districtsOf } from '../src/platform/journal/lines.store.ts';

// npm run import -- FILE --map MAP --district D [--refused FILE]: brings a CSV or XLSX table in as matters. Interrupted, it goes on
// where it stopped; repeated, it changes nothing.

const USAGE = `用法：npm run import -- 文件 --map 映射文件 --district 区划代码 [--refused 退回文件]
Usage: npm run import -- FILE --map MAP --district CODE [--refused FILE]`;

await runTool(async ({ work, keyring, config }) => {
  const { file, map: mapPath, district, refused } = asked();
  if (!(await districtsOf(work.pool)).includes(district)) {
    throw new Sentence(`没有区划 ${district}：请先用 npm run places 建立。\nThere is no district ${district}: make it with npm run places first.`);
  }
  const map = readMap(mapPath);
  await foundMatters(work, district, kinds, new Date());
  const begun = performance.now();
  const name = createHash('sha256').update(`${district} ${map.name} ${basename(file)}`).digest('hex').slice(0, 16);
  const counts = await importTable(work, keyring, {
    district,
    file,
    map,
    refusedTo: refused,
    progressTo: join(config.dataDir, 'imports', `${name}.json`),
    say: (part, so) => {
      const bar = '█'.repeat(Math.round(part * 30)).padEnd(30, '░');
      process.stderr.write(`\r${bar} ${Math.round(part * 100)}%  ${so.stored + so.known} / ${so.refused} `);
    },
  });
  const seconds = (performance.now() - begun) / 1000;
  console.log(`\n已导入 ${counts.stored} 条，已有 ${counts.known} 条，退回 ${counts.refused} 条，用时 ${seconds.toFixed(1)} 秒。`);
  console.log(`Imported ${counts.stored}, known before ${counts.known}, refused ${counts.refused}, in ${seconds.toFixed(1)} s.`);
  if (counts.refused > 0) console.log(`退回的行与原因 Refused rows and why: ${refused}`);
  return 0;
});

function asked() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { map: { type: 'string' }, district: { type: 'string' }, refused: { type: 'string' } },
    });
    const [file] = positionals;
    const { map, district } = values;
    if (file === undefined || positionals.length > 1 || map === undefined || !/^\d{6}$/.test(district ?? '')) throw new Sentence(USAGE);
    return { file, map, district: district ?? '', refused: values.refused ?? `${basename(file)}.refused.csv` };
  } catch (error) {
    throw error instanceof Sentence ? error : new Sentence(USAGE);
  }
}

function readMap(path: string) {
  try {
    return mapFileOf(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Sentence(error instanceof Unreadable || error instanceof Error ? error.message : USAGE);
  }
}
