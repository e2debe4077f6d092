import { createHash, randomBytes } from 'node:crypto';

/** The cookie of a resident's browser: `<district>.<token>`; the database keeps the token's hash alone. */
export const RESIDENT_COOKIE = 'lianan_resident';

const TOKEN = /^([0-9]{6})\.([A-Za-z0-9_-]{43})$/;

export type ResidentToken = { readonly district: string; readonly token: Buffer };

/** A fresh cookie value and what is stored of it. */
export function newResidentToken(district: string): { readonly value: string; readonly token: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { value: `${district}.${secret}`, token: hashOf(secret) };
}

/** The district and the stored hash of a cookie value; null where it is not of the form. */
export function residentToken(value: string | undefined): ResidentToken | null {
  const [, district, secret] = TOKEN.exec(value ?? '') ?? [];
  return district === undefined || secret === undefined ? null : { district, token: hashOf(secret) };
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
