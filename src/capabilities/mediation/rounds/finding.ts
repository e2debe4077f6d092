import type { Tx } from '../../../platform/db/database.ts';
import type { Caller } from '../../../platform/identity/caller.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import type { FoundIn } from './rounds.contract.ts';

/** Who does it, when, and with what texts are sealed. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
};

/** Whoever recorded the visit, in which appointment. */
export type Finder = { readonly by: string | null; readonly post: string };

/** A dispute as a liaison found it at a door: the `id` is made on the phone, and is the id of the case that is opened of it. */
export type Finding = FoundIn & { readonly round: string; readonly territory: string };

/**
 * Opens the case of a dispute that was found, in the transaction of its visit: either both are kept or neither. It is called once for
 * each, since a visit that is sent twice is one. Throws Problem where no such case can be.
 */
export type OpenFound = (tx: Tx, doing: Doing, found: Finding, finder: Finder) => Promise<void>;
