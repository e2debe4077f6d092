import type { Tx } from '../../db/database.ts';
import type { Text } from '../../language/language.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import type { Transfer } from './transfer.rules.ts';

/** How much has passed to another body by a change: what it had in hand, and tasks; when the last had (ISO instant), or null. */
export type Passed = { readonly lead: number; readonly tasks: number; readonly finished: string | null };

/** Counts what is open at a body or below a territory; handed in by those who keep what is handled. */
export type OpenCounts = {
  /** What is open of a body's within a transfer: in its hands, waiting to be given to it, owed to others. */
  readonly within: (
    tx: Tx,
    district: string,
    body: string,
    scope: Pick<Transfer, 'territories' | 'kinds'>,
  ) => Promise<{ readonly lead: number; readonly waiting: number; readonly tasks: number }>;
  /** How much has passed by each transfer, and when it was done with, by the change's id. */
  readonly passed: (tx: Tx, district: string, changes: readonly string[]) => Promise<ReadonlyMap<string, Passed>>;
  readonly atBody: (tx: Tx, district: string, body: string) => Promise<number>;
  readonly byPlace: (
    tx: Tx,
    district: string,
  ) => Promise<{
    readonly territories: Readonly<Record<string, number>>;
    readonly bodies: Readonly<Record<string, number>>;
  }>;
};

/** What others know of the district's places: handed in, since the platform names nobody who stands on it. */
export type PlacesNeighbours = {
  readonly counts: OpenCounts;
  /** Told after a change came into force, to forget what they hold. */
  readonly changed: (district: string) => void;
  /** The name of what a row of who answers names: every kind (''), a group, one kind. */
  readonly kindNames: (district: string) => Promise<(prefix: string) => Text>;
};

/** What every step on a change stands on. */
export type Standing = { readonly keyring: Keyring; readonly district: string; readonly counts: OpenCounts };
