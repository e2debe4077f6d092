import type { AddressInfo } from 'node:net';
import { buildHouse } from '../../src/apps/house.ts';
import { handed, runProcess } from '../../src/apps/process.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { openFileStore, openScanner } from '../../src/platform/files/files.door.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';

// The same server with group commit switched off: every report is its own statement and transaction, as many at once as
// there are connections.
const CONNECTIONS = 32;

await runProcess(async () => {
  const config = readConfig();
  const db = openDatabase(
    { serve: handed('LIANAN_SERVE_URL'), intake: handed('LIANAN_INTAKE_URL') },
    { intake: CONNECTIONS },
  );
  const server = await buildHouse({
    db,
    keyring: new Keyring(Buffer.from(config.key ?? '', 'hex')),
    clock: () => new Date(),
    http: {
      logLevel: config.logLevel,
      ratePerMinute: config.ratePerMinute,
      origins: [],
      trustProxy: false,
      tileOrigins: [],
    },
    identity: {
      baseUrl: config.baseUrl,
      defaultDistrict: config.district,
      idleMinutes: config.idleMinutes,
      dataDir: config.dataDir,
      sms: config.sms,
      oidc: null,
    },
    files: { store: openFileStore({ dataDir: config.dataDir }), scanner: openScanner(undefined) },
    keepContactDays: config.keepContactDays,
    intake: { most: 1, lingerMs: 0, inFlight: CONNECTIONS },
  });
  await server.listen({ host: config.host, port: 0 });
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    stop: async () => {
      await server.close();
      await db.end();
    },
  };
});
