import type { Server } from '../http/mount.ts';
import { appointmentsRoutes } from './appointments.routes.ts';
import { authRoutes } from './authMount.routes.ts';
import { bodiesRoutes } from './bodies.routes.ts';
import { liaisonsRoutes } from './liaisons.routes.ts';
import { machinesRoutes } from './machines.routes.ts';
import { meRoutes } from './me.routes.ts';
import type { IdentityParts } from './parts.ts';
import { peopleRoutes } from './people.routes.ts';
import { residentsRoutes } from './residents.routes.ts';
import { rosterRoutes } from './roster.routes.ts';
import { sessionsRoutes } from './sessions.routes.ts';
import { signinRoutes } from './signin.routes.ts';

/** Everything that this folder answers. */
export function identityRoutes(server: Server, parts: IdentityParts): void {
  authRoutes(server, parts);
  signinRoutes(server, parts);
  meRoutes(server, parts);
  sessionsRoutes(server, parts);
  peopleRoutes(server, parts);
  appointmentsRoutes(server, parts);
  rosterRoutes(server, parts);
  liaisonsRoutes(server, parts);
  machinesRoutes(server, parts);
  bodiesRoutes(server, parts);
  residentsRoutes(server, parts);
}
