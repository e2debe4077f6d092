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

/**
 * A telephone number as every screen shows it that others may see over a shoulder, however it was written: 138****0001 for a
 * mobile (also from +86 138 …), 0579****00 for a fixed line. At least four digits are hidden; of what is too short to hide
 * four and still tell something, all are. The only mask there is: a number cut in two ways would tell more than either.
 */
export function masked(phone: string): string {
  const digits = mobileOf(phone) ?? phone.normalize('NFKC').replace(/\D/g, '');
  const mobile = mobileOf(phone) !== null;
  const [head, tail] = mobile ? [3, 4] : [4, 2];
  return digits.length < head + tail + 4 ? '****' : `${digits.slice(0, head)}****${digits.slice(-tail)}`;
}

/** What is known of a code that was sent. */
export type CodeNow = { readonly expires: number; readonly tries: number; readonly same: boolean };

/** True when the code opens the door: there is one, it is not over, not tried too often, and the same. */
export function codeOpens(code: CodeNow | null, now: number): boolean {
  return code !== null && code.expires > now && code.tries < CODE_TRIES && code.same;
}
