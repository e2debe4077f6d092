import { mount, type Server } from '../../platform/http/mount.ts';
import { board } from './board.contract.ts';
import { tasksInSight } from './board.store.ts';
import { bodyName, standing } from './ground.ts';
import { readingScope } from './reading.ts';

/** More than a desk looks through at once; what lies beyond is found by its side, or in the queue. */
const MOST = 500;

/** Who owes what to whom. */
export function boardRoutes(server: Server): void {
  mount(server, board, async (ask, { query }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const found = await ask.db.read(scope, (tx) => tasksInSight(tx, scope, query.side, MOST + 1));
    return {
      tasks: found.slice(0, MOST).map(({ body, lead, due, territory, ...one }) => ({
        ...one,
        body: bodyName(ground, body) ?? { id: body, zh: body, en: body },
        lead: bodyName(ground, lead),
        due: due.toISOString(),
        territoryName: ground.places.pathOf(territory),
      })),
      more: found.length > MOST,
    };
  });
}
