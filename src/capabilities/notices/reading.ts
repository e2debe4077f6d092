import type { Tx } from '../../platform/db/database.ts';
import type { Staff } from '../../platform/identity/caller.ts';
import { loadMatters, type Stored } from '../matters/matters.door.ts';
import { addressesOf, byMatter, concerns, type Heard, shows, stands } from './notices.rules.ts';
import { noticesTo } from './notices.store.ts';

/** What somebody hears of one matter, with the matter as it stands. */
export type HeardOf = Heard & { readonly stored: Stored };

/**
 * What somebody hears now of what a stretch of the journal said: by the posts that they hold at this moment, of matters that their rights show
 * them and of which it is still so. In a transaction with their scope.
 */
export async function heardBy(
  tx: Tx,
  district: string,
  { person, appointments }: Pick<Staff, 'person' | 'appointments'>,
  stretch: { readonly after: number; readonly upTo: number },
): Promise<HeardOf[]> {
  const notices = await noticesTo(tx, district, addressesOf(appointments), stretch, person);
  if (notices.length === 0) return [];
  const ids = [...new Set(notices.map((one) => one.matter))];
  const stored = new Map((await loadMatters(tx, district, ids)).map((one) => [one.matter.id, one]));
  const theirs = notices.filter((one) => {
    const matter = stored.get(one.matter)?.matter;
    return (
      matter !== undefined &&
      shows(appointments, matter) &&
      stands(one, matter) &&
      concerns({ person, appointments }, one, matter)
    );
  });
  return byMatter(theirs).flatMap((one) => {
    const found = stored.get(one.matter);
    return found === undefined ? [] : [{ ...one, stored: found }];
  });
}
