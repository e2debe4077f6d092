import type { Tx } from '../db/database.ts';
import { inForce, WORKING_POSTS } from './appointments.rules.ts';
import { appointmentsById, openAppointments } from './appointments.store.ts';
import type { Appointment } from './caller.ts';
import { peopleById } from './people.store.ts';

/**
 * The posts in force on a day that work on matters, of some members of staff: for what is told to somebody who is not signed in now.
 * Whose login was closed, or who holds none, is missing.
 */
export async function inOffice(
  tx: Tx,
  district: string,
  people: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly Appointment[]>> {
  const open = (await peopleById(tx, district, people)).filter((one) => one.state !== 'closed').map((one) => one.id);
  if (open.length === 0) return new Map();
  const own = Map.groupBy(await openAppointments(tx, district, open), (one) => one.person);
  const wanted = [...own.values()].flat().flatMap((one) => one.deputyOf ?? []);
  const principals = wanted.length === 0 ? [] : await appointmentsById(tx, district, wanted);
  const byId = new Map(principals.map((one) => [one.id, one]));
  const found = new Map<string, readonly Appointment[]>();
  for (const [person, appointments] of own) {
    const held = inForce(appointments, byId, today).filter((one) => WORKING_POSTS.includes(one.post));
    if (held.length > 0) found.set(person, held);
  }
  return found;
}
