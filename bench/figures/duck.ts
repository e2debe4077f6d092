import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import type { BenchHouse } from '../house.ts';
import { DISTRICT } from './fill.ts';

const PACKAGE = '@duckdb/node-api';
const VERSION = '1.5.6-r.1';
/** Beside the caches that npm leaves alone: 70 MB that nothing but this question needs stay out of everybody's installation. */
const FOLDER = join(import.meta.dirname, `../../node_modules/.cache/lianan-bench/duckdb-${VERSION}`);

/** What is used of the package here. */
type Connection = {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Record<string, unknown>[] }>;
  closeSync(): void;
};
type Package = {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }>;
  };
};

/** The package, installed at the first time into a folder of its own; throws a sentence where it cannot be had. */
function duckdb(): Package {
  if (!existsSync(join(FOLDER, 'node_modules', PACKAGE))) {
    mkdirSync(FOLDER, { recursive: true });
    const args = [
      'install',
      '--prefix',
      FOLDER,
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const { status } = spawnSync('npm', [...args, `${PACKAGE}@${VERSION}`], { stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      rmSync(FOLDER, { recursive: true, force: true });
      throw new Error(`${PACKAGE} ${VERSION} could not be installed: npm says why above.`);
    }
  }
  return createRequire(join(FOLDER, 'package.json'))(PACKAGE) as Package;
}

/** The district's counts in a table of DuckDB's own. */
export type Duck = {
  /** The rows of one statement, which PostgreSQL understands as well, and the milliseconds from asking to the last row. */
  ask(sql: string): Promise<{ rows: Record<string, unknown>[]; ms: number }>;
  close(): void;
};

/** Copies the counts over, by way of a file that the database writes, into a DuckDB file in the house's folder. */
export async function openDuck(house: BenchHouse): Promise<Duck> {
  const instance = await duckdb().DuckDBInstance.create(join(house.folder, 'counts.duckdb'));
  const connection = await instance.connect();
  const owner = new pg.Client({ connectionString: house.embedded.ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  try {
    const at =
      (await owner.query<{ at: string }>(`select current_setting('data_directory') || '/counts.csv' as at`)).rows[0]
        ?.at ?? '';
    await owner.query(
      `copy (select seq, measure, day, territory, n, recorded from journal.count where district = '${DISTRICT}') to '${at}' (format csv)`,
    );
    await connection.run('create schema journal');
    await connection.run(
      `create table journal.count as select '${DISTRICT}' as district, * from read_csv('${at}', header = false,
         columns = {seq: 'bigint', measure: 'varchar', day: 'date', territory: 'varchar', n: 'bigint', recorded: 'date'})`,
    );
    await connection.run('checkpoint');
    rmSync(at);
  } finally {
    await owner.end();
  }
  return {
    ask: async (sql) => {
      const begun = performance.now();
      const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
      return { rows, ms: performance.now() - begun };
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
