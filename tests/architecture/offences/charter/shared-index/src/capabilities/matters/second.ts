import type { Caller } from '../../platform/identity/caller.ts';
import { type Asking, askedBy } from '../../platform/journal/asking.ts';

/** Offence: the same purpose as a neighbour's, for what was asked and by whom. */
export const two = (at: Asking & { readonly caller: Caller }, id: string) => askedBy(at, 'planted-ask', id, null);
