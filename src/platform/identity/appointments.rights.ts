import { type AppointmentNow, MOVES, type Move, refuseMove } from './appointments.rules.ts';
import { type Caller, postsOf } from './caller.ts';

/** Who may see the list of people and appointments: those who administer and audit. Others see their own alone (`/api/me`). */
export function seesAppointments(caller: Caller): boolean {
  const posts = postsOf(caller);
  return posts.has('sysadmin') || posts.has('secadmin') || posts.has('auditor');
}

/** Who may propose appointments and enter people. */
export function mayPropose(caller: Caller): boolean {
  return postsOf(caller).has('sysadmin');
}

/** The moves that a caller may make on an appointment now: the buttons, decided by the rules that the server holds to. */
export function abilities(caller: Caller, one: AppointmentNow): Move[] {
  if (caller.is !== 'staff') return [];
  const actor = { person: caller.person, posts: postsOf(caller) };
  // The last administrator's end is refused when it is tried: a list need not count for every row.
  return (Object.keys(MOVES) as Move[]).filter((move) => refuseMove(move, one, actor, 1) === null);
}

/** What may be done about a person: the system administrator gives a new password, the security administrator takes the code
 * away; neither alone can become somebody who has both. */
export function personAbilities(
  caller: Caller,
  person: { readonly id: string; readonly state: 'open' | 'closed' },
): ('password' | 'code' | 'close')[] {
  if (caller.is !== 'staff' || person.state === 'closed' || caller.person === person.id) return [];
  const posts = postsOf(caller);
  if (posts.has('sysadmin')) return ['password', 'close'];
  return posts.has('secadmin') ? ['code', 'close'] : [];
}
