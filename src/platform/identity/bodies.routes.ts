import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { dayOf } from '../journal/line.rules.ts';
import { listBodies } from './bodies.contract.ts';
import { allBodies } from './bodies.store.ts';
import { bodyStands } from './bodyDays.rules.ts';
import type { IdentityParts } from './parts.ts';

/** The organisations of the district asked for that stand today. */
export function bodiesRoutes(server: Server, { db, clock }: IdentityParts): void {
  mount(server, listBodies, async ({ district }) => {
    const bodies = await db.read(nothing(district), (tx) => allBodies(tx, district));
    const today = dayOf(clock().toISOString());
    return {
      bodies: bodies
        .filter((one) => bodyStands(one, today))
        .map(({ id, nameZh, nameEn, territory, parent, address, phone }) => ({
          id,
          name: { zh: nameZh, en: nameEn },
          territory,
          parent,
          address,
          phone,
        })),
    };
  });
}
