import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import { readConfig } from '../platform/config/config.ts';
import { refuseClockOff } from '../platform/db/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { openFileStore, openScanner } from '../platform/files/files.door.ts';
import { COSIGNATURE } from '../platform/proof/notes.ts';
import type { WitnessSettings } from '../platform/proof/proof.routes.ts';
import { hostOf, signerOf, witnessKey } from '../platform/proof/proofKey.ts';
import { masterKey } from '../platform/sealing/masterKey.ts';
import { openKeyring } from '../platform/sealing/root.store.ts';
import { buildHouse } from './house.ts';
import { Hopeless, handed, runProcess } from './process.ts';
import { both } from './start/tell.ts';

/** Trees of others that this server witnesses, under its own name and key. */
async function witnessSettings({ witnessFor, baseUrl, dataDir, district }: Config): Promise<WitnessSettings | null> {
  if (witnessFor.length === 0) return null;
  const name = `${hostOf(baseUrl)}/transparency/witness`;
  return { logs: witnessFor, signer: signerOf(await witnessKey(dataDir), name, COSIGNATURE), district };
}

await runProcess(async () => {
  const config = readConfig();
  const db = openDatabase(
    { serve: handed('LIANAN_SERVE_URL'), intake: handed('LIANAN_INTAKE_URL') },
    { serve: config.pool },
  );
  await refuseClockOff(db.pool);
  const keyring = await openKeyring(db, await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir }), {
    suite: config.suite,
  });
  const server = await buildHouse({
    db,
    keyring,
    clock: () => new Date(),
    http: {
      logLevel: config.logLevel,
      ratePerMinute: config.ratePerMinute,
      origins: [config.baseUrl],
      trustProxy: config.trustProxy,
      tileOrigins: config.mapOrigins,
    },
    identity: {
      baseUrl: config.baseUrl,
      defaultDistrict: config.district,
      idleMinutes: config.idleMinutes,
      dataDir: config.dataDir,
      sms: config.sms,
      oidc: config.oidc,
    },
    push: config.push ? { baseUrl: config.baseUrl } : null,
    keepContactDays: config.keepContactDays,
    pages: join(import.meta.dirname, '../../dist'),
    baseMap: config.baseMap,
    hooksInside: config.hooksInside,
    witness: await witnessSettings(config),
    files: {
      store: openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir }),
      scanner: openScanner(config.scanUrl ?? undefined),
    },
  });
  await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw new Hopeless(whyNot(error, config));
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://${reachable(config.host)}:${port}`,
    stop: async () => {
      await server.close();
      await db.end();
    },
  };
});

function whyNot(error: unknown, { host, port }: Config): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'EADDRINUSE'
    ? both('portTaken', { port })
    : both('cannotListen', { host, port, reason: code || String(error) });
}

/** Where this machine itself finds the server. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
