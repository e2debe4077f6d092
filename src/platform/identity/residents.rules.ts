/** A code has six digits, lives ten minutes and is tried at most five times. */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** A resident's browser stays signed in for so many days. */
export const SESSION_DAYS = 30;

/**
 * A mainland mobile number as eleven digits, from the ways in which people write it (+86, spaces, hyphens, full-width digits); null when it is none.
 * Source: MIIT numbering plan (2017), 11 digits beginning 13 to 19.
 */
export function mobileOf(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s().-]/g, '')
    .replace(/^(\+|00)?86(?=1)/, '');
  return /^1[3-9][0-9]{9}$/.test(digits) ? digits : null;
}

/** A number with its middle digits hidden, for a screen that others may see: 138****0001. */
export function masked(mobile: string): string {
  return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}

/** What is known of a code that was sent. */
export type CodeNow = { readonly expires: number; readonly tries: number; readonly same: boolean };

/** True when the code opens the door: there is one, it is not over, not tried too often, and the same. */
export function codeOpens(code: CodeNow | null, now: number): boolean {
  return code !== null && code.expires > now && code.tries < CODE_TRIES && code.same;
}
