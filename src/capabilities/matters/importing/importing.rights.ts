import type { Appointment, Caller } from '../../../platform/identity/caller.ts';

/**
 * The appointment in which somebody brings a table of matters: the duty officer's of the district's centre, or the system
 * administrator's, who sees of the district's matters no more than how many rows were there already. Null for anybody else.
 */
export function importAppointment(caller: Caller, district: string): Appointment | null {
  if (caller.is !== 'staff') return null;
  const { appointments } = caller;
  return (
    appointments.find((one) => one.post === 'duty' && one.territory === district) ??
    appointments.find((one) => one.post === 'sysadmin') ??
    null
  );
}

/** Rows of a table, and why they were refused, are its bringer's alone; others in the post see how far it is, and may stop it. */
export function maySeeRows(caller: Caller, { owner }: { readonly owner: string }): boolean {
  return caller.is === 'staff' && caller.person === owner;
}
