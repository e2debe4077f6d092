import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { listBodies } from './bodies.contract.ts';
import { allBodies } from './bodies.store.ts';
import type { IdentityParts } from './parts.ts';

/** The organisations of the district asked for. */
export function bodiesRoutes(server: Server, { db }: IdentityParts): void {
  mount(server, listBodies, async ({ district }) => {
    const bodies = await db.read(nothing(district), (tx) => allBodies(tx, district));
    return {
      bodies: bodies.map(({ id, nameZh, nameEn, territory, parent, address, phone }) => ({
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
