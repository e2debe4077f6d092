import { dayOf } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { BesideRef } from '../sealing/beside.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { keysFragment, keysOf, moveSealed, sealedFragment } from '../sealing/sealed.store.ts';
import { type DataKey, digestOf, type KeyRow, keyFor, type SealedRow, sealRow } from '../sealing/sealed.ts';
import { claim, moveFiles } from './files.door.ts';

/** The subject that is written about: where it lies goes with every sealed text. */
export type Written = { readonly district: string; readonly id: string; readonly territory: string };

/** Seals what is said about a subject under the subject's own key, made where it has none yet. */
export class Sealer {
  readonly #keyring: Keyring;
  readonly #at: Written;
  readonly #day: string;
  readonly keys: KeyRow[] = [];
  readonly rows: SealedRow[] = [];
  #key: DataKey | undefined;

  /** @param key the subject's key; absent where it has none, as a new subject has. */
  constructor(keyring: Keyring, at: Written, now: Date, key?: DataKey) {
    this.#keyring = keyring;
    this.#at = at;
    this.#day = dayOf(now);
    this.#key = key;
  }

  /** What a line holds in place of the text; no text, no reference. */
  seal(slot: string, text: string | undefined): BesideRef | null {
    if (text === undefined || text === '') return null;
    const { district, id: subject } = this.#at;
    if (!this.#key) {
      const made = keyFor(this.#keyring, { district, owner: subject, purpose: 'text', day: this.#day });
      this.keys.push(made.row);
      this.#key = made.key;
    }
    return this.#put(slot, this.#key, text);
  }

  /** Seals what is of a person under a key of the person's own, so that they can be forgotten alone. @param owner the person's id here. */
  sealOf(owner: string, slot: string, text: string): BesideRef {
    const made = keyFor(this.#keyring, { district: this.#at.district, owner, purpose: 'identity', day: this.#day });
    this.keys.push(made.row);
    return this.#put(slot, made.key, text);
  }

  #put(slot: string, key: DataKey, text: string): BesideRef {
    const { district, id: subject, territory } = this.#at;
    const row = sealRow(this.#keyring, { district, subject, territory, slot, key, text });
    this.rows.push(row);
    return { id: row.id, digest: digestOf(row) };
  }

  /** What goes into the journal's `append` with the lines that hold the references. */
  fragments(): Fragment[] {
    return Sealer.fragmentsOf([this]);
  }

  /** The same for several subjects at once. */
  static fragmentsOf(all: readonly Sealer[]): Fragment[] {
    const keys = all.flatMap((one) => one.keys);
    const rows = all.flatMap((one) => one.rows);
    return [
      ...(keys.length > 0 ? [{ name: 'key_rows', body: keysFragment(keys) }] : []),
      ...(rows.length > 0 ? [{ name: 'sealed_rows', body: sealedFragment(rows) }] : []),
    ];
  }
}

/** A sealer within a transaction, which claims photos and documents besides. */
export type Pen = {
  readonly now: Date;
  seal(slot: string, text: string | undefined): BesideRef | null;
  sealOf(owner: string, slot: string, text: string): BesideRef;
  claim(tokens: readonly string[]): Promise<{ id: string; digest: string }[]>;
  fragments(): Fragment[];
  follow(territory: string): Promise<void>;
};

/** A pen that seals texts alone. */
export type TextPen = Omit<Pen, 'sealOf'>;

/** A pen for a subject that stands; the transaction's scope must see it. */
export async function openPen(tx: Tx, keyring: Keyring, at: Written, now: Date): Promise<Pen> {
  const { district, id: subject, territory } = at;
  const key = (await keysOf(tx, keyring, district, [subject], 'text')).get(subject);
  const sealer = new Sealer(keyring, at, now, key);
  return {
    now,
    seal: (slot, text) => sealer.seal(slot, text),
    sealOf: (owner, slot, text) => sealer.sealOf(owner, slot, text),
    async claim(tokens) {
      const { added } = await claim(tx, keyring, { district, tokens, subject, territory, today: dayOf(now) });
      return added.map((one) => ({ id: one.id, digest: one.address }));
    },
    fragments: () => sealer.fragments(),
    async follow(to) {
      await moveSealed(tx, district, [subject], to);
      await moveFiles(tx, district, [subject], to);
    },
  };
}
