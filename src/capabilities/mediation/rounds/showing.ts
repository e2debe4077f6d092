import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import type { Ask } from '../../../platform/http/mount.ts';
import { openNames } from '../../../platform/identity/enterPeople.ts';
import { peopleById } from '../../../platform/identity/people.store.ts';
import type { Text } from '../../../platform/language/language.ts';
import { type Places, placesOf } from '../../../platform/places/places.ts';
import { openBeside } from '../../../platform/sealing/beside.ts';
import type { RoundLineOut, RoundOut, roundsGround, VisitOut } from './rounds.contract.ts';
import { abilities, correctRefused, mayVisit, mustSayWhy, readableOf, visitsOf } from './rounds.rights.ts';
import {
  coverageOf,
  placeState,
  type Round,
  remindable,
  standing,
  stateOn,
  UNDO_MINUTES,
  type Visit,
} from './rounds.rules.ts';

const nameOf = (places: Places, code: string): Text =>
  places.nameOf(code) === null ? { zh: code, en: code } : places.pathOf(code);

/** A round as one line, its coverage of what the reader sees. */
export function lineOf({ caller, clock }: Ask, places: Places, it: Round): RoundLineOut {
  return {
    id: it.id,
    state: stateOn(it, dayOf(clock())),
    from: it.from,
    to: it.to,
    theme: it.theme,
    place: nameOf(places, it.territory),
    coverage: coverageOf(it, readableOf(caller, it.territories)),
  };
}

/**
 * The territories of some rounds, as far as the caller reads of them, each once: where several rounds hold it, in the one in which it
 * is still to be visited.
 */
export function groundOf({ caller, clock }: Ask, places: Places, all: readonly Round[]): GroundPlace[] {
  const found = new Map<string, GroundPlace>();
  for (const it of all) {
    const state = stateOn(it, dayOf(clock()));
    for (const code of readableOf(caller, it.territories)) {
      const visits = standing(it, code).map(({ cases }) => ({ found: cases.length > 0 }));
      const place = { code, name: nameOf(places, code), state: placeState(visits, state), round: it.id };
      if (!found.has(code) || visits.length === 0) found.set(code, place);
    }
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
type GroundPlace = AnswerOf<typeof roundsGround>['territories'][number];

/**
 * Rounds with these territories of each: words opened, names of colleagues, and what the reader may do. `scope` sees the rounds.
 */
export async function roundsOf(
  ask: Ask,
  scope: Scope,
  all: readonly { readonly round: Round; readonly territories: readonly string[] }[],
): Promise<RoundOut[]> {
  const { db, keyring, district, caller } = ask;
  const now = ask.clock().toISOString();
  const places = await placesOf(db, district);
  const shown = all.map(({ round, territories }) => ({
    round,
    territories: territories.map((code) => ({ code, visits: visitsOf(round, code) })),
  }));
  const visits = shown.flatMap((one) => one.territories.flatMap((place) => place.visits));
  const refs = [
    ...visits.map((one) => one.words),
    ...all.flatMap(({ round }) => [round.words, round.closed?.reason ?? null]),
  ];
  const people = [...visits, ...all.flatMap(({ round }) => [round.planned, round.closed])].flatMap(
    (one) => one?.by ?? [],
  );
  const { texts, names } = await db.read(scope, async (tx) => ({
    texts: await openBeside(tx, keyring, district, refs),
    names: await openNames(tx, keyring, district, await peopleById(tx, district, [...new Set(people)])),
  }));
  const text = (ref: { readonly id: string } | null) => (ref === null ? null : (texts.get(ref.id) ?? null));
  const signed = ({ as, by, at }: Pick<Visit, 'as' | 'by' | 'at'>) => ({
    post: as,
    name: (by && names.get(by)) || null,
    at,
  });
  const visitOf = (round: Round, one: Visit): VisitOut => ({
    ...signed(one),
    id: one.id,
    happened: one.happened,
    found: one.cases.length,
    cases: [...one.cases],
    photos: one.files.map(({ id }) => id),
    checkedIn: one.place && { ...one.place, inside: places.locate(one.place).code.startsWith(one.territory) },
    words: text(one.words),
    correct: correctionOf(round, one),
  });
  const correctionOf = (round: Round, one: Visit): VisitOut['correct'] => {
    if (correctRefused(round, caller, one.id, now) !== null) return null;
    const why = mustSayWhy(caller, one, now);
    return { why, until: why ? null : new Date(Date.parse(one.at) + UNDO_MINUTES * 60_000).toISOString() };
  };
  return shown.map(({ round, territories }) => ({
    ...lineOf(ask, places, round),
    coverage: coverageOf(
      round,
      territories.map(({ code }) => code),
    ),
    words: text(round.words),
    planned: signed(round.planned),
    closed: round.closed && { ...signed(round.closed), reason: text(round.closed.reason) },
    territories: territories.map(({ code, visits }) => ({
      code,
      name: nameOf(places, code),
      visits: visits.map((one) => visitOf(round, one)),
      visit: mayVisit(caller, round, code, now),
      reminded: round.reminded?.[code] ?? null,
    })),
    abilities: abilities(caller, round, now),
    remindable: remindable(round, dayOf(ask.clock())).length,
  }));
}
