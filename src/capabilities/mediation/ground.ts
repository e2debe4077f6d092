import { calendarOf, type DistrictCalendar } from '../../platform/calendar/calendar.door.ts';
import { addWorkingDays, type Day, isWorkingDay } from '../../platform/calendar/calendar.rules.ts';
import type { Database } from '../../platform/db/database.ts';
import { type FieldProblem, Problem } from '../../platform/http/problem.ts';
import type { Body } from '../../platform/identity/bodies.store.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import { type Places, placesOf } from '../../platform/places/places.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { bodiesOf } from '../matters/matters.door.ts';
import { authorityKind } from './law/forums.rules.ts';
import { mediationWords } from './mediation.words.ts';
import type { DutyTerms } from './reminders.rules.ts';
import { heldTerms } from './settings/changing.ts';
import type { Terms } from './settings/terms.rules.ts';

/** What every step on a case stands on: places, bodies, calendar and the district's terms of mediation. */
export type Ground = {
  readonly district: string;
  readonly keyring: Keyring;
  readonly places: Places;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly calendar: DistrictCalendar;
  readonly terms: Terms;
};

export async function groundOf(db: Database, keyring: Keyring, district: string): Promise<Ground> {
  const [places, bodies, calendar, terms] = await Promise.all([
    placesOf(db, district),
    bodiesOf(db, district),
    calendarOf(db, district),
    heldTerms(db, district),
  ]);
  return { district, keyring, places, bodies, calendar, terms };
}

/** A body's name for people; its id where the table no longer has it. */
export function bodyName(ground: Pick<Ground, 'bodies'>, id: string | null): ({ id: string } & Text) | null {
  if (id === null) return null;
  const body = ground.bodies.get(id);
  return { id, zh: body?.nameZh ?? id, en: body?.nameEn ?? id };
}

/** The day by whose end a body answers an offer that is made today. */
export const offerDue = ({ calendar, terms }: Pick<Ground, 'calendar' | 'terms'>, today: Day): Day =>
  addWorkingDays(today, terms.offerDays, calendar.calendar).day;

/** Whether a day is worked, by the district's calendar. */
export const worked =
  ({ calendar }: Pick<Ground, 'calendar'>) =>
  (day: Day): boolean =>
    isWorkingDay(day, calendar.calendar);

/** What the days of duties hang on beside a case. */
export const dutyTermsOf = (ground: Pick<Ground, 'calendar' | 'terms'>): DutyTerms => ({
  visitDays: ground.terms.visitDays,
  isWorkingDay: worked(ground),
});

/** The body that the dated table of authority names for a forum at a place (`mediation.town-government`); null where it names none of its own. */
export function forumBody(
  { places }: Pick<Ground, 'places'>,
  territory: string,
  forum: string,
  day: Day,
): string | null {
  const row = places.responsible(territory, authorityKind(forum), day);
  return row?.kind.startsWith('mediation') ? row.body : null;
}

type Word = keyof typeof mediationWords.zh & string;

/** A refusal as its sender hears it: of one field, or of several each with its own words. */
export function problem(
  status: number,
  key: Word,
  of?: string | readonly FieldProblem[],
  named: Readonly<Record<string, string>> = {},
): Problem {
  const message = textOf(mediationWords, key, named);
  const fields = of === undefined ? [] : typeof of === 'string' ? [{ path: of, message }] : of;
  return new Problem(status, `mediation.${key}`, message, fields);
}

/** Throws Problem 422 where a body does not stand. */
export function mustBe(ground: Ground, body: string): void {
  if (!ground.bodies.has(body)) throw problem(422, 'noBody', 'body.act.body');
}
