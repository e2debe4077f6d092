import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { dayOf } from '../journal/line.rules.ts';
import { type Language, say } from '../language/language.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { forget, insertSealed, keyIdsOf, wrappedKeys } from '../sealing/sealed.store.ts';
import { keyFor } from '../sealing/sealed.ts';
import { newResidentToken } from './residentCookie.ts';
import { CODE_MINUTES, codeOpens, masked, SESSION_DAYS } from './residents.rules.ts';
import {
  countTry,
  dropCode,
  forgetResident,
  insertResident,
  lockCode,
  openResidentSession,
  putCode,
  type ResidentRow,
  residentById,
  residentByPhone,
} from './residents.store.ts';
import { residentWords } from './residents.words.ts';

const DAY_MS = 86_400_000;

/** The blind index by which a telephone is found again, the same in every folder that keeps one. @param mobile eleven digits. */
export function phoneIndex(keyring: Keyring, district: string, mobile: string): Buffer {
  return keyring.blindIndex(district, 'phone', `+86${mobile}`);
}

/** An HMAC of a code: six digits alone would be guessed from their hash in a second. */
const codeDigest = (keyring: Keyring, district: string, mobile: string, code: string): Buffer =>
  keyring.blindIndex(district, 'resident.code', `${mobile}/${code}`);

const phoneAt = (district: string, resident: string) => `identity.resident/${district}/${resident}/phone`;

/** Makes a code for a telephone and says the message that carries it; whoever has the number gets the same. */
export async function makeCode(
  tx: Tx,
  keyring: Keyring,
  district: string,
  mobile: string,
  now: Date,
  language: Language,
): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await putCode(tx, district, {
    phoneIndex: phoneIndex(keyring, district, mobile),
    code: codeDigest(keyring, district, mobile, code),
    now,
    expires: new Date(now.getTime() + CODE_MINUTES * 60_000),
  });
  return say(residentWords, language, 'message', { code, minutes: CODE_MINUTES });
}

/**
 * Takes one try at a code. Where it opens, returns the cookie's value of a new session, the resident entered if new; else null,
 * and the try is counted.
 */
export async function proveCode(
  tx: Tx,
  keyring: Keyring,
  one: {
    readonly district: string;
    readonly mobile: string;
    readonly code: string;
    readonly device: string;
    readonly now: Date;
  },
): Promise<string | null> {
  const { district, mobile, now } = one;
  const index = phoneIndex(keyring, district, mobile);
  const kept = await lockCode(tx, district, index);
  const same = kept !== null && timingSafeEqual(kept.code, codeDigest(keyring, district, mobile, one.code));
  const code = kept === null ? null : { expires: kept.expires.getTime(), tries: kept.tries, same };
  if (!codeOpens(code, now.getTime())) {
    await countTry(tx, district, index);
    return null;
  }
  await dropCode(tx, district, index);
  const resident =
    (await residentByPhone(tx, district, index))?.id ?? (await enter(tx, keyring, district, mobile, index, now));
  const { value, token } = newResidentToken(district);
  await openResidentSession(tx, district, {
    token,
    resident,
    device: one.device,
    now,
    expires: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
  });
  return value;
}

/** The id is random, not timed: it must not tell when somebody first turned to the district. */
async function enter(
  tx: Tx,
  keyring: Keyring,
  district: string,
  mobile: string,
  index: Buffer,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const since = dayOf(now.toISOString());
  const { key, row } = keyFor(keyring, { district, owner: id, purpose: 'identity', day: since });
  await insertSealed(tx, [row], []);
  const phone = keyring.seal(key.secret, mobile, phoneAt(district, id));
  return insertResident(tx, district, { id, phoneIndex: index, phone, phoneKey: key.id, since });
}

/** A resident's own number with its middle hidden; '' where it was forgotten. */
export async function ownPhone(tx: Tx, keyring: Keyring, district: string, row: ResidentRow): Promise<string> {
  const mobile = await phoneOpened(tx, keyring, district, row);
  return mobile === null ? '' : masked(mobile);
}

/** The number that a resident has proved, eleven digits, for what they ask to be sent to themselves; null where it was forgotten. */
export async function provedPhone(
  tx: Tx,
  keyring: Keyring,
  district: string,
  resident: string,
): Promise<{ readonly mobile: string; readonly index: Buffer } | null> {
  const row = await residentById(tx, district, resident);
  if (row === null) return null;
  const mobile = await phoneOpened(tx, keyring, district, row);
  return mobile === null ? null : { mobile, index: phoneIndex(keyring, district, mobile) };
}

async function phoneOpened(tx: Tx, keyring: Keyring, district: string, row: ResidentRow): Promise<string | null> {
  if (row.phone === null || row.phoneKey === null) return null;
  const wrapped = (await wrappedKeys(tx, district, [row.phoneKey])).get(row.phoneKey);
  return wrapped ? keyring.open(keyring.unwrap(district, wrapped), row.phone, phoneAt(district, row.id)) : null;
}

/** Destroys a resident's keys and blind index, and ends their sessions; lines stay whole. Returns the keys that are gone. */
export async function forgetOf(tx: Tx, district: string, resident: string, now: Date): Promise<string[]> {
  const gone = await forget(tx, district, await keyIdsOf(tx, district, [resident]), now);
  await forgetResident(tx, district, resident);
  return gone;
}
