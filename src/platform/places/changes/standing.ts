import type { Tx } from '../../db/database.ts';
import type { Text } from '../../language/language.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** Counts what is open at a body or below a territory; handed in by those who keep what is handled. */
export type OpenCounts = {
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
