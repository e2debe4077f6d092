import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { bodiesWith, holdersAt } from '../../../platform/identity/appointments.store.ts';
import type { Body } from '../../../platform/identity/bodies.store.ts';
import { say } from '../../../platform/language/language.ts';
import { type Cell, sendTable } from '../../../platform/tables/tables.ts';
import { bodyName, type Ground, groundOf } from '../ground.ts';
import { mayRead } from '../settings/settings.rights.ts';
import { type Names, namesOf } from '../showing.ts';
import { loadOf } from '../work.store.ts';
import { keep, problem } from './keeping.ts';
import { type CommitteeOut, keepRegister, register, registerTable } from './mediators.contract.ts';
import { keeperOf, mayReadLoad, mayReadRegister, mayReport } from './mediators.rights.ts';
import { registeredBodies, registersOf } from './mediators.store.ts';
import { mediatorsWords } from './mediators.words.ts';
import { officeOf } from './office.ts';
import { faultsOf, hoursIn, type Mediator, medianOf } from './register.rules.ts';

/** Days back that are looked at for how work was given out. */
const LOAD_DAYS = 90;

/** The register of mediators, committee by committee. */
export function mediatorRoutes(server: Server): void {
  mount(server, register, async (ask) => {
    const { caller, district } = ask;
    if (!mayRead(caller)) throw problem(403, 'notReader');
    const office = await officeOf(ask);
    const ground = await groundOf(ask.db, ask.keyring, district);
    return ask.db.read(whole(district), async (tx) => {
      const seats = (await seatsOf(tx, ground, dayOf(ask.clock()))).filter((one) =>
        mayReadRegister(caller, district, office, one),
      );
      return {
        committees: await shown(tx, ask, ground, seats, office),
        organisers: [...ground.bodies.values()].map((one) => nameOf(one)),
        mayReport: mayReport(caller, district, office),
      };
    });
  });

  mount(server, registerTable, async (ask, { query }) => {
    const { caller, district, language } = ask;
    const office = await officeOf(ask);
    if (!mayReport(caller, district, office)) throw problem(403, 'notReporter');
    const ground = await groundOf(ask.db, ask.keyring, district);
    const word = (key: keyof typeof mediatorsWords.zh & string): string => say(mediatorsWords, language, key);
    const committees = await ask.db.read(whole(district), async (tx) =>
      shown(tx, ask, ground, await seatsOf(tx, ground, dayOf(ask.clock())), office),
    );
    const table = {
      head: (['body', 'territory', 'name', 'sort', 'from', 'until', 'state'] as const).map(word),
      rows: committees.flatMap(({ body, territoryName, mediators }) =>
        mediators.map((one): Cell[] => [
          ...[body[language], territoryName[language], one.name ?? '', word(one.sort), one.from, one.until],
          one.left === null ? word('serving') : `${word('left')} ${one.left.day}`,
        ]),
      ),
    };
    const today = dayOf(ask.clock());
    await sendTable(ask, table, query.as, { file: `mediators-${today}`, name: `${word('tableName')} ${today}` });
    return '';
  });

  mount(server, keepRegister, async (ask, { params, body }) => {
    const { caller, district, keyring } = ask;
    const office = await officeOf(ask);
    const ground = await groundOf(ask.db, keyring, district);
    const seat = ground.bodies.get(params.body);
    if (seat === undefined) throw problem(404, 'noBody');
    const held = keeperOf(caller, district, office, seat);
    if (held === null || caller.is !== 'staff') throw problem(403, 'notKeeper');
    const doing = {
      keyring,
      district,
      caller,
      held,
      body: seat,
      bodies: ground.bodies,
      now: ask.clock(),
      origin: 'live' as const,
    };
    await ask.db.write(whole(district), (tx) => keep(tx, doing, body));
    const [out] = await ask.db.read(whole(district), (tx) => shown(tx, ask, ground, [seat], office));
    if (out === undefined) throw problem(404, 'noBody');
    return out;
  });
}

const nameOf = ({ id, nameZh, nameEn }: Body) => ({ id, zh: nameZh, en: nameEn });

/** Committees: bodies that have a register, and those at which a mediator is appointed. */
async function seatsOf(tx: Tx, { district, bodies }: Ground, today: string): Promise<Body[]> {
  const ids = new Set([
    ...(await registeredBodies(tx, district)),
    ...(await bodiesWith(tx, district, 'mediator', today)),
  ]);
  return [...ids].toSorted().flatMap((id) => bodies.get(id) ?? []);
}

/** Committees as this reader sees them. Names of colleagues, in the order of names: nothing here is a ranking. */
async function shown(
  tx: Tx,
  { caller, district, clock }: Ask,
  ground: Ground,
  seats: readonly Body[],
  office: string | null,
): Promise<CommitteeOut[]> {
  const today = dayOf(clock());
  const ids = seats.map(({ id }) => id);
  const { mediators, committees } = await registersOf(tx, district, ids);
  const since = new Date(clock().getTime() - LOAD_DAYS * 86_400_000).toISOString();
  const load = await loadOf(tx, district, ids, since);
  const kept = seats.filter((one) => keeperOf(caller, district, office, one) !== null);
  const holders = new Map(
    await Promise.all(
      kept.map(async ({ id }) => [id, await holdersAt(tx, district, id, ['mediator'], today)] as const),
    ),
  );
  const people = [
    ...mediators.map(({ person }) => person),
    ...load.map((one) => one.mediator),
    ...[...holders.values()].flat(),
  ];
  const names = await namesOf(tx, ground, people);
  return seats.map((seat) => {
    const own = mediators.filter(({ body }) => body === seat.id).toSorted(byName(names));
    const term = committees.find(({ body }) => body === seat.id) ?? null;
    const serving = own.filter(({ state }) => state === 'serving');
    return {
      body: nameOf(seat),
      territoryName: ground.places.pathOf(seat.territory),
      stated:
        term === null ? null : { n: term.n, from: term.from, until: term.until, woman: term.woman, at: term.stated },
      members: serving.filter(({ sort }) => sort !== 'guest').length,
      guests: serving.filter(({ sort }) => sort === 'guest').length,
      faults: faultsOf(term, own, today),
      mediators: own.map((one) => ({
        ...{
          id: one.id,
          n: one.n,
          person: one.person,
          name: names.get(one.person) ?? null,
          state: one.state,
          sort: one.sort,
        },
        ...{ from: one.from, until: one.until, left: one.left, hours: hoursIn(one, today.slice(0, 4)) },
        trained: one.trained.map((each) => ({
          ...each,
          organiser: bodyName(ground, each.organiser) ?? { id: each.organiser, zh: each.organiser, en: each.organiser },
        })),
      })),
      load: mayReadLoad(caller, district, office, seat) ? loadIn(load, seat.id, serving, names) : null,
      mayKeep: holders.has(seat.id),
      missing: (holders.get(seat.id) ?? [])
        .filter((person) => !serving.some((one) => one.person === person))
        .map((person) => ({ person, name: names.get(person) ?? null })),
    };
  });
}

const byName =
  (names: Names) =>
  (a: { readonly person: string }, b: { readonly person: string }): number =>
    (names.get(a.person) ?? '').localeCompare(names.get(b.person) ?? '', 'zh') || (a.person < b.person ? -1 : 1);

/** Whoever serves, and whoever leads a case of the committee without standing in its register, each beside the middle of all. */
function loadIn(
  all: Awaited<ReturnType<typeof loadOf>>,
  body: string,
  serving: readonly Mediator[],
  names: Names,
): NonNullable<CommitteeOut['load']> {
  const own = new Map(all.filter((one) => one.body === body).map((one) => [one.mediator, one]));
  const people = [...new Set([...serving.map(({ person }) => person), ...own.keys()])].map((person) => ({ person }));
  const rows = people.toSorted(byName(names)).map(({ person }) => {
    const { open = 0, given = 0 } = own.get(person) ?? {};
    return { name: names.get(person) ?? null, open, given };
  });
  return {
    openMedian: medianOf(rows.map(({ open }) => open)),
    givenMedian: medianOf(rows.map(({ given }) => given)),
    rows,
  };
}
