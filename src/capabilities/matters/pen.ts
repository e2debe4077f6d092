import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { claim, moveFiles } from '../../platform/files/files.door.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { keysFragment, keysOf, moveSealed, sealedFragment } from '../../platform/sealing/sealed.store.ts';
import { digestOf, type KeyRow, keyFor, type SealedRow, sealRow } from '../../platform/sealing/sealed.ts';
import type { Standing } from './ground.ts';
import type { SealedRef } from './lines.rules.ts';
import type { Matter } from './matters.rules.ts';

/** Seals what a move says under the matter's own key, and claims its photos. */
export type Pen = {
  readonly now: Date;
  seal(slot: string, text: string | undefined): SealedRef | null;
  claim(tokens: readonly string[]): Promise<{ id: string; digest: string }[]>;
  fragments(): Fragment[];
  follow(territory: string): Promise<void>;
};

export async function openPen(tx: Tx, { district, keyring }: Standing, matter: Matter, now: Date): Promise<Pen> {
  const { id: subject, territory } = matter;
  const day = dayOf(now);
  const keys: KeyRow[] = [];
  const rows: SealedRow[] = [];
  let key = (await keysOf(tx, keyring, district, [subject], 'text')).get(subject);
  return {
    now,
    seal(slot, text) {
      if (text === undefined || text === '') return null;
      if (!key) {
        const made = keyFor(keyring, { district, owner: subject, purpose: 'text', day });
        keys.push(made.row);
        key = made.key;
      }
      const row = sealRow(keyring, { district, subject, territory, slot, key, text });
      rows.push(row);
      return { id: row.id, digest: digestOf(row) };
    },
    async claim(tokens) {
      const { added } = await claim(tx, keyring, { district, tokens, subject, territory, today: day });
      return added.map((one) => ({ id: one.id, digest: one.address }));
    },
    fragments: () => [
      ...(keys.length > 0 ? [{ name: 'key_rows', body: keysFragment(keys) }] : []),
      ...(rows.length > 0 ? [{ name: 'sealed_rows', body: sealedFragment(rows) }] : []),
    ],
    async follow(to) {
      await moveSealed(tx, district, [subject], to);
      await moveFiles(tx, district, [subject], to);
    },
  };
}
