import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import type { BesideRef } from '../../../platform/sealing/beside.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { keysFragment, keysOf, sealedFragment } from '../../../platform/sealing/sealed.store.ts';
import { digestOf, keyFor, sealRow } from '../../../platform/sealing/sealed.ts';

/**
 * Seals several texts of a subject at once under its own key, made where it has none yet. References stand in the order of the texts,
 * null for an empty one; the fragments go into the journal's `append` with the line that holds them.
 */
export async function sealTexts(
  tx: Tx,
  keyring: Keyring,
  at: { readonly district: string; readonly subject: string; readonly territory: string; readonly now: Date },
  texts: readonly { readonly slot: string; readonly text: string }[],
): Promise<{ readonly refs: readonly (BesideRef | null)[]; readonly fragments: Fragment[] }> {
  if (texts.every(({ text }) => text === '')) return { refs: texts.map(() => null), fragments: [] };
  const { district, subject, territory, now } = at;
  const known = (await keysOf(tx, keyring, district, [subject], 'text')).get(subject);
  const made = known ? null : keyFor(keyring, { district, owner: subject, purpose: 'text', day: dayOf(now) });
  const key = known ?? made?.key;
  if (key === undefined) throw new Error('no key was made');
  const rows = texts.map(({ slot, text }) =>
    text === '' ? null : sealRow(keyring, { district, subject, territory, slot, key, text }),
  );
  return {
    refs: rows.map((row) => row && { id: row.id, digest: digestOf(row) }),
    fragments: [
      ...(made ? [{ name: 'key_rows', body: keysFragment([made.row]) }] : []),
      { name: 'sealed_rows', body: sealedFragment(rows.filter((row) => row !== null)) },
    ],
  };
}
