import { setImmediate as others } from 'node:timers/promises';
import {
  groundOf,
  type ToldAround,
  tellCase,
  tellRound,
  toldFragments,
  toldRoundFragments,
} from '../capabilities/mediation/mediation.door.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Caller } from '../platform/identity/caller.ts';
import { append, type Fragment } from '../platform/journal/append.store.ts';
import type { PreparedLine } from '../platform/journal/line.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { deskCases } from './wucheng.caseDesks.ts';
import { type Cast, personOf } from './wucheng.lives.ts';
import { casePlans, type Scale } from './wucheng.mediation.ts';
import { roundPlans } from './wucheng.rounds.ts';
import { WUCHENG } from './wucheng.towns.ts';

/** Cases, and rounds, whose rows go into one statement. */
const CASES = 250;
const ROUNDS = 100;
/** After how many of them the database is listened to. */
const BREATH = 25;

/**
 * Tells the district's screening rounds and cases of mediation by the rules of live moves and writes their rows; the lines are given
 * back, to be appended among all others in the order of their recording.
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
  const { cases, rounds } = roundPlans({ cast, ...one }, pasts, one.scale.everywhere);
  const lines: PreparedLine[] = [];
  await writeAll(tx, lines, {
    ...{ pasts: cases.toSorted((a, b) => a.at.getTime() - b.at.getTime()), slice: CASES },
    tell: (past) => tellCase(ground, around, past),
    write: (told) => toldFragments(ground, told, around),
  });
  // What was found stands before the visit, as it does in its transaction.
  await writeAll(tx, lines, {
    ...{ pasts: rounds, slice: ROUNDS },
    tell: (past) => tellRound(ground, past),
    write: toldRoundFragments,
  });
  return lines;
}

/** Tells pasts and writes their rows; while those of some are written, the next are told. Their lines are added to `lines`. */
async function writeAll<Past, Told extends { readonly lines: readonly PreparedLine[] }>(
  tx: Tx,
  lines: PreparedLine[],
  of: {
    readonly pasts: readonly Past[];
    readonly slice: number;
    readonly tell: (past: Past) => Told | Promise<Told>;
    readonly write: (told: readonly Told[]) => Fragment[];
  },
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < of.pasts.length; from += of.slice) {
    const told: Told[] = [];
    for (const past of of.pasts.slice(from, from + of.slice)) {
      const one = await of.tell(past);
      told.push(one);
      for (const line of one.lines) lines.push(line);
      if (told.length % BREATH === 0) await others();
    }
    await written;
    written = append(tx, { district: WUCHENG, lines: [], asked: [], fragments: of.write(told) });
    // Whoever waits for it above or below hears of a failure.
    written.catch(() => {});
  }
  await written;
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
      words: new Map(),
      standing: async (body) => (mediating.get(body) ?? []).map(personOf),
      namesOf: async (persons) => persons.map((person) => names.get(person) ?? null),
    },
  };
}
