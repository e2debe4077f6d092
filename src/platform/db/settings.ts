import type { Scope } from './scope.ts';

/** Most code ranges that the policies look at; nested codes are merged before they are counted. */
export const MOST_REACH = 8;

const DISTRICT = /^\d{6}$/;
const CODE = /^\d{6,20}$/;
const SLUG = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The SET LOCAL statements for a scope, as one text for a simple query.
 * Values are checked to be digits, slugs and UUIDs, since SET takes no parameters. Throws on anything else
 * and on more than eight separate code ranges.
 */
export function settingsOf(scope: Scope): string {
  const reach = outermost(scope.reach);
  if (reach.length > MOST_REACH)
    throw new Error(`a reach has at most ${MOST_REACH} code ranges, this one has ${reach.length}`);
  return (
    `set local lianan.district='${checked([scope.district], DISTRICT, 'district')}';` +
    `set local lianan.reach='${checked(reach, CODE, 'territory code')}';` +
    `set local lianan.bodies='${checked(scope.bodies, SLUG, 'body')}';` +
    `set local lianan.subjects='${checked(scope.subjects, UUID, 'subject')}'`
  );
}

/** Codes without those that lie below another one of the list, in order. */
export function outermost(codes: readonly string[]): string[] {
  const sorted = [...new Set(codes)].sort();
  return sorted.filter((code, at) => !sorted.some((other, where) => where !== at && code.startsWith(other)));
}

function checked(values: readonly string[], pattern: RegExp, what: string): string {
  for (const value of values) {
    if (!pattern.test(value)) throw new Error(`not a ${what}: ${JSON.stringify(value)}`);
  }
  return values.join(',');
}
