import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { holdersAt } from '../../platform/identity/appointments.store.ts';
import { actingAs, scopeOf } from '../../platform/identity/reach.rules.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import { handedToMediation, lockMatter } from '../matters/matters.door.ts';
import { flow, staffOf } from './flow.contract.ts';
import { bodyName, type Ground, groundOf, offerDue, problem } from './ground.ts';
import { identitiesOf } from './identities.ts';
import { idsFrom } from './ids.ts';
import { isNature } from './law/natures.rules.ts';
import { list, move, open, show, type WHOSE } from './mediation.contract.ts';
import { isCo, mayOpenCase, mayReadCases } from './mediation.rights.ts';
import { type Case, OPEN } from './mediation.rules.ts';
import { casesAlike, loadCase, loadCases, type Stored } from './mediation.store.ts';
import type { OpenAsk } from './move.contract.ts';
import { moveCase } from './moving.ts';
import { isOneNumber } from './numbers.rules.ts';
import { openCase } from './opening.ts';
import { passportOf } from './passport.ts';
import { caseForStaff, caseLine, type Names, namesOf } from './showing.ts';
import { caseByNumber, flowOf, loadOf, type Mark, type Whose, workPage } from './work.store.ts';

/** What desks, committees and their mediators do. */
export function mediationRoutes(server: Server): void {
  mount(server, list, async (ask, { query }) => {
    if (!mayReadCases(ask.caller)) throw problem(403, 'notYours');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const today = dayOf(ask.clock());
    const lineFor = (it: Case, names: Names) => ({ ...caseLine(ground, it, names), co: isCo(ask.caller, it) });
    return ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
      if (query.number !== undefined) {
        const found = await caseByNumber(tx, ask.district, query.number.trim().toUpperCase());
        const names = await namesOf(tx, ground, found?.mediators ?? []);
        return { items: found === null ? [] : [lineFor(found, names)], after: null };
      }
      const rows = await workPage(tx, ask.district, {
        whose: whoseOf(ask, query.whose),
        statuses: query.status === undefined ? OPEN : [query.status],
        dueBy: query.within === undefined ? null : dayAfter(today, query.within),
        coldSince: query.cold === undefined ? null : coldSince(ask, ground),
        refused: query.refused !== undefined,
        at: query.at ?? null,
        after: query.after === undefined ? null : markOf(query.after),
        limit: query.limit + 1,
      });
      const shown = rows.slice(0, query.limit);
      const names = await namesOf(
        tx,
        ground,
        shown.flatMap(({ state }) => state.mediators),
      );
      const last = shown.at(-1);
      return {
        items: shown.map(({ state }) => lineFor(state, names)),
        after: rows.length > query.limit && last ? `${last.mark.next}_${last.mark.id}` : null,
      };
    });
  });

  mount(server, open, async (ask, { body }) => {
    if (!mayOpenCase(ask.caller)) throw problem(403, 'mayNotOpen');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const { stored, seq } = await openFor(ask, ground, body);
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    const seen = await ask.db.read(scopeOf(ask.caller, ask.district), (tx) => loadCase(tx, ask.district, body.id));
    return {
      id: body.id,
      number: stored.state.number,
      caseCode: passportOf(ask.keyring, ask.district, body.id),
      seen: seen !== null,
    };
  });

  mount(server, show, async (ask, { params }) => {
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    return ask.db.read(scopeOf(ask.caller, ask.district), async (tx) =>
      caseForStaff(tx, ground, ask.caller, await readable(tx, ask, params.id), ask.clock()),
    );
  });

  mount(server, move, async (ask, { params, body }) => {
    if (!mayReadCases(ask.caller)) throw problem(404, 'notFound');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const scope = scopeOf(ask.caller, ask.district);
    const { stored, seq } = await ask.db.write(scope, (tx) =>
      moveCase(tx, scope, ground, { caller: ask.caller }, params.id, body, ask.clock()),
    );
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    const act = body.act;
    return ask.db.read({ ...scope, subjects: [params.id] }, async (tx) => {
      const shown = await caseForStaff(tx, ground, ask.caller, stored, ask.clock());
      // What was asked before is answered again to whoever may ask it still.
      const reveals = seq !== null || shown.abilities.includes(act.move);
      return {
        case: shown,
        identity: act.move === 'seeIdentity' && reveals ? await identityOf(tx, ground, stored, act.party) : null,
        earlier: act.move === 'seeEarlier' && reveals ? await earlierOf(ask, ground, stored) : null,
      };
    });
  });

  mount(server, flow, async (ask) => {
    if (!mayReadCases(ask.caller)) throw problem(403, 'notYours');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const { reach, bodies } = scopeOf(ask.caller, ask.district);
    const since = new Date(ask.clock().getTime() - LOAD_DAYS * 86_400_000).toISOString();
    return ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
      const rows = await flowOf(tx, ask.district, reach, dayOf(ask.clock()), coldSince(ask, ground));
      const load = await loadOf(tx, ask.district, bodies, since);
      const names = await namesOf(
        tx,
        ground,
        load.map(({ mediator }) => mediator),
      );
      return {
        rows: rows.map((one) => ({ ...one, body: bodyName(ground, one.body) })),
        load: load.map((one) => ({
          ...one,
          name: names.get(one.mediator) ?? null,
          body: bodyName(ground, one.body),
        })),
      };
    });
  });

  mount(server, staffOf, async (ask, { params }) => {
    if (!mayReadCases(ask.caller)) throw problem(403, 'notYours');
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const today = dayOf(ask.clock());
    return ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
      const ids = await holdersAt(tx, ask.district, params.body, ['mediator', 'handler'], today);
      const names = await namesOf(tx, ground, ids);
      const load = await loadOf(tx, ask.district, [params.body], ask.clock().toISOString());
      const openBy = new Map(load.map((one) => [one.mediator, one.open]));
      return { mediators: ids.map((id) => ({ id, name: names.get(id) ?? null, open: openBy.get(id) ?? 0 })) };
    });
  });
}

/** Days back that are looked at for how work was given out. */
const LOAD_DAYS = 90;

const coldSince = (ask: Ask, { terms }: Ground): string =>
  new Date(ask.clock().getTime() - terms.coldDays * 86_400_000).toISOString();
const dayAfter = (day: string, n: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00+08:00`) + n * 86_400_000));

function markOf(text: string): Mark {
  const at = text.indexOf('_');
  return { next: text.slice(0, at), id: text.slice(at + 1) };
}

function whoseOf({ caller, district }: Ask, whose: (typeof WHOSE)[number]): Whose {
  const { reach, bodies } = scopeOf(caller, district);
  switch (whose) {
    case 'mine':
      return { is: 'mediator', person: caller.is === 'staff' ? caller.person : '' };
    case 'offered':
      return { is: 'offered', bodies };
    case 'body':
      return { is: 'bodies', bodies };
    case 'reach':
      return { is: 'territories', codes: reach };
  }
}

async function readable(tx: Tx, ask: Ask, id: string): Promise<Stored> {
  const stored = mayReadCases(ask.caller) ? await loadCase(tx, ask.district, id) : null;
  if (!stored) throw problem(404, 'notFound');
  return stored;
}

/** What every opening is checked for: the place, the nature. Throws Problem 422. */
export function checkOpening(
  ground: Ground,
  ask: Pick<OpenAsk, 'territory' | 'nature' | 'referrer' | 'parties'>,
  today: string,
): void {
  if (!ground.places.has(ask.territory, today)) throw problem(422, 'otherPlace', 'body.territory');
  if (!isNature(ask.nature)) throw problem(422, 'badNature', 'body.nature');
  if (isOneNumber(ask.parties)) throw problem(422, 'oneNumber', 'body.parties');
  if (ask.referrer !== undefined && !ground.bodies.has(ask.referrer.body))
    throw problem(422, 'noBody', 'body.referrer.body');
}

async function openFor(ask: Ask, ground: Ground, body: OpenAsk) {
  const now = ask.clock();
  const today = dayOf(now);
  checkOpening(ground, body, today);
  const author = actingAs(ask.caller, ['mediator', 'handler', 'duty', 'coordinator', 'clerk', 'liaison']);
  if (author === null || ask.caller.is !== 'staff') throw problem(403, 'mayNotOpen');
  const doing = { keyring: ask.keyring, district: ask.district, caller: ask.caller, now, origin: 'live' as const };
  const scope = { ...scopeOf(ask.caller, ask.district), subjects: [body.id] };
  // Whoever mediates or answers for a body takes up what comes to its own desk.
  const own = author.post === 'mediator' || author.post === 'handler' ? author.body : null;
  const track = author.post === 'mediator' ? ('people' as const) : ('administrative' as const);
  const by = { by: ask.caller.person, post: author.id };
  return ask.db.write(scope, async (tx) => {
    const matter = body.matter === undefined ? null : await lockMatter(tx, scope, body.matter);
    const offer = own === null ? null : { body: own, track, due: offerDue(ground, today) };
    if (body.matter === undefined) return openCase(tx, doing, body, by, offer);
    // Handed over from the desk's matter: whoever reported it reads there under which number it goes on.
    return openCase(tx, doing, body, by, offer, async ({ state: { number } }) => {
      const line = idsFrom(ask.keyring, ask.district, body.id)('matter');
      const told =
        matter === null ? null : await handedToMediation(tx, scope, ask.caller, matter, { line, number }, now);
      if (told === null) throw problem(422, 'noMatter', 'body.matter');
      return told;
    });
  });
}

async function identityOf(tx: Tx, ground: Ground, { state }: Stored, party: string) {
  const one = (await identitiesOf(tx, ground, state)).get(party) ?? null;
  if (one === null) return null;
  const person = (who: typeof one.guardian) => (who === undefined ? null : { ...who, phone: who.phone ?? null });
  return {
    party,
    name: one.name,
    phone: one.phone ?? null,
    paper: one.paper ?? null,
    address: one.address,
    guardian: person(one.guardian),
    representative: person(one.representative),
  };
}

/**
 * Earlier cases of the same parties or address, wherever in the district they were: found now, shown to the mediator who asked, kept
 * nowhere. Their number, day and end alone; the parties read that it was asked.
 */
async function earlierOf(ask: Ask, ground: Ground, { state }: Stored) {
  return ask.db.read(whole(ask.district), async (tx) => {
    const found = await loadCases(tx, ask.district, await casesAlike(tx, ask.district, state.id));
    return found
      .map(({ state: one }) => ({
        id: one.id,
        number: one.number,
        opened: one.opened,
        nature: one.nature,
        status: one.status,
        outcome: one.outcome,
        body: bodyName(ground, one.body),
      }))
      .toSorted((a, b) => (a.opened < b.opened ? 1 : -1));
  });
}
