import { errorList, refused } from './errors.ts';
import type { Parsed } from './facts.ts';

/** Largest body of a report: 4,000 characters of description are 36,000 bytes when every one is percent-encoded. */
export const BODY_LIMIT_BYTES = 128 * 1024;
const FIELD_LIMIT = 300;

/** The parameters of a query or of a posted form. An empty one is the same as an absent one (GeoReport v2, Optional Arguments). */
export type Fields = {
  /** Values by name, blanks around them cut off, in the order of their coming. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Answers by question code: `attribute[CODE]=v`, `attribute[CODE][]=v1&attribute[CODE][]=v2`. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
};

const ATTRIBUTE = /^attribute\[([^[\]]{1,100})\](?:\[\d{0,3}\])?$/;

/** Reads `application/x-www-form-urlencoded` in UTF-8: a posted body, or a query string with or without its question mark. */
export function fieldsOf(raw: string | Uint8Array): Parsed<Fields> {
  const size = typeof raw === 'string' ? Buffer.byteLength(raw) : raw.length;
  if (size > BODY_LIMIT_BYTES) return refused(errorList(413, 'tooLarge', { limit: BODY_LIMIT_BYTES }));
  let text: string;
  try {
    text = typeof raw === 'string' ? raw : new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return refused(errorList(400, 'encoding'));
  }
  const named = new Map<string, string[]>();
  const attributes = new Map<string, string[]>();
  let count = 0;
  for (const [name, sent] of new URLSearchParams(text.replace(/^\?/, ''))) {
    if (++count > FIELD_LIMIT) return refused(errorList(400, 'tooManyFields', { limit: FIELD_LIMIT }));
    // What a decoder could not read, and NUL, which a database cannot store.
    if (/[\0\ufffd]/.test(sent) || /[\0\ufffd]/.test(name)) return refused(errorList(400, 'encoding'));
    const value = sent.trim();
    if (value === '') continue;
    const code = ATTRIBUTE.exec(name)?.[1];
    const [map, key] = code === undefined ? ([named, name] as const) : ([attributes, code] as const);
    const known = map.get(key);
    if (known === undefined) map.set(key, [value]);
    else known.push(value);
  }
  return { ok: true, fact: { named, attributes } };
}

/** The one value of a parameter, or null; of one that came several times, the first. */
export function field(fields: Fields, name: string): string | null {
  return fields.named.get(name)?.[0] ?? null;
}

/** The members of a comma list, which may also be declared several times. */
export function listField(fields: Fields, name: string): string[] {
  const members = (fields.named.get(name) ?? []).flatMap((one) => one.split(',')).map((one) => one.trim());
  return [...new Set(members.filter((one) => one !== ''))];
}

/** The API key of a call, from the parameter that GeoReport names. */
export const apiKeyOf = (fields: Fields): string | null => field(fields, 'api_key');

/** Which of several jurisdictions is meant; null where the caller leaves it open. */
export const jurisdictionOf = (fields: Fields): string | null => field(fields, 'jurisdiction_id');
