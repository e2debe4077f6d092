import { createSecretKey, randomUUID } from 'node:crypto';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { type Keyring, SealError } from '../sealing/keyring.ts';
import type { FileStore } from './fileStore.ts';
import { addressOf } from './fileStore.ts';
import { insertTray } from './files.store.ts';
import type { FileParts } from './receive.ts';

/** An upload that is read and let go, and never becomes a subject's file; its key lies in its token and nowhere else. */
type Held = { readonly id: string; readonly wrapped: string; readonly address: string };

/**
 * Keeps bytes of an upload for a capability that will read them once: scanned, sealed under a key of their own, swept away
 * in three days like every upload that nobody claims. The token opens them; it is the holder's to keep, and useless as a claim.
 * Durable when it resolves. Throws Problems of the scanner.
 */
export async function holdBytes(
  parts: FileParts,
  db: Database,
  one: { readonly district: string; readonly bytes: Buffer; readonly day: Day },
): Promise<string> {
  const { district, bytes, day } = one;
  await parts.scanner.check(bytes);
  const id = randomUUID();
  const { secret, wrapped } = parts.keyring.newKey(district);
  const sealed = parts.keyring.seal(secret, bytes, heldAt(district, id));
  const address = addressOf(sealed);
  // The row goes first: bytes that no row knows of would never be swept.
  await db.write(nothing(district), (tx) => insertTray(tx, district, { id, address, thumb: null, day }, false));
  await parts.store.put(district, address, sealed);
  const held: Held = { id, wrapped: wrapped.toString('base64url'), address };
  return parts.keyring
    .seal(tokenKey(parts.keyring, district), JSON.stringify(held), place(district))
    .toString('base64url');
}

/** The bytes, or null where they were swept or let go, or the master key is another since. */
export async function heldBytes(
  { keyring, store }: { readonly keyring: Keyring; readonly store: FileStore },
  district: string,
  token: string,
): Promise<Buffer | null> {
  try {
    const { id, wrapped, address } = opened(keyring, district, token);
    const sealed = await store.get(district, address);
    if (sealed === null) return null;
    return keyring.openBytes(keyring.unwrap(district, Buffer.from(wrapped, 'base64url')), sealed, heldAt(district, id));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Removes the bytes before their time is over; nothing happens where there are none, or where the token opens no more. */
export async function letGo(
  { keyring, store }: { readonly keyring: Keyring; readonly store: FileStore },
  district: string,
  token: string,
): Promise<void> {
  let held: Held;
  try {
    held = opened(keyring, district, token);
  } catch (error) {
    // They are swept with what nobody claimed.
    if (error instanceof SealError) return;
    throw error;
  }
  await store.remove(district, held.address);
}

const opened = (keyring: Keyring, district: string, token: string): Held =>
  JSON.parse(keyring.open(tokenKey(keyring, district), Buffer.from(token, 'base64url'), place(district))) as Held;

const heldAt = (district: string, id: string): string => `held/${district}/${id}`;
const place = (district: string): string => `held/${district}`;
const tokenKey = (keyring: Keyring, district: string) =>
  createSecretKey(keyring.blindIndex(district, 'files/held', 'key'));
