import { type Appointment, type Caller, postsOf } from '../../../platform/identity/caller.ts';

/** The duty officer's appointment at the district's centre, in which lists are exchanged with desks; null for anybody else. */
export function exchangeAppointment(caller: Caller, district: string): Appointment | null {
  if (caller.is !== 'staff') return null;
  return caller.appointments.find((one) => one.post === 'duty' && one.territory === district) ?? null;
}

/** Who says with which desks cases are exchanged, and holds their secrets: the security administrator alone. */
export function maySetPartners(caller: Caller): boolean {
  return postsOf(caller).has('secadmin');
}

/** Who sees with which desks cases are exchanged; nobody sees a secret again. */
export function maySeePartners(caller: Caller, district: string): boolean {
  return maySetPartners(caller) || postsOf(caller).has('auditor') || exchangeAppointment(caller, district) !== null;
}
