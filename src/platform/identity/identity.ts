import type { FastifyRequest } from 'fastify';
import { nothing } from '../db/scope.ts';
import type { Server } from '../http/mount.ts';
import { appointmentsRoutes } from './appointments.routes.ts';
import { authRoutes } from './authMount.routes.ts';
import { bodiesRoutes } from './bodies.routes.ts';
import type { Known } from './identify.ts';
import { machinesRoutes } from './machines.routes.ts';
import { meRoutes } from './me.routes.ts';
import { type IdentityGiven, type IdentityParts, identityParts } from './parts.ts';
import { peopleRoutes } from './people.routes.ts';
import { residentsRoutes } from './residents.routes.ts';
import { rosterRoutes } from './roster.routes.ts';
import { sessionsRoutes } from './sessions.routes.ts';
import { tidySessions } from './sessions.store.ts';
import { signinRoutes } from './signin.routes.ts';
import { tidyCounters } from './throttle.store.ts';

/** The one door of this folder for the process: who asks, the routes, and what the worker does now and then. */
export type Identity = {
  /** Who sends a request, for `parts.identify` of the server. */
  identify(request: FastifyRequest): Promise<Known>;
  /** The machine behind an API key that came otherwise than in `x-api-key` (Open311's `api_key`). */
  identifyKey(key: string): Promise<Known>;
  routes(server: Server): void;
  /** Forgets who was believed to be who: after posts were changed outside the routes. */
  drop(): void;
  readonly parts: IdentityParts;
};

/** Puts identity together. Opens no connection, and asks nobody outside. */
export function openIdentity(given: IdentityGiven): Identity {
  const parts = identityParts(given);
  const { identifier } = parts;
  return {
    identify: (request) => identifier.identify(request),
    identifyKey: (key) => identifier.machine(key),
    drop: () => identifier.drop(),
    parts,
    routes: (server) => {
      authRoutes(server, parts);
      signinRoutes(server, parts);
      meRoutes(server, parts);
      sessionsRoutes(server, parts);
      peopleRoutes(server, parts);
      appointmentsRoutes(server, parts);
      rosterRoutes(server, parts);
      machinesRoutes(server, parts);
      bodiesRoutes(server, parts);
      residentsRoutes(server, parts);
    },
  };
}

/** Deletes what has run its time: codes, counters, messages, sessions. With the worker's database, every few minutes. */
export async function tidyIdentity(db: IdentityGiven['db'], districts: readonly string[], now: Date): Promise<void> {
  for (const district of districts) {
    await db.write(nothing(district), async (tx) => {
      await tidyCounters(tx, district, now);
      await tidySessions(tx, now);
    });
  }
}
