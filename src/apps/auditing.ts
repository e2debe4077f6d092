import { drawnAgain } from '../capabilities/matters/matters.door.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/db/database.ts';
import { openFileStore } from '../platform/files/files.door.ts';
import type { PartAudited, PartGround } from '../platform/journal/auditParts.ts';
import type { Difference } from '../platform/journal/difference.ts';
import { fileDigests, sealedDigests, sealedRange } from '../platform/journal/digests.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { subjects } from './subjects.ts';

/** What the product's districts are audited with; without a keyring no lot is drawn again. */
export function auditGround(
  work: Database,
  config: Pick<Config, 'filesUrl' | 'dataDir'>,
  keyring: Keyring | null,
): PartGround {
  const store = openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir });
  return {
    db: work,
    subjects,
    digests: [sealedDigests, fileDigests(store)],
    near: sealedRange,
    lots: keyring === null ? [] : [drawnAgain(keyring)],
  };
}

/** What a thread is begun with. */
export type ThreadData = {
  /** The working role's address. */
  readonly url: string;
  readonly key: Uint8Array;
  readonly config: Pick<Config, 'filesUrl' | 'dataDir' | 'suite'>;
  readonly withLots: boolean;
};

/** What a thread says: how many subjects more it has looked at, and how a part ended. */
export type Said =
  | { readonly subjects: number }
  | { readonly done: PartAudited }
  | { readonly differs: Difference }
  | { readonly failed: Error };
