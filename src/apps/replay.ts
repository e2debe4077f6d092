import { forgetReporter } from '../capabilities/matters/matters.door.ts';
import type { Tx } from '../platform/db/database.ts';
import type { ForgottenKey } from '../platform/db/restore.ts';
import { unmark } from '../platform/files/files.store.ts';
import { forgetResident } from '../platform/identity/residents.store.ts';
import { forget } from '../platform/sealing/sealed.store.ts';

/** Forgets again, in a restored database, what had been forgotten since the backup was made: the keys, and every blind index that led to what they sealed. */
export async function forgetAgain(tx: Tx, district: string, keys: readonly ForgottenKey[]): Promise<void> {
  await forget(
    tx,
    district,
    keys.map((key) => key.id),
    new Date(),
  );
  await unmark(
    tx,
    district,
    keys.map((key) => key.owner),
  );
  for (const { owner, purpose } of keys) {
    if (purpose !== 'identity') continue;
    await forgetResident(tx, district, owner);
    await forgetReporter(tx, district, [owner]);
  }
}
