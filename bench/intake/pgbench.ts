import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { intakeBatch } from '../../src/capabilities/matters/intake.store.ts';
import { type Taken, take } from '../../src/capabilities/matters/intake.ts';
import { appendStatement, printed } from '../../src/platform/journal/append.store.ts';
import type { BenchHouse } from '../house.ts';
import { someReport } from './reports.ts';

const DISTRICT = '330702';
/** Scripts among which pgbench chooses: other kinds and places, as in our own load. */
const SCRIPTS = 16;
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as { prepareValue(value: unknown): string };

/** Debian's pgbench, installed when it is not there and this is root; throws a sentence otherwise. */
export function pgbenchPath(): string {
  const found = () => {
    const versions = '/usr/lib/postgresql';
    const majors = existsSync(versions)
      ? readdirSync(versions)
          .map(Number)
          .sort((a, b) => b - a)
      : [];
    return majors.map((major) => join(versions, String(major), 'bin/pgbench')).find((path) => existsSync(path));
  };
  if (found() === undefined && process.getuid?.() === 0) {
    spawnSync(
      'sh',
      [
        '-c',
        `mkdir -p /etc/postgresql-common && { [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf; } && apt-get -q update && apt-get -q -y -o Dpkg::Options::=--force-confold install --no-install-recommends postgresql`,
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
  }
  const path = found();
  if (path === undefined) throw new Error("pgbench is not here: install Debian's package postgresql.");
  return path;
}

/**
 * Writes the intake's own statement, with the rows of one report as literals, as pgbench scripts. What differs from report
 * to report (ids, digests, number, point) takes its tail from a random variable, so that every run inserts new rows at
 * random places of the indexes, as ours do.
 */
export async function writeScripts(house: BenchHouse): Promise<string[]> {
  const ground = await standing(house.work, house.keyring, DISTRICT);
  return Array.from({ length: SCRIPTS }, (_, at) => {
    const sent = someReport();
    const taken = take(
      ground,
      {
        ...sent,
        id: randomUUID(),
        place: { ...sent.place, datum: 'wgs84' },
        photos: [],
        channel: 'public',
        urgency: 'normal',
        by: null,
        post: null,
        origin: 'live',
      },
      new Date(),
    );
    const { text, values } = printed(appendStatement(intakeBatch(DISTRICT, [taken])));
    const literals = values.map((value) => varied(prepareValue(value), taken));
    const statement = text
      .replace(/\$(\d+)/g, (_whole, n: string) => literals[Number(n) - 1] ?? 'null')
      .replace(/\s+/g, ' ');
    const path = join(house.folder, `report-${at}.sql`);
    writeFileSync(path, `\\set r random(100000000000, 999999999999)\n${statement};\n`);
    return path;
  });
}

/** A parameter as an SQL expression of the random variable `r`, which has twelve digits. */
function varied(value: string, taken: Taken): string {
  const ids = [taken.matter.id, ...taken.keys.map((one) => one.id), ...taken.sealed.map((one) => one.id)];
  const digests = [taken.receipt, taken.phone].flatMap((one) => (one ? [one.toString('hex')] : []));
  const { lon } = taken.matter;
  const number = /("number":"\d+-\d+-)(\w{6})"/;
  let text = `'${value.replaceAll("'", "''")}'`;
  for (const id of ids) text = text.replaceAll(id, `${id.slice(0, 24)}' || :r || '`);
  for (const digest of digests) text = text.replaceAll(digest, `' || :r || '${digest.slice(12)}`);
  text = text
    .replace(number, `$1' || right(:r::text, 6) || '"`)
    .replace(`"lon":${lon}`, `"lon":${Math.trunc(lon ?? 0)}.' || :r || '`);
  // pgbench takes a colon before a letter for a variable, inside quotes too.
  return `(${text.replace(/:(true|false|null)\b/g, ': $1')})`.replaceAll(':r ', ':r::text ');
}

export type Benched = { readonly tps: number; readonly latencyMs: number };

/** Runs pgbench as the intake role on the house's own PostgreSQL. Throws what it says when a statement failed. */
export function pgbench(
  house: BenchHouse,
  scripts: readonly string[],
  connections: number,
  seconds: number,
): Promise<Benched> {
  const [, user = '', password = '', host = '', port = '', database = ''] =
    /^postgres:\/\/([^:]+):([^@]+)@([^:/]+):(\d+)\/(\w+)/.exec(house.env['LIANAN_INTAKE_URL'] ?? '') ?? [];
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(connections),
    '-j',
    '2',
    '-T',
    String(seconds),
    ...scripts.flatMap((one) => ['-f', one]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(pgbenchPath(), [...args, '-h', decodeURIComponent(host), '-p', port, '-U', user, database], {
      // A plan made once for all values, as ours has after its first few runs.
      env: { ...process.env, PGPASSWORD: password, PGOPTIONS: '-c plan_cache_mode=force_generic_plan' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
    });
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const tps = Number(/tps = ([\d.]+)/.exec(said)?.[1]);
      const latencyMs = Number(/latency average = ([\d.]+)/.exec(said)?.[1]);
      if (code === 0 && tps > 0) resolve({ tps, latencyMs });
      else reject(new Error(`pgbench: ${said.slice(0, 2_000)}`));
    });
  });
}
