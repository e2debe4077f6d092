/** What a machine may do with its key, each named by the gateway that takes it. */
export const SCOPES = [
  'open311', // submit service requests in the name of an application
  'exchange', // exchange matters with the desks of 110 and 12345
  'figures', // read what is not on the open pages: nothing of persons
] as const;
export type MachineScope = (typeof SCOPES)[number];

export type MachineState = 'standing' | 'revoked';

/** Longest life of a key in days: two years, then a new one is made. */
export const LONGEST_KEY_DAYS = 731;

/** Why a key is not issued: `days` (the last day is over, or too far away), `scopes` (none, or one twice). */
export function refuseMachine(
  draft: { readonly scopes: readonly MachineScope[]; readonly until: string },
  today: string,
): 'days' | 'scopes' | null {
  const days = (Date.parse(draft.until) - Date.parse(today)) / 86_400_000;
  if (!(days >= 0 && days <= LONGEST_KEY_DAYS)) return 'days';
  return draft.scopes.length === 0 || new Set(draft.scopes).size !== draft.scopes.length ? 'scopes' : null;
}
