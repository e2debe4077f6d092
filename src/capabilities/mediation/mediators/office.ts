import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Ask } from '../../../platform/http/mount.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { OFFICE_KIND } from '../settings/settings.rights.ts';

/** The body that answers for disputes in the district today, which is its justice office; null where the table names none. */
export async function officeOf({
  db,
  district,
  clock,
}: Pick<Ask, 'db' | 'district' | 'clock'>): Promise<string | null> {
  const places = await placesOf(db, district);
  return places.responsible(district, OFFICE_KIND, dayOf(clock()))?.body ?? null;
}
