/** Why a login is refused: `form` (3–30 of a–z, 0–9, dot, underscore, hyphen, beginning with a letter), `number` (it looks like a phone or document number). */
export type LoginFault = 'form' | 'number';

/** The fault of a login, or null. A login is a pseudonym: it must not be a number that names a person. */
export function loginFault(login: string): LoginFault | null {
  if (!/^[a-z][a-z0-9_.-]{2,29}$/.test(login)) return 'form';
  // Eleven digits on end are a mobile number, or the better part of a document number.
  return /[0-9]{11}/.test(login) ? 'number' : null;
}

/** Why a password is refused. */
export type PasswordFault = 'short' | 'long' | 'plain' | 'login';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

/**
 * The fault of a password, or null: 10 to 128 characters, three of four classes (small, capital, digit, other) or 16 and
 * more characters, and not built around the login. Source: GB/T 22239-2019 8.1.4.1 a (complexity); the numbers are ours.
 */
export function passwordFault(password: string, login: string): PasswordFault | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return 'short';
  if (length > LONGEST_PASSWORD) return 'long';
  if (login !== '' && password.toLowerCase().includes(login.toLowerCase())) return 'login';
  if (new Set(password).size < 5) return 'plain';
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length;
  return classes >= 3 || length >= 16 ? null : 'plain';
}
