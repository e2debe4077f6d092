import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import { appointmentFor as officeFor } from '../settings/settings.rights.ts';

/** A committee as far as rights go: its id and where it sits. */
export type Seat = { readonly id: string; readonly territory: string };

/**
 * The appointment in which somebody keeps the register of a committee: the justice office's, the district leader's, or that of a coordinator
 * of the committee itself or of the place where it sits.
 */
export function keeperOf(caller: Caller, district: string, office: string | null, seat: Seat): Appointment | null {
  const held = officeFor(caller, district, office);
  if (held !== null || caller.is !== 'staff') return held;
  return (
    caller.appointments.find(
      ({ post, body, territory }) =>
        post === 'coordinator' && (body === seat.id || (territory !== null && seat.territory.startsWith(territory))),
    ) ?? null
  );
}

/** Whether somebody reads the register of a committee: its own people, those above its seat, the justice office; auditors without load. */
export const mayReadRegister = (caller: Caller, district: string, office: string | null, seat: Seat): boolean =>
  mayReadLoad(caller, district, office, seat) ||
  (caller.is === 'staff' &&
    caller.appointments.some(({ post, territory }) => post === 'auditor' && territory !== null));

/** Whether somebody reads how work is given out in a committee: its own people and those above, and nobody beside. */
export function mayReadLoad(caller: Caller, district: string, office: string | null, seat: Seat): boolean {
  if (caller.is !== 'staff') return false;
  if (officeFor(caller, district, office) !== null) return true;
  return caller.appointments.some(
    ({ post, body, territory }) =>
      (['mediator', 'handler', 'coordinator'].includes(post) && body === seat.id) ||
      (['coordinator', 'leader', 'duty'].includes(post) && territory !== null && seat.territory.startsWith(territory)),
  );
}

/** Whether somebody takes the list of committees and members along, for the court (人民调解法 art. 10): the justice office alone. */
export const mayReport = (caller: Caller, district: string, office: string | null): boolean =>
  officeFor(caller, district, office) !== null;
