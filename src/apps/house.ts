import type { FastifyInstance } from 'fastify';
import { figuresRoutes } from '../capabilities/figures/figures.routes.ts';
import { routes as kindsRoutes } from '../capabilities/kinds/kinds.routes.ts';
import { deskRoutes } from '../capabilities/matters/desk.routes.ts';
import { exchangeRoutes } from '../capabilities/matters/exchange.routes.ts';
import { followRoutes } from '../capabilities/matters/follow.routes.ts';
import { concernedBy, forgetReporterOf, Intake } from '../capabilities/matters/matters.door.ts';
import { open311Routes } from '../capabilities/matters/open311.routes.ts';
import { publicMatterRoutes } from '../capabilities/matters/publicMatter.routes.ts';
import { reportRoutes } from '../capabilities/matters/report.routes.ts';
import type { Database } from '../platform/db/database.ts';
import { whole } from '../platform/db/scope.ts';
import type { FileParts } from '../platform/files/files.door.ts';
import { routes as filesRoutes } from '../platform/files/files.routes.ts';
import { healthRoutes } from '../platform/http/health.ts';
import { servePages } from '../platform/http/pages.ts';
import { buildServer, type ServerSettings } from '../platform/http/server.ts';
import { identityRoutes } from '../platform/identity/identity.routes.ts';
import { type IdentitySettings, identityParts } from '../platform/identity/parts.ts';
import { scopeOf } from '../platform/identity/reach.rules.ts';
import type { GroupLimits } from '../platform/journal/groupCommit.ts';
import { districtsOf, originOf } from '../platform/journal/lines.store.ts';
import { liveRoutes, peekingAt } from '../platform/live/live.routes.ts';
import { routes as placesRoutes } from '../platform/places/places.routes.ts';
import { placesOf } from '../platform/places/places.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';

export type HouseGiven = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly http: ServerSettings;
  readonly identity: IdentitySettings;
  readonly files: Omit<FileParts, 'keyring'>;
  /** How reports that arrive together are grouped; the usual where absent. */
  readonly intake?: GroupLimits;
  /** Days for which the contact of what has ended is kept, as reporters are told. */
  readonly keepContactDays: number;
  /** Folder of the built shells; none are served where absent. */
  readonly pages?: string;
};

/** Seconds after which a district that was founded meanwhile is known. */
const DISTRICTS_MS = 5_000;

/** The whole server with every room's routes; used by the process and by tests alike. */
export async function buildHouse(given: HouseGiven): Promise<FastifyInstance> {
  const { db, keyring, clock } = given;
  const { defaultDistrict, dataDir } = given.identity;
  let districts: ReadonlySet<string> = new Set();
  const readDistricts = async () => {
    districts = new Set(await districtsOf(db.pool));
  };
  await readDistricts();
  const identity = identityParts({
    db,
    keyring,
    clock,
    settings: given.identity,
    originOf: (district) => db.read(whole(district), (tx) => originOf(tx, district)),
    territoryNames: async (district, codes) => {
      const places = await placesOf(db, district);
      return new Map(codes.map((code) => [code, places.pathOf(code)]));
    },
    concernedBy: (district, phone) => concernedBy(db, district, phone),
    forgetElsewhere: (district, phone, now) => forgetReporterOf(db, district, phone, now),
    onFault: (message) => server.log.error({ fault: message }, 'identity'),
  });
  const server = await buildServer(
    {
      db,
      keyring,
      clock,
      defaultDistrict,
      districts: () => districts,
      identify: (request) => identity.identifier.identify(request),
    },
    given.http,
  );
  const refresh = setInterval(() => void readDistricts().catch(() => {}), DISTRICTS_MS);
  server.addHook('onClose', async () => clearInterval(refresh));

  healthRoutes(server);
  identityRoutes(server, identity);
  placesRoutes(server);
  filesRoutes(server, { keyring, ...given.files }, scopeOf);
  liveRoutes(server, { stillSignedIn: peekingAt(identity.auth) });
  kindsRoutes(server);
  const intake = new Intake(db, given.intake);
  reportRoutes(server, intake);
  deskRoutes(server, dataDir);
  followRoutes(server, dataDir, { keyring, ...given.files }, given.keepContactDays);
  publicMatterRoutes(server);
  exchangeRoutes(server, dataDir);
  open311Routes(server, {
    intake,
    baseUrl: given.identity.baseUrl,
    contact: given.identity.baseUrl,
    machine: (key) => identity.identifier.machine(key),
  });
  figuresRoutes(server);
  if (given.pages !== undefined) await servePages(server, given.pages);
  return server;
}
