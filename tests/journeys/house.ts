import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PgBoss } from 'pg-boss';
import { buildHouse } from '../../src/apps/house.ts';
import { buildPages } from '../../src/apps/start/pages.ts';
import { startWork } from '../../src/apps/work.ts';
import { loadDemonstration } from '../../src/demonstration/load.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { JOBS_SCHEMA } from '../../src/platform/db/jobs.ts';
import { openFileStore, openScanner } from '../../src/platform/files/files.door.ts';
import { OWN_MAPS } from '../../src/platform/places/baseMap.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';
import { masterKey, type TestDatabase, testDatabase } from '../harness/database.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** What `npm start` runs, in one process: pages, server and worker on a fresh database with a small demonstration district. */
export type JourneyHouse = TestDatabase & {
  /** Where browsers go, without a slash at the end. */
  readonly origin: string;
  readonly server: FastifyInstance;
  readonly keyring: Keyring;
  readonly dataDir: string;
  close(): Promise<void>;
};

/**
 * Opens one for a test file: the shells as production builds them (once, while their sources stay the same), served from a
 * copy, so that a build meanwhile takes nothing away; demonstration matters as many as `count`.
 */
export async function journeyHouse({
  count = 150,
  cases = 'sample',
  map,
  clock = () => new Date(),
  workClock,
}: {
  readonly count?: number;
  /** Cases of mediation: all of the demonstration's, a sample, or none. */
  readonly cases?: 'whole' | 'sample' | 'none';
  /** A base map: an archive that lies in the data folder. */
  readonly map?: Buffer;
  /**
   * The house's clock, for journeys that go through weeks: it begins in the past and comes up to now, since sessions are dated by the
   * machine and one that seems older than a day is over.
   */
  readonly clock?: () => Date;
  /** The worker's clock, where a journey must not depend on the hour at which it is run. */
  readonly workClock?: () => Date;
} = {}): Promise<JourneyHouse> {
  await buildPages(new AbortController().signal);
  const dataDir = await mkdtemp(join(tmpdir(), 'lianan-journey-'));
  const pages = join(dataDir, 'pages');
  await cp(DIST, pages, { recursive: true });
  const test = await testDatabase();
  const keyring = new Keyring(masterKey);
  await loadDemonstration(test.work, keyring, { now: clock(), count, cases });

  const port = await freePort();
  if (map !== undefined) {
    await mkdir(join(dataDir, OWN_MAPS));
    await writeFile(join(dataDir, OWN_MAPS, 'base.pmtiles'), map);
  }
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: String(port),
    HOOKS_INSIDE: '1',
    EXCHANGE_INSIDE: '1',
    ...(map === undefined ? {} : { MAP_STYLE: 'base.pmtiles', MAP_APPROVAL: 'GS（2024）0568号' }),
  });
  const origin = config.baseUrl;
  const server = await buildHouse({
    db: test.db,
    keyring,
    clock,
    // One address stands for everybody here, so that its share of calls must not run out.
    http: { logLevel: 'error', ratePerMinute: 1_000_000, origins: [origin], trustProxy: false, tileOrigins: [] },
    identity: {
      baseUrl: origin,
      defaultDistrict: config.district,
      idleMinutes: config.idleMinutes,
      dataDir,
      sms: config.sms,
      oidc: null,
    },
    files: { store: openFileStore({ dataDir }), scanner: openScanner(undefined) },
    push: config.push ? { baseUrl: origin } : null,
    keepContactDays: config.keepContactDays,
    pages,
    baseMap: config.baseMap,
    hooksInside: config.hooksInside,
  });
  await server.listen({ host: '127.0.0.1', port });

  const boss = new PgBoss({
    connectionString: test.workUrl,
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    max: 2,
  });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  await boss.start();
  const work = await startWork({ db: test.work, boss, keyring, config, clock: workClock ?? clock });
  return {
    ...test,
    origin,
    server,
    keyring,
    dataDir,
    close: async () => {
      await work.stop();
      await boss.stop({ graceful: false });
      await server.close();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
