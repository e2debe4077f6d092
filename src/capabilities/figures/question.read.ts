import { addDays, type Day, dayOf, periodOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { kindPart } from '../../platform/figures/asked.rules.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import { type Places, placesOf } from '../../platform/places/places.ts';
import { openCodes } from '../kinds/kinds.door.ts';
import { OWN_KINDS } from './catalogue.ts';
import { readsAll } from './figures.rights.ts';
import { figuresWords } from './figures.words.ts';
import { BEGINNING } from './sums.ts';
import { chosen, FLOOR, isBelowTown } from './withheld.rules.ts';

/** A checked question about figures. */
export type Question = {
  readonly district: string;
  readonly territory: string;
  readonly kind: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day | null;
  readonly today: Day;
  /** The last day that had come when it is asked, or as of which it is asked. */
  readonly until: Day;
  readonly places: Places;
};

/** The last day that had come when something is asked, or as of which it is asked. */
export const untilOf = (today: Day, asOf: Day | null): Day => (asOf !== null && asOf < today ? asOf : today);

/** How far ahead is asked for: what is due, and references that are decided for years to come (ten at the most). Before the beginning there is nothing. */
const FURTHEST_DAYS = 11 * 366;

/** Fills in what was left out, and refuses territories and periods that do not exist. */
export async function questionOf(
  { db, district, clock, caller }: Ask,
  asked: { territory?: string; kind?: string; from?: string; to?: string; asOf?: string },
): Promise<Question> {
  const places = await placesOf(db, district);
  const territory = asked.territory ?? district;
  if (territory !== district && (!territory.startsWith(district) || places.territory(territory) === null)) {
    throw new Problem(404, 'figures.territory', textOf(figuresWords, 'unknownTerritory'), [
      { path: 'query.territory', message: textOf(figuresWords, 'unknownTerritory') },
    ]);
  }
  const today = dayOf(clock());
  const to = asked.to ?? today;
  const isFar = to > addDays(today, FURTHEST_DAYS) || to < BEGINNING;
  const from = isFar ? to : (asked.from ?? periodOf('year', to).from);
  if (isFar || from > to || from < BEGINNING) {
    throw new Problem(422, 'figures.period', textOf(figuresWords, 'badPeriod'), [
      { path: 'query.to', message: textOf(figuresWords, 'badPeriod') },
    ]);
  }
  if (asked.asOf !== undefined && !readsAll(caller)) throw withheld('withheldAsOf', 'query.asOf');
  const asOf = asked.asOf ?? null;
  return { district, territory, kind: asked.kind ?? null, from, to, asOf, today, until: untilOf(today, asOf), places };
}

/**
 * The kinds that a reader's figures of a territory are made of: null for all of them, else the open ones; below the town those alone whose place is
 * told exactly. Of the others the public list says the town, and a count of one in one village would say more.
 */
export async function kindsFor(
  { caller, district }: Pick<Ask, 'caller' | 'district'>,
  tx: Tx,
  territory: string,
): Promise<readonly string[] | null> {
  return readsAll(caller) ? null : openCodes(tx, district, isBelowTown(territory));
}

/** The same of the territories below a question's, where they are told apart. */
export const kindsBelow = (ask: Ask, tx: Tx, { territory }: Question): Promise<readonly string[] | null> =>
  kindsFor(ask, tx, `${territory}000`);

/** Refuses a choice of kinds of which the reader is told nothing. Throws Problem 403. @param open null for whoever reads all. */
export function refuseHidden(kind: string | null, open: readonly string[] | null, path = 'query.kind'): void {
  if (open === null || kind === null) return;
  const own = [...OWN_KINDS.values()].flatMap(({ kinds }) => kinds.map(({ code }) => code));
  if (chosen([...open, ...own], kindPart(kind)).length === 0) throw withheld('withheldKind', path);
}

/** The refusal of what the public is not told. */
export function withheld(
  why: 'withheldKind' | 'withheldAsOf' | 'withheldRating' | 'withheldFew' | 'splitsOnly',
  path: string,
): Problem {
  const words = textOf(figuresWords, why, { floor: FLOOR });
  return new Problem(403, 'figures.withheld', words, [{ path, message: words }]);
}

/** A territory's name, its code where the places do not know it. */
export function nameOf(places: Places, code: string): Text {
  return places.nameOf(code) ?? { zh: code, en: code };
}

/** The codes one level below a question's territory, as they are at the period's end. */
export const childrenBelow = ({ territory, to, places }: Question): string[] =>
  places
    .territories(to)
    .map((one) => one.code)
    .filter((code) => code.length === territory.length + 3 && code.startsWith(territory));
