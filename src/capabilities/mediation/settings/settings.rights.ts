import { WORKING_POSTS } from '../../../platform/identity/appointments.rules.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';

/**
 * The kind of matter whose body is the justice office: by the district's own table of who answers, disputes that nobody else is named
 * for are its, so that no body's name stands here.
 */
export const OFFICE_KIND = 'dispute';

/**
 * The appointment in which somebody may change a district's terms, or null: a leader of the whole district, or a handler or coordinator of
 * the body that answers for its disputes. `office` is null where the table names nobody.
 */
export function appointmentFor(caller: Caller, district: string, office: string | null): Appointment | null {
  if (caller.is !== 'staff') return null;
  return (
    caller.appointments.find(
      ({ post, body, territory }) =>
        (post === 'leader' && territory === district) ||
        ((post === 'handler' || post === 'coordinator') && office !== null && body === office),
    ) ?? null
  );
}

/** Whoever works on matters reads by which terms the district mediates, and so does whoever audits it. */
export const mayRead = (caller: Caller): boolean =>
  caller.is === 'staff' && caller.appointments.some(({ post }) => WORKING_POSTS.includes(post) || post === 'auditor');
