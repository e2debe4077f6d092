import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { dayOf } from '../journal/line.rules.ts';
import { openNames } from './enterPeople.ts';
import { listLiaisons } from './liaisons.contract.ts';
import { liaisonsAfter } from './liaisons.store.ts';
import { territoryNames } from './me.routes.ts';
import type { IdentityParts } from './parts.ts';
import { peopleById } from './people.store.ts';

/** Places on a page. */
const PAGE = 60;

/** The published roster of liaisons. */
export function liaisonsRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, clock } = parts;

  mount(server, listLiaisons, async ({ district }, { query }) => {
    const { rows, names } = await db.read(nothing(district), async (tx) => {
      const found = await liaisonsAfter(tx, district, {
        within: query.territory ?? district,
        after: query.after ?? '',
        day: dayOf(clock().toISOString()),
        places: PAGE + 1,
      });
      const people = await peopleById(tx, district, [...new Set(found.map((one) => one.person))]);
      return { rows: found, names: await openNames(tx, keyring, district, people) };
    });
    const byPlace = [...Map.groupBy(rows, (one) => one.place)];
    const shown = byPlace.slice(0, PAGE);
    const places = await territoryNames(
      parts,
      district,
      shown.map(([territory]) => ({ territory })),
    );
    return {
      places: shown.map(([code, held]) => ({
        code,
        name: places.get(code) ?? { zh: code, en: code },
        liaisons: held.map(({ person, from, deputy }) => ({
          name: names.get(person) ?? '',
          post: 'liaison' as const,
          from,
          deputy,
        })),
      })),
      after: byPlace.length > PAGE ? (shown.at(-1)?.[0] ?? null) : null,
    };
  });
}
