import type { Tx } from '../../../platform/db/database.ts';
import { mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { Passed } from '../../../platform/places/changes/standing.ts';
import { kindNamesOf } from '../../kinds/kinds.door.ts';
import { bodyName, type Standing, standing } from '../ground.ts';
import { mattersWords } from '../matters.words.ts';
import { readingScope } from '../reading.ts';
import { transferred, transfers } from './transfer.contract.ts';
import { type Approved, allTransfers, mattersPassed, passedBy } from './transfer.store.ts';

/** As many matters as stand on a page. */
const PAGE = 100;

/** What passed from one body to another, for those whose matters they are; administrators see numbers on the body's own page. */
export function transferRoutes(server: Server): void {
  mount(server, transfers, async (ask) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const kindName = await kindNamesOf(ask.db, ask.district);
    const items = await ask.db.read(scope, async (tx) =>
      told(tx, ground, kindName, await allTransfers(tx, ask.district)),
    );
    return { items };
  });

  mount(server, transferred, async (ask, { params: { id }, query: { after } }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const kindName = await kindNamesOf(ask.db, ask.district);
    return ask.db.read(scope, async (tx) => {
      const one = (await allTransfers(tx, ask.district)).filter(({ change }) => change === id);
      const [transfer] = await told(tx, ground, kindName, one);
      if (transfer === undefined) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
      const page = await mattersPassed(tx, ask.district, id, after ?? null, PAGE + 1);
      const shown = page.slice(0, PAGE);
      return {
        transfer,
        items: shown.map(({ matter, number, lead, tasks }) => ({
          id: matter.id,
          number,
          kind: matter.kind,
          status: matter.status,
          territoryName: ground.places.pathOf(matter.territory),
          due: matter.due,
          lead,
          tasks,
        })),
        after: page.length > PAGE ? (shown.at(-1)?.matter.id ?? null) : null,
      };
    });
  });
}

type KindName = Awaited<ReturnType<typeof kindNamesOf>>;

async function told(tx: Tx, ground: Standing, kindName: KindName, all: readonly Approved[]) {
  const ids = all.map(({ change }) => change);
  const passed = ids.length === 0 ? new Map<string, Passed>() : await passedBy(tx, ground.district, ids);
  return all.map(({ change, id, to, territories, kinds, from, basis }) => ({
    id: change,
    from: bodyName(ground, id) ?? { id, zh: id, en: id },
    to: bodyName(ground, to) ?? { id: to, zh: to, en: to },
    territories: territories.map((code) => ground.places.pathOf(code)),
    kinds: kinds.includes('') ? [] : kinds.map(kindName),
    day: from,
    basis,
    ...(passed.get(change) ?? { lead: 0, tasks: 0, finished: null }),
  }));
}
