import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deskRoutes } from '../capabilities/matters/desk.routes.ts';
import { followRoutes } from '../capabilities/matters/follow.routes.ts';
import { Intake } from '../capabilities/matters/intake.store.ts';
import { reportRoutes } from '../capabilities/matters/report.routes.ts';
import type { Database } from '../platform/db/database.ts';
import { buildServer, type ServerSettings } from '../platform/http/server.ts';
import { districtsOf } from '../platform/journal/lines.store.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';

export type HouseGiven = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly defaultDistrict: string;
  readonly dataDir: string;
  readonly http: ServerSettings;
};

/** The whole server with every room's routes; used by the process and by tests alike. */
export async function buildHouse(given: HouseGiven): Promise<FastifyInstance> {
  const { db, keyring, clock, defaultDistrict, dataDir } = given;
  let districts: ReadonlySet<string> = new Set();
  const readDistricts = async () => {
    districts = new Set(await districtsOf(db.pool));
  };
  await readDistricts();
  const server = await buildServer(
    {
      db,
      keyring,
      clock,
      defaultDistrict,
      districts: () => districts,
      identify: async (_request: FastifyRequest) => ({ caller: { is: 'nobody' }, district: null, needsTotp: false }),
    },
    given.http,
  );
  const refresh = setInterval(() => void readDistricts().catch(() => {}), 5_000);
  server.addHook('onClose', async () => clearInterval(refresh));
  const intake = new Intake(db);
  reportRoutes(server, intake);
  deskRoutes(server, dataDir);
  followRoutes(server, dataDir);
  return server;
}
