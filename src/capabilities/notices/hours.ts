import { calendarOf } from '../../platform/calendar/calendar.door.ts';
import { EVERY_BODY } from '../../platform/calendar/entries.rules.ts';
import type { Timetable } from '../../platform/calendar/hours.rules.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Appointment } from '../../platform/identity/caller.ts';

/** When somebody's bodies work, where the district has said so: for the body, or for all. Of a body without hours nothing is waited for. */
export async function ownHours(
  db: Database,
  district: string,
  appointments: readonly Pick<Appointment, 'body'>[],
): Promise<Timetable[]> {
  const calendar = await calendarOf(db, district);
  const said = new Set(
    calendar.entries.flatMap((one) => (one.what === 'hours' && one.value !== null ? [one.key] : [])),
  );
  const bodies = [...new Set(appointments.flatMap(({ body }) => body ?? []))];
  return bodies.filter((body) => said.has(body) || said.has(EVERY_BODY)).map((body) => calendar.timetableOf(body));
}
