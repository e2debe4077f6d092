import { randomUUID } from 'node:crypto';
import type { Keyring, Secret } from './keyring.ts';
import { digest } from './keyring.ts';

/** What a key protects: a person's identity, a subject's free texts, its photos and documents. Each is forgotten alone. */
export type Purpose = 'identity' | 'text' | 'file';

/** A row of `sealing.key`, ready to be inserted. */
export type KeyRow = {
  readonly district: string;
  readonly id: string;
  /** The person or the subject that the key belongs to. */
  readonly owner: string;
  readonly purpose: Purpose;
  readonly wrapped: Buffer;
  /** Shanghai day, YYYY-MM-DD: no finer, for the reports of nobody leave no minute. */
  readonly made: string;
};

/** A data key in use: its id goes into rows, its secret stays in memory. */
export type DataKey = { readonly id: string; readonly owner: string; readonly secret: Secret };

/** A row of `sealing.sealed`, ready to be inserted. */
export type SealedRow = {
  readonly district: string;
  readonly id: string;
  readonly subject: string;
  readonly territory: string;
  readonly owner: string;
  readonly key: string;
  /** Which text of the subject this is, named by its capability: `report.words`, `reporter.phone`. */
  readonly slot: string;
  readonly cipher: Buffer;
};

/** A fresh key for an owner: the key itself and the row that keeps it. No I/O. */
export function keyFor(
  keyring: Keyring,
  one: { readonly district: string; readonly owner: string; readonly purpose: Purpose; readonly day: string },
): { key: DataKey; row: KeyRow } {
  const made = keyring.newKey(one.district);
  return {
    key: { id: made.id, owner: one.owner, secret: made.secret },
    row: {
      district: one.district,
      id: made.id,
      owner: one.owner,
      purpose: one.purpose,
      wrapped: made.wrapped,
      made: one.day,
    },
  };
}

/** Seals one text of a subject into a row; the journal line holds `digestOf(row)` and the row's id. No I/O. */
export function sealRow(
  keyring: Keyring,
  one: {
    readonly district: string;
    readonly subject: string;
    readonly territory: string;
    readonly slot: string;
    readonly key: DataKey;
    readonly text: string;
    /** Random where absent. */
    readonly id?: string;
  },
): SealedRow {
  const id = one.id ?? randomUUID();
  return {
    district: one.district,
    id,
    subject: one.subject,
    territory: one.territory,
    owner: one.key.owner,
    key: one.key.id,
    slot: one.slot,
    cipher: keyring.seal(one.key.secret, one.text, sealedAt(one.district, one.subject, one.slot, id)),
  };
}

/** What a line holds in place of the text: SHA-256 of the sealed bytes, as hex. */
export function digestOf(row: { readonly cipher: Buffer }): string {
  return digest(row.cipher).toString('hex');
}

/** The place that a sealed text is bound to; moved to another row it does not open. */
export function sealedAt(district: string, subject: string, slot: string, id: string): string {
  return `sealed/${district}/${subject}/${slot}/${id}`;
}

/** A sealed text with its wrapped key, as read; `wrapped` is null once the key was forgotten. */
export type SealedRead = SealedRow & { readonly wrapped: Buffer | null };

/** An opened text; `text` is null where it was forgotten. */
export type Opened = {
  readonly id: string;
  readonly subject: string;
  readonly owner: string;
  readonly slot: string;
  readonly text: string | null;
};

/**
 * Opens what was read; each key is unwrapped once. Every opening of a person's identity is owed a line by its caller.
 * Throws SealError where a text was altered.
 */
export function openRows(keyring: Keyring, rows: readonly SealedRead[]): Opened[] {
  const secrets = new Map<string, Secret>();
  return rows.map((row) => {
    const { id, subject, owner, slot } = row;
    if (row.wrapped === null) return { id, subject, owner, slot, text: null };
    const secret = secrets.get(row.key) ?? keyring.unwrap(row.district, row.wrapped);
    secrets.set(row.key, secret);
    return {
      id,
      subject,
      owner,
      slot,
      text: keyring.open(secret, row.cipher, sealedAt(row.district, subject, slot, id)),
    };
  });
}
