import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { textOf } from '../../platform/language/language.ts';
import { around, aroundMap, aroundMatter } from './around.contract.ts';
import { type Box, boxOf, type Span, type State, stateOf, statusesOf } from './around.rules.ts';
import {
  type Around,
  type AroundFilters,
  aroundByNumber,
  aroundCells,
  aroundPage,
  aroundSteps,
  MOST_IN_SIGHT,
} from './around.store.ts';
import { bodyName, type Standing, standing } from './ground.ts';
import { saidBy } from './matters.rules.ts';
import { mattersWords } from './matters.words.ts';

/** What everybody may see of what is around: a list, a map, one matter. Redacted in the database, as exact as its kind says. */
export function aroundRoutes(server: Server): void {
  mount(server, around, async (ask, { query }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const page = await ask.db.read(nothing(ask.district), (tx) =>
      aroundPage(tx, ask.district, filtersOf(ask, query), query.after ?? null, query.limit),
    );
    return { items: page.items.map((one) => shownOf(ground, one)), after: page.after };
  });

  mount(server, aroundMap, async (ask, { query }) => {
    const box = boxOf(query.box) as Box;
    const cells = await ask.db.read(nothing(ask.district), (tx) =>
      aroundCells(tx, ask.district, { ...filtersOf(ask, query), box }),
    );
    const total = cells.reduce((sum, one) => sum + one.n, 0);
    return {
      cells: cells.map(({ status, ...one }) => ({ ...one, state: status === null ? null : stateOf(status) })),
      total,
      more: total >= MOST_IN_SIGHT,
    };
  });

  mount(server, aroundMatter, async (ask, { params }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const { matter, steps } = await ask.db.read(nothing(ask.district), async (tx) => {
      const found = await aroundByNumber(tx, ask.district, params.number.toUpperCase());
      // What is hidden and what never was are not told apart.
      if (found === null) throw new Problem(404, 'matters.notPublic', textOf(mattersWords, 'notPublic'));
      return { matter: found, steps: await aroundSteps(tx, ask.district, found.id) };
    });
    return {
      matter: shownOf(ground, matter),
      history: steps.map(({ step, recorded }) => ({ step: saidBy(step).replace('matter.', ''), day: dayOf(recorded) })),
    };
  });
}

type View = {
  readonly kind?: readonly string[] | undefined;
  readonly state?: readonly State[] | undefined;
  readonly days: Span;
  readonly territory?: string | undefined;
  readonly box?: string | undefined;
};

function filtersOf(ask: Ask, { kind = [], state = [], days, territory, box }: View): AroundFilters {
  return {
    kinds: kind,
    statuses: statusesOf(state),
    since: days === 'all' ? null : startOf(addDays(dayOf(ask.clock()), -Number(days))),
    territory: territory ?? null,
    box: box === undefined ? null : boxOf(box),
  };
}

function shownOf(ground: Standing, one: Around) {
  const { number, kind, status, visibility, territory, lon, lat, body, reported, closed } = one;
  return {
    number,
    kind,
    state: stateOf(status),
    visibility,
    territory,
    territoryName: ground.places.pathOf(territory),
    lon,
    lat,
    body: bodyName(ground, body),
    reported: dayOf(reported),
    closed: closed === null ? null : dayOf(closed),
  };
}
