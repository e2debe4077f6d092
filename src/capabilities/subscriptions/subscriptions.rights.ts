import type { Caller } from '../../platform/identity/caller.ts';

/** Who may know how many subscriptions stand; nobody of the staff may know whose, where or of what. */
export const maySeeCounts = (caller: Caller): boolean =>
  caller.is === 'staff' && caller.appointments.some((one) => one.post === 'secadmin');
