import type { FastifyInstance } from 'fastify';
import { admissionRoutes } from '../capabilities/admissions/admissions.routes.ts';
import { clockRoutes } from '../capabilities/clock/clock.routes.ts';
import { statementsHeard } from '../capabilities/figures/figures.door.ts';
import { figuresRoutes } from '../capabilities/figures/figures.routes.ts';
import { referenceRoutes } from '../capabilities/figures/references/references.routes.ts';
import { statementFeedRoutes } from '../capabilities/figures/statements/feed.routes.ts';
import { statementRoutes } from '../capabilities/figures/statements/statements.routes.ts';
import { handoverRoutes } from '../capabilities/handover/handover.routes.ts';
import { kindNamesOf } from '../capabilities/kinds/kinds.door.ts';
import { routes as kindsRoutes } from '../capabilities/kinds/kinds.routes.ts';
import { aroundRoutes } from '../capabilities/matters/around.routes.ts';
import { boardRoutes } from '../capabilities/matters/board.routes.ts';
import { burdenRoutes } from '../capabilities/matters/burden.routes.ts';
import { calendarRoutes, DEADLINES } from '../capabilities/matters/calendar.routes.ts';
import { overdueRoutes } from '../capabilities/matters/clock/overdue.routes.ts';
import { deskRoutes } from '../capabilities/matters/desk.routes.ts';
import { exchangeRoutes } from '../capabilities/matters/exchange/exchange.routes.ts';
import { extractRoutes } from '../capabilities/matters/extract.routes.ts';
import { followRoutes } from '../capabilities/matters/follow.routes.ts';
import { importRoutes } from '../capabilities/matters/importing/importing.routes.ts';
import { mapRoutes } from '../capabilities/matters/map.routes.ts';
import {
  bodiesChanged,
  concernedBy,
  forgetReporterOf,
  Intake,
  mattersHeard,
  openCounts,
} from '../capabilities/matters/matters.door.ts';
import { ogcRoutes } from '../capabilities/matters/ogc.routes.ts';
import { open311Routes } from '../capabilities/matters/open311.routes.ts';
import { presenceRoutes } from '../capabilities/matters/presence.routes.ts';
import { publicMatterRoutes } from '../capabilities/matters/publicMatter.routes.ts';
import { reportRoutes } from '../capabilities/matters/report.routes.ts';
import { transferRoutes } from '../capabilities/matters/transfer/transfer.routes.ts';
import { viewsRoutes } from '../capabilities/matters/views.routes.ts';
import { diaryRoutes, SESSIONS } from '../capabilities/mediation/diary/diary.routes.ts';
import { mediationRoutes } from '../capabilities/mediation/mediation.routes.ts';
import { ledgerRoutes } from '../capabilities/mediation/mediators/ledger/ledger.routes.ts';
import { mediatorRoutes } from '../capabilities/mediation/mediators/mediators.routes.ts';
import { papersRoutes } from '../capabilities/mediation/papers.routes.ts';
import { partyToolRoutes } from '../capabilities/mediation/party/tools.routes.ts';
import { partyRoutes } from '../capabilities/mediation/party.routes.ts';
import { roundRoutes } from '../capabilities/mediation/rounds/rounds.routes.ts';
import { mediationSettingRoutes } from '../capabilities/mediation/settings/settings.routes.ts';
import { noticeRoutes } from '../capabilities/notices/notices.routes.ts';
import { endAllOf } from '../capabilities/subscriptions/subscriptions.door.ts';
import { subscriptionRoutes } from '../capabilities/subscriptions/subscriptions.routes.ts';
import { workingCalendarRoutes } from '../platform/calendar/calendar.routes.ts';
import type { Database } from '../platform/db/database.ts';
import { whole } from '../platform/db/scope.ts';
import { feedRoutes } from '../platform/feeds/feeds.routes.ts';
import type { FileParts } from '../platform/files/files.door.ts';
import { routes as filesRoutes } from '../platform/files/files.routes.ts';
import { healthRoutes } from '../platform/http/health.ts';
import { servePages } from '../platform/http/pages.ts';
import { buildServer, type ServerSettings } from '../platform/http/server.ts';
import { identityRoutes } from '../platform/identity/identity.routes.ts';
import { type IdentitySettings, identityParts } from '../platform/identity/parts.ts';
import { scopeOf } from '../platform/identity/reach.rules.ts';
import { KnownDistricts } from '../platform/journal/districts.ts';
import type { GroupLimits } from '../platform/journal/groupCommit.ts';
import { districtsOf, originOf } from '../platform/journal/lines.store.ts';
import { liveRoutes, peekingAt } from '../platform/live/live.routes.ts';
import { type BaseMap, NO_BASE_MAP } from '../platform/places/baseMap.ts';
import { placesChangesRoutes } from '../platform/places/changes/changes.routes.ts';
import { routes as placesRoutes } from '../platform/places/places.routes.ts';
import { placesByClock, placesOf } from '../platform/places/places.ts';
import { proofRoutes, type WitnessSettings } from '../platform/proof/proof.routes.ts';
import { unprovedSince } from '../platform/proof/waiting.ts';
import type { PushSettings } from '../platform/push/push.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { webhookRoutes } from '../platform/webhooks/webhooks.routes.ts';
import { hearing } from './hearing.ts';

export type HouseGiven = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly http: ServerSettings;
  readonly identity: IdentitySettings;
  readonly files: Omit<FileParts, 'keyring'>;
  /** How reports that arrive together are grouped; the usual where absent. */
  readonly intake?: GroupLimits;
  /** How browsers are told of what is around; pushes are off where absent. */
  readonly push?: PushSettings | null;
  /** Days for which the contact of what has ended is kept, as reporters are told. */
  readonly keepContactDays: number;
  /** Folder of the built shells; none are served where absent. */
  readonly pages?: string;
  /** Whether hooks may lead to addresses within a network of one's own; not where absent. */
  readonly hooksInside?: boolean;
  /** Trees of others that are witnessed; none where absent. */
  readonly witness?: WitnessSettings | null;
  /** What maps are drawn on; the district's own boundaries alone where absent. */
  readonly baseMap?: BaseMap;
};

/** The whole server with every room's routes; used by the process and by tests alike. */
export async function buildHouse(given: HouseGiven): Promise<FastifyInstance> {
  const { db, keyring, clock } = given;
  const { defaultDistrict, dataDir } = given.identity;
  const districts = await KnownDistricts.open(() => districtsOf(db.pool));
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
    forgetElsewhere: async (district, phone, now) => [
      ...(await forgetReporterOf(db, district, phone, now)),
      ...(await endAllOf(db, keyring, district, phone, now)),
    ],
    onFault: (message) => server.log.error({ fault: message }, 'identity'),
  });
  const server = await buildServer(
    {
      db,
      keyring,
      clock,
      defaultDistrict,
      districts,
      identify: (request) => identity.identifier.identify(request),
    },
    given.http,
  );

  healthRoutes(server, () => unprovedSince(db, clock()));
  identityRoutes(server, identity);
  placesByClock(db, clock);
  await placesRoutes(server, given.baseMap ?? NO_BASE_MAP, dataDir);
  placesChangesRoutes(server, {
    counts: openCounts,
    kindNames: (district) => kindNamesOf(db, district),
    changed: (district) => bodiesChanged(db, district),
  });
  workingCalendarRoutes(server);
  proofRoutes(server, given.witness ?? null);
  filesRoutes(server, { keyring, ...given.files }, scopeOf);
  liveRoutes(server, { stillSignedIn: peekingAt(identity.auth) });
  kindsRoutes(server);
  clockRoutes(server);
  const intake = new Intake(db, given.intake);
  reportRoutes(server, intake);
  aroundRoutes(server);
  deskRoutes(server, dataDir);
  mapRoutes(server);
  burdenRoutes(server);
  overdueRoutes(server);
  transferRoutes(server);
  boardRoutes(server);
  viewsRoutes(server);
  presenceRoutes(server);
  followRoutes(server, dataDir, { keyring, ...given.files }, given.keepContactDays);
  publicMatterRoutes(server);
  exchangeRoutes(server, dataDir);
  open311Routes(server, {
    intake,
    baseUrl: given.identity.baseUrl,
    contact: given.identity.baseUrl,
    machine: (key) => identity.identifier.machine(key),
  });
  feedRoutes(server, given.identity.baseUrl, [DEADLINES, SESSIONS]);
  calendarRoutes(server, given.identity.baseUrl);
  diaryRoutes(server, given.identity.baseUrl);
  ogcRoutes(server, given.identity.baseUrl);
  figuresRoutes(server);
  statementRoutes(server);
  statementFeedRoutes(server, given.identity.baseUrl);
  webhookRoutes(server, { sources: [mattersHeard, statementsHeard], inside: given.hooksInside ?? false, dataDir });
  referenceRoutes(server);
  extractRoutes(server);
  handoverRoutes(server);
  roundRoutes(server);
  mediationRoutes(server);
  papersRoutes(server);
  partyRoutes(server);
  partyToolRoutes(server, { keyring, ...given.files });
  admissionRoutes(server);
  mediationSettingRoutes(server);
  ledgerRoutes(server);
  mediatorRoutes(server);
  noticeRoutes(server, { dataDir, push: given.push ?? null, sources: hearing });
  importRoutes(server, { keyring, ...given.files });
  subscriptionRoutes(server, { baseUrl: given.identity.baseUrl, dataDir, push: given.push ?? null });
  if (given.pages !== undefined) await servePages(server, given.pages, ['mediation']);
  return server;
}
