import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { mount, type Server } from '../../platform/http/mount.ts';
import { bodyName, standing } from './ground.ts';
import { map, responsibleAt } from './map.contract.ts';
import { mapCells } from './queue.store.ts';
import { filtersOf, readingScope } from './reading.ts';

/** The desk's map: matters in sight, and who answers for a place. */
export function mapRoutes(server: Server): void {
  mount(server, map, async (ask, { query }) => {
    const scope = readingScope(ask);
    const { west, south, east, north, ...filters } = query;
    return ask.db.read(scope, async (tx) => {
      const cells = await mapCells(tx, scope, filtersOf(ask, filters), { west, south, east, north }, ask.clock());
      return { cells, total: cells.reduce((sum, one) => sum + one.n, 0) };
    });
  });

  mount(server, responsibleAt, async (ask, { query }) => {
    readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const today = dayOf(ask.clock());
    const { code, outside } = ground.places.locate(query);
    const byBody = Map.groupBy(
      [...ground.kinds.values()].filter((kind) => kind.active).map((kind) => kind.code),
      (kind) => ground.places.responsible(code, kind, today, ground.rulings)?.body ?? null,
    );
    return {
      territory: code,
      path: ground.places.pathOf(code),
      outside,
      bodies: [...byBody].flatMap(([id, kinds]) => {
        const body = bodyName(ground, id);
        return body === null ? [] : [{ ...body, kinds }];
      }),
      nobody: byBody.get(null) ?? [],
    };
  });
}
