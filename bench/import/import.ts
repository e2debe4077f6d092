import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bringMap } from '../../src/platform/places/bringMap.ts';
import { type BenchHouse, openHouse } from '../house.ts';
import { answer, numbersAsked } from '../measure.ts';
import { memoryOf, processorSeconds } from '../processes.ts';

// Matters a second and peak memory of `npm run import` over 200,000 rows: the San Francisco quarter again and again, each
// time 52 weeks earlier, into a district of its own.
const ROOT = join(import.meta.dirname, '../..');
const DATA = join(ROOT, '../shared/data/sf');
const DISTRICT = '990001';
const MAP = join(ROOT, 'src/gateways/tabular/maps/sf-incidents.json');

const { rows } = numbersAsked({ rows: 200_000 });
if (!existsSync(DATA)) {
  console.log('../shared/data/sf is absent: there is nothing to import.');
  process.exit(0);
}
const house = await openHouse();
try {
  const map = { name: 'neighbourhoods.geojson', text: readFileSync(join(DATA, 'neighbourhoods.geojson'), 'utf8') };
  const wish = { district: DISTRICT, code: 'cartodb_id', name: 'name', create: true, approximate: false };
  await bringMap(house.work, map, wish, new Date(), () => {});
  const file = join(house.folder, 'incidents.csv');
  const written = await writeRows(file, rows);
  const databaseBefore = processorSeconds(house.embedded.pid);
  const { seconds, stored, refused, memory, own } = await importFile(house, file);
  const database = processorSeconds(house.embedded.pid) - databaseBefore;
  const [kept] = await house.owner<{ n: string }>('select count(*) as n from matters.matter where district = $1', [
    DISTRICT,
  ]);
  if (stored + refused !== written || Number(kept?.n) !== stored)
    throw new Error(`${written} rows, ${stored} stored, ${refused} refused, ${kept?.n} there`);
  console.log(
    `${written} rows: ${stored} matters, ${refused} refused, ${seconds.toFixed(1)} s; memory at each fifth of the way: ${memory.fifths.join(' ')} MB`,
  );
  answer('import', {
    per_s: stored / seconds,
    peak_rss_mb: memory.peak,
    rows: written,
    refused,
    node_us: (own / stored) * 1e6,
    database_us: (database / stored) * 1e6,
  });
} finally {
  await house.close();
}

/** Writes the quarter as often as it takes, 364 days earlier each time: the same weekdays, and no hour that a summer time leaves out. */
async function writeRows(path: string, wanted: number): Promise<number> {
  const [header = '', ...lines] = gunzipSync(readFileSync(join(DATA, 'incidents-2012q2.csv.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const out = createWriteStream(path);
  out.write(`${header}\n`);
  let written = 0;
  for (let back = 0; written < wanted; back++) {
    const part = lines.slice(0, wanted - written).map((line) => {
      const day = new Date(Date.parse(`${line.slice(0, 10)}T00:00:00Z`) - back * 364 * 86_400_000)
        .toISOString()
        .slice(0, 10);
      return `${day}${line.slice(10)}\n`;
    });
    written += part.length;
    if (!out.write(part.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return written;
}

type Imported = {
  seconds: number;
  stored: number;
  refused: number;
  own: number;
  memory: { peak: number; fifths: number[] };
};

/** The operator's own command, with its memory looked at while it runs (Linux's VmRSS and VmHWM). */
function importFile(of: BenchHouse, file: string): Promise<Imported> {
  const args = [
    ...(process.env['PROFILE'] === '1' ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof-import'] : []),
    join(ROOT, 'bin/import.ts'),
    file,
    '--map',
    MAP,
    '--district',
    DISTRICT,
    '--refused',
    join(of.folder, 'refused.csv'),
  ];
  const child = spawn(process.execPath, args, {
    cwd: of.folder,
    env: { ...of.env, DATABASE_URL: of.embedded.ownerUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let peak = 0;
  let own = 0;
  const fifths: number[] = [];
  child.stdout.on('data', (part) => {
    said += part;
  });
  child.stderr.on('data', (part) => {
    said += part;
    const done = Number(/(\d+)% /.exec(String(part))?.[1] ?? 0);
    const { now, most } = memoryOf(child.pid ?? 0);
    peak = Math.max(peak, most);
    own = Math.max(own, processorSeconds(child.pid ?? 0));
    if (now > 0 && done >= (fifths.length + 1) * 20) fifths.push(now);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const [, stored, known, refused, seconds] =
        /Imported (\d+), known before (\d+), refused (\d+), in ([\d.]+) s/.exec(said) ?? [];
      if (code !== 0 || known !== '0') reject(new Error(`import: ${said.slice(-2_000)}`));
      else
        resolve({
          seconds: Number(seconds),
          stored: Number(stored),
          refused: Number(refused),
          own,
          memory: { peak, fifths },
        });
    });
  });
}
