import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { foundDeadlines } from '../src/capabilities/clock/clock.door.ts';
import { foundMatters, type ImportCounts, importTable } from '../src/capabilities/matters/matters.door.ts';
import { deadlines } from '../src/demonstration/deadlines.ts';
import { kinds } from '../src/demonstration/kinds.ts';
import { mapFileOf } from '../src/gateways/tabular/map-file.ts';
import { Unreadable } from '../src/gateways/tabular/unreadable.ts';
import { isGone } from '../src/platform/db/database.ts';
import { districtsOf } from '../src/platform/journal/lines.store.ts';

// npm run import -- FILE --map MAP --district D [--refused FILE]: brings a CSV or XLSX table in as matters. Interrupted, it is
// started again and goes on; repeated, it changes nothing.

const USAGE = `用法：npm run import -- 文件 --map 映射文件 --district 区划代码 [--refused 退回文件]
Usage: npm run import -- FILE --map MAP --district CODE [--refused FILE]`;

await runTool(async ({ work, keyring: opened }) => {
  const keyring = await opened();
  const { file, map: mapPath, district, refused } = asked();
  const map = readable(() => mapFileOf(readFileSync(mapPath, 'utf8')));
  if (!(await districtsOf(work.pool).catch(unusable)).includes(district)) {
    throw new Sentence(
      `没有区划 ${district}：请先用 npm run places 建立。\nThere is no district ${district}: make it with npm run places first.`,
    );
  }
  await foundMatters(work, district, kinds, new Date());
  await foundDeadlines(work, district, deadlines, new Date());
  const begun = performance.now();
  const counts = await importTable(work, keyring, { district, file, map, refusedTo: refused, say: bar }).catch(
    unusable,
  );
  const seconds = (performance.now() - begun) / 1000;
  const { stored, known } = counts;
  console.log(`\n已导入 ${stored} 条，已有 ${known} 条，退回 ${counts.refused} 条，用时 ${seconds.toFixed(1)} 秒。`);
  console.log(`Imported ${stored}, known before ${known}, refused ${counts.refused}, in ${seconds.toFixed(1)} s.`);
  if (counts.refused > 0) console.log(`退回的行与原因 Refused rows and why: ${refused}`);
  return 0;
});

function bar(part: number, so: ImportCounts): void {
  const drawn = '█'.repeat(Math.round(part * 30)).padEnd(30, '░');
  process.stderr.write(`\r${drawn} ${Math.round(part * 100)}%  ${so.stored + so.known} / ${so.refused} `);
}

function asked() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { map: { type: 'string' }, district: { type: 'string' }, refused: { type: 'string' } },
    });
    const [file] = positionals;
    const { map, district = '' } = values;
    if (file === undefined || positionals.length > 1 || map === undefined || !/^\d{6}$/.test(district))
      throw new Sentence(USAGE);
    return { file, map, district, refused: values.refused ?? `${basename(file)}.refused.csv` };
  } catch (error) {
    throw error instanceof Sentence ? error : new Sentence(USAGE);
  }
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return unusable(error);
  }
}

/** A file that cannot be used at all is the operator's to mend: said in a sentence, without a trace of calls. */
function unusable(error: unknown): never {
  if (error instanceof Unreadable) throw new Sentence(`${error.reason.zh}\n${error.reason.en}`);
  const { code, path } = error as { code?: string; path?: string };
  if (['28P01', '3F000', '42P01', '42883'].includes(code ?? ''))
    throw new Sentence(
      '数据库中还没有本程序的表：请先运行一次 npm start。\nThe database has no tables of this program yet: run npm start once.',
    );
  if (path !== undefined && ['ENOENT', 'EISDIR', 'EACCES'].includes(code ?? ''))
    throw new Sentence(`文件读不出来：${path ?? ''}（${code}）\nThe file cannot be read: ${path ?? ''} (${code})`);
  if (isGone(error))
    throw new Sentence(
      '数据库断开了：已导入的都在，重新运行即接着导入。\nThe database went away: what was imported is kept; run this again to go on.',
    );
  throw error;
}
