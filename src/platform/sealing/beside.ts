import { dayOf } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { Keyring } from './keyring.ts';
import { keysFragment, keysOf, sealedById, sealedFragment } from './sealed.store.ts';
import { digestOf, keyFor, openRows, type SealedRow, sealRow } from './sealed.ts';

/** What a line holds in place of a text that is sealed beside it. */
export type BesideRef = { readonly id: string; readonly digest: string };

/**
 * Seals one text of a subject under the subject's own key, made where it has none yet. The fragments go into the journal's
 * `append` with the line that holds the reference; the transaction's scope must see the subject. No text, no reference.
 */
export async function sealBeside(
  tx: Tx,
  keyring: Keyring,
  at: { readonly district: string; readonly subject: string; readonly territory: string; readonly now: Date },
  slot: string,
  text: string | undefined,
): Promise<{ readonly ref: BesideRef | null; readonly fragments: Fragment[] }> {
  if (text === undefined || text === '') return { ref: null, fragments: [] };
  const { district, subject, territory, now } = at;
  const known = (await keysOf(tx, keyring, district, [subject], 'text')).get(subject);
  const made = known ? null : keyFor(keyring, { district, owner: subject, purpose: 'text', day: dayOf(now) });
  const key = known ?? made?.key;
  if (key === undefined) throw new Error('no key was made');
  const row: SealedRow = sealRow(keyring, { district, subject, territory, slot, key, text });
  return {
    ref: { id: row.id, digest: digestOf(row) },
    fragments: [
      ...(made ? [{ name: 'key_rows', body: keysFragment([made.row]) }] : []),
      { name: 'sealed_rows', body: sealedFragment([row]) },
    ],
  };
}

/** Opens texts by their references, as far as the scope sees them; null where forgotten. */
export async function openBeside(
  tx: Tx,
  keyring: Keyring,
  district: string,
  refs: readonly (BesideRef | null)[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = refs.flatMap((one) => one?.id ?? []);
  const rows = ids.length === 0 ? [] : await sealedById(tx, district, ids);
  return new Map(openRows(keyring, rows).map((one) => [one.id, one.text]));
}
