import type { Scope } from '../db/scope.ts';
import { WORKING_POSTS } from './appointments.rules.ts';
import type { Appointment, Caller } from './caller.ts';

/**
 * What a caller's transactions may see: the territories of the posts that work on matters, and what was shared with the
 * bodies at which they are held. System and security administrators and auditors see no matters, wherever they are appointed.
 * A resident sees what concerns their own id; a machine what was shared with its body.
 */
export function scopeOf(caller: Caller, district: string): Scope {
  switch (caller.is) {
    case 'nobody':
      return { district, reach: [], bodies: [], subjects: [] };
    case 'resident':
      return { district, reach: [], bodies: [], subjects: [caller.resident] };
    case 'machine':
      return { district, reach: [], bodies: caller.body ? [caller.body] : [], subjects: [] };
    case 'staff':
      return { district, ...rightsFrom(caller.appointments), subjects: [] };
  }
}

/** Reach and bodies of appointments in force. */
export function rightsFrom(appointments: readonly Appointment[]): {
  readonly reach: string[];
  readonly bodies: string[];
} {
  const working = appointments.filter((one) => WORKING_POSTS.includes(one.post));
  return {
    reach: [...new Set(working.flatMap((one) => one.territory ?? []))].sort(),
    bodies: [...new Set(working.flatMap((one) => one.body ?? []))].sort(),
  };
}

/** The appointment in which a caller acts when a right comes from one of these posts; null where they hold none. */
export function actingAs(caller: Caller, posts: readonly Appointment['post'][]): Appointment | null {
  if (!('appointments' in caller)) return null;
  return caller.appointments.find((one) => posts.includes(one.post)) ?? null;
}
