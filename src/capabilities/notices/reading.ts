import type { Tx } from '../../platform/db/database.ts';
import type { HearingSource, Shown } from '../../platform/hearing/source.ts';
import type { Staff } from '../../platform/identity/caller.ts';
import { loadMatters, type Stored } from '../matters/matters.door.ts';
import { addressesOf, bySubject, concerns, type Heard, MATTER, type Notice, shows, stands } from './notices.rules.ts';
import { noticesTo } from './notices.store.ts';

/** What somebody hears of one subject: with the matter as it stands, or with what another capability shows of it. */
export type HeardOf = Heard &
  ({ readonly stored: Stored; readonly shown: null } | { readonly stored: null; readonly shown: Shown });

/** Whether it is about life and limb. */
export const isUrgent = ({ stored, notice }: HeardOf): boolean =>
  stored === null ? notice.urgent : stored.matter.urgency === 'critical';

type Who = Pick<Staff, 'person' | 'appointments'>;

/**
 * What somebody hears now of what a stretch of the journal said: by the posts that they hold at this moment, of subjects that their rights
 * show them and of which it is still so. In a transaction with their scope.
 */
export async function heardBy(
  tx: Tx,
  district: string,
  who: Who,
  stretch: { readonly after: number; readonly upTo: number },
  sources: readonly HearingSource[],
): Promise<HeardOf[]> {
  const notices = await noticesTo(tx, district, addressesOf(who.appointments), stretch, who.person);
  if (notices.length === 0) return [];
  const stored = await mattersOf(tx, district, notices);
  const shown = await elsewhere(tx, district, who, notices, sources);
  const theirs = notices.filter((one) => {
    const matter = stored.get(one.subject)?.matter;
    if (one.about !== MATTER) return shown.has(one);
    return matter !== undefined && shows(who.appointments, matter) && stands(one, matter) && concerns(who, one, matter);
  });
  return bySubject(theirs).flatMap((one): HeardOf[] => {
    const other = shown.get(one.notice);
    if (other !== undefined) return [{ ...one, stored: null, shown: other }];
    const found = stored.get(one.subject);
    return found === undefined ? [] : [{ ...one, stored: found, shown: null }];
  });
}

async function mattersOf(tx: Tx, district: string, notices: readonly Notice[]): Promise<ReadonlyMap<string, Stored>> {
  const ids = [...new Set(notices.flatMap((one) => (one.about === MATTER ? [one.subject] : [])))];
  if (ids.length === 0) return new Map();
  return new Map((await loadMatters(tx, district, ids)).map((one) => [one.matter.id, one]));
}

/** Notices of other capabilities that still say what is so, and are this person's. */
async function elsewhere(
  tx: Tx,
  district: string,
  who: Who,
  notices: readonly Notice[],
  sources: readonly HearingSource[],
): Promise<ReadonlyMap<Notice, Shown>> {
  const found = new Map<Notice, Shown>();
  for (const source of sources) {
    const own = notices.filter((one) => one.about === source.about);
    if (own.length === 0) continue;
    const asked = own.map(({ task: of, sort, ...one }) => ({ ...one, of, sort: sort as never }));
    const shown = await source.shown(tx, district, who, asked);
    for (const [at, one] of own.entries()) {
      const it = shown[at];
      if (it) found.set(one, it);
    }
  }
  return found;
}
