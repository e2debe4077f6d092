import type { Caller } from '../../platform/identity/caller.ts';

/** Views that one person may keep. */
export const MOST_VIEWS = 40;
/** With whom a view is shared: with nobody, with the people of one's body, with every desk of the district. */
export const SHARES = ['mine', 'body', 'desk'] as const;
export type Share = (typeof SHARES)[number];

/** Telephone and identity numbers as people write them, blanks and hyphens taken out. */
const NUMBER = /1[3-9]\d{9}|0\d{9,11}|\d{17}[\dXx]|\d{15}/;

/**
 * Whether a name carries what looks like a telephone or identity number: a view is kept and shared, so it holds nothing of
 * a person (charter rule 5).
 */
export function namesSomebody(name: string): boolean {
  return NUMBER.test(name.replaceAll(/[\s()（）-]/g, '')) || /(?<!\d)\d{7,8}(?!\d)/.test(name);
}

export type ShareRefusal = 'shareDesk' | 'shareBody';

/** Why somebody may not share a view so: duty officers share with the desk, everybody with a body at which they hold a post. */
export function shareRefusal(caller: Caller, share: Share, body: string | null): ShareRefusal | null {
  const posts = caller.is === 'staff' ? caller.appointments : [];
  if (share === 'desk') return posts.some((one) => one.post === 'duty') ? null : 'shareDesk';
  if (share === 'body') return body !== null && posts.some((one) => one.body === body) ? null : 'shareBody';
  return null;
}
