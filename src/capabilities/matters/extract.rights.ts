import type { Caller } from '../../platform/identity/caller.ts';

/** Whoever fits extracts to the forms of higher platforms: the system administrator, who sees no matters. */
export function mayFitExtracts(caller: Caller): boolean {
  return caller.is === 'staff' && caller.appointments.some((one) => one.post === 'sysadmin');
}
