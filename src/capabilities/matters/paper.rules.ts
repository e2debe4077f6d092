/** Letters that people read aloud and write down without mistaking them (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 9;
/** Ids of reports that come from paper begin like this, so that one sheet entered twice is one report. */
const PREFIX = '70617065-7200-4000-8000-';

/** The letter that finds every single wrong letter and every two that change places: each weighs by its place, modulo 31. */
function checkOf(letters: string): string {
  const sum = [...letters].reduce((all, one, at) => all + LETTERS.indexOf(one) * (at + 1), 0);
  return LETTERS[sum % 31] ?? '0';
}

/** The number of a sheet of paper from 9 values of 0 to 30 that were drawn by lot: `XXXXX-XXXXX`, the last letter a check. */
export function paperNumber(drawn: readonly number[]): string {
  const letters = drawn
    .slice(0, LENGTH)
    .map((one) => LETTERS[one % 31] ?? '0')
    .join('');
  const whole = letters + checkOf(letters);
  return `${whole.slice(0, 5)}-${whole.slice(5)}`;
}

/** The id of the report that a sheet holds, or null where the number was misread. Small letters, and O, I and L for 0 and 1, will do. */
export function paperId(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (letters.length !== LENGTH + 1 || [...letters].some((one) => !LETTERS.includes(one))) return null;
  if (checkOf(letters.slice(0, LENGTH)) !== letters[LENGTH]) return null;
  const value = [...letters.slice(0, LENGTH)].reduce((all, one) => all * 32n + BigInt(LETTERS.indexOf(one)), 0n);
  return PREFIX + value.toString(16).padStart(12, '0');
}
