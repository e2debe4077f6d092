import { textOf } from '../../platform/language/language.ts';
import type { ErrorList, Parsed } from './facts.ts';
import { open311Words } from './open311.words.ts';

type Key = keyof (typeof open311Words)['en'];

/**
 * One error in the words of this folder; body code and HTTP status are the same unless a finer `code` is given.
 * GeoReport v2: 403 a missing or wrong key, 404 an unknown id or jurisdiction, 400 everything else that the caller can mend.
 */
export function errorList(
  status: number,
  key: Key,
  parameters: Readonly<Record<string, string | number>> = {},
  code: number = status,
): ErrorList {
  return { status, errors: [{ code, description: textOf(open311Words, key, shownIn(parameters)) }] };
}

/** Several lists as one, under the status of the first; null for none. */
export function joinedErrors(lists: readonly ErrorList[]): ErrorList | null {
  const [first] = lists;
  return first === undefined ? null : { status: first.status, errors: lists.flatMap((list) => list.errors) };
}

/** A refusal as a parser's outcome. */
export const refused = (errors: ErrorList): Parsed<never> => ({ ok: false, errors });

// What the caller sent goes back into the answer: short, so that the answer is no amplifier.
function shownIn(parameters: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > 100 ? `${value.slice(0, 100)}…` : value,
    ]),
  );
}
