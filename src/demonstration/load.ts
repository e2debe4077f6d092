import { createHash } from 'node:crypto';
import { loadDeadlines } from '../capabilities/clock/clock.door.ts';
import { setReference } from '../capabilities/figures/figures.door.ts';
import { loadKinds } from '../capabilities/kinds/kinds.door.ts';
import {
  idFrom,
  intakeBatch,
  type Mover,
  type Standing,
  type Step,
  standing,
  type Told,
  tell,
} from '../capabilities/matters/matters.door.ts';
import type { MoveIn } from '../capabilities/matters/move.contract.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { whole } from '../platform/db/scope.ts';
import { appointAll } from '../platform/identity/appoint.ts';
import { putBodies } from '../platform/identity/bodies.store.ts';
import type { Appointment } from '../platform/identity/caller.ts';
import { enterPeople } from '../platform/identity/enterPeople.ts';
import { NOBODY } from '../platform/identity/subject.store.ts';
import { append } from '../platform/journal/append.store.ts';
import type { PreparedLine } from '../platform/journal/line.ts';
import { createDistrict } from '../platform/journal/lines.store.ts';
import { addMap, putAuthority, putKnown, putTerritories, putZones } from '../platform/places/places.store.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { wuchengDeadlines } from './deadlines.ts';
import { kinds } from './kinds.ts';
import { tellCases } from './mediation.ts';
import { references } from './references.ts';
import { authority, bodies } from './wucheng.bodies.ts';
import { boundaries } from './wucheng.boundaries.ts';
import { type DemonstrationMatter, matters } from './wucheng.matters.ts';
import { SAMPLE, WHOLE } from './wucheng.mediation.ts';
import { demonstrationPassword, people } from './wucheng.posts.ts';
import { knownPlaces, mapSource, territories, zones } from './wucheng.territories.ts';
import { WUCHENG, wuchengName } from './wucheng.towns.ts';

/** Rows and lines of one statement; larger ones gain nothing. */
const SLICE = 2_000;

/**
 * Makes the demonstration district: places, bodies, people with their posts, kinds, and two years of matters told by the
 * same rules and appended by the same statement as live ones, with origin `demo` and an injected clock. One transaction for
 * the ground and one for the matters, so that an interrupted loading leaves nothing half told.
 * @param count how many matters; @param cases all cases of mediation, a sample of them, or none; @param say told of progress, 0 to 1.
 */
export async function loadDemonstration(
  work: Database,
  keyring: Keyring,
  one: {
    readonly now: Date;
    readonly count: number;
    readonly cases: 'whole' | 'sample' | 'none';
    readonly say?: (part: number) => void;
  },
): Promise<{ matters: number; lines: number }> {
  const since = sinceOf(one.now);
  return work.write(whole(WUCHENG), async (tx) => {
    const movers = await layGround(tx, keyring, since);
    // The district's memory is read through the same transaction: nobody else can see it yet.
    const inside: Database = { ...work, read: (_scope, fn) => fn(tx) };
    const ground = await standing(inside, keyring, WUCHENG);
    const scale = one.cases === 'whole' ? WHOLE : SAMPLE;
    const callers = new Map([...movers].map(([key, { caller }]) => [key, caller]));
    const names = new Map(
      people(since).map(({ key, name }) => {
        const caller = callers.get(key);
        return [caller?.is === 'staff' ? caller.person : key, name];
      }),
    );
    const told = { callers, names, uuid: uuidOf, now: one.now, scale };
    const besides = one.cases === 'none' ? [] : await tellCases(tx, inside, keyring, told);
    return tellMatters(tx, ground, movers, { ...one, seed: 'wucheng', besides });
  });
}

/**
 * Tells further matters over the ground that `loadDemonstration` laid, in transactions of their own: for a district of a size that
 * no memory holds at once. Another seed tells others.
 */
export async function tellFurther(
  work: Database,
  keyring: Keyring,
  one: { readonly seed: string; readonly now: Date; readonly count: number },
): Promise<{ matters: number; lines: number }> {
  const ground = await standing(work, keyring, WUCHENG);
  const movers = moversOf(people(sinceOf(one.now)), (key) => uuidOf(`person ${key}`));
  return work.write(whole(WUCHENG), (tx) => tellMatters(tx, ground, movers, one));
}

const sinceOf = (now: Date): string => `${Number(dayOf(now).slice(0, 4)) - 1}-01-01`;
const appointmentOf = (key: string): string => uuidOf(`appointment ${key}`);

async function layGround(tx: Tx, keyring: Keyring, since: string): Promise<ReadonlyMap<string, Mover>> {
  const founded = new Date(`${since}T00:00:00+08:00`);
  await createDistrict(tx, { district: WUCHENG, name: wuchengName, origin: 'demo' });
  await putTerritories(tx, WUCHENG, territories());
  const areas = boundaries().map(({ code, shape }) => ({ code, text: JSON.stringify(shape), approximate: true }));
  const hash = createHash('sha256').update(JSON.stringify(areas)).digest('hex');
  await addMap(tx, WUCHENG, { hash, source: mapSource, approximate: true, loaded: founded }, areas);
  await putZones(tx, WUCHENG, zones());
  await putKnown(tx, WUCHENG, knownPlaces());
  await putBodies(
    tx,
    WUCHENG,
    bodies().map(({ id, name, territory, parent, address, phone }) => ({
      id,
      nameZh: name.zh,
      nameEn: name.en,
      territory,
      parent,
      address,
      phone,
      relays: true,
    })),
  );
  await putAuthority(tx, WUCHENG, authority(Number(since.slice(0, 4)) + 1));
  await loadKinds(tx, WUCHENG, kinds, founded);
  await loadDeadlines(tx, { district: WUCHENG, origin: 'demo', since, now: founded }, wuchengDeadlines);

  const seeds = people(since);
  const writing = { district: WUCHENG, now: founded, origin: 'demo' as const, author: NOBODY };
  const persons = await enterPeople(
    tx,
    keyring,
    writing,
    seeds.map(({ key, login, name }) => ({
      id: uuidOf(`person ${key}`),
      login: login ?? key,
      name,
      ...(login === null ? {} : { password: demonstrationPassword }),
    })),
  );
  const { refused } = await appointAll(
    tx,
    writing,
    seeds.map(({ key, post, body, territory, from, deputyOf }, at) => ({
      id: appointmentOf(key),
      person: persons[at] ?? '',
      post,
      body,
      territory,
      from,
      to: null,
      deputyOf: deputyOf === null ? null : appointmentOf(deputyOf),
    })),
    'founded',
  );
  if (refused[0])
    throw new Error(`demonstration appointment of ${seeds[refused[0].at]?.key}: ${JSON.stringify(refused[0].refusal)}`);
  const movers = moversOf(seeds, (_key, at) => persons[at] ?? '');
  await setReferences(tx, keyring, movers, since);
  return movers;
}

function moversOf(
  seeds: ReturnType<typeof people>,
  personOf: (key: string, at: number) => string,
): ReadonlyMap<string, Mover> {
  return new Map(
    seeds.map(({ key, post, body, territory }, at) => {
      const held: Appointment = { id: appointmentOf(key), post, body, territory, deputyOf: null };
      return [key, { caller: { is: 'staff', person: personOf(key, at), appointments: [held] }, isReporter: false }];
    }),
  );
}

/** The district's leader sets what its figures are held against and reckoned to, as leaders do. */
async function setReferences(
  tx: Tx,
  keyring: Keyring,
  movers: ReadonlyMap<string, Mover>,
  since: string,
): Promise<void> {
  const names = new Map(territories().map(({ code, name }) => [code, name]));
  const places = {
    has: (code: string) => names.has(code),
    pathOf: (code: string) => names.get(code) ?? { zh: code, en: code },
  };
  const caller = movers.get('leader1')?.caller ?? { is: 'nobody' as const };
  const now = new Date(`${since}T08:00:00+08:00`);
  for (const seed of references(since)) {
    const id = uuidOf(`reference ${seed.what} ${seed.territory}`);
    await setReference(tx, { keyring, district: WUCHENG, caller, now, origin: 'demo', places }, { ...seed, id });
  }
}

const REPORTER: Mover = { caller: { is: 'nobody' }, isReporter: true };

async function tellMatters(
  tx: Tx,
  ground: Standing,
  movers: ReadonlyMap<string, Mover>,
  one: {
    readonly seed: string;
    readonly now: Date;
    readonly count: number;
    /** Lines of other subjects, whose rows are written. */
    readonly besides?: readonly PreparedLine[];
    readonly say?: (part: number) => void;
  },
): Promise<{ matters: number; lines: number }> {
  const told: Told[] = [];
  const openUntil = new Map<string, string>();
  for (const matter of matters(one.seed, one.count, one.now)) {
    const { taken, lines } = await tell(
      ground,
      reportOf(matter, movers),
      matter.reported,
      stepsOf(ground, matter, movers, openUntil),
    );
    told.push({ taken, lines });
    const ended = lines.find((line) =>
      [
        'matter.closed',
        'matter.fixed-on-spot',
        'matter.merged',
        'matter.withdrawn',
        'matter.voided',
        'matter.redirected',
      ].includes(line.line.kind),
    );
    openUntil.set(matter.id, ended?.line.recorded ?? '9999');
    if (told.length % 250 === 0) one.say?.((told.length / one.count) * 0.6);
  }
  for (let from = 0; from < told.length; from += SLICE) {
    const { fragments } = intakeBatch(
      WUCHENG,
      told.slice(from, from + SLICE).map((each) => each.taken),
      'past',
    );
    await append(tx, { district: WUCHENG, lines: [], asked: [], fragments });
  }
  // Lines stand in the order of their recording, as they would have come; a day's anonymous ones at its end.
  const whenOf = (recorded: string) => (recorded.length === 10 ? `${recorded}T16:00:00.000Z` : recorded);
  const lines = told
    .flatMap((each) => each.lines)
    .concat(one.besides ?? [])
    .sort((a, b) => (whenOf(a.line.recorded) < whenOf(b.line.recorded) ? -1 : 1));
  for (let from = 0; from < lines.length; from += SLICE) {
    const slice = lines.slice(from, from + SLICE).map((prepared) => ({ prepared, ask: null }));
    await append(tx, { district: WUCHENG, lines: slice, asked: [], fragments: [] });
    one.say?.(0.6 + (from / lines.length) * 0.4);
  }
  return { matters: told.length, lines: lines.length };
}

function reportOf(matter: DemonstrationMatter, movers: ReadonlyMap<string, Mover>) {
  const author = matter.by === null ? null : movers.get(matter.by)?.caller;
  const staff = author?.is === 'staff' ? author : null;
  return {
    id: matter.id,
    kind: matter.kind,
    place: {
      ...(matter.lon === null || matter.lat === null
        ? { territory: matter.territory }
        : { lon: matter.lon, lat: matter.lat }),
      datum: 'wgs84' as const,
      address: matter.address ?? undefined,
    },
    words: matter.words,
    answers: matter.answers,
    photos: [],
    channel: matter.channel,
    urgency: matter.urgency,
    phone: matter.phone ?? undefined,
    happened: matter.happened.toISOString(),
    by: staff?.person ?? null,
    post: staff?.appointments[0]?.id ?? null,
    origin: 'demo' as const,
  };
}

function stepsOf(
  { keyring }: Standing,
  matter: DemonstrationMatter,
  movers: ReadonlyMap<string, Mover>,
  openUntil: ReadonlyMap<string, string>,
): Step[] {
  // A liaison mends in their own village; what lies over the border waits in the tray for the desk.
  if (matter.outside && matter.story.some(({ act }) => act.move === 'fixOnSpot')) return [];
  const lineOf = (at: number) => uuidOf(`line ${matter.id} ${at}`);
  const first = lineOf(matter.story.findIndex(({ act }) => act.move === 'assign'));
  // Whoever is called in by rule has the task that the first assignment called.
  const withTask = (act: MoveIn, called: string | undefined): MoveIn =>
    act.move === 'taskDone' && called !== undefined
      ? { ...act, task: idFrom(keyring, WUCHENG, `${first}/with/${called}`) }
      : act;
  return matter.story.flatMap((step, at): Step[] => {
    const act = withTask(step.act, step.called);
    // What it repeats may have been dealt with by then; it then goes on by itself as a new one.
    if (act.move === 'merge' && (openUntil.get(act.into) ?? '') <= step.at.toISOString()) return [];
    const mover = step.by === 'reporter' ? REPORTER : movers.get(step.by);
    if (!mover) throw new Error(`demonstration story names nobody known: ${step.by}`);
    return [{ id: lineOf(at), at: step.at, mover, act, ifSampled: step.ifSampled === true }];
  });
}

/** The same UUID (version 8, RFC 9562) for the same name, so that every demonstration is the same. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(`wucheng demonstration ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
