import { randomInt } from 'node:crypto';
import { OPEN } from '../../src/capabilities/matters/matters.rules.ts';
import {
  type Filters,
  mapCells,
  queuePage,
  type Sort,
  type Window,
} from '../../src/capabilities/matters/queue.store.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { headSeq } from '../../src/platform/journal/lines.store.ts';
import { sealedOf } from '../../src/platform/sealing/sealed.store.ts';
import { openHouse, startProcess } from '../house.ts';
import { answer, numbersAsked, quantile } from '../measure.ts';
import { hangUp, signIn, timedGet } from './asks.ts';
import { askCases, fillCases } from './cases.ts';
import { fillMatters } from './fill.ts';

// A filtered page of the queue and a viewport of the map over a million matters, and the work lists of a million cases of mediation, over HTTP as people of three posts, against
// the same statements sent by the database's owner, for whom no policy is in force, in turn.
const DISTRICT = '330702';
const PAGE = 60;

/** People, and what narrows the owner's statements to the same rows that the policies show to them. */
const READERS: readonly { readonly login: string; readonly sees: Filters }[] = [
  { login: 'duty1', sees: {} },
  { login: 'coordinator2', sees: { territory: `${DISTRICT}106` } },
  { login: 'handler2', sees: { body: 'wc-enforcement' } },
];
const GROUPS = ['hazard', 'incident', 'dispute', 'help'];
const SORTS: readonly Sort[] = ['newest', 'due', 'updated'];

const { matters, cases, asks } = numbersAsked({ matters: 1_000_000, cases: 1_000_000, asks: 200 });
const house = await openHouse();
try {
  const begun = performance.now();
  await fillMatters(house, matters);
  await fillCases(house, cases);
  console.log(`${matters} matters and ${cases} cases in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  const owner = openDatabase({ serve: house.embedded.ownerUrl }, { serve: 1 });
  const server = await startProcess(house, 'src/apps/server.ts');
  try {
    const times = { queue: both(), map: both() };
    for (const reader of READERS) {
      const cookie = await signIn(server.url, reader.login);
      const queue = both();
      const map = both();
      // The first tenth warms plans, pools and code, and is not counted.
      for (let at = -Math.ceil(asks / 10); at < asks; at++) {
        const one = [
          await oneQueue(owner, server.url, cookie, reader.sees),
          await oneMap(owner, server.url, cookie, reader.sees),
        ];
        if (at < 0) continue;
        add(queue, one[0] as Times);
        add(map, one[1] as Times);
      }
      tell(`${reader.login} queue`, queue);
      tell(`${reader.login} map`, map);
      for (const [all, own] of [
        [times.queue, queue],
        [times.map, map],
      ] as const) {
        all.http.push(...own.http);
        all.raw.push(...own.raw);
      }
    }
    const lists = await askCases(owner, server.url, asks);
    answer('worklist', {
      ...keysOf('queue', times.queue),
      ...keysOf('map', times.map),
      ...keysOf('cases', lists),
      matters,
      cases,
    });
  } finally {
    hangUp();
    await server.stop();
    await owner.end();
  }
} finally {
  await house.close();
}

type Times = { readonly http: number; readonly raw: number };
type Both = { readonly http: number[]; readonly raw: number[] };

function both(): Both {
  return { http: [], raw: [] };
}

function add(all: Both, one: Times): void {
  all.http.push(one.http);
  all.raw.push(one.raw);
}

async function oneQueue(owner: Database, url: string, cookie: string, sees: Filters): Promise<Times> {
  const kind = GROUPS[randomInt(GROUPS.length)] as string;
  const sort = SORTS[randomInt(SORTS.length)] as Sort;
  const { body, ms } = await timedGet<{ items: { id: string }[] }>(
    `${url}/api/desk/matters?status=${OPEN.join(',')}&kind=${kind}&sort=${sort}&limit=${PAGE}`,
    cookie,
  );
  const raw = await owner.read(whole(DISTRICT), async (tx) => {
    const begun = performance.now();
    const page = await queuePage(
      tx,
      whole(DISTRICT),
      { ...sees, status: OPEN, kind: [kind] },
      sort,
      null,
      PAGE,
      new Date(),
    );
    const ids = page.items.map((one) => one.matter.id);
    await sealedOf(tx, DISTRICT, ids, ['words', 'address']);
    await headSeq(tx, DISTRICT);
    return { ids, ms: performance.now() - begun };
  });
  if (raw.ids.join() !== body.items.map((one) => one.id).join())
    throw new Error(`the queue of ${JSON.stringify(sees)} differs from the owner's: ${kind} ${sort}`);
  return { http: ms, raw: raw.ms };
}

async function oneMap(owner: Database, url: string, cookie: string, sees: Filters): Promise<Times> {
  const window = someWindow();
  const { body, ms } = await timedGet<{ total: number }>(
    `${url}/api/desk/map?status=${OPEN.join(',')}&west=${window.west}&south=${window.south}&east=${window.east}&north=${window.north}`,
    cookie,
  );
  const raw = await owner.read(whole(DISTRICT), async (tx) => {
    const begun = performance.now();
    const cells = await mapCells(tx, whole(DISTRICT), { ...sees, status: OPEN }, window, new Date());
    return { total: cells.reduce((sum, one) => sum + one.n, 0), ms: performance.now() - begun };
  });
  if (raw.total !== body.total)
    throw new Error(`the map of ${JSON.stringify(sees)} differs from the owner's: ${body.total}, ${raw.total}`);
  return { http: ms, raw: raw.ms };
}

/** A viewport somewhere in the district, from a town's size to a third of the district's. */
function someWindow(): Window {
  const size = 0.03 + randomInt(200) / 1000;
  const west = 119.25 + randomInt(500) / 1000;
  const south = 28.75 + randomInt(400) / 1000;
  return { west, south, east: west + size, north: south + size * 0.7 };
}

function keysOf(name: string, { http, raw }: Both): Record<string, number> {
  const [ours = 0, theirs = 1] = [quantile(http, 0.95), quantile(raw, 0.95)].map((one) => one ?? 0);
  return { [`${name}_ratio`]: ours / theirs, [`${name}_p95_ms`]: ours };
}

function tell(name: string, { http, raw }: Both): void {
  const shown = (all: readonly number[]) =>
    [0.5, 0.95].map((part) => (quantile(all, part) ?? 0).toFixed(1)).join(' / ');
  console.log(`${name.padEnd(20)} p50 / p95 over HTTP ${shown(http)} ms, raw ${shown(raw)} ms`);
}
