import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildHouse } from '../../src/apps/house.ts';
import { subjects } from '../../src/apps/subjects.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { type Embedded, startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { urlOf } from '../../src/platform/db/roles.ts';
import { openFileStore, openScanner } from '../../src/platform/files/files.door.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';
import { testDistrict } from '../harness/district.ts';
import { masterKey } from '../harness/key.ts';

/** A server on a PostgreSQL of its own, which a test may kill, starve and start again. */
export type OwnHouse = {
  readonly server: FastifyInstance;
  readonly work: Database;
  readonly embedded: Embedded;
  /** The first difference of an audit in its own words, or null where all is as its lines say. */
  difference(): Promise<string | null>;
  close(): Promise<void>;
};

/** A folder that the database's own user can enter. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-fault-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Opens it in `folder`, which `close` removes. */
export async function ownHouse(
  folder: string,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<OwnHouse> {
  const dataDir = join(folder, 'data');
  const embedded = await startEmbedded(dataDir, () => {}, settings);
  const { ownerUrl } = embedded;
  await migrate(ownerUrl, masterKey);
  const url = (role: 'lianan_serve' | 'lianan_intake' | 'lianan_work') => urlOf(ownerUrl, role, masterKey);
  const db = openDatabase({ serve: url('lianan_serve'), intake: url('lianan_intake') }, { serve: 6, intake: 3 });
  const work = openDatabase({ serve: url('lianan_work') }, { serve: 2 });
  await testDistrict(work);
  const server = await buildHouse({
    db,
    keyring: new Keyring(masterKey),
    clock: () => new Date(),
    http: { logLevel: 'silent', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
    identity: {
      baseUrl: 'http://localhost',
      defaultDistrict: '330702',
      idleMinutes: 60,
      dataDir,
      sms: { kind: 'outbox' },
      oidc: null,
    },
    files: { store: openFileStore({ dataDir }), scanner: openScanner(undefined) },
    keepContactDays: 365,
  });
  await server.ready();
  return {
    server,
    work,
    embedded,
    difference: async () => {
      const done = await audit({ db: work, subjects, checkpointDir: join(folder, 'checkpoints') });
      return done.find((one) => one.firstDifference)?.firstDifference?.text.en ?? null;
    },
    close: async () => {
      await server.close();
      await Promise.all([db.end(), work.end()]);
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One report that fits; `over` replaces parts of it. */
export const aReport = (id: string, over: object = {}) => ({
  id,
  kind: 'hazard.fire',
  place: { lon: 119.65, lat: 29.08 },
  words: '楼道堆满杂物',
  ...over,
});
