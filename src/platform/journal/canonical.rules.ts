/** What a line's body may hold: JSON without floating-point surprises. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical text of a JSON value: members sorted by code unit, no white space, numbers as ECMAScript writes them.
 * Two equal values have one text, so that a hash over its UTF-8 bytes means the value.
 * Source: RFC 8785 (JSON Canonicalization Scheme). Throws on NaN, infinities and lone surrogates.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical: a number must be finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('canonical: a text must be well-formed Unicode');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one as Json)).join(',')}]`;
  const object = value as { readonly [key: string]: Json };
  let members = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${canonical(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}
