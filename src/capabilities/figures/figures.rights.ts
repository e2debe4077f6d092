import type { Caller } from '../../platform/identity/caller.ts';

/**
 * Who reads every figure exactly, down to village, day and kind: whoever holds a post, and a machine whose key was issued for
 * figures. Everybody else is the public, for whom `withheld.rules.ts` says what is left out.
 */
export function readsAll(caller: Caller): boolean {
  if (caller.is === 'machine') return caller.scopes?.includes('figures') ?? false;
  return caller.is === 'staff' && caller.appointments.length > 0;
}
