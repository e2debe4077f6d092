import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { tellLive } from '../../../platform/live/notifier.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { type Done, moveOf, planOf, problem, scopeOfRound, visitOf } from './recording.ts';
import { moveRound, planRound, round, rounds, roundsGround, roundsToday, visitRound } from './rounds.contract.ts';
import { ownOf, plansAtAll, reachOf, readableOf } from './rounds.rights.ts';
import { loadRound, type Mark, roundsById, roundsPage } from './rounds.store.ts';
import { groundOf, lineOf, roundsOf } from './showing.ts';

/** How many rounds of one day a phone is told. */
const MOST_TODAY = 20;
/** And of how many the ground is shown at once: more than a district has towns. */
const MOST_GROUND = 60;

/** Screening rounds: planned at a desk, walked by liaisons, their coverage and blanks. */
export function roundRoutes(server: Server): void {
  mount(server, rounds, async (ask, { query }) => {
    const { district, caller, db } = ask;
    if (reachOf(caller).length === 0) throw problem(403, 'noDesk');
    const { limit } = query;
    const page = { on: null, after: markOf(query.after), limit: limit + 1 };
    const scope = scopeOf(caller, district);
    const found = await db.read(scope, (tx) => roundsPage(tx, district, page));
    const shown = found.slice(0, limit);
    const ids = shown.map(({ id }) => id);
    const all = await db.read({ ...scope, subjects: ids }, (tx) => roundsById(tx, district, ids));
    const places = await placesOf(db, district);
    const last = shown.at(-1);
    return {
      items: all.map((one) => lineOf(ask, places, one)),
      after: found.length > limit && last ? `${last.last}_${last.id}` : null,
    };
  });

  mount(server, roundsToday, async (ask) => {
    const { district, caller, db } = ask;
    const page = { on: dayOf(ask.clock()), after: null, limit: MOST_TODAY };
    const own = scopeOf(caller, district);
    const ids = (await db.read(own, (tx) => roundsPage(tx, district, page))).map(({ id }) => id);
    const scope = { ...own, subjects: ids };
    const all = await db.read(scope, (tx) => roundsById(tx, district, ids));
    const walked = all
      .filter((one) => one.closed === null)
      .map((one) => ({ round: one, territories: ownOf(caller, one.territories) }))
      .filter((one) => one.territories.length > 0);
    return { items: await roundsOf(ask, scope, walked) };
  });

  mount(server, roundsGround, async (ask) => {
    const { district, caller, db } = ask;
    if (reachOf(caller).length === 0) throw problem(403, 'noDesk');
    const page = { on: dayOf(ask.clock()), after: null, limit: MOST_GROUND + 1 };
    const own = scopeOf(caller, district);
    const ids = (await db.read(own, (tx) => roundsPage(tx, district, page))).map(({ id }) => id);
    const shown = ids.slice(0, MOST_GROUND);
    const all = await db.read({ ...own, subjects: shown }, (tx) => roundsById(tx, district, shown));
    const running = all.filter((one) => one.closed === null);
    return {
      territories: groundOf(ask, await placesOf(db, district), running),
      more: ids.length > MOST_GROUND,
    };
  });

  mount(server, round, (ask, { params }) => shownOf(ask, params.id));

  mount(server, planRound, (ask, { body }) => {
    if (!plansAtAll(ask.caller)) throw problem(403, 'notYours');
    return told(ask, body.id, planOf(ask.db, doing(ask), body));
  });
  mount(server, visitRound, (ask, { params, body }) =>
    told(ask, params.id, visitOf(ask.db, doing(ask), params.id, body)),
  );
  mount(server, moveRound, (ask, { params, body }) =>
    told(ask, params.id, moveOf(ask.db, doing(ask), params.id, body)),
  );
}

const doing = ({ keyring, district, caller, clock }: Ask) => ({ keyring, district, caller, now: clock() });

async function told(ask: Ask, id: string, work: Promise<Done>) {
  const { seq } = await work;
  if (seq !== null) tellLive(ask.db, ask.district, seq);
  return shownOf(ask, id);
}

/** A round with the territories that the caller reads of. Throws Problem 404 to whoever reads of none. */
async function shownOf(ask: Ask, id: string) {
  const scope = await scopeOfRound(ask.db, ask, id);
  const stored = await ask.db.read(scope, (tx) => loadRound(tx, ask.district, id));
  const territories = stored === null ? [] : readableOf(ask.caller, stored.state.territories);
  if (stored === null || territories.length === 0) throw problem(404, 'notFound');
  const [shown] = await roundsOf(ask, scope, [{ round: stored.state, territories }]);
  if (shown === undefined) throw problem(404, 'notFound');
  return shown;
}

/** Throws Problem 400 for a page mark that is none of ours. */
function markOf(text: string | undefined): Mark | null {
  if (text === undefined) return null;
  const [last, id] = text.split('_');
  if (!/^\d{4}-\d\d-\d\d$/.test(last ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw problem(400, 'badPage', 'query.after');
  return { last: last ?? '', id: id ?? '' };
}
