import {
  groundOf,
  type ToldAround,
  type ToldCase,
  tellCase,
  toldFragments,
} from '../capabilities/mediation/mediation.door.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Caller } from '../platform/identity/caller.ts';
import { append } from '../platform/journal/append.store.ts';
import type { PreparedLine } from '../platform/journal/line.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { deskCases } from './wucheng.caseDesks.ts';
import { type Cast, personOf } from './wucheng.lives.ts';
import { casePlans, type Scale } from './wucheng.mediation.ts';
import { WUCHENG } from './wucheng.towns.ts';

/** Cases whose rows go into one statement. */
const SLICE = 500;

/**
 * Tells the district's cases of mediation by the rules of live moves and writes their rows; the lines are given back, to be appended
 * among all others in the order of their recording.
 */
export async function tellCases(
  tx: Tx,
  inside: Database,
  keyring: Keyring,
  one: {
    readonly callers: ReadonlyMap<string, Caller>;
    readonly names: ReadonlyMap<string, string>;
    readonly uuid: (name: string) => string;
    readonly now: Date;
    readonly scale: Scale;
  },
): Promise<readonly PreparedLine[]> {
  const ground = await groundOf(inside, keyring, WUCHENG);
  const { cast, around } = castOf(one.callers, one.names);
  const pasts = [...casePlans(cast, one.uuid, one.now, one.scale), ...deskCases(cast, one.uuid, one.now)];
  const told: ToldCase[] = [];
  for (const past of pasts.sort((a, b) => a.at.getTime() - b.at.getTime()))
    told.push(await tellCase(ground, around, past));
  for (let from = 0; from < told.length; from += SLICE) {
    const fragments = toldFragments(ground, told.slice(from, from + SLICE), around);
    await append(tx, { district: WUCHENG, lines: [], asked: [], fragments });
  }
  return told.flatMap(({ lines }) => lines);
}

/** Who mediates for which body, by what is asked while a past is told. */
function castOf(
  callers: ReadonlyMap<string, Caller>,
  names: ReadonlyMap<string, string>,
): { readonly cast: Cast; readonly around: ToldAround } {
  const mediating = new Map<string, Caller[]>();
  const byPerson = new Map<string, Caller>();
  for (const caller of callers.values()) {
    if (caller.is !== 'staff') continue;
    byPerson.set(caller.person, caller);
    for (const { post, body } of caller.appointments)
      if (body !== null && (post === 'mediator' || post === 'handler'))
        mediating.set(body, [...(mediating.get(body) ?? []), caller]);
  }
  const known = <T>(of: ReadonlyMap<string, T>, key: string): T => {
    const found = of.get(key);
    if (found === undefined) throw new Error(`demonstration case names nobody known: ${key}`);
    return found;
  };
  return {
    cast: {
      callerOf: (key) => known(callers, key),
      byPerson: (person) => known(byPerson, person),
      mediating: (body) => mediating.get(body) ?? [],
    },
    around: {
      numbers: new Map(),
      standing: async (body) => (mediating.get(body) ?? []).map(personOf),
      namesOf: async (persons) => persons.map((person) => names.get(person) ?? null),
    },
  };
}
